package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/job"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// writeParts writes the parts of one edition into a folder, or a folder per edition of the organisation. LeftOut is told
// of which editions all was withdrawn.
func (c exportCommand) writeParts(ctx context.Context, in *installation, leftOut func(slug string)) error {
	o, err := in.organisation(ctx, c.Organisation)
	if err != nil {
		return err
	}
	editions, err := in.db.Read(o.ID).Editions(ctx)
	if err != nil {
		return err
	}
	out, err := job.NewFolder(c.Out)
	if err != nil {
		return err
	}
	w := partsWriter{asked: c, in: in, out: out}
	for _, e := range editions {
		if c.Edition != "" && c.Edition != e.Slug {
			continue
		}
		if err := w.edition(ctx, o, e); err != nil {
			return errors.Join(err, out.Discard())
		}
	}
	if err := w.list(o, leftOut); err != nil {
		return errors.Join(err, out.Discard())
	}
	return out.Keep()
}

// partsWriter is one run of export json.
type partsWriter struct {
	asked   exportCommand
	in      *installation
	out     *job.Folder
	written int
	gone    []goneEdition // all of it was withdrawn
}

type goneEdition struct {
	slug string
	why  store.Withdrawal
}

// edition writes one revision of an edition; of a whole organisation it leaves out what has nothing to show.
func (w *partsWriter) edition(ctx context.Context, o cycle.Organisation, e cycle.Edition) error {
	revisions, err := w.in.db.Read(o.ID).Revisions(ctx, e.ID)
	if err != nil {
		return err
	}
	r, err := w.asked.revision(e, revisions)
	switch {
	case err == nil:
		w.written++
		return w.in.writeRevision(ctx, e, r, w.out, w.below(e))
	case w.asked.Edition != "":
		return err
	case r.WithdrawnWhole != nil:
		w.gone = append(w.gone, goneEdition{e.Slug, *r.WithdrawnWhole})
	}
	return nil
}

// below is the folder of an edition; of one that was asked for it is the whole folder.
func (w *partsWriter) below(e cycle.Edition) string {
	if w.asked.Edition != "" {
		return ""
	}
	return e.Slug
}

// list writes which editions are missing.
func (w *partsWriter) list(o cycle.Organisation, leftOut func(slug string)) error {
	if w.written+len(w.gone) == 0 {
		return refused("%s heeft nog niets gepubliceerd", o.Name)
	}
	if len(w.gone) == 0 {
		return nil
	}
	var list []store.Withdrawal
	for _, g := range w.gone {
		g.why.Path = g.slug + "/"
		list = append(list, g.why)
		leftOut(g.slug)
	}
	return w.out.Write("ingetrokken.txt", withdrawnList(list))
}

// revision is the one that was asked for; without a number the newest that everybody can see.
func (c exportCommand) revision(e cycle.Edition, revisions []store.Revision) (store.Revision, error) {
	var found, gone *store.Revision
	for i := range revisions {
		r := &revisions[i]
		switch {
		case c.Revision != 0 && r.Number != c.Revision, c.Revision == 0 && !r.Shown:
		case r.WithdrawnWhole != nil:
			gone = r
		default:
			found = r
		}
	}
	switch {
	case found != nil:
		return *found, nil
	case gone != nil:
		return *gone, refused("revisie %d van %s is ingetrokken op %s: %s", gone.Number, e.Slug, dutch.DayOf(gone.WithdrawnWhole.Moment), gone.WithdrawnWhole.Reason)
	case c.Revision != 0:
		return store.Revision{}, refused("%s heeft geen revisie %d", e.Slug, c.Revision)
	}
	return store.Revision{}, refused("%s is nog niet gepubliceerd", e.Slug)
}

// writeRevision writes the parts by their paths, with the manifest that `sha256sum -c` reads. What was withdrawn is
// not there; ingetrokken.txt tells why.
func (in *installation) writeRevision(ctx context.Context, e cycle.Edition, r store.Revision, out *job.Folder, below string) error {
	frozen, err := change.OpenRevision(in.blobs, r)
	if err != nil {
		return damaged(e, r, err)
	}
	defer frozen.Close()
	for _, l := range frozen.Lines() {
		if slices.ContainsFunc(r.Withdrawn, func(w store.Withdrawal) bool { return w.Path == l.Path }) {
			continue
		}
		data, err := frozen.Part(l.Path)
		if err != nil {
			return damaged(e, r, err)
		}
		if err := errors.Join(out.Write(filepath.Join(below, filepath.FromSlash(l.Path)), data), ctx.Err()); err != nil {
			return err
		}
	}
	if len(r.Withdrawn) > 0 {
		if err := out.Write(filepath.Join(below, "ingetrokken.txt"), withdrawnList(r.Withdrawn)); err != nil {
			return err
		}
	}
	return out.Write(filepath.Join(below, publication.ManifestPath), frozen.Manifest)
}

// withdrawnList has a line for each missing path: path, day and reason, with tabs between.
func withdrawnList(all []store.Withdrawal) []byte {
	var b strings.Builder
	for _, w := range all {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", w.Path, dutch.DayOf(w.Moment), w.Reason)
	}
	return []byte(b.String())
}

// damaged tells that a revision cannot be read as it was published; what the surroundings did stays what it is.
func damaged(e cycle.Edition, r store.Revision, err error) error {
	if errors.Is(err, publication.ErrMissing) || errors.Is(err, publication.ErrChanged) || errors.Is(err, publication.ErrManifest) || errors.Is(err, cycle.ErrNotFound) {
		return refused("revisie %d van %s is beschadigd (%v); kijk met: doelenboom verify", r.Number, e.Slug, err)
	}
	return err
}
