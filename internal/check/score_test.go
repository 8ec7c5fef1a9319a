package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestScoreMissing(t *testing.T) {
	checkRule(t, ScoreMissing, []ruleCase{
		{"neither score is given", written(progressed("Wij zijn begonnen.")), []string{"scores/inhoud", "scores/geld"}},
		{"only money is judged", written(scored("geld", "groen")), []string{"scores/inhoud"}},
		{"both are given", written(scored("inhoud", "groen"), scored("geld", "groen")), nil},
		{"a budget promises and gives no score", written(in(cycle.Budget)), nil},
		{"a goal need not be judged", written(at(1)), nil},
		{"an aspect computed by rule is nobody's to give", written(scored("inhoud", "groen"), func(in *Input) {
			in.Edition.Settings.Aspects[1].Judged = false
		}), nil},
	})
}

func TestScoreBare(t *testing.T) {
	checkRule(t, ScoreBare, []ruleCase{
		{"orange without a word", written(scored("inhoud", "oranje")), []string{"scores/inhoud"}},
		{"red without a measure", written(explained("inhoud", "rood", "Geen stroom.", "Later klaar.", "")), []string{"scores/inhoud"}},
		{"a dash explains nothing", written(explained("geld", "oranje", "Prijzen stegen.", "Wij komen tekort.", "-")), []string{"scores/geld"}},
		{"pointing elsewhere explains nothing", written(explained("geld", "oranje", "Zie toelichting.", "Wij komen tekort.", "Wij besparen.")), []string{"scores/geld"}},
		{"all three are told", written(explained("inhoud", "oranje", "Geen stroom.", "Later klaar.", "Een batterij.")), nil},
		{"green needs none", written(scored("inhoud", "groen")), nil},
		{"a programme sums up with a cause", written(at(0), explained("inhoud", "rood", "De aanpak kwam niet op gang.", "", "")), nil},
		{"a programme without a cause", written(at(0), scored("inhoud", "rood")), []string{"scores/inhoud"}},
		{"a value that the legend does not know", written(scored("inhoud", "paars")), nil},
		{"the first of an own legend is the good one", written(scored("inhoud", "goed"), ownLegend), nil},
		{"the second of an own legend is not", written(scored("inhoud", "matig"), ownLegend), []string{"scores/inhoud"}},
	})
	found := findingsOf(written(explained("inhoud", "oranje", "Geen stroom.", "", "")), ScoreBare)
	if want := "Bij de score oranje op inhoud ontbreken het gevolg en de maatregel."; len(found) != 1 || found[0].What != want {
		t.Errorf("%+v", found)
	}
}

func ownLegend(in *Input) {
	in.Edition.Settings.Aspects = []cycle.Aspect{{Key: "inhoud", Label: "Inhoud", Judged: true, Values: []cycle.ScoreValue{{Key: "goed"}, {Key: "matig"}}}}
}
