package check

import (
	"slices"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// with is one thing that a report, or what it is held against, has.
type with func(*Input)

// written is a report on deliverable 5.1.2 in the second monitor of 2025, and what a case adds to it.
func written(parts ...with) Input {
	in := Input{
		Edition:   cycle.NewEdition("m2", cycle.NewOrganisation("o", cycle.Province, "merwerland", "Merwerland"), cycle.Monitor, "monitor-2025-2", "Monitor 2025-II", 2025),
		Placement: cycle.Placement{Depth: 2, Number: "5.1.2"},
	}
	in.Edition.Sequence, in.Edition.Date = 2, "2025-08-31"
	for _, add := range parts {
		add(&in)
	}
	return in
}

func section(key, text string) with {
	return func(in *Input) {
		in.Report.Sections = append(in.Report.Sections, cycle.SectionText{Key: key, Text: richtext.Carry(nil, richtext.Parse(text), richtext.Taken{})})
	}
}

func progressed(text string) with  { return section(cycle.Progress, text) }
func financially(text string) with { return section(cycle.FinanceNote, text) }
func headlined(text string) with   { return func(in *Input) { in.Report.Headline = text } }

func scored(aspect, value string) with {
	return func(in *Input) {
		in.Report.Scores = append(in.Report.Scores, cycle.Score{Aspect: aspect, Value: value})
	}
}

func explained(aspect, value, cause, effect, measure string) with {
	return func(in *Input) {
		in.Report.Scores = append(in.Report.Scores, cycle.Score{Aspect: aspect, Value: value, Cause: cause, Effect: effect, Measure: measure})
	}
}

func acting(key, text string, state cycle.ActionState) with {
	return func(in *Input) {
		in.Report.Actions = append(in.Report.Actions, cycle.Action{Key: key, Number: len(in.Report.Actions) + 1, Text: richtext.Parse(text), State: state})
	}
}

func due(key, text, date string, state cycle.MilestoneState) with {
	return func(in *Input) {
		in.Report.Milestones = append(in.Report.Milestones, cycle.Milestone{Key: key, Text: richtext.Parse(text), Date: dutch.ParseWritten(date), State: state})
	}
}

func in(kind cycle.EditionKind) with { return func(in *Input) { in.Edition.Kind = kind } }
func at(depth int) with              { return func(in *Input) { in.Placement.Depth = depth } }

// before is what the first monitor of 2025 said about the same deliverable.
func before(parts ...with) with {
	return func(in *Input) {
		was := written(parts...)
		was.Edition.ID, was.Edition.Name, was.Edition.Date = "m1", "Monitor 2025-I", "2025-04-30"
		in.Before = &Earlier{Edition: was.Edition, Report: was.Report}
	}
}

// ruleCase is a case of one rule: the fields in which it finds something.
type ruleCase struct {
	name string
	in   Input
	want []string
}

func checkRule(t *testing.T, rule Rule, cases []ruleCase) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			t.Helper()
			var got []string
			for _, f := range Run(tt.in) {
				if f.Rule != rule {
					continue
				}
				got = append(got, f.Field)
				if f.What == "" || f.Why == "" || f.Mend == "" || f.Key == "" || f.Severity == "" {
					t.Errorf("not all is said: %+v", f)
				}
				t.Logf("%s %s %s", f.What, f.Why, f.Mend)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("found in %q, want %q", got, tt.want)
			}
		})
	}
}

func findingsOf(in Input, rule Rule) []Finding {
	var all []Finding
	for _, f := range Run(in) {
		if f.Rule == rule {
			all = append(all, f)
		}
	}
	return all
}

func TestDismissalFitsAfterAnEditBesideIt(t *testing.T) {
	is := func(text string) Finding {
		found := findingsOf(written(progressed(text)), LeftOpen)
		if len(found) != 1 {
			t.Fatalf("%q gives %+v", text, found)
		}
		return found[0]
	}
	first := is("Wij bouwden XX woningen.")
	if edited := is("Wij bouwden dit jaar al XX woningen, vooral in Vlierdam."); edited.Key != first.Key {
		t.Error("the sentence around it was edited, and the finding is another one")
	}
	if other := is("Wij bouwden PM woningen."); other.Key == first.Key {
		t.Error("other words are the same finding")
	}
	elsewhere := findingsOf(written(financially("XX volgens plan.")), LeftOpen)
	if len(elsewhere) != 1 || elsewhere[0].Key == first.Key {
		t.Errorf("the same words in another field: %+v", elsewhere)
	}
	if first.Block == "" {
		t.Error("the finding does not lead to its paragraph")
	}
}

func TestRulesAreSwitchedByTheEdition(t *testing.T) {
	text := progressed("Er staat nog PM.")
	off := func(in *Input) { in.Edition.Settings.Checks.Off = []string{string(LeftOpen)} }
	if len(findingsOf(written(text), LeftOpen)) != 1 || len(findingsOf(written(text, off), LeftOpen)) != 0 {
		t.Error("a rule that is off still looks")
	}
	if found := Run(written(text, func(in *Input) { in.Edition.TakenOver = true })); len(found) > 0 {
		t.Errorf("what others wrote and published is not for us to mend: %+v", found)
	}
}

func TestEveryRuleExplainsItself(t *testing.T) {
	seen := map[Rule]bool{}
	for _, d := range Rules {
		if d.Name == "" || d.Explain == "" || d.look == nil || seen[d.Rule] {
			t.Errorf("%s: %+v", d.Rule, d)
		}
		seen[d.Rule] = true
	}
}

func TestWhatTheBudgetOrderedIsNotTheAuthorsToMend(t *testing.T) {
	ordered := func(in *Input) { in.Edition.Answers = "budget" }
	text := section(cycle.Summary, "Er komen XX woningen.")
	if found := Run(written(text, ordered, scored("inhoud", "groen"), scored("geld", "groen"))); len(found) > 0 {
		t.Errorf("found in a text that stands fast: %+v", found)
	}
	if found := findingsOf(written(text), LeftOpen); len(found) != 1 {
		t.Errorf("in a text that the author writes: %+v", found)
	}
}

// What a report names is all that it is held against: with only that much of tree and register the findings are the same.
func TestWhatIsNamedIsEnough(t *testing.T) {
	in := written(
		progressed("Zie prestatie 5.1.3 en prestatie 9.9.9. Dit volgt uit PS/2016/486 en PS/2016/999."),
		acting("a", "In afwachting van het investeringsvoorstel TecBase Twente.", cycle.ActionWaiting),
		func(in *Input) { in.Report.References = []cycle.CrossReference{{Number: "5.1.4"}, {Number: "8.8.8"}} },
	)
	in.Numbers = map[string]cycle.NodeID{"5.1.2": "a", "5.1.3": "b", "5.1.4": "c"}
	in.Decisions = []cycle.Decision{
		{Reference: "PS/2016/486", Title: "Kade"}, {Reference: "PS/2016/586", Title: "TecBase Twente", State: cycle.DecisionTaken}, {Reference: "PS/2017/1"},
	}
	want := Run(in)
	n := NamedIn(in)
	if !n.Waits || !slices.Equal(n.Numbers, []string{"5.1.3", "5.1.4", "8.8.8", "9.9.9"}) || !slices.Equal(n.Decisions, []string{"PS/2016/486", "PS/2016/999"}) {
		t.Errorf("named: %+v", n)
	}
	in.Numbers = map[string]cycle.NodeID{"5.1.3": "b", "5.1.4": "c"}
	in.Decisions = in.Decisions[:2]
	if got := Run(in); !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("found %v, want %v", got, want)
	}
}
