package check

import "doelenboom/internal/dutch"

// leftOpen: a spot that was left to be filled in ("PM", "XX", "nader in te
// vullen"); dutch.FindPlaceholder has the cases.
func (p *page) leftOpen() {
	for _, t := range p.parts {
		words := dutch.FindPlaceholder(t.text)
		if words == "" {
			continue
		}
		p.add(Finding{
			Rule: LeftOpen, Severity: Missing, Field: t.field, Block: t.block,
			What: "In " + p.fieldName(t.field) + " staat nog “" + words + "”.",
			Why:  "Hier moet nog iets worden ingevuld: “" + short(t.text) + "”",
			Mend: "Vul het in, of haal het weg en schrijf wat u nu weet.",
		}, words)
	}
}
