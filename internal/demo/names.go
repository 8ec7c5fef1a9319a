package demo

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"doelenboom/internal/cycle"
)

// names are the ids that the keys of the files have got.
type names struct {
	user     map[string]cycle.User
	holder   map[string]cycle.HolderID
	theme    map[string]cycle.ThemeID
	places   map[string]cycle.PlaceID
	decision map[string]cycle.DecisionID
	node     map[string]cycle.NodeID
	edition  map[string]cycle.EditionID
}

func newNames() names {
	return names{
		user: map[string]cycle.User{}, holder: map[string]cycle.HolderID{}, theme: map[string]cycle.ThemeID{},
		places: map[string]cycle.PlaceID{}, decision: map[string]cycle.DecisionID{},
		node: map[string]cycle.NodeID{}, edition: map[string]cycle.EditionID{},
	}
}

func (n names) holders(keys []string) []cycle.HolderID {
	var out []cycle.HolderID
	for _, key := range keys {
		out = append(out, n.holder[key])
	}
	return out
}

// known finds what a key of a file stands for; a key that stands for nothing is a fault of the file.
func known[T any](table map[string]T, kind, key, file string) (T, error) {
	v, ok := table[key]
	if !ok {
		return v, fmt.Errorf("sample: %s: no %s %q", file, kind, key)
	}
	return v, nil
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
