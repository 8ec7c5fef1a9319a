package publication

import (
	"cmp"
	"slices"

	"doelenboom/internal/cycle"
)

// children gives each node the nodes directly below it, each with the counts of what is below that one. Counts are
// counts: scores are never averaged.
func (f *freezer) children(nodes []Node) {
	counts := f.counts(nodes)
	for i := range nodes {
		n := &nodes[i]
		if f.order[i].Parent == "" {
			continue
		}
		up := &nodes[f.at[f.order[i].Parent]]
		up.Children = append(up.Children, Child{
			Address: n.Address, ID: n.ID, Headline: n.Headline, Level: n.Level, Number: n.Number,
			Placeholder: n.Placeholder, Scores: judgements(n.Scores), Counts: counts[i], Title: n.Title,
		})
	}
}

// counts are, for each node, the scores of all deliverables below it.
func (f *freezer) counts(nodes []Node) [][]Count {
	all := make([][]Count, len(nodes))
	for i := range nodes {
		if nodes[i].Level != cycle.Deliverable {
			continue
		}
		for _, a := range f.in.Edition.Settings.Aspects {
			value := valueOn(nodes[i].Scores, a.Key)
			for up := f.order[i].Parent; up != ""; {
				j := f.at[up]
				all[j] = counted(all[j], a.Key, value)
				up = f.order[j].Parent
			}
		}
	}
	for _, c := range all {
		slices.SortFunc(c, f.legendOrder)
	}
	return all
}

func valueOn(scores []Score, aspect string) string {
	for _, s := range scores {
		if s.Aspect == aspect {
			return s.Value
		}
	}
	return ""
}

func counted(counts []Count, aspect, value string) []Count {
	for i := range counts {
		if counts[i].Aspect == aspect && counts[i].Value == value {
			counts[i].Number++
			return counts
		}
	}
	return append(counts, Count{Number: 1, Aspect: aspect, Value: value})
}

// legendOrder: the aspects as the settings order them, within each the values of the legend, no score last.
func (f *freezer) legendOrder(a, b Count) int {
	return cmp.Or(
		cmp.Compare(f.aspectOrder(a.Aspect), f.aspectOrder(b.Aspect)),
		cmp.Compare(f.valueOrder(a), f.valueOrder(b)),
		cmp.Compare(a.Value, b.Value),
	)
}

func (f *freezer) valueOrder(c Count) int {
	aspect, _ := f.in.Edition.Settings.Aspect(c.Aspect)
	if i := slices.IndexFunc(aspect.Values, func(v cycle.ScoreValue) bool { return v.Key == c.Value }); i >= 0 {
		return i
	}
	if c.Value == "" {
		return len(aspect.Values) + 1
	}
	return len(aspect.Values)
}
