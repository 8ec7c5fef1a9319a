package publication

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A revision that is no correction and gives no next state tells itself what is new in it: somebody gave a day, or what stands
// around the texts became known.

// Renewed says in plain sentences, one for each kind, what a revision changed of the one before; parts are those of the revision.
func Renewed(p Publication, parts []PartFile, before *Reader) (string, error) {
	was, err := before.Revision()
	if err != nil {
		return "", err
	}
	said := renewedState(was, p.Revision)
	front, err := renewedFront(p.Edition, parts, before)
	if err != nil {
		return "", err
	}
	nodes, links, err := renewedNodes(p, parts, before)
	if err != nil {
		return "", err
	}
	said = append(said, front...)
	if len(nodes) > 0 {
		said = append(said, "Wat staat bij "+someOf(nodes)+", is veranderd.")
	}
	lists := renewedLists(parts, before)
	switch {
	case len(links) > 0:
		said = append(said, "Wat sinds de vorige revisie bekend werd, is verwerkt bij "+someOf(links)+".")
	case len(said)+len(lists) == 0:
		said = append(said, "Wat sinds de vorige revisie bekend werd, is verwerkt.")
	}
	switch len(lists) {
	case 0:
	case 1:
		said = append(said, "De lijst van "+lists[0]+" is bijgewerkt.")
	default:
		said = append(said, "De lijsten van "+enumerate(lists)+" zijn bijgewerkt.")
	}
	return strings.Join(said, " "), nil
}

func renewedState(was, r Revision) (said []string) {
	if was.StateDate != r.StateDate && was.StateDate.Known() && r.StateDate.Known() {
		said = append(said, fmt.Sprintf("De dag waarop dit is %s, is nu %s; eerder stond er %s.", r.State, r.StateDate.Format(), was.StateDate.Format()))
	}
	if was.Decision != r.Decision && was.Decision != "" && r.Decision != "" {
		said = append(said, fmt.Sprintf("Het besluit waarmee dit is %s, is nu %s; eerder stond er %s.", r.State, r.Decision, was.Decision))
	}
	if !slices.Equal(was.Meetings, r.Meetings) {
		said = append(said, "De dagen waarop het wordt behandeld, zijn veranderd.")
	}
	return said
}

// renewedFront tells of the front page; its introduction and what it asks change by a correction only.
func renewedFront(e Edition, parts []PartFile, before *Reader) (said []string, err error) {
	if sumAt(parts, EditionPath) == before.Sum(EditionPath) {
		return nil, nil
	}
	was, err := before.Edition()
	if errors.Is(err, ErrMissing) {
		return nil, nil // it was withdrawn
	}
	if err != nil {
		return nil, err
	}
	if was.Name != e.Name || was.Organisation != e.Organisation {
		said = append(said, "De gegevens van de editie of de organisatie zijn veranderd.")
	}
	return said, nil
}

// renewedNodes tells of which nodes the words or figures are others, and on which only something from elsewhere is, by their
// numbers.
func renewedNodes(p Publication, parts []PartFile, before *Reader) (own, links []string, err error) {
	for i := range p.Nodes {
		n := &p.Nodes[i]
		path := NodePath(n.Address)
		if sumAt(parts, path) == before.Sum(path) {
			continue
		}
		was, err := before.Node(n.Address)
		switch {
		case err != nil && !errors.Is(err, ErrMissing):
			return nil, nil, err
		case err == nil && SameStatement(was, *n):
			links = append(links, cmp.Or(n.Number, n.Title))
		default:
			own = append(own, cmp.Or(n.Number, n.Title))
		}
	}
	return own, links, nil
}

// someOf names the first of many nodes.
func someOf(numbers []string) string {
	if more := len(numbers) - mostNamed; more > 0 {
		return strings.Join(numbers[:mostNamed], ", ") + fmt.Sprintf(" en nog %d", more)
	}
	return enumerate(numbers)
}

// mostNamed is how many nodes are named by their numbers.
const mostNamed = 5

func renewedLists(parts []PartFile, before *Reader) (what []string) {
	for _, register := range []struct{ path, word string }{
		{DecisionsPath, "besluiten"}, {AmendmentsPath, "amendementen"}, {HoldersPath, "portefeuillehouders"}, {ThemesPath, "thema's"},
		{PlacesPath, "plaatsen"}, {MoneyPath, "bedragen"}, {LineagePath, "voorgangers"}, {EvidencePath, "bewijs"},
	} {
		if sumAt(parts, register.path) != before.Sum(register.path) {
			what = append(what, register.word)
		}
	}
	return what
}

func sumAt(parts []PartFile, path string) string {
	if at := partAt(parts, path); at < len(parts) && parts[at].Path == path {
		return parts[at].Sum
	}
	return ""
}

func enumerate(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " en " + words[last]
}
