package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

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
