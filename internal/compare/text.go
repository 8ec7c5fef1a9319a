package compare

import (
	"slices"

	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// SectionChange is one text that differs. Blocks lead to what is new or edited in it on the page of the later side.
type SectionChange struct {
	Key    string
	Label  string
	Kind   Kind
	Blocks []string // fragments, "p-7k2m"
}

func sections(before, after []publication.SectionText) []SectionChange {
	key := func(s publication.SectionText) string { return s.Key }
	var out []SectionChange
	for _, is := range after {
		was := find(before, is.Key, key)
		switch {
		case is.Text.Empty():
			continue // told below when there was a text
		case was == nil || was.Text.Empty():
			out = append(out, SectionChange{Key: is.Key, Label: is.Label, Kind: Added, Blocks: edited(nil, is.Text)})
		case !sameWords(was.Text, is.Text):
			out = append(out, SectionChange{Key: is.Key, Label: is.Label, Kind: Changed, Blocks: edited(was.Text, is.Text)})
		}
	}
	for _, was := range before {
		is := find(after, was.Key, key)
		if !was.Text.Empty() && (is == nil || is.Text.Empty()) {
			out = append(out, SectionChange{Key: was.Key, Label: was.Label, Kind: Gone})
		}
	}
	return out
}

// sameWords compares block by block.
func sameWords(a, b richtext.Doc) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !richtext.SameWords(&a[i], &b[i]) {
			return false
		}
	}
	return true
}

// edited are the blocks whose words did not stand there before, in any block.
func edited(before, after richtext.Doc) []string {
	var out []string
	for i := range after {
		b := &after[i]
		stood := func(old richtext.Block) bool { return richtext.SameText(&old, b) }
		if b.ID != "" && !slices.ContainsFunc(before, stood) {
			out = append(out, "p-"+b.ID)
		}
	}
	return out
}
