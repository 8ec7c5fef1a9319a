package change

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// EraseJob is the kind of the job that follows a withdrawal: it removes the blobs that nothing refers to any more, makes every
// archive of the edition and of the organisation again, taking nothing over from the old ones, and removes the rest.
const EraseJob = "erase"

// ErasePayload says whose pages are to be made again, and which blobs hold bytes of what was withdrawn and may go at once: the
// packs that were written again, and the archives that are not served any more. Without an edition it is everything of the organisation, as when its name changed.
type ErasePayload struct {
	Blobs   []string        `json:"blobs,omitempty"`
	Edition cycle.EditionID `json:"edition"`
}

// Withdrawing asks for parts of a revision to be erased; without Paths the whole revision.
type Withdrawing struct {
	Paths    []string
	Reason   string
	Revision int
}

// Withdrawn says what a withdrawal erased, and what it left.
type Withdrawn struct {
	Erased []Erased
	// Left are parts that nobody named and that repeat the title, the headline, a reason of a score or a name of what was
	// erased, where the newest revision no longer says so: the tree, the part of a node, a register. They hold other nodes too, so
	// whoever withdraws decides.
	Left []Erased
	// Others are other revisions that have a named part with other bytes, which were left alone.
	Others []Erased
	// Shared are the revisions that hold parts of one that was withdrawn as a whole: there these are still public.
	Shared []Sharing
	// Elsewhere is where other editions have the same nodes, or a register that repeats an erased name.
	Elsewhere []Standing
	// Addresses repeat a title that was erased; they were given out once and stay.
	Addresses []string
	// Listed: a name that was erased stands in the list of portfolio holders that people at work see.
	Listed bool
}

// Erased is one part in one revision.
type Erased struct {
	Path     string
	Revision int
}

// Sharing tells in how many parts a revision has the same bytes as one that was withdrawn as a whole.
type Sharing struct{ Revision, Parts int }

// AlreadyWithdrawn refuses a withdrawal that would add nothing. Whether everything made from what is gone was made again is
// another question.
type AlreadyWithdrawn struct{ cycle.Refusal }

// Unwrap makes it the refusal that it is to who does not ask further.
func (a AlreadyWithdrawn) Unwrap() error { return a.Refusal }

// Withdraw erases the bytes of the named parts in every revision that holds them. The manifests stay, and so does the
// reason. Pages made from the parts are gone from the moment this is kept, others stay; the job then cleans up what they
// were in.
func (s *Service) Withdraw(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, w Withdrawing) (Withdrawn, error) {
	var done Withdrawn
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		e, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		if err := e.Withdraw(by, today(tx), w.Reason); err != nil {
			return err
		}
		x := eraser{s: s, tx: tx, by: by, edition: e, asked: w, moment: tx.Now.Truncate(time.Second), opener: NewOpener(s.blobs)}
		defer x.opener.Close() // was only read
		if done.Erased, err = x.erase(ctx); err != nil {
			return err
		}
		return x.look(ctx, &done)
	})
	return done, err
}

// eraser is one withdrawal on its way.
type eraser struct {
	s         *Service
	tx        *store.Tx
	by        cycle.User
	edition   cycle.Edition
	asked     Withdrawing
	moment    time.Time
	opener    *Opener
	revisions []store.Revision             // as they were, the oldest first
	frozen    []*Frozen                    // beside them
	manifests [][]publication.ManifestLine // beside them
	gone      map[string]bool              // hashes of bytes to be erased
	erased    []Erased
}

func (x *eraser) erase(ctx context.Context) ([]Erased, error) {
	if err := x.read(ctx); err != nil {
		return nil, err
	}
	if err := x.choose(); err != nil {
		return nil, err
	}
	after, err := x.rewritten(ctx)
	if err != nil {
		return nil, err
	}
	if len(x.erased) == 0 {
		return nil, AlreadyWithdrawn{cycle.Refusal{Text: fmt.Sprintf("%s in revisie %d van %s is al ingetrokken", strings.Join(x.asked.Paths, ", "), x.asked.Revision, x.edition.Slug)}}
	}
	if err := x.forget(ctx); err != nil {
		return nil, err
	}
	return x.erased, x.keep(ctx, after)
}

// keep stores the revisions as they are after, and leaves the work that cleans up.
func (x *eraser) keep(ctx context.Context, after []store.Revision) error {
	blobs, err := x.unserve(ctx)
	if err != nil {
		return err
	}
	files, err := x.files(ctx)
	if err != nil {
		return err
	}
	blobs = append(blobs, files...)
	for i, r := range after {
		if untouched(x.revisions[i], r) {
			continue
		}
		blobs = append(blobs, x.revisions[i].Packs...)
		if err := x.tx.SaveRevision(ctx, r); err != nil {
			return err
		}
		if err := x.tx.Record(ctx, x.by, "revision.withdrawn", x.revisions[i], r); err != nil {
			return err
		}
	}
	payload, err := json.Marshal(ErasePayload{Blobs: onceEach(blobs), Edition: x.edition.ID})
	if err != nil {
		return err
	}
	if err := x.tx.Enqueue(ctx, EraseJob, string(payload), time.Time{}); err != nil {
		return err
	}
	if err := sweepLeft(ctx, x.tx); err != nil {
		return err
	}
	return x.tx.BumpShelf(ctx)
}

// untouched tells whether a withdrawal did nothing to a revision: neither it nor a pack that it reads from had the bytes.
func untouched(before, after store.Revision) bool {
	return slices.Equal(before.Packs, after.Packs) && len(before.Withdrawn) == len(after.Withdrawn) &&
		(before.WithdrawnWhole == nil) == (after.WithdrawnWhole == nil)
}

func onceEach(hashes []string) []string {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

func (x *eraser) read(ctx context.Context) error {
	var err error
	if x.revisions, err = x.tx.Revisions(ctx, x.edition.ID); err != nil {
		return err
	}
	for _, r := range x.revisions {
		f, err := x.opener.Open(r)
		if err != nil {
			return err
		}
		x.frozen, x.manifests = append(x.frozen, f), append(x.manifests, f.Lines())
	}
	return nil
}
