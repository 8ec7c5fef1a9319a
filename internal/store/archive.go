package store

import (
	"context"
	"fmt"
	"strconv"

	"doelenboom/internal/cycle"
)

// Archive says in which blobs the rendered pages of a revision are, or those of the organisation itself (no edition,
// revision 0). It is derived: it can be made again, and is not in the history.
type Archive struct {
	Edition  cycle.EditionID `json:"edition,omitempty"`
	Files    []string        `json:"files"`            // blobs that hold the bytes of pages, oldest first
	Index    string          `json:"index"`            // blob that tells where each page is
	Inputs   string          `json:"inputs,omitempty"` // hash of all that the pages of a revision are made of
	Program  string          `json:"program"`
	Revision int             `json:"revision,omitempty"`
}

// ObjectKind is its name.
func (Archive) ObjectKind() string { return "archive" }

// ObjectID is its edition and its revision.
func (a Archive) ObjectID() string { return string(a.Edition) + "/" + strconv.Itoa(a.Revision) }

var archives = noun[Archive]{
	table: "archive", keys: []string{"edition_id", "revision"},
	values: func(a Archive) []any { return []any{string(a.Edition), a.Revision} },
}

// Archives lists all archives: first that of the organisation, then those of its editions.
func (r Reader) Archives(ctx context.Context) ([]Archive, error) {
	return list(ctx, r, archives, `
		select body, 0 from archive where organisation_id = $1 order by edition_id, revision`)
}

// Archive finds the archive of a revision; without edition and revision that of the organisation.
func (r Reader) Archive(ctx context.Context, edition cycle.EditionID, revision int) (Archive, error) {
	return one(ctx, r, archives, fmt.Sprintf("archive of edition %s, revision %d", edition, revision), `
		select body, 0 from archive
		where organisation_id = $1 and edition_id = $2 and revision = $3`, edition, revision)
}

// SetArchive stores where the pages are, instead of what was known before.
func (tx *Tx) SetArchive(ctx context.Context, a Archive) error {
	if err := tx.RemoveArchive(ctx, a.Edition, a.Revision); err != nil {
		return err
	}
	return save(ctx, tx, archives, []Archive{a})
}

// RemoveArchive forgets where the pages are; it is no error when that was not known.
func (tx *Tx) RemoveArchive(ctx context.Context, edition cycle.EditionID, revision int) error {
	_, err := tx.exec(ctx, "remove archive", `
		delete from archive
		where organisation_id = $1 and edition_id = $2 and revision = $3`, edition, revision)
	return err
}
