package facts

import (
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Examples show facts with one value and with several.
func Examples() []ui.Example {
	return []ui.Example{{Name: "Feiten naast een prestatie", Component: templ.Join(
		templ.Raw(`<dl class="facts">`),
		ui.Around(Fact("Portefeuillehouder"), templ.Raw(`<a href="#roos">Roos Tamminga</a>`)),
		ui.Around(Fact("Looptijd"), templ.Raw("Tot en met 2028")),
		ui.Around(Fact("Thema's"), templ.Raw(`<ul><li><a href="#water">Water</a></li><li><a href="#landschap">Landschap</a></li></ul>`)),
		templ.Raw("</dl>"),
	)}}
}
