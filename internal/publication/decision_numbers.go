package publication

import (
	"sync"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// DecisionNumbers finds the decisions of one organisation by number, however that is written.
type DecisionNumbers struct {
	written map[string]cycle.DecisionID
	keys    func() map[string]cycle.DecisionID // read when they are asked for: most numbers are written as they are known
}

// DecisionNumbersOf knows the decisions that have a number.
func DecisionNumbersOf(all []cycle.Decision) DecisionNumbers {
	n := DecisionNumbers{written: make(map[string]cycle.DecisionID, len(all))}
	for i := range all {
		if d := &all[i]; d.Reference != "" {
			n.written[d.Reference] = d.ID
		}
	}
	n.keys = sync.OnceValue(func() map[string]cycle.DecisionID {
		keys := make(map[string]cycle.DecisionID, len(all))
		for i := range all {
			if key := dutch.DecisionKey(all[i].Reference); key != "" && keys[key] == "" {
				keys[key] = all[i].ID
			}
		}
		return keys
	})
	return n
}

// Find finds a decision by its number.
func (n DecisionNumbers) Find(reference string) (id cycle.DecisionID, known bool) {
	if id, known = n.written[reference]; !known && reference != "" {
		id, known = n.keys()[dutch.DecisionKey(reference)]
	}
	return id, known
}

// Add makes the number of one more decision known.
func (n DecisionNumbers) Add(d *cycle.Decision) {
	n.written[d.Reference], n.keys()[dutch.DecisionKey(d.Reference)] = d.ID, d.ID
}
