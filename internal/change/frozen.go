package change

import (
	"errors"
	"os"

	"doelenboom/internal/blob"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Frozen is a revision that is open for reading: its parts come from the packs of this revision and earlier ones.
type Frozen struct {
	*publication.Reader
	packs publication.Packs
	files []*os.File
}

// OpenRevision opens a frozen revision. Close it when done.
func OpenRevision(blobs *blob.Store, r store.Revision) (*Frozen, error) {
	f := &Frozen{}
	for _, hash := range r.Packs {
		if err := f.open(blobs, hash); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	manifest, err := f.packs.Get(r.Manifest)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	f.Reader, err = publication.NewReader(manifest, f.packs.Get)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *Frozen) open(blobs *blob.Store, hash string) error {
	file, err := blobs.Open(hash)
	if err != nil {
		return err
	}
	f.files = append(f.files, file)
	info, err := file.Stat()
	if err != nil {
		return err
	}
	pack, err := publication.OpenPack(file, info.Size())
	f.packs = append(f.packs, pack)
	return err
}

// Packs are the packs the revision reads from, the oldest first.
func (f *Frozen) Packs() publication.Packs { return f.packs }

// Close closes the packs.
func (f *Frozen) Close() error {
	var errs []error
	for _, file := range f.files {
		errs = append(errs, file.Close())
	}
	return errors.Join(errs...)
}
