package check

import "testing"

func TestLeftOpen(t *testing.T) {
	checkRule(t, LeftOpen, []ruleCase{
		{"in the progress", written(progressed("PM cijfers eerste kwartaal.")), []string{"sections/voortgang"}},
		{"in a score", written(explained("geld", "oranje", "XX procent duurder.", "Minder.", "Besparen.")), []string{"scores/geld"}},
		{"in an action", written(acting("a", "[naam] spreken.", "")), []string{"actions/a"}},
		{"in the headline", written(headlined("Eind 2025 zijn er XX woningen.")), []string{"headline"}},
		{"fine dust", written(progressed("De norm voor PM10 is gehaald.")), nil},
	})
}
