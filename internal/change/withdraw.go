package change

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// EraseJob is the kind of the job that follows a withdrawal: it makes every archive of the edition and of the
// organisation again, taking nothing over from the old ones, and then removes the blobs that nothing refers to any more.
const EraseJob = "erase"

// ErasePayload says whose pages are to be made again, and which blobs hold bytes of what was withdrawn: the packs and
// archives that are replaced. Without an edition it is everything of the organisation, as when its name changed.
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
	// Listed: a name that was erased stands in the list of portfolio holders that people at work see.
	Listed bool
}

// Erased is one part in one revision.
type Erased struct {
	Path     string
	Revision int
}

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
		if err := allow(tx, by, cycle.MayOffer); err != nil {
			return err
		}
		if strings.TrimSpace(w.Reason) == "" {
			return cycle.Refusal{Text: "schrijf waarom dit ingetrokken wordt"}
		}
		e, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		x := eraser{s: s, tx: tx, by: by, edition: e, asked: w, moment: tx.Now.Truncate(time.Second)}
		if done.Erased, err = x.erase(ctx); err != nil {
			return err
		}
		done.Left, done.Listed, err = x.left(ctx)
		return err
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
	revisions []store.Revision
	manifests [][]publication.ManifestLine // beside revisions
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
	blobs, err := x.unserve(ctx)
	if err != nil {
		return nil, err
	}
	files, err := x.files(ctx)
	if err != nil {
		return nil, err
	}
	for i, r := range after {
		if untouched(x.revisions[i], r) {
			continue
		}
		if err := x.tx.SaveRevision(ctx, r); err != nil {
			return nil, err
		}
		if err := x.tx.Record(ctx, x.by, "revision.withdrawn", x.revisions[i], r); err != nil {
			return nil, err
		}
		blobs = append(blobs, x.revisions[i].Packs...)
	}
	payload, err := json.Marshal(ErasePayload{Blobs: onceEach(append(blobs, files...)), Edition: x.edition.ID})
	if err != nil {
		return nil, err
	}
	if err := x.tx.Enqueue(ctx, EraseJob, string(payload), time.Time{}); err != nil {
		return nil, err
	}
	return x.erased, x.tx.BumpShelf(ctx)
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

// forget erases what the reports behind the erased parts said before: it holds the same words.
func (x *eraser) forget(ctx context.Context) error {
	given, err := x.tx.Addresses(ctx, x.edition.ID)
	if err != nil {
		return err
	}
	for node, address := range given {
		if !slices.ContainsFunc(x.erased, func(e Erased) bool { return e.Path == publication.NodePath(address) }) {
			continue
		}
		if err := x.forgetReport(ctx, node); err != nil {
			return err
		}
	}
	return nil
}

// forgetReport erases what one report said before, with a line that tells it.
func (x *eraser) forgetReport(ctx context.Context, node cycle.NodeID) error {
	some, err := x.tx.ForgetEarlier(ctx, x.edition.ID, node)
	if err != nil || !some {
		return err
	}
	r, err := x.tx.ReportOf(ctx, x.edition.ID, node)
	if err != nil {
		return err
	}
	return x.tx.Record(ctx, x.by, "report.earlier-forgotten", r, r)
}

// files are the withdrawn files as they were sent in: nothing has them any more, except what names them still.
func (x *eraser) files(ctx context.Context) ([]string, error) {
	var hashes []string
	for hash := range x.gone {
		rows, err := x.tx.Uploads(ctx, hash)
		if err != nil {
			return nil, err
		}
		for _, u := range rows {
			still, err := x.namesStill(ctx, u)
			if err != nil {
				return nil, err
			}
			if still {
				continue
			}
			if err := x.tx.RemoveUpload(ctx, u); err != nil {
				return nil, err
			}
			hashes = append(hashes, hash)
		}
	}
	return hashes, nil
}

// namesStill tells whether the report or the edition that has a file names it as it is now.
func (x *eraser) namesStill(ctx context.Context, u cycle.Upload) (bool, error) {
	if u.Edition != "" {
		e, err := x.tx.Edition(ctx, u.Edition)
		return slices.Contains(e.Pictures(), u.Blob), err
	}
	report, err := x.tx.Report(ctx, u.Report)
	return slices.Contains(slices.Concat(report.Pictures(), report.Files()), u.Blob), err
}

func (x *eraser) read(ctx context.Context) error {
	var err error
	if x.revisions, err = x.tx.Revisions(ctx, x.edition.ID); err != nil {
		return err
	}
	for _, r := range x.revisions {
		frozen, err := OpenRevision(x.s.blobs, r)
		if err != nil {
			return err
		}
		x.manifests = append(x.manifests, frozen.Lines())
		if err := frozen.Close(); err != nil {
			return err
		}
	}
	return nil
}

// choose finds the bytes to erase. What everybody reads must not hold them: it is corrected first, or withdrawn as a whole.
func (x *eraser) choose() error {
	at := slices.IndexFunc(x.revisions, func(r store.Revision) bool { return r.Number == x.asked.Revision })
	if at < 0 {
		return cycle.Refusal{Text: fmt.Sprintf("%s heeft geen revisie %d", x.edition.Name, x.asked.Revision)}
	}
	x.gone = map[string]bool{}
	if len(x.asked.Paths) == 0 {
		return x.chooseWhole(at)
	}
	for _, path := range x.asked.Paths {
		i := slices.IndexFunc(x.manifests[at], func(l publication.ManifestLine) bool { return l.Path == path })
		if i < 0 {
			return cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s heeft geen onderdeel %s; de paden staan in manifest.sha256", x.asked.Revision, x.edition.Slug, path)}
		}
		if path == publication.RevisionPath {
			return cycle.Refusal{Text: "revisie.json zegt welke revisie dit is en kan alleen met de hele revisie worden ingetrokken"}
		}
		x.gone[x.manifests[at][i].Sum] = true
	}
	return x.mustBeCorrected()
}

// newest is the newest revision of which something holds and that was not withdrawn as a whole, -1 when there is none.
func (x *eraser) newest(so func(store.Revision) bool) int {
	for i, r := range slices.Backward(x.revisions) {
		if r.WithdrawnWhole == nil && so(r) {
			return i
		}
	}
	return -1
}

// current is the revision that everybody reads, or will read once its pages are made.
func (x *eraser) current() int { return x.newest(func(store.Revision) bool { return true }) }

// mustBeCorrected refuses to erase what everybody reads.
func (x *eraser) mustBeCorrected() error {
	at := x.current()
	if at < 0 {
		return nil
	}
	for _, l := range x.manifests[at] {
		if !x.gone[l.Sum] {
			continue
		}
		where := "de nieuwste revisie (%d)"
		if at < len(x.revisions)-1 {
			where = "revisie %d, die nu op de site staat"
		}
		return cycle.Refusal{Text: fmt.Sprintf("%s staat ook in "+where+"; verbeter die eerst met: doelenboom correct", l.Path, x.revisions[at].Number)}
	}
	return nil
}

// chooseWhole takes the bytes that only this revision holds; what others hold too stays with them. revisie.json stays:
// it says which revision was withdrawn, and the next one goes on from its state.
func (x *eraser) chooseWhole(at int) error {
	if x.revisions[at].WithdrawnWhole != nil {
		return AlreadyWithdrawn{cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s is al ingetrokken", x.asked.Revision, x.edition.Slug)}}
	}
	kept := map[string]bool{}
	for i, lines := range x.manifests {
		for _, l := range lines {
			if i != at && x.revisions[i].WithdrawnWhole == nil {
				kept[l.Sum] = true
			}
		}
	}
	for _, l := range x.manifests[at] {
		if !kept[l.Sum] && l.Path != publication.RevisionPath {
			x.gone[l.Sum] = true
		}
	}
	return nil
}

// rewritten gives the revisions as they are after: with packs that do not hold the bytes, and with what was withdrawn.
func (x *eraser) rewritten(ctx context.Context) ([]store.Revision, error) {
	packs, err := x.cleanPacks(ctx)
	if err != nil {
		return nil, err
	}
	after := slices.Clone(x.revisions)
	for i := range after {
		r := &after[i]
		r.Packs = slices.Clone(r.Packs)
		for p, hash := range r.Packs {
			if clean, ok := packs[hash]; ok {
				r.Packs[p] = clean
			}
		}
		if len(x.asked.Paths) == 0 && r.Number == x.asked.Revision {
			r.WithdrawnWhole = &store.Withdrawal{Moment: x.moment, Reason: x.asked.Reason}
			x.erased = append(x.erased, Erased{Revision: r.Number})
			continue
		}
		x.withdraw(r, x.manifests[i])
	}
	return after, nil
}

func (x *eraser) withdraw(r *store.Revision, lines []publication.ManifestLine) {
	for _, l := range lines {
		listed := slices.ContainsFunc(r.Withdrawn, func(w store.Withdrawal) bool { return w.SHA256 == l.Sum && w.Path == l.Path })
		if x.gone[l.Sum] && !listed && r.WithdrawnWhole == nil {
			r.Withdrawn = append(slices.Clone(r.Withdrawn), store.Withdrawal{Moment: x.moment, Path: l.Path, Reason: x.asked.Reason, SHA256: l.Sum})
			x.erased = append(x.erased, Erased{Path: l.Path, Revision: r.Number})
		}
	}
}

// cleanPacks writes every pack that holds bytes to be erased again without them, and gives the new one by the old.
func (x *eraser) cleanPacks(ctx context.Context) (map[string]string, error) {
	clean := map[string]string{}
	for _, r := range x.revisions {
		frozen, err := OpenRevision(x.s.blobs, r)
		if err != nil {
			return nil, err
		}
		for i, pack := range frozen.Packs() {
			if _, done := clean[r.Packs[i]]; done || !slices.ContainsFunc(pack.Sums(), func(sum string) bool { return x.gone[sum] }) {
				continue
			}
			hash, err := x.s.blobs.Put(ctx, func(w io.Writer) error {
				_, err := publication.ErasePack(w, pack, x.gone)
				return err
			})
			if err != nil {
				frozen.Close()
				return nil, err
			}
			clean[r.Packs[i]] = hash
		}
		if err := frozen.Close(); err != nil {
			return nil, err
		}
	}
	return clean, nil
}
