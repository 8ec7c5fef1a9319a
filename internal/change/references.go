package change

import (
	"context"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// linker makes references of what people write: "PS/2016/486" becomes the decision, "prestatie 8.1.5" the node. A
// number that the edition does not have yet stays a number; it becomes a link when the edition is frozen. A decision
// nobody entered yet is made on the spot, known by its number only.
type linker struct {
	levels    []string // words for levels that are the organisation's own, in the singular
	decisions publication.DecisionNumbers
	papers    publication.Papers
	nodes     map[string]cycle.NodeID
	slugs     map[string]bool
	newID     func() string
	made      *[]cycle.Decision
	known     []cycle.Decision // as they were
	filled    *[]store.Change  // decisions known by their number only, of which a text tells more
	foreseen  *foreseen        // what is not there is looked for
}

// names are what a linker knows: the decisions of an organisation and the numbers of one edition, as they were when the
// history had that many lines.
type names struct {
	line      int64
	decisions []cycle.Decision
	nodes     map[string]cycle.NodeID
}

// namesBeside reads names before a change begins, so that nobody waits while they are read.
func (s *Service) namesBeside(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID) (names, error) {
	read := s.db.Read(org)
	head, err := read.Head(ctx)
	if err != nil {
		return names{}, err
	}
	n, err := readNames(ctx, read, edition)
	n.line = head.Line
	return n, err
}

func readNames(ctx context.Context, read store.Reader, edition cycle.EditionID) (names, error) {
	var n names
	var err error
	if n.decisions, err = read.Decisions(ctx); err != nil {
		return n, err
	}
	n.nodes, err = read.Numbers(ctx, edition)
	return n, err
}

// linkerKnowing is newLinker with names that were read before, unless one of them changed since.
func linkerKnowing(ctx context.Context, tx *store.Tx, e cycle.Edition, n names) (linker, error) {
	changed, err := tx.RenamedSince(ctx, n.line)
	if err != nil {
		return linker{}, err
	}
	if changed {
		return newLinker(ctx, tx, e)
	}
	return n.linker(tx, e), nil
}

// newLinker knows the decisions of the organisation and the numbers of one edition.
func newLinker(ctx context.Context, tx *store.Tx, e cycle.Edition) (linker, error) {
	n, err := readNames(ctx, tx.Reader, e.ID)
	return n.linker(tx, e), err
}

func (n names) linker(tx *store.Tx, e cycle.Edition) linker {
	l := linker{
		decisions: publication.DecisionNumbersOf(n.decisions), nodes: n.nodes, slugs: make(map[string]bool, len(n.decisions)),
		levels: e.Settings.LevelWords(), newID: tx.NewID, made: new([]cycle.Decision),
		known: n.decisions, filled: new([]store.Change),
		papers: publication.PapersOf(n.decisions),
	}
	for i := range n.decisions {
		l.slugs[n.decisions[i].Slug] = true
	}
	return l
}

// keep saves the decisions that were made on the way; it comes last in the change.
func (l linker) keep(ctx context.Context, tx *store.Tx, by cycle.User) error {
	if err := tx.SaveDecisions(ctx, *l.made); err != nil {
		return err
	}
	lines := make([]store.Change, len(*l.made))
	for i, d := range *l.made {
		lines[i] = change("decision.mentioned", nil, d)
	}
	if err := tx.RecordMany(ctx, by, lines); err != nil {
		return err
	}
	for _, c := range *l.filled {
		if err := tx.SaveDecision(ctx, c.After.(cycle.Decision)); err != nil {
			return err
		}
	}
	return tx.RecordMany(ctx, by, *l.filled)
}

func (l linker) decision(reference string) cycle.DecisionID {
	if id, ok := l.decisions.Find(reference); ok {
		return id
	}
	d := cycle.Decision{ID: cycle.DecisionID(l.newID()), Reference: reference, Slug: freeSlug(reference, l.slugs)}
	l.decisions.Add(&d)
	*l.made = append(*l.made, d)
	return d.ID
}

// know makes sure that the decisions which a line names are there. The line itself stays text; its references are made
// when the edition is frozen.
func (l linker) know(line string) {
	for _, d := range dutch.FindDecisions(line) {
		l.decision(d.Reference)
	}
}

// mark returns doc with its references made.
func (l linker) mark(doc richtext.Doc) richtext.Doc {
	if len(doc) == 0 {
		return doc
	}
	return doc.Mark(l.find)
}

func (l linker) find(text string) []richtext.Found {
	var found []richtext.Found
	for _, m := range l.mentions(text) {
		ref := richtext.Ref{Kind: richtext.RefDecision}
		if m.decision != "" {
			ref.ID = string(l.decision(m.decision))
		} else {
			ref = l.number(m.number)
		}
		found = append(found, richtext.Found{From: m.from, To: m.to, Ref: ref})
	}
	return l.papers.Find(text, found)
}

func (l linker) mentions(text string) []mention {
	if all, ok := l.foreseen.mentions(text); ok {
		return all
	}
	return mentionsIn(text, l.levels)
}

func (l linker) number(number string) richtext.Ref {
	if id := l.nodes[number]; id != "" {
		return richtext.Ref{Kind: richtext.RefNode, ID: string(id)}
	}
	return richtext.Ref{Kind: richtext.RefNumber, ID: number}
}

// cross makes a cross-reference to a number.
func (l linker) cross(kind cycle.ReferenceKind, number string, action int) cycle.CrossReference {
	if id := l.nodes[number]; id != "" {
		return cycle.CrossReference{Kind: kind, Action: action, Node: id}
	}
	return cycle.CrossReference{Kind: kind, Action: action, Number: number}
}

// freeSlug makes an address that is not taken and takes it.
func freeSlug(text string, taken map[string]bool) string {
	slug := dutch.Slug(text)
	if slug == "" {
		slug = "zonder-naam"
	}
	free := slug
	for n := 2; taken[free]; n++ {
		free = slug + "-" + strconv.Itoa(n)
	}
	taken[free] = true
	return free
}

// named are the cross-references that a text makes by naming other nodes.
func (l linker) named(text string, action int) []cycle.CrossReference {
	var refs []cycle.CrossReference
	for _, n := range dutch.FindNodes(text, l.levels...) {
		for _, number := range append(n.Skipped, n.Number) {
			refs = append(refs, l.cross(cycle.ReferenceKind(n.Kind), number, action))
		}
	}
	return refs
}

// anywhere is a reference by whichever action makes it.
func anywhere(r cycle.CrossReference) cycle.CrossReference {
	r.Action = 0
	return r
}

// once drops cross-references that say the same twice; the first one stands.
func once(refs []cycle.CrossReference) []cycle.CrossReference {
	seen := map[cycle.CrossReference]bool{}
	var out []cycle.CrossReference
	for _, r := range refs {
		if key := anywhere(r); !seen[key] {
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}
