package cycle

import (
	"testing"

	"doelenboom/internal/richtext"
)

func TestAReportBeginsWithWhatItAnswers(t *testing.T) {
	e := Edition{Kind: Monitor, Answers: "b", Stage: Writing, Settings: Settings{Sections: usualSections()}}
	para := func(s string) richtext.Doc { return richtext.Paragraphs(s) }
	ordered := Report{
		Sections: []SectionText{{Key: Summary, Text: para("Wij leggen fietsroutes aan.")}},
		Actions:  []Action{{Key: "a", Number: 1, Text: para("Aanleg F12.")}},
		Holders:  []HolderID{"h1"},
	}
	last := Report{
		Headline: "Het loopt.",
		Sections: []SectionText{{Key: Summary, Text: para("Iets anders.")}, {Key: Progress, Text: para("De eerste kilometer ligt er.")}},
		Actions:  []Action{{Key: "a", Number: 1, Text: para("Aanleg F12."), State: ActionRunning, Note: para("Het schiet op.")}},
		Holders:  []HolderID{"h2"}, Term: &Term{Structural: true}, Scores: []Score{{Aspect: "geld", Value: Green}},
	}
	got := Report{ID: "r", Author: 1}.Begin(e, Before{&ordered, &last})
	if s, _ := got.Section(Summary); s.Text.Text() != "Wij leggen fietsroutes aan." {
		t.Errorf("the summary is %q, not what the budget ordered", s.Text.Text())
	}
	if _, told := got.Section(Progress); told || got.Headline != "" || len(got.Scores) > 0 {
		t.Errorf("the last progress is told again: %+v", got)
	}
	if a := got.Actions[0]; a.State != ActionRunning || !a.Note.Empty() {
		t.Errorf("the action is %+v", a)
	}
	if len(last.Actions[0].Note) == 0 {
		t.Error("beginning changed the last report")
	}
	if got.Holders[0] != "h2" || got.Term == nil || got.ID != "r" || got.Author != 1 {
		t.Errorf("%+v", got)
	}
	if first := (Report{ID: "r"}).Begin(e, Before{}); len(first.Sections) > 0 {
		t.Errorf("a report on what is new begins with %+v", first)
	}
}

func TestWhatWasOrderedStandsFast(t *testing.T) {
	e := round
	e.Answers, e.Settings.Sections = "b", usualSections()
	para := func(s string) richtext.Doc { return richtext.Paragraphs(s) }
	before := draft
	before.Sections = []SectionText{{Key: Summary, Text: para("Wij leggen vier routes aan.")}}
	before.Actions = []Action{{Key: "a", Number: 1, Text: para("Aanleg van vier routes.")}}
	text := before
	text.Sections = []SectionText{{Key: Summary, Text: para("Wij leggen drie routes aan.")}, filled[0]}
	text.Actions = []Action{{Key: "b", Number: 2, Text: para("Iets nieuws.")}}
	got, err := before.Write(anna, Spot{}, e, text)
	if err != nil {
		t.Fatal(err)
	}
	summary, _ := got.Section(Summary)
	if summary.Text.Text() != "Wij leggen vier routes aan." || len(got.Sections) != 2 || len(got.Actions) != 2 {
		t.Errorf("an author changed what the budget ordered: %+v", got)
	}
	byDirk, err := before.Write(dirk, Spot{}, e, text)
	if summary, _ := byDirk.Section(Summary); err != nil || summary.Text.Text() != "Wij leggen drie routes aan." {
		t.Errorf("who runs the round cannot work in a decision: %v", err)
	}
	budget := e
	budget.Kind = Budget
	inBudget, err := before.Write(anna, Spot{}, budget, text)
	if summary, _ := inBudget.Section(Summary); err != nil || summary.Text.Text() != "Wij leggen drie routes aan." {
		t.Errorf("a budget is written by its author: %v", err)
	}
}
