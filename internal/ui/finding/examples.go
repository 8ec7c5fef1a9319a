package finding

import "doelenboom/internal/ui"

// Examples show findings of every kind, one of which somebody dismissed.
func Examples() []ui.Example {
	all := []Finding{
		{Rule: "opengelaten", Key: "a", Severity: "fout", What: "In de tekst staat nog “PM cijfers”.", Why: "Een lezer weet dan niet wat er had moeten staan.", Mend: "Vul het cijfer in, of schrijf wanneer het er is."},
		{Rule: "score-zonder-uitleg", Key: "b", Severity: "ontbreekt", What: "De oorzaak ontbreekt.", Why: "De score is aandacht.", Mend: "Schrijf waardoor het anders loopt."},
		{Rule: "moeilijke-taal", Key: "c", Severity: "hint", What: "Deze zin heeft 48 woorden.", Why: "Lange zinnen lezen moeilijk.", Mend: "Maak er twee van."},
		{Rule: "zelfde-tekst", Key: "d", Severity: "hint", What: "De tekst is gelijk aan die van de vorige monitor.", Dismissed: "er is echt niets veranderd", By: "Anna (verzonnen)"},
	}
	return []ui.Example{
		{Name: "Boven een formulier", Component: Summary(all[:3])},
		{Name: "Bij een veld", Component: List(all, "")},
	}
}
