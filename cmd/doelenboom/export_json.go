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
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// writeParts writes the parts of one edition into a folder, or a folder per edition of the organisation.
func (c exportCommand) writeParts(ctx context.Context, in *installation) error {
	o, err := in.organisation(ctx, c.Organisation)
	if err != nil {
		return err
	}
	editions, err := in.db.Read(o.ID).Editions(ctx)
	if err != nil {
		return err
	}
	out, err := newFolder(c.Out)
	if err != nil {
		return err
	}
	written := 0
	for _, e := range editions {
		if c.Edition != "" && c.Edition != e.Slug {
			continue
		}
		below := e.Slug
		if c.Edition != "" {
			below = ""
		}
		there, err := c.writeEdition(ctx, in, o, e, out, below)
		if err != nil {
			return errors.Join(err, out.discard())
		}
		if there {
			written++
		}
	}
	if written == 0 {
		return errors.Join(refused("%s heeft nog niets gepubliceerd", o.Name), out.discard())
	}
	return out.keep()
}

// writeEdition writes one revision of an edition; of a whole organisation it leaves out what has nothing to show.
func (c exportCommand) writeEdition(ctx context.Context, in *installation, o cycle.Organisation, e cycle.Edition, out *folder, below string) (bool, error) {
	revisions, err := in.db.Read(o.ID).Revisions(ctx, e.ID)
	if err != nil {
		return false, err
	}
	r, err := c.revision(e, revisions)
	if err != nil {
		if c.Edition == "" {
			return false, nil
		}
		return false, err
	}
	return true, in.writeRevision(ctx, e, r, out, below)
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
		return *gone, refused("revisie %d van %s is ingetrokken op %s: %s", gone.Number, e.Slug, dutch.DateOf(gone.WithdrawnWhole.Moment), gone.WithdrawnWhole.Reason)
	case c.Revision != 0:
		return store.Revision{}, refused("%s heeft geen revisie %d", e.Slug, c.Revision)
	}
	return store.Revision{}, refused("%s is nog niet gepubliceerd", e.Slug)
}

// writeRevision writes the parts by their paths, with the manifest that `sha256sum -c` reads. What was withdrawn is
// not there; ingetrokken.txt tells why.
func (in *installation) writeRevision(ctx context.Context, e cycle.Edition, r store.Revision, out *folder, below string) error {
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
		if err := errors.Join(out.write(filepath.Join(below, filepath.FromSlash(l.Path)), data), ctx.Err()); err != nil {
			return err
		}
	}
	if len(r.Withdrawn) > 0 {
		if err := out.write(filepath.Join(below, "ingetrokken.txt"), withdrawnList(r)); err != nil {
			return err
		}
	}
	return out.write(filepath.Join(below, publication.ManifestPath), frozen.Manifest)
}

// withdrawnList has a line for each missing path: path, day and reason, with tabs between.
func withdrawnList(r store.Revision) []byte {
	var b strings.Builder
	for _, w := range r.Withdrawn {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", w.Path, dutch.DateOf(w.Moment), w.Reason)
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
