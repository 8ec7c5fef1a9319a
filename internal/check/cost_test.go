package check

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
)

func line(kind cycle.MoneyKind, column cycle.MoneyColumn, euros money.Cents) with {
	return func(in *Input) {
		in.Money = append(in.Money, cycle.MoneyLine{Kind: kind, Column: column, Cents: euros * 100, Year: 2025})
	}
}

func TestCalmDespiteCost(t *testing.T) {
	green, accounts := scored("geld", "groen"), in(cycle.Accounts)
	spent := func(budget, realised money.Cents) with {
		return func(in *Input) {
			line(cycle.Expense, cycle.Original, budget)(in)
			line(cycle.Expense, cycle.Realised, realised)(in)
		}
	}
	checkRule(t, CalmDespiteCost, []ruleCase{
		{"accounts that spent a tenth less", written(accounts, green, spent(10_000_000, 9_000_000)), []string{"scores/geld"}},
		{"accounts that spent a tenth more", written(accounts, green, spent(10_000_000, 11_000_000)), []string{"scores/geld"}},
		{"a share below the threshold", written(accounts, green, spent(10_000_000, 9_600_000)), nil},
		{"an amount below the floor", written(accounts, green, spent(500_000, 420_000)), nil},
		{"the edition's own threshold", written(accounts, green, spent(10_000_000, 9_600_000), func(in *Input) { in.Edition.Settings.Checks.MoneyShare = 3 }), []string{"scores/geld"}},
		{"halfway the year nothing is to be said", written(green, spent(10_000_000, 4_000_000)), nil},
		{"orange tells it already", written(accounts, scored("geld", "oranje"), spent(10_000_000, 9_000_000)), nil},
		{"a budget and what was spent of it", written(accounts, green, financially("Van de € 350.000 is € 138.000 uitgegeven.")), []string{"sections/financien"}},
		{"spent first, budget last", written(accounts, green, financially("Er is € 2,1 miljoen besteed van de € 2,9 miljoen.")), []string{"sections/financien"}},
		{"what was left of it", written(accounts, green, financially("Van de € 2,9 miljoen bleef € 700.000 over.")), []string{"sections/financien"}},
		{"what was not used of it", written(accounts, green, financially("Van de € 1.180.000 is € 56.000 niet gebruikt.")), nil},
		{"little was left", written(accounts, green, financially("Van de € 2,9 miljoen bleef € 70.000 over.")), nil},
		{"a little less than budgeted", written(accounts, green, financially("Er is € 5,3 miljoen uitgegeven, € 15.000 minder dan begroot.")), nil},
		{"much less than budgeted", written(accounts, green, financially("Er is € 5,3 miljoen uitgegeven, € 615.000 minder dan begroot.")), []string{"sections/financien"}},
		{"a share of the budget in words", written(green, financially("De lasten komen 9 procent boven de begroting uit.")), []string{"sections/financien"}},
		{"a small share in words", written(green, financially("De inhuur ligt 3,5 procent boven de begroting.")), nil},
		{"no deviation beside less", written(financially("Geen afwijking. Wij geven € 1,2 miljoen minder uit.")), []string{"sections/financien"}},
		{"no deviation beside a fine that was kept", written(green, financially("Geen afwijking. De boete, € 30.000, is ingehouden.")), nil},
		{"a difference that the council amended", written(green, financially("Geen afwijking. De € 400.000 minder staat in de tweede begrotingswijziging.")), nil},
		{"what somebody else saved", written(green, financially("De ruil kostte € 90.000 minder dan aankoop.")), nil},
		{"no deviation and nothing else", written(green, financially("Geen afwijking.")), nil},
	})
}
