package cycle

import (
	"fmt"
	"slices"
)

// ThemeTurn is what changes in the themes of nodes: one that they get from a day, and one that ends on a day.
type ThemeTurn struct {
	Add  ThemeID
	End  ThemeID
	From Date // the first day of what is added
	Last Date // the last day of what ends
}

// Empty tells whether nothing changes.
func (t ThemeTurn) Empty() bool { return t.Add == "" && t.End == "" }

// Problems tells what is wrong with it, at the fields of its form.
func (t ThemeTurn) Problems() error {
	var v Invalid
	if t.Add != "" && !t.From.Valid() {
		v = append(v, Problem{Field: "thema.vanaf", Text: "zeg vanaf welke dag het thema erbij hoort"})
	}
	if t.End != "" && !t.Last.Valid() {
		v = append(v, Problem{Field: "thema.laatste", Text: "zeg wat de laatste dag van het thema is"})
	}
	if t.Add != "" && t.Add == t.End {
		v = append(v, Problem{Field: "thema.eindigt", Text: "een thema kan niet tegelijk erbij komen en eindigen"})
	}
	return v.orNil()
}

// Of tells which links of a node are replaced by which. Days that are over are not changed: what belonged to a theme then
// still did.
func (t ThemeTurn) Of(node NodeID, links []ThemeLink) (gone, come []ThemeLink, err error) {
	for _, l := range links {
		if l.Node != node || t.End == "" || l.Theme != t.End || l.Until.Known() && !t.Last.Before(l.Until) {
			continue
		}
		if t.Last.Before(l.From) {
			return nil, nil, Invalid{{Field: "thema.laatste", Text: fmt.Sprintf("het thema begint pas op %s", l.From.Format())}}
		}
		gone = append(gone, l)
		l.Until = t.Last
		come = append(come, l)
	}
	if t.Add == "" {
		return gone, come, nil
	}
	added := ThemeLink{Theme: t.Add, Node: node, From: t.From}
	holds := func(l ThemeLink) bool {
		return l.Node == node && l.Theme == t.Add && !l.Until.Known() && !t.From.Before(l.From)
	}
	if slices.ContainsFunc(links, holds) {
		return gone, come, nil
	}
	for _, l := range links { // from the same day, or later: it begins earlier now
		if l.Node == node && l.Theme == t.Add && !l.From.Before(t.From) && l.From.Known() {
			gone = append(gone, l)
		}
	}
	return gone, append(come, added), nil
}
