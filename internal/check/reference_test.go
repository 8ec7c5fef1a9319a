package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestBrokenReference(t *testing.T) {
	known := func(in *Input) {
		in.Numbers = map[string]cycle.NodeID{"4.1.5": "n1", "5.1": "n2"}
		in.Decisions = []cycle.Decision{{Reference: "PS/2025/112", Title: "Campus Zilverpark", State: cycle.DecisionTaken}, {Reference: "PS/2025/211"}}
	}
	checkRule(t, BrokenReference, []ruleCase{
		{"a deliverable that is not in this edition", written(known, progressed("Dit hangt samen met prestatie 4.1.9.")), []string{"sections/voortgang"}},
		{"a deliverable that is", written(known, progressed("Dit hangt samen met prestatie 4.1.5.")), nil},
		{"a number of another year, with its year", written(known, progressed("Dit was prestatie 9.0.2 in de begroting van 2015.")), nil},
		{"a number of another year, named first", written(known, progressed("In 2015 was dit prestatie 9.0.2.")), nil},
		{"a later year in the sentence excuses nothing", written(known, progressed("In 2027 begint het werk van prestatie 4.1.9.")), []string{"sections/voortgang"}},
		{"a decision that nobody knows", written(known, progressed("Zie het besluit PS/2025/999.")), []string{"sections/voortgang"}},
		{"a decision of which only the number is known", written(known, progressed("Zie het besluit PS/2025/211.")), []string{"sections/voortgang"}},
		{"a decision in the register", written(known, progressed("Zie het besluit PS/2025/112.")), nil},
		{"a reference of the form to nothing", written(known, func(in *Input) {
			in.Report.References = []cycle.CrossReference{{Kind: cycle.See, Number: "7.7.7"}}
		}), []string{"references"}},
		{"dates and amounts look alike", written(known, progressed("Op 24.4.2025 was er € 1.330 over.")), nil},
		{"without registers nothing is asked", written(progressed("Zie prestatie 4.1.9 en PS/2025/999.")), nil},
	})
}
