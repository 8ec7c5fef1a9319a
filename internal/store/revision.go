package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"doelenboom/internal/cycle"
)

// Revision is one frozen publication of an edition: what it is, and in which files its parts are.
type Revision struct {
	Edition        cycle.EditionID    `json:"edition"`
	Kind           cycle.RevisionKind `json:"kind"`
	Manifest       string             `json:"manifest"` // SHA-256 of the manifest: the hash of the edition
	Moment         time.Time          `json:"moment"`
	Named          []string           `json:"named,omitempty"` // SHA-256 of the parts that list what has a page of its own
	Number         int                `json:"number"`
	Packs          []string           `json:"packs,omitempty"` // blobs that hold its parts, oldest first
	Reason         string             `json:"reason,omitempty"`
	Self           string             `json:"self,omitempty"` // SHA-256 of the part that says what the revision is
	Shown          bool               `json:"-"`              // rendered, and visible to everybody
	State          cycle.PublicState  `json:"state"`
	Version        int                `json:"-"`
	Withdrawn      []Withdrawal       `json:"withdrawn,omitempty"`
	WithdrawnWhole *Withdrawal        `json:"withdrawnWhole,omitempty"` // Path is empty
	Years          []int              `json:"years,omitempty"`          // in which a milestone stands: each has a page of its own
}

// Withdrawal says that the bytes of a part were erased. Path and hash stay.
type Withdrawal struct {
	Moment time.Time `json:"moment"`
	Pages  []string  `json:"pages,omitempty"` // marks of the addresses that it gave, see publication.PageMark
	Path   string    `json:"path,omitempty"`
	Reason string    `json:"reason"`
	SHA256 string    `json:"sha256,omitempty"`
}

// ObjectKind is its name in the history.
func (Revision) ObjectKind() string { return "revision" }

// ObjectID is its edition and its number.
func (r Revision) ObjectID() string {
	if r.Edition == "" {
		return ""
	}
	return string(r.Edition) + "/" + strconv.Itoa(r.Number)
}

var revisions = noun[Revision]{
	table: "revision", keys: []string{"edition_id", "number"},
	values:  func(r Revision) []any { return []any{string(r.Edition), r.Number} },
	version: func(r *Revision) *int { return &r.Version },
}

// Revisions lists the revisions of an edition, the oldest first.
func (r Reader) Revisions(ctx context.Context, edition cycle.EditionID) ([]Revision, error) {
	return r.revisions(ctx, `
		select body, version, shown from revision
		where organisation_id = $1 and edition_id = $2
		order by number`, edition)
}

// AllRevisions lists the revisions of all editions, by edition, the oldest first.
func (r Reader) AllRevisions(ctx context.Context) ([]Revision, error) {
	return r.revisions(ctx, `
		select body, version, shown from revision where organisation_id = $1 order by edition_id, number`)
}

func (r Reader) revisions(ctx context.Context, query string, args ...any) ([]Revision, error) {
	rows, err := r.q.QueryContext(ctx, query, append([]any{r.org}, args...)...)
	if err != nil {
		return nil, describe(err, "read revisions")
	}
	defer rows.Close()
	var all []Revision
	for rows.Next() {
		var body string
		var version int
		var shown bool
		if err := rows.Scan(&body, &version, &shown); err != nil {
			return nil, describe(err, "read revisions")
		}
		revision, err := revisions.decode([]byte(body), version)
		if err != nil {
			return nil, err
		}
		r.memory.read(revision, []byte(body), nil)
		revision.Shown = shown
		all = append(all, revision)
	}
	return all, describe(rows.Err(), "read revisions")
}

// Revision finds a revision of an edition.
func (r Reader) Revision(ctx context.Context, edition cycle.EditionID, number int) (Revision, error) {
	var body string
	var version int
	var shown bool
	what := fmt.Sprintf("revision %d of edition %s", number, edition)
	err := r.q.QueryRowContext(ctx, `
		select body, version, shown from revision
		where organisation_id = $1 and edition_id = $2 and number = $3`, r.org, edition, number,
	).Scan(&body, &version, &shown)
	if err != nil {
		return Revision{}, describe(err, "%s", what)
	}
	revision, err := revisions.decode([]byte(body), version)
	r.memory.read(revision, []byte(body), err)
	revision.Shown = shown
	return revision, describe(err, "%s", what)
}

// SaveRevision stores a revision. Whether it is shown is said by ShowRevision only.
func (tx *Tx) SaveRevision(ctx context.Context, r Revision) error {
	return save(ctx, tx, revisions, []Revision{r})
}

// ShowRevision makes a revision visible, with those of its edition that were shown before.
func (tx *Tx) ShowRevision(ctx context.Context, edition cycle.EditionID, number int) error {
	n, err := tx.exec(ctx, "show revision", `
		update revision set shown = true
		where organisation_id = $1 and edition_id = $2 and number = $3`, edition, number)
	return tx.mustFind(n, err, "revision %d of edition %s", number, edition)
}
