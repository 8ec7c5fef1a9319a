// Package finding shows what the checks found at a field: what, why and how to mend it, with a way to say that it is none.
package finding

import "strconv"

// Finding is one thing to look at.
type Finding struct {
	Rule, Key string
	Severity  string // "fout", "ontbreekt", "hint"
	What      string
	Why       string
	Mend      string
	Field     string // id of the field on the page; empty when there is none
	Dismissed string // why somebody said that it is none
	By        string // who said so
}

// Words counts findings by how much they ask: "1 fout, 2 dingen ontbreken, 1 hint".
func Words(all []Finding) string {
	counts := map[string]int{}
	for _, f := range all {
		counts[f.Severity]++
	}
	text := ""
	for _, s := range []struct{ key, one, more string }{
		{"fout", "klopt mogelijk niet", "kloppen mogelijk niet"}, {"ontbreekt", "ontbreekt", "ontbreken"}, {"hint", "hint", "hints"},
	} {
		n := counts[s.key]
		if n == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		word := s.more
		if n == 1 {
			word = s.one
		}
		text += strconv.Itoa(n) + " " + word
	}
	return text
}
