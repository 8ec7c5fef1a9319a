package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"doelenboom/internal/cycle"
)

// Published reads what everybody may see, of all organisations. It has no method that sees a draft.
type Published struct{ q querier }

// Published gives the reader for the public site.
func (db *DB) Published() Published { return Published{db.pools.read} }

// PublishedOrganisation is a public body with everything of it that is shown.
type PublishedOrganisation struct {
	ID       cycle.OrganisationID
	Kind     cycle.OrganisationKind
	Slug     string
	Name     string
	Base     string // address of its own host, without final slash; empty when it has none
	Contact  string
	Notice   string
	NoIndex  bool
	Style    cycle.HouseStyle
	Shelf    int64            // grows when anything below changes
	Archive  PublishedArchive // its own pages: home, lines, registers
	Editions []PublishedEdition
}

// PublishedEdition is an edition that is public. Texts stand in its pages and its publication.
type PublishedEdition struct {
	ID        cycle.EditionID
	Slug      string
	Name      string
	Revisions []PublishedRevision // the first is the one its address shows: the newest that was not withdrawn as a whole, if any; then from new to old
}

// PublishedRevision is a revision that is or was shown at the address of its edition.
type PublishedRevision struct {
	Number         int
	Kind           cycle.RevisionKind
	State          cycle.PublicState
	Moment         time.Time
	Manifest       string
	Packs          []string
	Archive        PublishedArchive
	Withdrawn      []PublishedWithdrawal
	WithdrawnWhole *PublishedWithdrawal
}

// PublishedArchive says in which blobs the pages are; without Index there are none.
type PublishedArchive struct {
	Index   string
	Files   []string
	Program string
}

// PublishedWithdrawal is a part that was withdrawn: its address answers with date and reason.
type PublishedWithdrawal struct {
	Path   string
	Reason string
	Moment time.Time
	Pages  []string // marks of the addresses that it gave
}

// ShelfVersion is a number that grows when anything the public sees changes, in any process.
func (p Published) ShelfVersion(ctx context.Context) (int64, error) {
	var version int64
	err := p.q.QueryRowContext(ctx, `select shelf from installation where id = 1`).Scan(&version)
	return version, describe(err, "read the shelf version")
}

// Organisations lists all organisations with what they show, by slug.
func (p Published) Organisations(ctx context.Context) ([]PublishedOrganisation, error) {
	all, err := p.Listed(ctx)
	for i := range all {
		if err == nil {
			err = p.Shown(ctx, &all[i])
		}
	}
	return all, err
}

// Listed lists all organisations by slug, without what they show. One small query, whatever was published: every start
// asks it.
func (p Published) Listed(ctx context.Context) ([]PublishedOrganisation, error) {
	rows, err := p.q.QueryContext(ctx, `
		select o.body, h.shelf
		from organisation o
		join organisation_head h on h.organisation_id = o.organisation_id
		order by o.slug`)
	if err != nil {
		return nil, describe(err, "read what is published")
	}
	defer rows.Close()
	var all []PublishedOrganisation
	for rows.Next() {
		var body string
		var shelf int64
		if err := rows.Scan(&body, &shelf); err != nil {
			return nil, describe(err, "read what is published")
		}
		o, err := organisations.decode([]byte(body), 0)
		if err != nil {
			return nil, err
		}
		all = append(all, PublishedOrganisation{
			ID: o.ID, Kind: o.Kind, Slug: o.Slug, Name: o.Name, Base: o.Base, Contact: o.Contact, Notice: o.Notice,
			NoIndex: o.NoIndex, Style: o.Style, Shelf: shelf,
		})
	}
	return all, describe(rows.Err(), "read what is published")
}

// Shown adds what an organisation shows: its editions, and where the pages are.
func (p Published) Shown(ctx context.Context, o *PublishedOrganisation) error {
	own, err := Reader{q: p.q, org: o.ID}.Archive(ctx, "", 0)
	if err != nil && !errors.Is(err, cycle.ErrNotFound) {
		return err
	}
	o.Archive, o.Editions = publishedArchive(own), nil
	rows, err := p.q.QueryContext(ctx, `
		select e.slug, e.body, r.body, coalesce(a.body, '{}')
		from revision r
		join edition e on e.organisation_id = r.organisation_id and e.id = r.edition_id
		left join archive a on a.organisation_id = r.organisation_id and a.edition_id = r.edition_id and a.revision = r.number
		where r.organisation_id = $1 and r.shown
		order by e.slug, r.number desc`, o.ID)
	if err != nil {
		return describe(err, "read revisions")
	}
	defer rows.Close()
	for rows.Next() {
		if err := o.add(rows.Scan); err != nil {
			return describe(err, "read revisions")
		}
	}
	return describe(rows.Err(), "read revisions")
}

// add takes the next revision that is shown; they come by edition, the newest first.
func (o *PublishedOrganisation) add(scan func(...any) error) error {
	var slug, edition, revision, archive string
	if err := scan(&slug, &edition, &revision, &archive); err != nil {
		return err
	}
	r, err := revisions.decode([]byte(revision), 0)
	if err != nil {
		return err
	}
	a, err := archives.decode([]byte(archive), 0)
	if err != nil {
		return err
	}
	if n := len(o.Editions); n == 0 || o.Editions[n-1].ID != r.Edition {
		e, err := editions.decode([]byte(edition), 0)
		if err != nil {
			return err
		}
		o.Editions = append(o.Editions, PublishedEdition{ID: r.Edition, Slug: slug, Name: e.Name})
	}
	e := &o.Editions[len(o.Editions)-1]
	at := len(e.Revisions)
	if at > 0 && e.Revisions[0].WithdrawnWhole != nil && r.WithdrawnWhole == nil {
		at = 0
	}
	e.Revisions = slices.Insert(e.Revisions, at, published(r, publishedArchive(a)))
	return nil
}

func publishedArchive(a Archive) PublishedArchive {
	return PublishedArchive{Index: a.Index, Files: a.Files, Program: a.Program}
}

func published(r Revision, a PublishedArchive) PublishedRevision {
	shown := PublishedRevision{
		Number: r.Number, Kind: r.Kind, State: r.State, Moment: r.Moment, Manifest: r.Manifest, Packs: r.Packs, Archive: a,
	}
	for _, w := range r.Withdrawn {
		shown.Withdrawn = append(shown.Withdrawn, PublishedWithdrawal{w.Path, w.Reason, w.Moment, w.Pages})
	}
	if w := r.WithdrawnWhole; w != nil {
		shown.WithdrawnWhole = &PublishedWithdrawal{Reason: w.Reason, Moment: w.Moment, Pages: w.Pages}
	}
	return shown
}
