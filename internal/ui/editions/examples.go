package editions

import "doelenboom/internal/ui"

// Examples show the neighbours of an edition in the middle.
func Examples() []ui.Example {
	return []ui.Example{{Name: "Tussen twee edities", Component: Switch(
		&Neighbour{Name: "Monitor 2025-II", Href: "#eerder", Same: true}, &Neighbour{Name: "Jaarverslag 2025", Href: "#later"}, "#alle", "Alle edities",
	)}}
}
