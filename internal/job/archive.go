package job

import (
	"errors"
	"os"

	"golang.org/x/exp/mmap"

	"doelenboom/internal/blob"
	"doelenboom/internal/site"
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
