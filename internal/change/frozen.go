package change

import (
	"errors"
	"os"
	"sync"

	"doelenboom/internal/blob"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Frozen is a revision that is open for reading: its parts come from the packs of this revision and earlier ones.
type Frozen struct {
	*publication.Reader
	packs publication.Packs
	close func() error
}

// OpenRevision opens a frozen revision. Close it when done.
func OpenRevision(blobs *blob.Store, r store.Revision) (*Frozen, error) {
	o := NewOpener(blobs)
	f, err := o.Open(r)
	if err != nil {
		return nil, errors.Join(err, o.Close())
	}
	f.close = o.Close
	return f, nil
}

// Packs are the packs the revision reads from, the oldest first.
func (f *Frozen) Packs() publication.Packs { return f.packs }

// Close closes the packs, unless an Opener opened them.
func (f *Frozen) Close() error {
	if f.close == nil {
		return nil
	}
	return f.close()
}

// Opener opens revisions that read from the same packs, each pack once. It may be used from several goroutines.
type Opener struct {
	blobs *blob.Store

	lock  sync.Mutex
	packs map[string]*publication.Pack
	files []*os.File
}

// NewOpener makes an Opener. Close it when everything that it opened is done with.
func NewOpener(blobs *blob.Store) *Opener {
	return &Opener{blobs: blobs, packs: map[string]*publication.Pack{}}
}

// Open opens a frozen revision, until the Opener is closed.
func (o *Opener) Open(r store.Revision) (*Frozen, error) {
	f := &Frozen{}
	for _, hash := range r.Packs {
		pack, err := o.pack(hash)
		if err != nil {
			return nil, err
		}
		f.packs = append(f.packs, pack)
	}
	manifest, err := f.packs.Get(r.Manifest)
	if err != nil {
		return nil, err
	}
	f.Reader, err = publication.NewReader(manifest, f.packs.Get)
	return f, err
}

// Told is what a revision says of itself. That stands in the last of its packs: the others are not opened for it.
func (o *Opener) Told(r store.Revision) (publication.Revision, error) {
	r.Packs = r.Packs[max(0, len(r.Packs)-1):]
	if r.Self == "" || len(r.Packs) == 0 { // an older program froze it
		f, err := o.Open(r)
		if err != nil {
			return publication.Revision{}, err
		}
		return f.Revision()
	}
	pack, err := o.pack(r.Packs[0])
	if err != nil {
		return publication.Revision{}, err
	}
	data, err := pack.Get(r.Self)
	if err != nil {
		return publication.Revision{}, err
	}
	if publication.Hash(data) != r.Self {
		return publication.Revision{}, publication.ErrChanged
	}
	return publication.ReadRevision(data)
}

// Named adds to all what a revision names that has a page of its own; parts that were seen before are not read again,
// and what was withdrawn is not there.
func (o *Opener) Named(all *publication.Registers, r store.Revision, seen map[string]bool) error {
	paths := publication.NamedPaths()
	for i, sum := range r.Named {
		if seen[sum] || i >= len(paths) {
			continue
		}
		seen[sum] = true
		data, err := o.part(r, sum)
		if errors.Is(err, publication.ErrMissing) && len(r.Withdrawn) > 0 {
			continue
		}
		if err == nil {
			err = publication.ReadNamed(all, paths[i], data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// part reads one part by its hash, from the newest of the packs that has it.
func (o *Opener) part(r store.Revision, sum string) ([]byte, error) {
	for i := len(r.Packs) - 1; i >= 0; i-- {
		pack, err := o.pack(r.Packs[i])
		if err != nil {
			return nil, err
		}
		if !pack.Has(sum) {
			continue
		}
		data, err := pack.Get(sum)
		if err == nil && publication.Hash(data) != sum {
			err = publication.ErrChanged
		}
		return data, err
	}
	return nil, publication.ErrMissing
}

func (o *Opener) pack(hash string) (*publication.Pack, error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if p := o.packs[hash]; p != nil {
		return p, nil
	}
	file, err := o.blobs.Open(hash)
	if err != nil {
		return nil, err
	}
	o.files = append(o.files, file)
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	p, err := publication.OpenPack(file, info.Size())
	if err == nil {
		o.packs[hash] = p
	}
	return p, err
}

// Forget frees what is remembered of the packs of a revision. What was opened from them still works; a next Open reads
// them again.
func (o *Opener) Forget(r store.Revision) {
	o.lock.Lock()
	defer o.lock.Unlock()
	for _, hash := range r.Packs {
		delete(o.packs, hash)
	}
}

// Close closes the packs.
func (o *Opener) Close() error {
	var errs []error
	for _, file := range o.files {
		errs = append(errs, file.Close())
	}
	return errors.Join(errs...)
}
