package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestCalmBefore(t *testing.T) {
	green, red := scored("inhoud", "groen"), explained("inhoud", "rood", "De ondergrond is slap.", "Het werk begint een jaar later.", "Een nieuw ontwerp.")
	checkRule(t, CalmBefore, []ruleCase{
		{"it lay on schedule, and now it is late", written(red, before(green, progressed("Alles ligt op schema."))), []string{"scores/inhoud"}},
		{"it was green, and now it is late", written(red, before(green)), []string{"scores/inhoud"}},
		{"it was orange before", written(red, before(scored("inhoud", "oranje"))), nil},
		{"it is green now as well", written(green, before(green)), nil},
		{"it is worse without a delay", written(explained("inhoud", "oranje", "Minder mensen deden mee.", "Minder bereik.", "Een campagne."), before(green)), nil},
		{"of a page elsewhere only the beginning was seen", written(red, before(green, func(in *Input) { in.Report.Source.Address = "https://example.nl" })), nil},
		{"a page elsewhere was read in", written(red, before(green, func(in *Input) { in.Report.Source.File = "1.txt" })), []string{"scores/inhoud"}},
		{"an action of it was cut off", written(red, before(green, acting("bomen", "Bomen planten in de stad en…", ""), func(in *Input) { in.Report.Source.File = "1.txt" })), nil},
		{"a budget gave no score", written(red, before(in(cycle.Budget), green)), nil},
		{"there is no edition before", written(red), nil},
	})
	for said, want := range map[string]Severity{"Alles ligt op schema.": Wrong, "De aannemer is begonnen.": Hint} {
		found := findingsOf(written(red, before(green, progressed(said))), CalmBefore)
		if len(found) != 1 || found[0].Severity != want {
			t.Errorf("%q before: %+v", said, found)
		}
	}
}

func TestActionGone(t *testing.T) {
	checkRule(t, ActionGone, []ruleCase{
		{"an action that ran is not named", written(before(acting("sport", "Veertig clubs helpen.", cycle.ActionRunning))), []string{"actions/sport"}},
		{"an action without a state is not named", written(before(acting("sport", "Veertig clubs helpen.", ""))), []string{"actions/sport"}},
		{"it was done", written(before(acting("sport", "Veertig clubs helpen.", cycle.ActionDone))), nil},
		{"it was dropped", written(before(acting("sport", "Veertig clubs helpen.", cycle.ActionDropped))), nil},
		{"it is still here", written(acting("sport", "Zestig clubs helpen.", cycle.ActionRunning), before(acting("sport", "Veertig clubs helpen.", cycle.ActionRunning))), nil},
		{"it has another key and the same words", written(acting("clubs", "Veertig clubs helpen.", ""), before(acting("sport", "Veertig clubs helpen.", ""))), nil},
		{"it is cut off here", written(acting("clubs", "Veertig clubs in de stad en…", ""), before(acting("sport", "Veertig clubs in de stad en in de dorpen helpen.", ""))), nil},
		{"it was cut off there", written(acting("clubs", "Veertig clubs in de stad en in de dorpen helpen.", ""), before(acting("sport", "Veertig clubs in de stad en…", ""))), nil},
		{"of this page not all is known", written(acting("clubs", "Bomen planten in…", ""), func(in *Input) { in.Report.Source.File = "1.txt" }, before(acting("sport", "Veertig clubs helpen.", ""))), nil},
		{"nothing was said before", written(), nil},
	})
}

func TestSameText(t *testing.T) {
	const text = "De vier plassen zijn elke twee weken onderzocht en het water was schoon."
	carried := func(in *Input) {
		in.Edition.Settings.Sections = []cycle.Section{{Key: "beleid", Sources: map[string]cycle.SectionSource{string(cycle.Monitor): cycle.CarriedForward}}}
	}
	checkRule(t, SameText, []ruleCase{
		{"word for word the same", written(progressed(text), before(progressed(text))), []string{"sections/voortgang"}},
		{"only spaces and capitals differ", written(progressed("DE vier  plassen zijn elke twee weken onderzocht en het water was schoon."), before(progressed(text))), []string{"sections/voortgang"}},
		{"one number is another", written(progressed("De vijf plassen zijn elke twee weken onderzocht en het water was schoon."), before(progressed(text))), nil},
		{"a fixed phrase", written(progressed("Alles loopt volgens plan."), before(progressed("Alles loopt volgens plan."))), nil},
		{"summary and context stay", written(section(cycle.Context, text), before(section(cycle.Context, text))), nil},
		{"a section that is carried forward by intention", written(carried, section("beleid", text), before(carried, section("beleid", text))), nil},
		{"a section of its own, written anew", written(section("beleid", text), before(section("beleid", text))), []string{"sections/beleid"}},
		{"the text on money is a fixed phrase too", written(financially("Geen afwijking."), before(financially("Geen afwijking."))), nil},
	})
}
