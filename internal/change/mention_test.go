package change

import (
	"fmt"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

func TestWhatADocumentMentionsIsFoundBeforeTheChange(t *testing.T) {
	n := 0
	mentions := func() string { n++; return fmt.Sprintf("Dit volgt uit PS/2026/%d.", n) }
	doc := importer.Document{
		Summary:       mentions(),
		ProgressBlock: richtext.Paragraphs(mentions()),
		Context:       &importer.Context{Text: mentions()},
		Finance:       &importer.Finance{Explanation: mentions()},
		Other:         []importer.Other{{Heading: "Wijzigingen", Text: mentions()}},
		Actions:       []importer.Action{{Text: mentions(), Parts: []string{mentions(), mentions()}, Explanation: mentions()}},
		Basics:        &importer.Basics{Milestones: []importer.Milestone{{Text: mentions()}}},
	}
	e := cycle.Edition{Settings: cycle.Settings{Levels: []cycle.Level{{Label: "Maatregel"}}}}
	ahead := foresee(e, []importer.Document{doc})
	decisions := func(change func([]foreseeable)) int {
		l := linker{levels: e.Settings.LevelWords(), decisions: publication.DecisionNumbersOf(nil), slugs: map[string]bool{}, newID: func() string { return "d" }, made: new([]cycle.Decision)}
		l.foreseen = ahead.of(0, l)
		change(l.foreseen.texts)
		takeOver(cycle.Report{}, doc, e, l, func(string) cycle.HolderID { return "" })
		return len(*l.made)
	}
	if made := decisions(func([]foreseeable) {}); made != n {
		t.Errorf("%d of the %d decisions were made", made, n)
	}
	forget := func(texts []foreseeable) {
		for i := range texts {
			texts[i].mentions = nil
		}
	}
	if late := decisions(forget); late != 0 {
		t.Errorf("%d decisions were looked for inside the change", late)
	}
}

func TestWithOtherLevelsADocumentIsReadAgain(t *testing.T) {
	ahead := foresee(cycle.Edition{}, []importer.Document{{Summary: "Zie maatregel 1.2."}})
	if ahead.of(0, linker{levels: []string{"maatregel"}}) != nil {
		t.Error("what was found with other words for levels was taken")
	}
}
