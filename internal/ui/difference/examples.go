package difference

import "doelenboom/internal/ui"

// Examples show a sentence in which words went and came.
func Examples() []ui.Example {
	return []ui.Example{{Name: "Wat er in een zin veranderde", Component: Text("De oever is in mei klaar.", "De oever tot de Molenhoek is in september klaar.")}}
}
