package change

import (
	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// publicFindings are the findings that readers may see: an action or milestone that waits for something that was
// decided before the day of the edition, or that the page itself shows as decided.
func publicFindings(e cycle.Edition, reports []cycle.Report, decisions []cycle.Decision) map[cycle.NodeID][]publication.Finding {
	taken := check.TakenBefore(e.Date, decisions)
	found := map[cycle.NodeID][]publication.Finding{}
	for i := range reports {
		for _, w := range check.StillWaits(&reports[i], taken) {
			node := reports[i].Node
			found[node] = append(found[node], publication.Finding{Rule: string(check.Waiting), Text: w.Sentence()})
		}
	}
	return found
}
