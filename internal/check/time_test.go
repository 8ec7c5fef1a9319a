package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestMilestonePassed(t *testing.T) {
	green := scored("inhoud", "groen")
	checkRule(t, MilestonePassed, []ruleCase{
		{"medio 2025 is over on 31 August", written(green, due("a", "Dossiers klaar", "medio 2025", cycle.MilestoneOpen)), []string{"milestones/a"}},
		{"a state that nobody filled in is open", written(green, due("a", "Dossiers klaar", "mei 2025", "")), []string{"milestones/a"}},
		{"without a score nobody knows", written(due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), []string{"milestones/a"}},
		{"it was reached", written(green, due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneReached)), nil},
		{"it was moved to later", written(green, due("a", "Dossiers klaar", "mei 2026", cycle.MilestoneMoved)), nil},
		{"its day is yet to come", written(green, due("a", "Dossiers klaar", "najaar 2025", cycle.MilestoneOpen)), nil},
		{"orange tells it", written(scored("inhoud", "oranje"), due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), nil},
		{"a date in words that nobody understands", written(green, due("a", "Dossiers klaar", "zodra het kan", cycle.MilestoneOpen)), nil},
		{"a budget looks ahead", written(in(cycle.Budget), due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), nil},
		{"without a reference date today counts", written(green, due("a", "Dossiers klaar", "mei 2025", ""), func(in *Input) { in.Edition.Date, in.Today = "", "2025-06-15" }), []string{"milestones/a"}},
	})
}

func TestCalmBefore(t *testing.T) {
	green, red := scored("inhoud", "groen"), explained("inhoud", "rood", "De ondergrond is slap.", "Het werk begint een jaar later.", "Een nieuw ontwerp.")
	checkRule(t, CalmBefore, []ruleCase{
		{"it lay on schedule, and now it is late", written(red, before(green, progressed("Alles ligt op schema."))), []string{"scores/inhoud"}},
		{"it was green, and now it is late", written(red, before(green)), []string{"scores/inhoud"}},
		{"it was orange before", written(red, before(scored("inhoud", "oranje"))), nil},
		{"it is green now as well", written(green, before(green)), nil},
		{"it is worse without a delay", written(explained("inhoud", "oranje", "Minder mensen deden mee.", "Minder bereik.", "Een campagne."), before(green)), nil},
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

func TestLowerTarget(t *testing.T) {
	budget := in(cycle.Budget)
	checkRule(t, LowerTarget, []ruleCase{
		{"fewer hectares by the same year", written(budget, headlined("Eind 2027 is 360 hectare ingericht."), before(headlined("Eind 2027 is 480 hectare ingericht."))), []string{"headline"}},
		{"a milestone that shrank", written(budget, due("eind", "360 hectare ingericht", "eind 2027", ""), before(due("eind", "480 hectare ingericht", "eind 2027", ""))), []string{"milestones/eind"}},
		{"numbers in words", written(budget, due("eind", "Alle vijf locaties bewoond", "eind 2026", ""), before(due("eind", "Alle zes locaties bewoond", "eind 2026", ""))), []string{"milestones/eind"}},
		{"told once for a page", written(budget, headlined("Eind 2027 is 360 hectare ingericht."), due("eind", "360 hectare ingericht", "eind 2027", ""), before(headlined("Eind 2027 is 480 hectare ingericht."))), []string{"headline"}},
		{"the old number is named", written(budget, headlined("Eind 2027 is 360 hectare ingericht."), section(cycle.Summary, "Eerder noemden wij 480 hectare; de grond is duur."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
		{"it is called an adjustment", written(budget, headlined("Eind 2027 is 360 hectare ingericht."), section(cycle.Summary, "Dit doel is bijgesteld, want de grond is duur."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
		{"another year is another promise", written(budget, headlined("Eind 2026 is 120 hectare ingericht."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
		{"another thing is another promise", written(budget, headlined("Eind 2027 zijn er 12 poelen."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
		{"more is no less", written(budget, headlined("Eind 2027 is 500 hectare ingericht."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
		{"what a year does is of that year", written(budget, acting("kopen", "70 hectare kopen of ruilen.", ""), before(acting("kopen", "90 hectare kopen of ruilen.", ""))), nil},
		{"a percentage counts no things", written(budget, headlined("Eind 2027 is 60 procent klaar."), before(headlined("Eind 2027 is 80 procent klaar."))), nil},
		{"a monitor tells how far it is", written(headlined("Eind 2027 is 360 hectare ingericht."), before(headlined("Eind 2027 is 480 hectare ingericht."))), nil},
	})
}
