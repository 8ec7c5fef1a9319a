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

// files are those that the reports of the edition name, by their hash. An edition is not frozen when one of them is not
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

// named are the files of all reports, each as its report has it.
func (f freezer) named(ctx context.Context) ([]cycle.Upload, error) {
	rows, err := f.read.EditionUploads(ctx, f.edition.ID)
	if err != nil {
		return nil, err
	}
	have := map[cycle.ReportID]map[string]cycle.Upload{}
	for _, u := range rows {
		if have[u.Report] == nil {
			have[u.Report] = map[string]cycle.Upload{}
		}
		have[u.Report][u.Blob] = u
	}
	var all []cycle.Upload
	for i := range f.reports {
		r := &f.reports[i]
		mine, err := f.namedBy(ctx, r, have[r.ID])
		if err != nil {
			return nil, err
		}
		all = append(all, mine...)
	}
	return all, nil
}

// namedBy are those of one report. A picture that nobody sent in is told in words on its page, as it is at work.
func (f freezer) namedBy(ctx context.Context, r *cycle.Report, have map[string]cycle.Upload) ([]cycle.Upload, error) {
	files := r.Files()
	var named []cycle.Upload
	for _, hash := range slices.Concat(r.Pictures(), files) {
		u, ok := have[hash]
		if !ok {
			others, err := f.read.Uploads(ctx, hash)
			if err != nil {
				return nil, err
			}
			if len(others) > 0 {
				u, ok = others[0], true
				u.Report, u.Use = r.ID, ""
			}
		}
		switch {
		case ok && f.s.blobs.Has(hash):
			named = append(named, u)
		case f.tx != nil && (ok || slices.Contains(files, hash)):
			return nil, f.lost(ctx, r, u)
		}
	}
	return named, nil
}

// lost says which file of which report is not there.
func (f freezer) lost(ctx context.Context, r *cycle.Report, u cycle.Upload) error {
	place, err := f.read.Placement(ctx, r.Edition, r.Node)
	name := u.Name
	if name == "" {
		name = "een bijlage of bewijs"
	}
	return errors.Join(err, cycle.Refusal{Text: fmt.Sprintf("%s bij %s is er niet meer; zet het terug uit de reservekopie of haal het weg bij dat stuk", name, place.Number)})
}

// reading lets the pack read the files one by one.
func (f freezer) reading(parts []publication.PartFile) {
	for i, p := range parts {
		if publication.IsFile(p.Path) {
			parts[i].Read = func() ([]byte, error) { return f.s.blobs.Read(p.Sum) }
		}
	}
}

// takeAway takes attachments and evidence from the reports of a published edition, by the paths of their parts. A picture
// goes with the text that it stands in.
func takeAway(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	gone := map[string]bool{}
	for _, path := range paths {
		gone[publication.FileSum(path)] = false
	}
	reports, err := tx.Reports(ctx, e.ID)
	if err != nil {
		return err
	}
	for _, before := range reports {
		after := before.Without(gone)
		if len(after.Files()) == len(before.Files()) {
			continue
		}
		for _, hash := range before.Files() {
			if _, asked := gone[hash]; asked {
				gone[hash] = true
			}
		}
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "report.corrected", before, after); err != nil {
			return err
		}
	}
	for _, path := range paths {
		if !gone[publication.FileSum(path)] {
			return cycle.Refusal{Text: fmt.Sprintf("%s is geen bijlage of bewijs bij een stuk van %s; de paden staan in manifest.sha256", path, e.Name)}
		}
	}
	return nil
}
