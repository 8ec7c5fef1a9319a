package notes

import (
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Examples show the remarks that a page makes of its own text.
func Examples() []ui.Example {
	return []ui.Example{
		{Name: "Een tekst die in de bron ophoudt", Component: Truncated("https://voorbeeld.example/oevers")},
		{Name: "Een opmerking", Component: ui.Around(Note(), templ.Raw("<strong>Opgemerkt door het programma.</strong> Actie 1 wacht op een besluit dat in mei is genomen."))},
	}
}
