package field

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Examples show every kind of question, filled in, empty, fixed and refused.
func Examples() []ui.Example {
	wrong := cycle.Invalid{{Field: "voorbeeld-kernzin", Text: "De kernzin is langer dan 200 tekens; maak haar korter."}}
	states := []Choice{{Value: "loopt", Label: "loopt"}, {Value: "wacht", Label: "wacht", Help: "op een besluit of op een ander"}, {Value: "gereed", Label: "gereed"}}
	return []ui.Example{
		{Name: "Wat er te herstellen is", Component: Summary(wrong)},
		{Name: "Een regel, afgewezen", Component: Text(Field{Name: "voorbeeld-kernzin", Label: "Kernzin", Help: "Eén zin: wat is er gebeurd?", Value: "De oever is klaar.", Required: true}.With(wrong), "text")},
		{Name: "Een regel die vaststaat", Component: Text(Field{Name: "voorbeeld-nummer", Label: "Nummer", Value: "3.2.1", Fixed: true}, "text")},
		{Name: "Meer regels", Component: Area(Field{Name: "voorbeeld-tekst", Label: "Toelichting", Value: "Vijf kilometer is klaar."}, "4")},
		{Name: "Een dag", Component: Day(Field{Name: "voorbeeld-dag", Label: "Klaar op", Value: "2026-05-01"})},
		{Name: "Een uit een lijst", Component: Select(Field{Name: "voorbeeld-lijst", Label: "Staat", Value: "wacht", Required: true}, states)},
		{Name: "Een uit enkele", Component: Radio(Field{Name: "voorbeeld-keuze", Label: "Hoe staat het?", Value: "loopt", Required: true}, states)},
		{Name: "Een bestand", Component: File(Field{Name: "voorbeeld-bestand", Label: "Bijlage", Help: "Hoogstens 25 MB.", Problem: "Kies een bestand."}, ".pdf,.csv")},
		{Name: "Ja of nee", Component: Check(Field{Name: "voorbeeld-vink", Label: "Dit onderdeel is gevoelig", Value: "ja"})},
		{Name: "Knoppen", Component: templ.Raw(`<p class="buttons"><button type="button" class="button">Indienen</button><button type="button" class="button second">Opslaan</button><button type="button" class="button danger">Terugsturen</button></p>`)},
	}
}
