package change

import (
	"fmt"
	"strings"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// ruleWaits is the name of the rule in a publication.
const ruleWaits = "wacht-op-genomen-besluit"

// publicFindings are the findings that readers may see: an action or milestone that waits for something that was
// decided before the day of the edition, or that the page itself shows as decided.
func publicFindings(e cycle.Edition, reports []cycle.Report, decisions []cycle.Decision) map[cycle.NodeID][]publication.Finding {
	taken := takenBefore(e.Date, decisions)
	found := map[cycle.NodeID][]publication.Finding{}
	for i := range reports {
		r := &reports[i]
		texts := waiting(r)
		if len(texts) == 0 {
			continue
		}
		known := taken
		for _, s := range r.Sections {
			known = append(known[:len(known):len(known)], check.TakenIn(s.Text.Text())...)
		}
		for _, w := range check.WaitsForTaken(texts, known) {
			found[r.Node] = append(found[r.Node], publication.Finding{Rule: ruleWaits, Text: sentence(w)})
		}
	}
	return found
}

// takenBefore are the decisions that stood on a day. One without a date stands whenever it is known to be taken.
func takenBefore(day cycle.Date, decisions []cycle.Decision) []check.Taken {
	var taken []check.Taken
	for _, d := range decisions {
		if !d.Taken() || d.Date.After(day) {
			continue
		}
		for _, subject := range append([]string{d.Title}, d.Aliases...) {
			if subject != "" {
				taken = append(taken, check.Taken{Reference: firstOf(d.Reference, d.Title), Subject: subject})
			}
		}
	}
	return taken
}

// waiting are the texts of a report that say they wait: actions, and milestones as number 0. Few do, and only those
// are worth a look at what was decided.
func waiting(r *cycle.Report) []check.Action {
	var texts []check.Action
	for _, a := range r.Actions {
		if text := a.Text.Text(); check.Waits(text) {
			texts = append(texts, check.Action{Number: a.Number, Text: text})
		}
	}
	for _, m := range r.Milestones {
		if text := m.Text.Text(); check.Waits(text) {
			texts = append(texts, check.Action{Text: text})
		}
	}
	return texts
}

func sentence(w check.StillWaiting) string {
	who := "Een mijlpaal"
	if w.Action > 0 {
		who = fmt.Sprintf("Actie %d", w.Action)
	}
	return who + " " + strings.TrimSuffix(w.String(), ".") + "."
}
