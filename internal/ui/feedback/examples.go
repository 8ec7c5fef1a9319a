package feedback

import "doelenboom/internal/ui"

// Examples show the link to a mail address. Without a contact there is nothing to see.
func Examples() []ui.Example {
	return []ui.Example{{Name: "Onder aan een pagina", Component: Link("verslag@voorbeeld.example", "3.2.1 Oevers, Jaarverslag 2025")}}
}
