package change

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
	"doelenboom/internal/upload"
)

// AddFile keeps a file that whoever writes a report sends in with it. Like typing it is no change of the report, and no
// line of the history: that is written when the report names the file.
func (s *Service) AddFile(ctx context.Context, org cycle.OrganisationID, by cycle.User, report cycle.ReportID, name string, body io.Reader) (cycle.Upload, error) {
	u := cycle.Upload{By: by.Number, Report: report, Use: cycle.UploadLoose}
	if err := s.mayAdd(ctx, org, by, report); err != nil {
		return u, err
	}
	return s.takeIn(ctx, org, by, u, name, body)
}

// AddPicture keeps a picture that whoever sets up or corrects an edition sends in with its introduction, in the same way.
func (s *Service) AddPicture(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, name string, body io.Reader) (cycle.Upload, error) {
	u := cycle.Upload{By: by.Number, Edition: edition, Use: cycle.UploadLoose}
	e, err := s.db.Read(org).Edition(ctx, edition)
	if err != nil {
		return u, err
	}
	if err := e.Illustrate(by, dutch.DayOf(s.db.Now())); err != nil {
		return u, err
	}
	return s.takeIn(ctx, org, by, u, name, body)
}

// stage reads what comes from outside, up to what a file may be.
func (s *Service) stage(ctx context.Context, body io.Reader) (*blob.Staged, error) {
	staged, err := s.blobs.Stage(ctx, body, upload.Most)
	if errors.Is(err, blob.ErrTooLarge) {
		return nil, upload.ErrTooLarge
	}
	return staged, err
}

// takeIn makes a file safe and keeps it, with the row that says what it is.
func (s *Service) takeIn(ctx context.Context, org cycle.OrganisationID, by cycle.User, u cycle.Upload, name string, body io.Reader) (cycle.Upload, error) {
	staged, err := s.stage(ctx, body)
	if err != nil {
		return u, err
	}
	defer staged.Discard()
	f, err := upload.Read(name, staged, staged.Size())
	if err != nil {
		return u, err
	}
	if u.Edition != "" && !f.Kind.Picture() {
		return u, upload.ErrNoPicture
	}
	u.Name, u.Ending, u.Width, u.Height, u.Size = f.Name, f.Kind.Ending, f.Width, f.Height, staged.Size()
	if f.Remade != nil {
		u.Size, u.Original = int64(len(f.Remade)), staged.Sum()
		u.Blob, err = s.blobs.PutBytes(ctx, f.Remade)
	} else {
		u.Blob, err = staged.Keep()
	}
	if err != nil {
		return u, err
	}
	err = s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := tx.SaveUpload(ctx, u); err != nil {
			return err
		}
		return sweepLater(ctx, tx)
	})
	switch {
	case err != nil:
		return u, err
	case f.Remade != nil:
		return u, s.blobs.PutStill(ctx, u.Blob, f.Remade)
	}
	return u, staged.KeepStill(ctx)
}

// mayAdd refuses who may not write the report, before anything is read of what was sent.
func (s *Service) mayAdd(ctx context.Context, org cycle.OrganisationID, by cycle.User, report cycle.ReportID) error {
	read := s.db.Read(org)
	r, err := read.Report(ctx, report)
	if err != nil {
		return err
	}
	path, err := read.Path(ctx, r.Edition, r.Node)
	if err != nil {
		return err
	}
	e, err := read.Edition(ctx, r.Edition)
	if err != nil {
		return err
	}
	at := cycle.Spot{Day: dutch.DayOf(s.db.Now()), Path: path}
	amends := r.Amends(by, at, e)
	if all, sections := r.Writable(by, at); !all && !amends && len(sections) == 0 {
		return cycle.ErrNotTheWriter
	}
	if !amends && r.Stage != cycle.Drafting && r.Stage != cycle.SentBack {
		return cycle.Refusal{Text: r.Stands() + "; er kan geen bestand meer bij"}
	}
	return nil
}

// OpenFile opens a file that was sent in; whoever asks for it has seen to it that it may be read. Pages have no store of
// blobs of their own: that could write.
func (s *Service) OpenFile(hash string) (*os.File, error) { return s.blobs.Open(hash) }

// claim notes which files a report has, so that they stay and can be found. What it took over from another report of the
// organisation is its own from now on. It gives the report with what the files themselves say, or tells what is not there.
func claim(ctx context.Context, tx *store.Tx, r cycle.Report) (cycle.Report, error) {
	pictures, files := r.Pictures(), r.Files()
	have, err := owned(ctx, tx, cycle.Upload{Report: r.ID}, slices.Concat(pictures, files))
	if err != nil || have == nil {
		return r, err
	}
	if v := lacking(have, pictures, files); len(v) > 0 {
		return r, v
	}
	if err := tx.NameUploads(ctx, cycle.OwnerID(r.ID), slices.Concat(pictures, files)); err != nil {
		return r, err
	}
	return sized(r, have), sweepLater(ctx, tx)
}

// claimIntro does the same for the pictures in the introduction of an edition.
func claimIntro(ctx context.Context, tx *store.Tx, e cycle.Edition) error {
	pictures := e.Pictures()
	have, err := owned(ctx, tx, cycle.Upload{Edition: e.ID}, pictures)
	if err != nil || have == nil {
		return err
	}
	for _, hash := range pictures {
		if !have[hash].Kind().Picture() {
			return cycle.Invalid{{Field: "intro", Text: "een afbeelding in de inleiding is er niet meer; haal haar weg en plaats haar opnieuw"}}
		}
	}
	if err := tx.NameUploads(ctx, cycle.OwnerID(e.ID), pictures); err != nil {
		return err
	}
	return sweepLater(ctx, tx)
}

// owned are the files that an owner has by hash, with those of others in the organisation that it names from now on. It is nil
// when there are none and none are named.
func owned(ctx context.Context, tx *store.Tx, owner cycle.Upload, named []string) (map[string]cycle.Upload, error) {
	rows, err := tx.UploadsOf(ctx, owner.Owner())
	if err != nil || len(rows)+len(named) == 0 {
		return nil, err
	}
	have := map[string]cycle.Upload{}
	for _, u := range rows {
		have[u.Blob] = u
	}
	for _, hash := range named {
		if _, ok := have[hash]; ok {
			continue
		}
		others, err := tx.Uploads(ctx, hash)
		if err != nil {
			return nil, err
		}
		if len(others) == 0 {
			continue
		}
		u := others[0]
		u.Report, u.Edition, u.Use = owner.Report, owner.Edition, cycle.UploadLoose
		if err := tx.SaveUpload(ctx, u); err != nil {
			return nil, err
		}
		have[hash] = u
	}
	return have, nil
}

// lacking are the files that a report names and nobody sent in, or not as a picture.
func lacking(have map[string]cycle.Upload, pictures, files []string) cycle.Invalid {
	var v cycle.Invalid
	for _, hash := range pictures {
		if !have[hash].Kind().Picture() {
			v = append(v, cycle.Problem{Field: "sections", Text: "een afbeelding in de tekst is er niet meer; haal haar weg en plaats haar opnieuw"})
		}
	}
	for _, hash := range files {
		if have[hash].Blob == "" {
			v = append(v, cycle.Problem{Field: "attachments", Text: "een bestand bij dit stuk is er niet meer; haal het weg en voeg het opnieuw toe"})
		}
	}
	return v
}

// sized is the report with the sizes that its files have.
func sized(r cycle.Report, have map[string]cycle.Upload) cycle.Report {
	measure := func(all []cycle.Evidence) []cycle.Evidence {
		all = slices.Clone(all)
		for i := range all {
			all[i].Size = have[all[i].Blob].Size
		}
		return all
	}
	r.Attachments, r.Scores, r.Actions = slices.Clone(r.Attachments), slices.Clone(r.Scores), slices.Clone(r.Actions)
	for i, a := range r.Attachments {
		r.Attachments[i].Size, r.Attachments[i].Name = have[a.Blob].Size, have[a.Blob].Name
	}
	for i := range r.Scores {
		r.Scores[i].Evidence = measure(r.Scores[i].Evidence)
	}
	for i := range r.Actions {
		r.Actions[i].Evidence = measure(r.Actions[i].Evidence)
	}
	return r
}
