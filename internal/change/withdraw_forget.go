package change

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

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
