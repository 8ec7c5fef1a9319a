package public

import (
	"container/list"
	"errors"
	"os"
	"sync"

	"golang.org/x/exp/mmap"

	"doelenboom/internal/blob"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// archives holds a fixed number of archives open. One that is thrown out while somebody reads from it is closed by the
// last reader.
type archives struct {
	blobs *blob.Store
	most  int

	lock  sync.Mutex
	open  map[string]*opened // by hash of the index
	used  *list.List         // of *opened, most recently used in front
	files map[string]*openedFile
}

// opened is an archive in use.
type opened struct {
	*site.Archive
	kinds   []contentKind // by number of the content type
	key     string
	index   *mmap.ReaderAt
	files   []*openedFile
	readers int // the one that holds it is one of them, as long as it does
	at      *list.Element
}

// openedFile is shared: the revisions of an edition point into the same files.
type openedFile struct {
	*os.File
	hash string
	size int64
	uses int
}

func newArchives(b *blob.Store, most int) *archives {
	return &archives{blobs: b, most: most, open: map[string]*opened{}, used: list.New(), files: map[string]*openedFile{}}
}

// borrow gives the archive, which goes back with giveBack.
func (l *archives) borrow(a store.PublishedArchive) (*opened, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	if o := l.open[a.Index]; o != nil {
		o.readers++
		l.used.MoveToFront(o.at)
		return o, nil
	}
	o, err := l.read(a)
	if err != nil {
		return nil, err
	}
	o.readers = 2
	o.at = l.used.PushFront(o)
	l.open[a.Index] = o
	if l.used.Len() > l.most {
		l.throwOut(l.used.Back().Value.(*opened))
	}
	return o, nil
}

func (l *archives) giveBack(o *opened) {
	l.lock.Lock()
	l.release(o)
	l.lock.Unlock()
}

// release and throwOut are called with the lock held.
func (l *archives) release(o *opened) {
	if o.readers--; o.readers == 0 {
		l.shut(o)
	}
}

func (l *archives) throwOut(o *opened) {
	l.used.Remove(o.at)
	delete(l.open, o.key)
	l.release(o)
}

// keepOnly throws out what no state shows any more, so that a withdrawn archive is really let go.
func (l *archives) keepOnly(shown map[string]bool) {
	l.lock.Lock()
	defer l.lock.Unlock()
	for key, o := range l.open {
		if !shown[key] {
			l.throwOut(o)
		}
	}
}

func (l *archives) read(a store.PublishedArchive) (_ *opened, err error) {
	o := &opened{key: a.Index}
	defer func() {
		if err != nil {
			l.shut(o)
		}
	}()
	if o.index, err = mmap.Open(l.blobs.Path(a.Index)); err != nil {
		return nil, err
	}
	index, err := site.MapIndex(o.index)
	if err != nil {
		return nil, err
	}
	var files []site.File
	for _, hash := range a.Files {
		f, err := l.file(hash)
		if err != nil {
			return nil, err
		}
		o.files = append(o.files, f)
		files = append(files, site.File{Body: f, Size: f.size})
	}
	if o.Archive, err = site.OpenArchive(index, files); err != nil {
		return nil, err
	}
	for _, t := range o.ContentTypes() {
		o.kinds = append(o.kinds, kindOf(t))
	}
	return o, nil
}

func (l *archives) file(hash string) (*openedFile, error) {
	if f := l.files[hash]; f != nil {
		f.uses++
		return f, nil
	}
	f, err := os.Open(l.blobs.Path(hash))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	l.files[hash] = &openedFile{f, hash, info.Size(), 1}
	return l.files[hash], nil
}

// shut closes what o holds. Errors of closing a file that was only read tell nothing.
func (l *archives) shut(o *opened) {
	if o.index != nil {
		o.index.Close()
	}
	for _, f := range o.files {
		if f.uses--; f.uses == 0 {
			delete(l.files, f.hash)
			f.Close()
		}
	}
}

// close throws everything out.
func (l *archives) close() { l.keepOnly(nil) }
