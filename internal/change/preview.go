package change

import (
	"context"
	"errors"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Previewed is an edition as it would be frozen now. Nothing of it is kept.
type Previewed struct {
	*publication.Reader                // its parts, in memory
	Edition             cycle.Edition  // as it would be
	Revision            store.Revision // as it would be, without packs
}

// Preview freezes an edition as it is now in the state that it would have next, and changes nothing: what is not approved
// yet is in it too.
func (s *Service) Preview(ctx context.Context, org cycle.OrganisationID, id cycle.EditionID) (Previewed, error) {
	var p Previewed
	err := s.db.Snapshot(ctx, org, func(read store.Reader) error {
		e, err := read.Edition(ctx, id)
		if err != nil {
			return err
		}
		revisions, err := read.Revisions(ctx, id)
		if err != nil {
			return err
		}
		reports, err := read.Reports(ctx, id)
		if err != nil {
			return err
		}
		f := freezer{s: s, read: read, now: s.db.Now(), head: read.Head, edition: e, reports: reports, revisions: revisions}
		p, err = f.preview(ctx)
		return err
	})
	return p, err
}

func (f freezer) preview(ctx context.Context) (p Previewed, err error) {
	to := f.edition.NextRelease(stateOf(f.revisions), dutch.DayOf(f.now))
	r := publication.Revision{Kind: cycle.FirstRevision, State: to.State, StateDate: to.Date, Meetings: to.Meetings}
	if n := len(f.revisions); n > 0 {
		before, err := OpenRevision(f.s.blobs, f.revisions[n-1])
		if err != nil {
			return p, err
		}
		defer func() { err = errors.Join(err, before.Close()) }()
		f.before = before
		last, err := before.Revision()
		if err != nil {
			return p, err
		}
		if r.Kind = cycle.NextState; last.State == to.State {
			r.Kind, r.StateDate, r.Meetings, r.Decision, r.DecisionAt = last.Kind, last.StateDate, last.Meetings, last.Decision, last.DecisionAt
		}
	}
	in, _, err := f.input(ctx, r, to.Decision)
	if err != nil {
		return p, err
	}
	made, parts, err := f.next(in)
	if err != nil {
		return p, err
	}
	manifest := publication.Manifest(parts)
	bytes, files := make(map[string][]byte, len(parts)), map[string]bool{}
	for _, part := range parts {
		if publication.IsFile(part.Path) {
			files[part.Sum] = true // is read when it is asked for
			continue
		}
		bytes[part.Sum] = part.Bytes
	}
	p.Edition = f.edition
	p.Revision = store.Revision{
		Edition: f.edition.ID, Kind: made.Revision.Kind, Manifest: publication.Hash(manifest), Moment: made.Revision.Moment,
		Number: made.Revision.Number, Self: sumOf(parts, publication.RevisionPath), State: made.Revision.State,
	}
	p.Reader, err = publication.NewReader(manifest, func(sum string) ([]byte, error) {
		if data, ok := bytes[sum]; ok {
			return data, nil
		}
		if files[sum] {
			return f.s.blobs.Read(sum)
		}
		return nil, publication.ErrMissing
	})
	return p, err
}
