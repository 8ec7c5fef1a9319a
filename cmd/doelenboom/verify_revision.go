package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// verifiedRevision is what verifying one frozen revision found.
type verifiedRevision struct {
	Edition   string    `json:"editie"`
	Number    int       `json:"revisie"`
	Manifest  string    `json:"controlegetal"`
	Parts     int       `json:"onderdelen"` // that are as they were published
	Damage    []finding `json:"schade,omitempty"`
	Withdrawn []finding `json:"ingetrokken,omitempty"`

	says publication.Revision // what it says of itself; empty when that cannot be read
}

func (r verifiedRevision) tell(con console, organisation string) {
	where := fmt.Sprintf("%s/%s, revisie %d", organisation, r.Edition, r.Number)
	if len(r.Damage) == 0 && r.Parts > 0 {
		con.say("%s: klopt (%s)", where, plural(r.Parts, "onderdeel", "onderdelen"))
	}
	for _, w := range r.Withdrawn {
		con.say("%s: %s", where, w.Text)
	}
}

func (r *verifiedRevision) damaged(kind publication.FaultKind, path, text string) {
	r.Damage = append(r.Damage, finding{Kind: string(kind), Path: path, Text: text})
}

// publications recomputes every hash of the revisions of one edition, or of all.
func (v *verified) publications(ctx context.Context, in *installation, o cycle.Organisation, edition cycle.EditionID) error {
	reader := in.db.Read(o.ID)
	editions, err := reader.Editions(ctx)
	if err != nil {
		return err
	}
	for _, e := range editions {
		if edition != "" && e.ID != edition {
			continue
		}
		rows, err := reader.Revisions(ctx, e.ID)
		if err != nil {
			return err
		}
		if err := v.unmade(ctx, reader, e, rows); err != nil {
			return err
		}
		found, shown, err := in.verifyEdition(ctx, e, rows)
		if err != nil {
			return err
		}
		if err := v.given(ctx, reader, e, shown); err != nil {
			return err
		}
		if n := len(found); n > 0 {
			if err := found[n-1].kept(ctx, in, reader, e.ID); err != nil {
				return err
			}
		}
		v.Revisions = append(v.Revisions, found...)
		if len(found) > 0 {
			if err := v.evidence(ctx, in, o, e); err != nil {
				return err
			}
		}
	}
	return v.heads(ctx, reader)
}

func (in *installation) verifyEdition(ctx context.Context, e cycle.Edition, rows []store.Revision) ([]verifiedRevision, shownAt, error) {
	shown := shownAt{nodes: map[cycle.NodeID]publication.Entry{}}
	opened := packs{blobs: in.blobs, by: map[string]*publication.Pack{}, trouble: map[string]string{}}
	defer opened.close()
	var found []verifiedRevision
	var manifests [][]byte
	for i, row := range rows {
		r := verifiedRevision{Edition: e.Slug, Number: row.Number, Manifest: row.Manifest}
		mine, err := opened.of(ctx, row, &r)
		if err != nil {
			return nil, shown, err
		}
		manifests = append(manifests, r.parts(row, mine))
		shown.see(r.row(row, mine, i, rows))
		found = append(found, r)
	}
	if n := len(found); n > 0 {
		for _, f := range publication.Extra(opened.sums(), manifests...) {
			found[n-1].damaged(f.Kind, f.Path, f.Text)
		}
	}
	return found, shown, nil
}

// kept recomputes the files that were frozen as they were sent in: of evidence that is not public there is only this copy.
func (r *verifiedRevision) kept(ctx context.Context, in *installation, reader store.Reader, edition cycle.EditionID) error {
	files, err := reader.EditionUploads(ctx, edition)
	if err != nil {
		return err
	}
	for _, u := range files {
		if u.Use != cycle.UploadFrozen {
			continue
		}
		switch err := in.blobs.Verify(ctx, u.Blob); {
		case errors.Is(err, cycle.ErrNotFound):
			r.damaged(publication.PartMissing, u.Blob, "ingestuurd bestand "+u.Blob+" ontbreekt")
		case errors.Is(err, blob.ErrDamaged):
			r.damaged(publication.PartChanged, u.Blob, "ingestuurd bestand "+u.Blob+" is niet meer wat het was")
		case err != nil:
			return err
		}
	}
	return nil
}

// parts recomputes the manifest and each part, and gives the manifest.
func (r *verifiedRevision) parts(row store.Revision, mine publication.Packs) []byte {
	manifest, err := mine.Get(row.Manifest)
	if err != nil {
		r.damaged(publication.PartMissing, publication.ManifestPath, "het manifest ontbreekt")
		return nil
	}
	var withdrawn []publication.Withdrawal
	for _, w := range row.Withdrawn {
		withdrawn = append(withdrawn, publication.Withdrawal{Path: w.Path, Reason: w.Reason})
	}
	if w := row.WithdrawnWhole; w != nil {
		withdrawn = []publication.Withdrawal{{Reason: w.Reason}}
		r.Withdrawn = []finding{{Kind: string(publication.PartWithdrawn), Text: fmt.Sprintf("de hele revisie is ingetrokken op %s: %s", dutch.DayOf(w.Moment), w.Reason)}}
	}
	lines, _ := publication.ParseManifest(manifest) // a broken one is told by Verify
	r.Parts = len(lines)
	for _, f := range publication.Verify(row.Manifest, manifest, mine.Get, withdrawn) {
		r.Parts = max(0, r.Parts-1)
		switch {
		case f.Damage():
			r.damaged(f.Kind, f.Path, f.Text)
		case row.WithdrawnWhole == nil:
			r.Withdrawn = append(r.Withdrawn, finding{Kind: string(f.Kind), Path: f.Path, Text: f.Text})
		}
	}
	return manifest
}

// row compares what the revision says of itself with the row that tells of it, and with the revision before. It gives what
// reads the other parts; nil when nothing can.
func (r *verifiedRevision) row(row store.Revision, mine publication.Packs, i int, rows []store.Revision) *publication.Reader {
	manifest, err := mine.Get(row.Manifest)
	if err != nil {
		return nil // told already
	}
	reader, err := publication.NewReader(manifest, mine.Get)
	if err != nil {
		return nil
	}
	if r.says, err = reader.Revision(); err != nil {
		r.says = publication.Revision{} // changed or withdrawn: told already
		return reader
	}
	previous := ""
	if i > 0 {
		previous = rows[i-1].Manifest
	}
	if r.says.Number != row.Number || r.says.State != row.State || r.says.Previous != previous {
		r.damaged(publication.PartChanged, publication.RevisionPath, "de administratie zegt iets anders van deze revisie dan revisie.json (nummer, staat of vorige revisie)")
	}
	return reader
}

// heads looks for the newest line of history that each revision names: a history that was written anew does not have it.
func (v *verified) heads(ctx context.Context, reader store.Reader) error {
	hashes, err := reader.HistoryHashes(ctx)
	if err != nil {
		return err
	}
	known := make(map[string]bool, len(hashes))
	for _, hash := range hashes {
		known[hash] = true
	}
	for i := range v.Revisions {
		if head := v.Revisions[i].says.Head; head != "" && !known[head] {
			v.Revisions[i].damaged(publication.PartChanged, publication.RevisionPath, "de regel van de geschiedenis waarop deze revisie volgde, is er niet meer")
		}
	}
	return nil
}

// packs are the files that hold the parts of an edition, each opened and recomputed once.
type packs struct {
	blobs   *blob.Store
	by      map[string]*publication.Pack
	trouble map[string]string // by pack, why it is not as it was kept
	closers []func() error
}

// of gives the packs of a revision that can be read, and tells of the others in r.
func (p *packs) of(ctx context.Context, row store.Revision, r *verifiedRevision) (publication.Packs, error) {
	var mine publication.Packs
	for _, hash := range row.Packs {
		if err := p.open(ctx, hash); err != nil {
			return nil, err
		}
		if text := p.trouble[hash]; text != "" {
			r.damaged(publication.PartChanged, hash, "bestand "+hash+" "+text)
		}
		if pack := p.by[hash]; pack != nil {
			mine = append(mine, pack)
		}
	}
	return mine, nil
}

func (p *packs) open(ctx context.Context, hash string) error {
	if _, seen := p.by[hash]; seen {
		return nil
	}
	p.by[hash] = nil
	switch err := p.blobs.Verify(ctx, hash); {
	case errors.Is(err, cycle.ErrNotFound):
		p.trouble[hash] = "ontbreekt"
		return nil
	case errors.Is(err, blob.ErrDamaged):
		p.trouble[hash] = "is niet meer wat het was"
	case err != nil:
		return err
	}
	f, err := p.blobs.Open(hash)
	if err != nil {
		return err
	}
	p.closers = append(p.closers, f.Close)
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// One that cannot be opened any more has nothing to give: its parts are told to be missing.
	p.by[hash], _ = publication.OpenPack(f, info.Size())
	return nil
}

// sums are the parts that the packs hold.
func (p *packs) sums() []string {
	var all []string
	for _, pack := range p.by {
		if pack != nil {
			all = append(all, pack.Sums()...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (p *packs) close() {
	for _, shut := range p.closers {
		_ = shut() // they were only read
	}
}

// unmade tells of revisions that everybody should see and that have no pages: a job that waits makes them, or rebuild.
func (v *verified) unmade(ctx context.Context, reader store.Reader, e cycle.Edition, rows []store.Revision) error {
	archives, err := reader.Archives(ctx)
	for _, r := range rows {
		made := slices.ContainsFunc(archives, func(a store.Archive) bool { return a.Edition == e.ID && a.Revision == r.Number })
		if r.Shown && r.WithdrawnWhole == nil && !made {
			v.Notices = append(v.Notices, fmt.Sprintf("van %s, revisie %d zijn er nu geen pagina's; maak ze met: doelenboom rebuild", e.Slug, r.Number))
		}
	}
	return err
}

// inPlace looks whether each address shows the pages that were made for it, and not those of another revision.
func (v *verified) inPlace(ctx context.Context, in *installation, o cycle.Organisation, edition cycle.EditionID) error {
	shown := store.PublishedOrganisation{ID: o.ID}
	if err := in.db.Published().Shown(ctx, &shown); err != nil {
		return err
	}
	look := func(where string, from store.PublishedArchive, manifest string) error {
		if from.Index == "" {
			return nil // told already
		}
		served, err := in.jobs.ManifestServed(from)
		if err == nil && served != "" && served != manifest {
			v.Pages = append(v.Pages, finding{Kind: string(publication.PartChanged), Path: where, Text: fmt.Sprintf("op het adres van %s staan pagina's van iets anders; maak ze opnieuw met: doelenboom rebuild", where)})
		}
		return err
	}
	if edition == "" {
		if shown.Archive.Index == "" && len(shown.Editions) > 0 {
			v.Notices = append(v.Notices, "van de organisatie zelf zijn er nu geen pagina's; maak ze met: doelenboom rebuild")
		}
		if err := look("de organisatie zelf", shown.Archive, publication.Hash(nil)); err != nil {
			return err
		}
	}
	for _, e := range shown.Editions {
		if edition != "" && e.ID != edition {
			continue
		}
		for _, r := range e.Revisions {
			if err := look(fmt.Sprintf("%s, revisie %d", e.Slug, r.Number), r.Archive, r.Manifest); err != nil {
				return err
			}
		}
	}
	return nil
}

// pages recomputes the files that pages are served from: what readers see must be what was made.
func (v *verified) pages(ctx context.Context, in *installation, o cycle.Organisation, edition cycle.EditionID) error {
	archives, err := in.db.Read(o.ID).Archives(ctx)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, a := range archives {
		if edition != "" && a.Edition != edition {
			continue
		}
		for _, hash := range append(slices.Clone(a.Files), a.Index) {
			if seen[hash] {
				continue
			}
			seen[hash] = true
			switch err := in.blobs.Verify(ctx, hash); {
			case errors.Is(err, cycle.ErrNotFound), errors.Is(err, fs.ErrNotExist):
				v.Pages = append(v.Pages, lostPages(publication.PartMissing, hash, "ontbreekt"))
			case errors.Is(err, blob.ErrDamaged):
				v.Pages = append(v.Pages, lostPages(publication.PartChanged, hash, "is veranderd"))
			case err != nil:
				return err
			}
		}
	}
	return nil
}

func lostPages(kind publication.FaultKind, hash, what string) finding {
	return finding{Kind: string(kind), Path: hash, Text: fmt.Sprintf("bestand %s met pagina's %s; maak ze opnieuw met: doelenboom rebuild", hash, what)}
}

// logo looks whether the picture in the header is there, as it was.
func (v *verified) logo(ctx context.Context, in *installation, o cycle.Organisation) error {
	l := o.Style.Logo
	if l == nil {
		return nil
	}
	switch err := in.blobs.Verify(ctx, l.Blob); {
	case errors.Is(err, cycle.ErrNotFound):
		v.Pages = append(v.Pages, finding{Kind: string(publication.PartMissing), Path: l.FileName(), Text: "het logo ontbreekt; kies het opnieuw bij Huisstijl"})
	case errors.Is(err, blob.ErrDamaged):
		v.Pages = append(v.Pages, finding{Kind: string(publication.PartChanged), Path: l.FileName(), Text: "het logo is veranderd; kies het opnieuw bij Huisstijl"})
	case err != nil:
		return err
	}
	return nil
}
