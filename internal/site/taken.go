package site

import (
	"slices"
	"strings"

	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
)

// partlyTaken says which parts of a page come from its source, when others were written here; "" when all do.
func partlyTaken(n *publication.Node) string {
	if len(n.Taken) == 0 {
		return ""
	}
	return "Alleen dit komt uit de bron: " + ui.And(takenNames(n)) + ". Wat er verder staat, is hier geschreven."
}

// takenFields are the names of the fields that are taken over as one thing, in the order of a page.
var takenFields = []struct{ field, name string }{
	{"kernzin", "de kernzin"}, {"bedragen", "de bedragen"}, {"begrotingswijziging", "de begrotingswijziging"},
	{"portefeuillehouders", "de portefeuillehouder"}, {"rol", "de rol"}, {"looptijd", "de looptijd"}, {"reserve", "het antwoord over de reserve"},
	{"websites", "de websites"},
}

func takenNames(n *publication.Node) []string {
	var names []string
	for _, s := range n.Sections {
		if slices.Contains(n.Taken, "onderdelen/"+s.Key) {
			names = append(names, "“"+s.Label+"”")
		}
	}
	told := slices.DeleteFunc(slices.Clone(n.Actions), func(a publication.Action) bool { return a.Note.Empty() })
	action := func(a publication.Action) string { return a.Key }
	names = append(names, takenOf(n, "acties", "de acties", n.Actions, action)...)
	names = append(names, takenOf(n, "toelichtingen", "de toelichting bij de acties", told, action)...)
	names = append(names, takenOf(n, "mijlpalen", "de mijlpalen", n.Milestones, func(m publication.Milestone) string { return m.Key })...)
	names = append(names, takenOf(n, "scores", "de scores", n.Scores, func(s publication.Score) string { return s.Aspect })...)
	for _, f := range takenFields {
		if slices.Contains(n.Taken, f.field) {
			names = append(names, f.name)
		}
	}
	return names
}

// takenOf is the name of a list of which all or some is taken over.
func takenOf[T any](n *publication.Node, field, name string, rows []T, key func(T) string) []string {
	found := 0
	for _, row := range rows {
		if slices.Contains(n.Taken, field+"/"+key(row)) {
			found++
		}
	}
	switch found {
	case 0:
		return nil
	case len(rows):
		return []string{name}
	}
	return []string{"een deel van " + name}
}

// sourceMore is what is known of a source besides where it is, and then which part comes from it.
func sourceMore(more, part string) string { return strings.TrimSpace(more + " " + part) }

// amountsTaken tells whether the amounts of a page were taken over.
func amountsTaken(n *publication.Node) bool {
	return n.Source != nil && (len(n.Taken) == 0 || slices.Contains(n.Taken, "bedragen"))
}
