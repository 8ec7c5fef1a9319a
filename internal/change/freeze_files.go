package change

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// files are those that the edition and its reports name, by their hash. An edition is not frozen when one of them is not
// there; a preview does without.
func (f freezer) files(ctx context.Context) (map[string]cycle.Upload, error) {
	named, err := f.named(ctx)
	all := make(map[string]cycle.Upload, len(named))
	for _, u := range named {
		all[u.Blob] = u
	}
	return all, err
}

// keepFiles makes the files of the edition stay from now on, whatever becomes of the reports.
func (f freezer) keepFiles(ctx context.Context) error {
	named, err := f.named(ctx)
	if err != nil {
		return err
	}
	for _, u := range named {
		if u.Use == "" { // another report of the organisation has it, and this one no row yet
			if err := f.tx.SaveUpload(ctx, u); err != nil {
				return err
			}
		}
	}
	return f.tx.FreezeUploads(ctx, named)
}

// named are the files of the introduction and of all reports, each as its owner has it.
func (f freezer) named(ctx context.Context) ([]cycle.Upload, error) {
	rows, err := f.read.EditionUploads(ctx, f.edition.ID)
	if err != nil {
		return nil, err
	}
	have := map[cycle.OwnerID]map[string]cycle.Upload{}
	for _, u := range rows {
		if have[u.Owner()] == nil {
			have[u.Owner()] = map[string]cycle.Upload{}
		}
		have[u.Owner()][u.Blob] = u
	}
	all, err := f.namedBy(ctx, owner{Upload: cycle.Upload{Edition: f.edition.ID}, pictures: f.edition.Pictures()}, have[cycle.OwnerID(f.edition.ID)])
	if err != nil {
		return nil, err
	}
	for i := range f.reports {
		r := &f.reports[i]
		mine, err := f.namedBy(ctx, owner{cycle.Upload{Report: r.ID}, r.Node, r.Pictures(), r.Files()}, have[cycle.OwnerID(r.ID)])
		if err != nil {
			return nil, err
		}
		all = append(all, mine...)
	}
	return all, nil
}

// owner is what has files: a report, or the edition for its introduction.
type owner struct {
	cycle.Upload // only whose it is
	node         cycle.NodeID
	pictures     []string
	files        []string
}

// namedBy are those of one owner. A picture that nobody sent in is told in words on its page, as it is at work.
func (f freezer) namedBy(ctx context.Context, o owner, have map[string]cycle.Upload) ([]cycle.Upload, error) {
	var named []cycle.Upload
	for _, hash := range slices.Concat(o.pictures, o.files) {
		u, ok := have[hash]
		if !ok {
			others, err := f.read.Uploads(ctx, hash)
			if err != nil {
				return nil, err
			}
			if len(others) > 0 {
				u, ok = others[0], true
				u.Report, u.Edition, u.Use = o.Report, o.Edition, ""
			}
		}
		switch {
		case ok && f.s.blobs.Has(hash):
			named = append(named, u)
		case f.tx != nil && (ok || slices.Contains(o.files, hash)):
			return nil, f.lost(ctx, o, u)
		}
	}
	return named, nil
}

// lost says which file of what is not there.
func (f freezer) lost(ctx context.Context, o owner, u cycle.Upload) error {
	name, at := u.Name, "de inleiding"
	if name == "" {
		name = "een bijlage of bewijs"
	}
	var err error
	if o.node != "" {
		var place cycle.Placement
		place, err = f.read.Placement(ctx, f.edition.ID, o.node)
		at = place.Number
	}
	return errors.Join(err, cycle.Refusal{Text: fmt.Sprintf("%s bij %s is er niet meer; zet het terug uit de reservekopie of haal het weg bij dat stuk", name, at)})
}

// reading lets the pack read the files one by one.
func (f freezer) reading(parts []publication.PartFile) {
	for i, p := range parts {
		if publication.IsFile(p.Path) {
			parts[i].Read = func() ([]byte, error) { return f.s.blobs.Read(p.Sum) }
		}
	}
}

// takeAway takes attachments and evidence from the reports of a published edition, and pictures from its introduction, by
// the paths of their parts. A picture in a report goes with the text that it stands in. It gives the edition as it is then.
func takeAway(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, paths []string) (cycle.Edition, error) {
	if len(paths) == 0 {
		return e, nil
	}
	gone := map[string]bool{}
	for _, path := range paths {
		gone[publication.FileSum(path)] = false
	}
	if err := takeFromReports(ctx, tx, by, e, gone); err != nil {
		return e, err
	}
	e, err := takeFromIntro(ctx, tx, by, e, gone)
	if err != nil {
		return e, err
	}
	for _, path := range paths {
		if !gone[publication.FileSum(path)] {
			return e, cycle.Refusal{Text: fmt.Sprintf("%s is geen bijlage of bewijs bij een stuk van %s, en geen afbeelding in de inleiding; de paden staan in manifest.sha256", path, e.Name)}
		}
	}
	return e, nil
}

func takeFromReports(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, gone map[string]bool) error {
	reports, err := tx.Reports(ctx, e.ID)
	if err != nil {
		return err
	}
	for _, before := range reports {
		after := before.Without(gone)
		if len(after.Files()) == len(before.Files()) {
			continue
		}
		found(gone, before.Files())
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "report.corrected", before, after); err != nil {
			return err
		}
	}
	return nil
}

func takeFromIntro(ctx context.Context, tx *store.Tx, by cycle.User, before cycle.Edition, gone map[string]bool) (cycle.Edition, error) {
	after := before.WithoutPictures(gone)
	if len(after.Intro) == len(before.Intro) {
		return before, nil
	}
	found(gone, before.Pictures())
	if err := saveEdition(ctx, tx, by, "edition.corrected", before, after); err != nil {
		return before, err
	}
	return tx.Edition(ctx, before.ID)
}

// found notes which of the files that were asked for are among these.
func found(gone map[string]bool, hashes []string) {
	for _, hash := range hashes {
		if _, asked := gone[hash]; asked {
			gone[hash] = true
		}
	}
}
