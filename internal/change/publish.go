package change

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// RenderJob is the kind of the job that makes the pages of a frozen revision and then shows it.
const RenderJob = "render"

// RenderPayload says which revision is to be rendered.
type RenderPayload struct {
	Edition  cycle.EditionID `json:"edition"`
	Revision int             `json:"revision"`
}

// PublishEdition freezes an edition in a public state. The pages are made by the job this leaves behind; until then
// the site shows what it showed.
func (s *Service) PublishEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, to cycle.Release) (store.Revision, error) {
	var frozen store.Revision
	err := s.write(ctx, org, by, func(tx *store.Tx) (err error) {
		frozen, err = s.publish(ctx, tx, by, id, to)
		return err
	})
	return frozen, err
}

// publish is PublishEdition inside a change.
func (s *Service) publish(ctx context.Context, tx *store.Tx, by cycle.User, id cycle.EditionID, to cycle.Release) (store.Revision, error) {
	var none store.Revision
	if err := allow(tx, by, to.Right()); err != nil {
		return none, err
	}
	to = to.Ordered()
	day := max(today(tx), s.day)
	if err := to.Likely(day); err != nil {
		return none, err
	}
	if err := to.Happened(day); err != nil {
		return none, err
	}
	before, err := tx.Edition(ctx, id)
	if err != nil {
		return none, err
	}
	revisions, err := tx.Revisions(ctx, id)
	if err != nil {
		return none, err
	}
	reports, err := tx.Reports(ctx, id)
	if err != nil {
		return none, err
	}
	if len(reports) == 0 {
		return none, cycle.Refusal{Text: fmt.Sprintf("%s is nog leeg; lees eerst documenten in of laat haar schrijven", before.Name)}
	}
	if to.Decision == "" && to.Reference != "" {
		if to.Decision, err = decisionFor(ctx, tx, by, before, to.Reference); err != nil {
			return none, err
		}
	}
	after, kind, err := before.Publish(stateOf(revisions), reports, to)
	if err != nil {
		return none, naming(ctx, tx, id, err)
	}
	if before.Stage != after.Stage || before.Planned != nil {
		if err := saveEdition(ctx, tx, by, "edition.published", before, after); err != nil {
			return none, err
		}
	}
	f := newFreezer(s, tx, by, after, reports, revisions)
	return f.freeze(ctx, publication.Revision{Kind: kind, State: to.State, StateDate: to.Date, Meetings: to.Meetings}, to.Decision)
}

// Released tells whether the newest revision of an edition is public just as somebody asks: who asks twice is not refused.
func (s *Service) Released(ctx context.Context, org cycle.OrganisationID, id cycle.EditionID, to cycle.Release) (bool, error) {
	read, to := s.db.Read(org), to.Ordered()
	revisions, err := read.Revisions(ctx, id)
	if err != nil || len(revisions) == 0 || revisions[len(revisions)-1].State != to.State {
		return false, err
	}
	told, err := s.told(revisions[len(revisions)-1])
	if err != nil {
		return false, err
	}
	if told.StateDate != to.Date || !slices.Equal(told.Meetings, to.Meetings) {
		return false, nil
	}
	if normal(to.Reference) == "" {
		return true, nil
	}
	return saysSo(ctx, read, told.Decision, to.Reference)
}

// told is what a revision says of itself.
func (s *Service) told(r store.Revision) (publication.Revision, error) {
	opener := NewOpener(s.blobs)
	told, err := opener.Told(r)
	return told, errors.Join(err, opener.Close())
}

// stateOf is the public state of the newest revision; "" when there is none.
func stateOf(revisions []store.Revision) cycle.PublicState {
	if n := len(revisions); n > 0 {
		return revisions[n-1].State
	}
	return ""
}

// freezer makes one revision of one edition.
type freezer struct {
	s         *Service
	read      store.Reader
	now       time.Time
	head      func(context.Context) (store.Head, error) // where the history stands
	tx        *store.Tx                                 // nil when nothing is to be kept
	by        cycle.User
	edition   cycle.Edition
	reports   []cycle.Report
	revisions []store.Revision // the ones before this
	before    *Frozen          // the newest of them, while this one is made; nil for the first
}

func newFreezer(s *Service, tx *store.Tx, by cycle.User, e cycle.Edition, reports []cycle.Report, revisions []store.Revision) freezer {
	return freezer{s: s, read: tx.Reader, now: tx.Now, head: tx.Head, tx: tx, by: by, edition: e, reports: reports, revisions: revisions}
}

// freeze makes the parts, keeps those that are new in a pack, stores the revision and leaves the job that renders it.
func (f freezer) freeze(ctx context.Context, r publication.Revision, decision cycle.DecisionID) (store.Revision, error) {
	if n := len(f.revisions); n > 0 && f.before == nil {
		before, err := OpenRevision(f.s.blobs, f.revisions[n-1])
		if err != nil {
			return store.Revision{}, err
		}
		defer before.Close()
		f.before = before
	}
	if err := f.mustFollow(r); err != nil {
		return store.Revision{}, err
	}
	was := f.published()
	in, fresh, err := f.input(ctx, r, decision)
	if err := errors.Join(err, f.mustStay(<-was, in.Addresses)); err != nil {
		return store.Revision{}, err
	}
	if len(in.Files) > 0 {
		if err := f.keepFiles(ctx); err != nil {
			return store.Revision{}, err
		}
	}
	if err := f.tx.GiveAddresses(ctx, f.edition.ID, fresh); err != nil {
		return store.Revision{}, err
	}
	p, parts, err := f.next(in)
	if err != nil {
		return store.Revision{}, err
	}
	if err := f.mustDiffer(parts, p.Revision); err != nil {
		return store.Revision{}, err
	}
	if r.Kind == cycle.Updated {
		if p.Revision.Reason, err = publication.Renewed(p, parts, f.before.Reader); err == nil {
			err = publication.Retell(parts, p.Revision)
		}
		if err != nil {
			return store.Revision{}, err
		}
	}
	row, err := f.keep(ctx, p, parts)
	if err != nil {
		return row, err
	}
	payload, err := json.Marshal(RenderPayload{Edition: f.edition.ID, Revision: row.Number})
	if err != nil {
		return row, err
	}
	return row, f.tx.Enqueue(ctx, RenderJob, string(payload), time.Time{})
}

// input gathers everything an edition is made of, and the addresses for the nodes that have none yet.
func (f freezer) input(ctx context.Context, r publication.Revision, decision cycle.DecisionID) (in publication.Input, fresh map[cycle.NodeID]string, err error) {
	tx, id := f.read, f.edition.ID
	in = publication.Input{Edition: f.edition, Reports: f.reports}
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	in.Organisation, err = tx.Organisation(ctx)
	note(err)
	in.Placements, err = tx.Placements(ctx, id)
	note(err)
	in.Nodes, err = tx.Nodes(ctx)
	note(err)
	in.Decisions, err = tx.Decisions(ctx)
	note(err)
	findings := f.findings(in.Decisions)
	in.Themes, err = tx.Themes(ctx)
	note(err)
	in.ThemeLinks, err = tx.ThemeLinks(ctx)
	note(err)
	in.Places, err = tx.Places(ctx)
	note(err)
	in.PlaceLinks, err = tx.PlaceLinks(ctx)
	note(err)
	in.Holders, err = tx.Holders(ctx)
	note(err)
	in.Lineages, err = tx.Lineages(ctx)
	note(err)
	in.Others, err = f.others(ctx)
	note(err)
	in.MoneyLines, err = f.money(ctx, in.Others)
	note(err)
	in.Addresses, fresh, err = f.addresses(ctx, in.Placements)
	note(err)
	in.Files, err = f.files(ctx)
	note(err)
	in.Asked, err = f.asked()
	note(err)
	in.Findings = <-findings
	in.Revision, err = f.revision(ctx, r, decision, in.Decisions)
	note(err)
	return in, fresh, errors.Join(errs...)
}

// findings looks for what readers may know to be wrong, while the database is asked for the rest.
func (f freezer) findings(decisions []cycle.Decision) <-chan map[cycle.NodeID][]publication.Finding {
	found := make(chan map[cycle.NodeID][]publication.Finding, 1)
	go func() { found <- publicFindings(f.edition, f.reports, decisions) }()
	return found
}

func (f freezer) revision(ctx context.Context, r publication.Revision, decision cycle.DecisionID, decisions []cycle.Decision) (publication.Revision, error) {
	head, err := f.head(ctx)
	r.Head, r.Moment, r.Number = head.Hash, f.now.Truncate(time.Second), 1
	if n := len(f.revisions); n > 0 {
		r.Number, r.Previous = f.revisions[n-1].Number+1, f.revisions[n-1].Manifest
	}
	for _, d := range decisions {
		switch {
		case d.ID != decision || decision == "":
		case r.Kind == cycle.ByDecision:
			r.ChangedBy, r.ChangedByAt = firstOf(d.Reference, d.Title), d.Slug
		default:
			r.Decision, r.DecisionAt = firstOf(d.Reference, d.Title), d.Slug
		}
	}
	return r, err
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// money is every line of this edition and of the others of its year: the budget, and the monitors that amended it.
func (f freezer) money(ctx context.Context, others []publication.OtherEdition) ([]cycle.MoneyLine, error) {
	lines, err := f.read.MoneyLines(ctx, f.edition.ID)
	for _, o := range others {
		if o.Edition.Year != f.edition.Year || err != nil {
			continue
		}
		var more []cycle.MoneyLine
		more, err = f.read.MoneyLines(ctx, o.Edition.ID)
		lines = append(lines, more...)
	}
	return lines, err
}

// others are the editions in which a reference may be found that this one does not have.
func (f freezer) others(ctx context.Context) ([]publication.OtherEdition, error) {
	rows, err := f.read.OtherEditions(ctx, f.edition.ID)
	if err != nil {
		return nil, err
	}
	editions, err := f.read.Editions(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[cycle.EditionID]cycle.Edition{}
	for _, e := range editions {
		byID[e.ID] = e
	}
	var out []publication.OtherEdition
	for _, row := range rows {
		out = append(out, publication.OtherEdition{Edition: byID[row.Edition], Nodes: row.Nodes, Titles: row.Titles})
	}
	return out, nil
}

// next freezes the revision beside the one before, of which it reads only what differs: a correction marks the pages it
// changed.
func (f freezer) next(in publication.Input) (publication.Publication, []publication.PartFile, error) {
	if f.before == nil {
		return publication.FreezeNext(in, nil)
	}
	return publication.FreezeNext(in, f.before.Reader)
}

// mustFollow refuses a state that would have come before the one that went ahead of it. Who puts the day of a state right is held
// to that too.
func (f freezer) mustFollow(r publication.Revision) error {
	if r.Corrects() {
		return nil // it keeps the day
	}
	for _, earlier := range slices.Backward(f.revisions) {
		if earlier.State == r.State {
			continue
		}
		was, err := f.s.told(earlier)
		if err != nil {
			return err
		}
		return cycle.Release{State: r.State, Date: r.StateDate}.Follows(f.edition, was.State, was.StateDate)
	}
	return nil
}

// mustDiffer refuses a revision that says nothing new: same state, same content.
func (f freezer) mustDiffer(parts []publication.PartFile, r publication.Revision) error {
	if f.before == nil || f.revisions[len(f.revisions)-1].WithdrawnWhole != nil {
		return nil
	}
	was, err := f.before.Revision()
	var but []string
	if r.Corrects() {
		but = []string{publication.DecisionsPath} // a decision that only its reason names puts nothing right
	}
	if err != nil || !was.SameState(r) || !publication.SameContent(f.before.Manifest, parts, but...) {
		return err
	}
	no := cycle.Refusal{Text: fmt.Sprintf("%s is al zo gepubliceerd: staat en inhoud zouden hetzelfde blijven", f.edition.Name)}
	return AlreadyFrozen{no, f.revisions[len(f.revisions)-1]}
}

// AlreadyFrozen refuses a revision that would say what the newest one says. Whether that one is to be seen is another
// question: what came between freezing and showing may have kept it from that.
type AlreadyFrozen struct {
	cycle.Refusal
	Newest store.Revision
}

// Unwrap makes it the refusal that it is to who does not ask further.
func (a AlreadyFrozen) Unwrap() error { return a.Refusal }

// keep writes the parts that no earlier revision has, and the row of the revision.
func (f freezer) keep(ctx context.Context, p publication.Publication, parts []publication.PartFile) (store.Revision, error) {
	r := p.Revision
	row := store.Revision{Edition: f.edition.ID, Kind: r.Kind, Moment: r.Moment, Number: r.Number, Reason: r.Reason, State: r.State, Years: p.Tree.Years()}
	have := map[string]bool{}
	if f.before != nil {
		row.Packs = append(row.Packs, f.revisions[len(f.revisions)-1].Packs...)
		have = f.before.Packs().Have()
	}
	manifest := publication.Manifest(parts)
	row.Manifest, row.Self = publication.Hash(manifest), sumOf(parts, publication.RevisionPath)
	for _, path := range publication.NamedPaths() {
		row.Named = append(row.Named, sumOf(parts, path))
	}
	f.reading(parts)
	pack, err := f.s.blobs.Put(ctx, func(w io.Writer) error { return publication.WritePack(w, manifest, parts, have) })
	if err != nil {
		return row, err
	}
	row.Packs = append(row.Packs, pack)
	if err := f.tx.SaveRevision(ctx, row); err != nil {
		return row, err
	}
	return row, f.tx.Record(ctx, f.by, "revision.frozen", nil, row)
}

func sumOf(parts []publication.PartFile, path string) string {
	for _, p := range parts {
		if p.Path == path {
			return p.Sum
		}
	}
	return ""
}
