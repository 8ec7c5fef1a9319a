package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestOtherFigures(t *testing.T) {
	lines := func(in *Input) {
		line(cycle.Expense, cycle.Original, 18_900_000)(in)
		line(cycle.Expense, cycle.Amended, 400_000)(in)
		line(cycle.Expense, cycle.Realised, 17_971_000)(in)
		line(cycle.Income, cycle.Original, 3_100_000)(in)
	}
	checkRule(t, OtherFigures, []ruleCase{
		{"the costs are others", written(lines, financially("De lasten zijn € 19,8 miljoen.")), []string{"sections/financien"}},
		{"the costs as rounded", written(lines, financially("De lasten zijn € 19,3 miljoen.")), nil},
		{"the first budget", written(lines, financially("De lasten waren primitief € 18,9 miljoen.")), nil},
		{"what was spent", written(lines, financially("De gerealiseerde lasten zijn € 17,97 miljoen.")), nil},
		{"what was spent, with another figure", written(lines, financially("De gerealiseerde lasten zijn € 17,1 miljoen.")), []string{"sections/financien"}},
		{"the income", written(lines, financially("De baten zijn € 3,1 miljoen.")), nil},
		{"other income", written(lines, financially("De baten zijn € 3,5 miljoen.")), []string{"sections/financien"}},
		{"the difference as rounded", written(lines, explained("geld", "oranje", "€ 1,3 miljoen is niet besteed, vooral voor de dijk.", "Minder dijk.", "Volgend jaar.")), nil},
		{"another difference", written(lines, explained("geld", "oranje", "Er is € 2,6 miljoen minder uitgegeven dan begroot.", "Minder dijk.", "Volgend jaar.")), []string{"scores/geld"}},
		{"a part of the costs", written(lines, financially("Van het budget voor grond is € 210.000 niet besteed.")), nil},
		{"extra costs are no total", written(lines, financially("Wij verwachten € 207.000 hogere lasten.")), nil},
		{"another year", written(lines, financially("In 2027 zijn de lasten € 22 miljoen.")), nil},
		{"an amount about something else", written(lines, financially("De boeren legden € 2,2 miljoen in.")), nil},
		{"a node without money lines", written(financially("De lasten zijn € 19,8 miljoen.")), nil},
	})
}
