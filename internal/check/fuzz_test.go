package check

import (
	"testing"
	"unicode/utf8"

	"doelenboom/internal/cycle"
)

// Whatever somebody types, the rules answer, in letters that can be shown.
func FuzzRun(f *testing.F) {
	f.Add("In afwachting van het besluit Zilverpark.", "Van de € 350.000 is € 138.000 uitgegeven.", "Eind 2027 is 360 hectare klaar.")
	f.Add("İİ loopt acht maanden uit, PM", "İ € 5 miljoen minder dan begroot", "zie prestatie 1.2.3 (PS/2025/1)")
	f.Fuzz(func(t *testing.T, progress, money, head string) {
		for _, kind := range []cycle.EditionKind{cycle.Budget, cycle.Monitor, cycle.Accounts} {
			in := written(in(kind), headlined(head), progressed(progress), financially(money), scored("inhoud", "groen"), scored("geld", "groen"),
				acting("a", progress, ""), due("m", head, money, ""), before(headlined(progress), progressed(head), acting("b", money, "")))
			in.Numbers, in.Decisions = map[string]cycle.NodeID{}, []cycle.Decision{{Title: "Zilverpark", State: cycle.DecisionTaken}}
			in.Places = []cycle.Place{{Name: "Zilverpark", Aliases: []string{"hectare"}}}
			line(cycle.Expense, cycle.Original, 100)(&in)
			line(cycle.Expense, cycle.Realised, 90)(&in)
			for _, f := range Run(in) {
				if valid := utf8.ValidString(progress + money + head); valid && !utf8.ValidString(f.What+f.Why+f.Mend) {
					t.Errorf("a letter was cut in two: %q %q %q", f.What, f.Why, f.Mend)
				}
			}
		}
	})
}
