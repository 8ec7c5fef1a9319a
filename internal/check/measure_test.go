package check

import (
	"os"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func TestGoalUnmeasured(t *testing.T) {
	budget, goal := in(cycle.Budget), at(1)
	checkRule(t, GoalUnmeasured, []ruleCase{
		{"a wish", written(budget, goal, headlined("De natuur herstelt.")), []string{"headline"}},
		{"a year by which", written(budget, goal, headlined("In 2030 is de natuur hersteld.")), nil},
		{"a milestone with a date", written(budget, goal, headlined("De natuur herstelt."), due("a", "Heide hersteld", "eind 2030", "")), nil},
		{"a milestone without one", written(budget, goal, headlined("De natuur herstelt."), due("a", "Heide hersteld", "", "")), []string{"headline"}},
		{"a deliverable is no goal", written(budget, headlined("De natuur herstelt.")), nil},
		{"a monitor holds what was promised", written(goal, headlined("De natuur herstelt.")), nil},
	})
}

func TestNothingMeasured(t *testing.T) {
	checkRule(t, NothingMeasured, []ruleCase{
		{"only words", written(progressed("Wij werken aan goede plannen met partners.")), []string{"sections/voortgang"}},
		{"references are no numbers", written(progressed("Met het besluit (PS/2016/486) werken wij verder, zie prestatie 8.1.5.")), []string{"sections/voortgang"}},
		{"a number", written(progressed("Wij plantten 400 bomen.")), nil},
		{"an amount", written(financially("Er is €78.000 besteed.")), nil},
		{"a date", written(progressed("In mei 2025 beginnen wij.")), nil},
		{"a milestone with a date", written(progressed("Wij werken door."), due("a", "Klaar", "eind 2026", "")), nil},
		{"a score", written(progressed("Wij werken door."), scored("inhoud", "groen")), nil},
		{"nothing written at all is another matter", written(), nil},
	})
}

// The page of 2016 that this program began with: a whole page of progress and nothing to measure it by.
func TestThePublicPageHasNothingMeasured(t *testing.T) {
	b, err := os.ReadFile("../../sample/pagina.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(b), "Toelichting op voortgang")
	text, _, _ = strings.Cut(text, "Financi")
	if found := findingsOf(written(progressed(text), financially("Geen afwijking.")), NothingMeasured); len(found) != 1 {
		t.Errorf("%+v", found)
	}
}
