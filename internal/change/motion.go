package change

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
)

// motions makes the motions known that documents name after who moved them: with a number, what it is and how it is
// called; without one, as a paper by its title. Those with a number go first: a name that one of them has is no other.
func (l *linker) motions(docs []importer.Document) {
	names := map[string]bool{}
	for i := range l.known {
		for _, name := range append([]string{l.known[i].Title}, l.known[i].Aliases...) {
			names[strings.ToLower(name)] = true
		}
	}
	for _, numbered := range []bool{true, false} {
		for i := range docs {
			for _, m := range docs[i].References.Motions {
				if name := strings.ToLower(m.Name); (m.Decision != "") == numbered && !names[name] {
					names[name] = true
					l.motion(m)
				}
			}
		}
	}
}

func (l *linker) motion(m importer.Motion) {
	switch id, known := l.decisions.Find(m.Decision); {
	case m.Decision == "":
		d := cycle.Decision{ID: cycle.DecisionID(l.newID()), Kind: cycle.Motion, Title: "M" + m.Name[1:], Aliases: []string{m.Name}, Slug: freeSlug(m.Name, l.slugs)}
		*l.made = append(*l.made, d)
		l.papers.Add(&d)
	case !known:
		l.decision(m.Decision)
		d := &(*l.made)[len(*l.made)-1]
		called(d, m.Name)
		l.papers.Add(d)
	default:
		l.fill(id, m.Name)
	}
}

// fill tells of a decision that is known by its number only that it is a motion. What somebody entered stays as it is.
func (l *linker) fill(id cycle.DecisionID, name string) {
	if at := slices.IndexFunc(*l.made, func(d cycle.Decision) bool { return d.ID == id }); at >= 0 {
		return // it has the name by which this import met it first
	}
	at := slices.IndexFunc(l.known, func(d cycle.Decision) bool { return d.ID == id })
	was := l.known[at]
	if was.Kind != "" || was.Title != "" || was.State != "" {
		return
	}
	now := was
	called(&now, name)
	l.known = slices.Clone(l.known)
	l.known[at] = now
	l.papers.Add(&now)
	*l.filled = append(*l.filled, change("decision.mentioned", was, now))
}

func called(d *cycle.Decision, name string) {
	d.Kind, d.Aliases = cycle.Motion, append(slices.Clone(d.Aliases), name)
}
