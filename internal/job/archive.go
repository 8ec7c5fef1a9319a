package job

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"golang.org/x/exp/mmap"
	"golang.org/x/sync/errgroup"

	"doelenboom/internal/blob"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// openArchive opens an archive that is kept as blobs, until shut.
func openArchive(blobs *blob.Store, index string, files []string) (a *site.Archive, shut func() error, err error) {
	var closers []func() error
	shut = func() error {
		var errs []error
		for _, c := range closers {
			errs = append(errs, c())
		}
		return errors.Join(errs...)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, shut())
		}
	}()
	m, err := mmap.Open(blobs.Path(index))
	if err != nil {
		return nil, shut, err
	}
	closers = append(closers, m.Close)
	x, err := site.MapIndex(m)
	if err != nil {
		return nil, shut, err
	}
	var bodies []site.File
	for _, hash := range files {
		f, err := os.Open(blobs.Path(hash))
		if err != nil {
			return nil, shut, err
		}
		closers = append(closers, f.Close)
		info, err := f.Stat()
		if err != nil {
			return nil, shut, err
		}
		bodies = append(bodies, site.File{Body: f, Size: info.Size()})
	}
	a, err = site.OpenArchive(x, bodies)
	return a, shut, err
}

// ManifestServed is the hash of the manifest that stands between the pages of a revision: it tells of which revision they are.
// That of other pages is the hash of nothing. It is "" when the files cannot be read.
func (r *Runner) ManifestServed(from store.PublishedArchive) (string, error) {
	a, shut, err := openArchive(r.blobs, from.Index, from.Files)
	if err == nil {
		defer shut()
		var manifest []byte
		if e, ok := a.Find(publication.ManifestPath); ok {
			manifest, err = a.AppendPlain(nil, e)
		}
		if err == nil {
			return publication.Hash(manifest), nil
		}
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, site.ErrDamaged) {
		err = nil
	}
	return "", err
}

// errNothingNew ends the writing of a file in which nothing would stand.
var errNothingNew = errors.New("every page was taken over")

// archive renders into blobs. Pages are taken over from the first of the sources that is there.
func (b *batch) archive(ctx context.Context, a store.Archive, sources []archiveKey, render func(site.PageWriter) error) error {
	source, earlier, shut, err := b.source(sources)
	if err != nil {
		return err
	}
	defer shut()
	var made site.Written
	var index errgroup.Group // is kept while the file is: the disk takes both at once
	file, err := b.runner.blobs.Put(ctx, func(to io.Writer) error {
		w := site.NewArchiveWriter(to, earlier)
		rendering := render(func(p site.Page) error { return errors.Join(ctx.Err(), w.Add(p)) })
		var closing error
		made, closing = w.Close()
		if err := errors.Join(rendering, closing); err != nil {
			return err
		}
		index.Go(func() error { return b.keepIndex(ctx, a, made.Index) })
		if !made.New {
			return errNothingNew
		}
		return nil
	})
	switch {
	case err == nil:
		b.written.note(file)
	case errors.Is(err, errNothingNew):
		err = nil
	}
	if err := errors.Join(err, index.Wait()); err != nil {
		return err
	}
	for _, k := range made.Kept {
		a.Files = append(a.Files, source.Files[k])
	}
	if made.New {
		a.Files = append(a.Files, file)
	}
	a.Program, a.Index = Program, publication.Hash(made.Index)
	b.note(a)
	return nil
}

// keepIndex stores the index of an archive, unless it is the one that was there.
func (b *batch) keepIndex(ctx context.Context, a store.Archive, index []byte) error {
	was := b.archives[archiveKey{a.Edition, a.Revision}].Index
	if publication.Hash(index) == was && b.runner.blobs.Has(was) {
		return nil
	}
	hash, err := b.runner.blobs.PutBytes(ctx, index)
	if err == nil {
		b.written.note(hash)
	}
	return err
}

// putFiles are files that were put, by several goroutines.
type putFiles struct {
	mutex  sync.Mutex
	hashes []string
}

func (w *putFiles) note(hash string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.hashes = append(w.hashes, hash)
}

func (w *putFiles) all() []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.Clone(w.hashes)
}

// note adds an archive to the batch, unless it is what was there: then nothing changed.
func (b *batch) note(a store.Archive) {
	was := b.archives[archiveKey{a.Edition, a.Revision}]
	if a.Index != was.Index || !slices.Equal(a.Files, was.Files) || a.Inputs != was.Inputs {
		b.made = append(b.made, a)
	}
}

// source opens the first archive that is there. One whose files are lost is as good as none: it is all rendered again.
func (b *batch) source(keys []archiveKey) (store.Archive, *site.Archive, func() error, error) {
	none := func() error { return nil }
	if b.fresh {
		return store.Archive{}, nil, none, nil
	}
	for _, key := range keys {
		row, ok := b.archives[key]
		if !ok {
			continue
		}
		a, shut, err := openArchive(b.runner.blobs, row.Index, row.Files)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, site.ErrDamaged) {
			continue
		}
		return row, a, shut, err
	}
	return store.Archive{}, nil, none, nil
}
