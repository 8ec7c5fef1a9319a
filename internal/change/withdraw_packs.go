package change

import (
	"context"
	"errors"
	"io"
	"slices"

	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

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
			pages, err := x.pages(i, publication.NamedPaths()...)
			nodes, unread := x.nodePages(i)
			if err := errors.Join(err, unread); err != nil {
				return nil, err
			}
			r.WithdrawnWhole = &store.Withdrawal{Moment: x.moment, Pages: append(pages, nodes...), Reason: x.asked.Reason}
			x.erased = append(x.erased, Erased{Revision: r.Number})
			continue
		}
		if err := x.withdraw(r, i); err != nil {
			return nil, err
		}
	}
	return after, nil
}

func (x *eraser) withdraw(r *store.Revision, i int) error {
	for _, l := range x.manifests[i] {
		if !x.gone[l.Sum] || lacks(*r, l) || r.WithdrawnWhole != nil {
			continue
		}
		pages, err := x.pages(i, l.Path)
		if err != nil {
			return err
		}
		r.Withdrawn = append(slices.Clone(r.Withdrawn), store.Withdrawal{Moment: x.moment, Pages: pages, Path: l.Path, Reason: x.asked.Reason, SHA256: l.Sum})
		x.erased = append(x.erased, Erased{Path: l.Path, Revision: r.Number})
	}
	return nil
}

// pages marks the addresses that registers of revision i give, of those that are to be erased. Which of these pages go is
// known when they are asked for: another revision may give the same address.
func (x *eraser) pages(i int, paths ...string) (marks []string, err error) {
	var rows publication.Registers
	for _, path := range paths {
		if !x.gone[x.frozen[i].Sum(path)] || !slices.Contains(publication.NamedPaths(), path) {
			continue
		}
		text, err := x.frozen[i].Part(path)
		if err == nil {
			err = publication.ReadNamed(&rows, path, text)
		}
		if err := unlessMissing(err); err != nil {
			return nil, err
		}
	}
	for _, page := range rows.Pages() {
		marks = append(marks, publication.PageMark(page))
	}
	return onceEach(marks), nil
}

// nodePages marks the pages of the nodes that only revision i has, and of their lines. Another edition may have the line.
func (x *eraser) nodePages(i int) (marks []string, err error) {
	kept := map[string]bool{}
	for j, lines := range x.manifests {
		for _, l := range lines {
			kept[l.Path] = kept[l.Path] || j != i && x.revisions[j].WithdrawnWhole == nil
		}
	}
	tree, err := x.frozen[i].Tree()
	for _, entry := range tree.Entries {
		if kept[publication.NodePath(entry.Address)] {
			continue
		}
		marks = append(marks, publication.PageMark(x.edition.Slug+"/"+entry.Address))
		if entry.Line != "" {
			marks = append(marks, publication.PageMark("lijn/"+entry.Line))
		}
	}
	return onceEach(marks), unlessMissing(err)
}

// lacks tells whether a part was withdrawn from a revision before.
func lacks(r store.Revision, l publication.ManifestLine) bool {
	return slices.ContainsFunc(r.Withdrawn, func(w store.Withdrawal) bool { return w.SHA256 == l.Sum && w.Path == l.Path })
}

// cleanPacks writes every pack that holds bytes to be erased again without them, and gives the new one by the old.
func (x *eraser) cleanPacks(ctx context.Context) (map[string]string, error) {
	clean := map[string]string{}
	for n, r := range x.revisions {
		for i, pack := range x.frozen[n].Packs() {
			if _, done := clean[r.Packs[i]]; done || !slices.ContainsFunc(pack.Sums(), func(sum string) bool { return x.gone[sum] }) {
				continue
			}
			hash, err := x.s.blobs.Put(ctx, func(w io.Writer) error {
				_, err := publication.ErasePack(w, pack, x.gone)
				return err
			})
			if err != nil {
				return nil, err
			}
			clean[r.Packs[i]] = hash
		}
	}
	return clean, nil
}
