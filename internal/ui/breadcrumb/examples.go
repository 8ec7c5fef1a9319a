package breadcrumb

import "doelenboom/internal/ui"

// Examples show a long way down, which wraps on a phone.
func Examples() []ui.Example {
	return []ui.Example{{Name: "De weg naar een prestatie", Component: Trail([]Crumb{
		{Text: "Jaarverslag 2025", Href: "#jaarverslag"}, {Text: "3 Water en dijken", Href: "#programma"},
		{Text: "3.2 Oevers die tegen een stootje kunnen", Href: "#doel"}, {Text: "3.2.1"},
	})}}
}
