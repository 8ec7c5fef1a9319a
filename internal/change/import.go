package change

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/store"
)

// Imported says what an import did.
type Imported struct {
	Added        []string // numbers that were new in the edition
	Listed       []string // numbers of which a page above them gives the title, and that wait for a page of their own
	Placeholders []string // numbers that are only implied; their title is unknown
	Replaced     []string // numbers whose content was other than before
	Same         int      // documents that changed nothing
}

// ImportProposal reads documents into an edition that is not public yet. Each document replaces what it states of its
// node; all of them go in, in one transaction, or none.
func (s *Service) ImportProposal(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, docs []importer.Document) (Imported, error) {
	var done Imported
	now, err := s.db.Read(org).Edition(ctx, edition)
	if err != nil {
		return done, err
	}
	ahead := foresee(now, docs)
	defer ahead.wait()
	err = s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayRun); err != nil {
			return err
		}
		e, err := tx.Edition(ctx, edition)
		if err != nil {
			return err
		}
		if e.Stage != cycle.Writing {
			return cycle.Refusal{Text: fmt.Sprintf("%s is al gepubliceerd; verbeter haar met: doelenboom correct", e.Name)}
		}
		done, err = applyDocuments(ctx, tx, by, e, docs, ahead, "report.imported")
		return err
	})
	return done, err
}

// intake is one import on its way into an edition.
type intake struct {
	edition cycle.Edition
	by      cycle.User
	tx      *store.Tx
	tree    *planter
	link    linker
	holders map[string]cycle.HolderID // by name
	slugs   map[string]bool           // of holders
	added   []cycle.PortfolioHolder
	reports map[cycle.NodeID]cycle.Report
	stood   map[string]bool // numbers with a document that had their place in the tree before
	done    Imported
}

// batch is what is stored together: reports, as they are stored, and a line for each.
type batch struct {
	reports []cycle.Report
	rows    store.ReportRows
	lines   []store.Change
}

// atATime is how many documents make a batch: enough to store many at a time, few enough not to wait for each other.
const atATime = 100

func applyDocuments(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, docs []importer.Document, ahead foresight, action string) (Imported, error) {
	in, err := newIntake(ctx, tx, by, e)
	if err != nil {
		return in.done, err
	}
	if err := in.grow(ctx, docs); err != nil {
		return in.done, err
	}
	if err := in.recall(ctx, docs); err != nil {
		return in.done, err
	}
	in.link.motions(docs)
	taken := make(chan batch, 1+len(docs)/atATime)
	var beside errgroup.Group // documents are taken in, which asks the database nothing, while it writes
	beside.Go(func() error { return in.takeAll(docs, ahead, action, taken) })
	saving := in.save(ctx, taken)
	if err := errors.Join(beside.Wait(), saving); err != nil {
		return in.done, err
	}
	return in.done, in.saveNamed(ctx)
}

func emptyBatch(n int) batch {
	return batch{reports: make([]cycle.Report, 0, n), lines: make([]store.Change, 0, n)}
}

// takeAll hands over what it takes in, ready to be stored, and does not wait for who stores it.
func (in *intake) takeAll(docs []importer.Document, ahead foresight, action string, taken chan<- batch) error {
	defer close(taken)
	for first := 0; first < len(docs); first += atATime {
		b := emptyBatch(min(atATime, len(docs)-first))
		for i := first; i < min(len(docs), first+atATime); i++ {
			in.link.foreseen = ahead.of(i, in.link)
			if err := in.take(&docs[i], action, &b); err != nil {
				return err
			}
		}
		var err error
		if b.rows, err = store.RowsOf(b.reports); err != nil {
			return err
		}
		taken <- b
	}
	return nil
}

func newIntake(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition) (*intake, error) {
	in := &intake{edition: e, by: by, tx: tx, holders: map[string]cycle.HolderID{}, slugs: map[string]bool{}, stood: map[string]bool{}, reports: map[cycle.NodeID]cycle.Report{}}
	var err error
	if in.tree, err = newPlanter(ctx, tx, e); err != nil {
		return in, err
	}
	if in.link, err = newLinker(ctx, tx, e); err != nil {
		return in, err
	}
	in.link.nodes = in.tree.byNumber // what this import brings is known to it at once
	holders, err := tx.Holders(ctx)
	if err != nil {
		return in, err
	}
	for _, h := range holders {
		in.holders[h.Name] = h.ID
		in.slugs[h.Slug] = true
	}
	return in, nil
}

// few documents, as of a correction, do not ask for the reports of a whole edition.
const few = 20

// recall reads the reports that the documents may replace.
func (in *intake) recall(ctx context.Context, docs []importer.Document) error {
	if len(docs) > few {
		reports, err := in.tx.Reports(ctx, in.edition.ID)
		for _, r := range reports {
			in.reports[r.Node] = r
		}
		return err
	}
	for _, doc := range docs {
		node := in.tree.byNumber[doc.Number]
		r, err := in.tx.ReportOf(ctx, in.edition.ID, node)
		switch {
		case isNotFound(err):
			continue
		case err != nil:
			return err
		}
		in.reports[node] = r
	}
	return nil
}

// grow puts the nodes of all documents in the tree, with the parents that their numbers imply.
func (in *intake) grow(ctx context.Context, docs []importer.Document) error {
	if err := importer.Distinct(docs); err != nil {
		return cycle.Refusal{Text: err.Error()}
	}
	before, err := in.sameElsewhere(ctx)
	if err != nil {
		return err
	}
	rows := map[string]Placing{}
	for _, doc := range docs {
		if doc.Number == "" {
			return cycle.Refusal{Text: fmt.Sprintf("%s, regel %d: er staat geen nummer met titel bovenaan; zo is niet te zeggen over welk deel van de doelenboom dit gaat; zet boven de tekst een regel als “5.1.2 Titel”", doc.Where(), doc.TitleLine())}
		}
		_, known := in.tree.byNumber[doc.Number]
		if known {
			in.stood[doc.Number] = true
		}
		for _, p := range doc.Parents {
			if known && in.tree.byNumber[p.Number] == "" {
				continue // it has its place, which its number does not tell
			}
			stated(rows, p.Number, p.Title)
		}
		stated(rows, doc.Number, doc.Title)
	}
	listed := in.children(docs, rows)
	if err := in.recognise(ctx, rows, before); err != nil {
		return err
	}
	in.tree.changes = make([]placed, 0, len(rows))
	for _, number := range slices.SortedFunc(maps.Keys(rows), dutch.CompareNumbers) {
		row := in.placing(rows[number], before, listed[number])
		if _, err := in.tree.plant(row); err != nil {
			return err
		}
	}
	in.tree.sort()
	return nil
}

// children puts what pages list as standing below them in the tree, and gives their numbers. The page of such a child
// tells more, so its own number and title go first; what the edition has already stays as it is.
func (in *intake) children(docs []importer.Document, rows map[string]Placing) map[string]bool {
	listed := map[string]bool{}
	if in.edition.Stage != cycle.Writing && !in.edition.TakenOver {
		return listed // a correction of what was written here adds nothing to its tree
	}
	for _, doc := range docs {
		for _, c := range doc.Children {
			known, placed := in.tree.byNode[in.tree.byNumber[c.Number]]
			if c.Title == "" || rows[c.Number].Title != "" || placed && !known.Placeholder {
				continue
			}
			rows[c.Number] = Placing{Number: c.Number, Title: c.Title}
			listed[c.Number] = true
		}
	}
	return listed
}

// placing says where a row goes: what the edition has stays where it is, what is new goes below the number that its own
// implies.
func (in *intake) placing(row Placing, before map[sameAs]cycle.NodeID, listed bool) Placing {
	if known := in.tree.byNumber[row.Number]; known != "" {
		row.Parent = in.tree.byNode[known].Parent
		return row
	}
	row.Node = before[sameAs{row.Number, dutch.TitleKey(row.Title)}]
	if _, placed := in.tree.byNode[row.Node]; placed {
		row.Node = "" // it stands here under another number, so this is another one
	}
	in.arrived(row, listed)
	if parents := dutch.Parents(row.Number); len(parents) > 0 {
		row.ParentNumber = parents[len(parents)-1]
	}
	return row
}

func stated(rows map[string]Placing, number, title string) {
	if row := rows[number]; row.Title == "" {
		rows[number] = Placing{Number: number, Title: title}
	}
}

func (in *intake) arrived(row Placing, listed bool) {
	switch {
	case listed:
		in.done.Listed = append(in.done.Listed, row.Number)
	case row.Title == "":
		in.done.Placeholders = append(in.done.Placeholders, row.Number)
	default:
		in.done.Added = append(in.done.Added, row.Number)
	}
}

// sameAs is what makes a node of another edition the same one: its number and its title together. A number alone
// means other things in other years.
type sameAs struct{ number, title string }

func (in *intake) sameElsewhere(ctx context.Context) (map[sameAs]cycle.NodeID, error) {
	others, err := in.tx.OtherEditions(ctx, in.edition.ID)
	known := map[sameAs]cycle.NodeID{}
	for _, o := range others {
		for number, node := range o.Nodes {
			if title := o.Titles[node]; title != "" {
				known[sameAs{number, dutch.TitleKey(title)}] = node
			}
		}
	}
	return known, err
}

// take reads one document into the report of its node.
func (in *intake) take(doc *importer.Document, action string, b *batch) error {
	node := in.tree.byNumber[doc.Number]
	before, had := in.reports[node]
	if !had {
		before = cycle.Report{ID: cycle.ReportID(in.tx.NewID()), Edition: in.edition.ID, Node: node}
	}
	after := takeOver(before, *doc, in.edition, in.link, in.holder)
	if err := after.Validate(in.edition); err != nil {
		return fmt.Errorf("%s: %w", doc.Where(), err)
	}
	if had && sameReport(before, after) {
		in.done.Same++
		return nil
	}
	if had {
		in.done.Replaced = append(in.done.Replaced, doc.Number)
		b.lines = append(b.lines, change(action, before, after))
	} else {
		if in.stood[doc.Number] { // a placeholder until now
			in.done.Added = append(in.done.Added, doc.Number)
		}
		b.lines = append(b.lines, change(action, nil, after))
	}
	in.reports[node] = after
	b.reports = append(b.reports, after)
	return nil
}

// holder finds a portfolio holder by name, or makes one.
func (in *intake) holder(name string) cycle.HolderID {
	if id, ok := in.holders[name]; ok {
		return id
	}
	h := cycle.PortfolioHolder{ID: cycle.HolderID(in.tx.NewID()), Name: name, Slug: freeSlug(name, in.slugs)}
	in.holders[name] = h.ID
	in.added = append(in.added, h)
	return h.ID
}

// save stores the tree, and the reports as they come.
func (in *intake) save(ctx context.Context, taken <-chan batch) error {
	if err := in.tree.save(ctx, in.tx, in.by, "tree.imported"); err != nil {
		return err
	}
	for b := range taken {
		if err := in.tx.SaveReportRows(ctx, b.rows); err != nil {
			return err
		}
		if err := in.tx.RecordMany(ctx, in.by, b.lines); err != nil {
			return err
		}
	}
	return nil
}

// saveNamed stores the holders and decisions that the documents name first.
func (in *intake) saveNamed(ctx context.Context) error {
	lines := make([]store.Change, len(in.added))
	for i, h := range in.added {
		lines[i] = change("holder.named", nil, h)
	}
	if err := in.tx.SaveHolders(ctx, in.added); err != nil {
		return err
	}
	if err := in.tx.RecordMany(ctx, in.by, lines); err != nil {
		return err
	}
	return in.link.keep(ctx, in.tx, in.by)
}

// sameReport tells whether two reports say the same. The day on which a page was read again and what its file is called
// are no difference, nor is how far somebody is with it.
func sameReport(a, b cycle.Report) bool {
	a.Source.ReadAt, a.Source.File = b.Source.ReadAt, b.Source.File
	a.Stage, a.Approvals, a.Returned = b.Stage, b.Approvals, b.Returned
	return canonical(a) == canonical(b)
}

func canonical(r cycle.Report) string {
	text, err := json.Marshal(r)
	if err != nil {
		panic("a report is plain values: " + err.Error())
	}
	return string(text)
}
