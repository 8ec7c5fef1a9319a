package richfield

import (
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// Examples show the plain field, as it is without scripts, and one that stands fast.
func Examples() []ui.Example {
	text := richtext.Parse("De oever is **klaar**.\n\n- riet\n- gras\n")
	return []ui.Example{
		{Name: "Een lange tekst, zonder scripts", Component: Text(Field{Field: field.Field{Name: "voorbeeld-voortgang", Label: "Toelichting op voortgang", Help: "Wat is er gebeurd?"}, Doc: text, Most: 600})},
		{Name: "Een lange tekst die vaststaat", Component: Text(Field{Field: field.Field{Name: "voorbeeld-opdracht", Label: "Opdracht", Fixed: true}, Doc: text})},
	}
}
