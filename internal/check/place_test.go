package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestOldPlaceName(t *testing.T) {
	places := func(in *Input) {
		in.Places = []cycle.Place{
			{Name: "Weringhaven", Aliases: []string{"De Wering", "Bedrijvenpark De Wering"}},
			{Name: "Kalderburg"},
			{Name: "Campus Zilverpark", Aliases: []string{"Kennispark Kalderburg"}},
			{Name: "De Kade", Aliases: []string{"Bedrijventerrein De Kade"}},
		}
	}
	checkRule(t, OldPlaceName, []ruleCase{
		{"the old name", written(places, progressed("Op De Wering zijn vier percelen gekocht.")), []string{"sections/voortgang"}},
		{"the name of the register", written(places, progressed("In Weringhaven zijn vier percelen gekocht.")), nil},
		{"both names in one text", written(places, progressed("Weringhaven, eerder De Wering, krijgt een kade.")), nil},
		{"a longer other name is told once", written(places, progressed("Bedrijvenpark De Wering ligt buiten de dijk.")), []string{"sections/voortgang"}},
		{"one of three names for one place", written(places, headlined("De bouw op Kennispark Kalderburg begint.")), []string{"headline"}},
		{"a town is itself", written(places, progressed("In Kalderburg is het druk.")), nil},
		{"another name that holds its own", written(places, progressed("Op Bedrijventerrein De Kade is het druk.")), nil},
		{"two fields are one finding", written(places, headlined("De Wering wordt wonen."), progressed("De Wering is leeg.")), []string{"headline"}},
		{"a word that only begins so", written(places, progressed("De Weringse jeugd doet mee.")), nil},
	})
}
