package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate" // deflates twice as fast as compress/flate

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Source is the installation that a back-up is made of.
type Source struct {
	DB      *store.DB
	Blobs   *blob.Store
	Program string    // version
	Moment  time.Time // of making it
	Step    func()    // called for each row and each file
}

// Made tells of a back-up that was made.
type Made struct {
	Manifest    string // SHA-256 of the manifest
	Rows, Blobs int
	Bytes       int64
}

// attempts is how often a back-up is begun. Whoever withdraws something erases files that an older snapshot names; the
// next snapshot does not name them.
const attempts = 3

// Write makes a back-up at a path where nothing is yet. The file gets its name when all of it is on the disk; when it
// fails nothing is left.
func Write(ctx context.Context, s Source, out string) (made Made, err error) {
	if _, err := os.Lstat(out); err == nil {
		return made, refused("%s bestaat al; kies een andere naam", out)
	}
	f, err := blob.NewFile(out, "backup") // only its owner may read it: drafts are in it
	if err != nil {
		return made, err
	}
	defer func() {
		if err != nil {
			_ = f.Close() // it is thrown away
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if made, err = s.writeWhole(ctx, f); err != nil {
		return made, err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return made, err
	}
	if err := os.Rename(f.Name(), out); err != nil {
		return made, err
	}
	return made, syncFolder(filepath.Dir(out))
}

// writeWhole writes until no file is missing.
func (s Source) writeWhole(ctx context.Context, f *os.File) (Made, error) {
	for n := 1; ; n++ {
		made, err := s.write(ctx, f)
		lost := lostBlob{}
		switch {
		case !errors.As(err, &lost):
			return made, err
		case n == attempts:
			return made, refused("bestand %s met gepubliceerde onderdelen ontbreekt; kijk met: doelenboom verify", lost.hash)
		}
		_, err = f.Seek(0, io.SeekStart)
		if err := errors.Join(err, f.Truncate(0)); err != nil {
			return made, err
		}
	}
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// lostBlob is a file that a row names and that is not there.
type lostBlob struct{ hash string }

func (l lostBlob) Error() string { return "blob " + l.hash + " is not there" }

func (s Source) write(ctx context.Context, f io.Writer) (Made, error) {
	w := newWriter(f, s.Moment)
	var made Made
	var blobs []string
	err := s.DB.Dump(ctx, func(d *store.Dump) error {
		if err := w.about(About{format, d.Schema, s.Program, s.Moment.UTC().Truncate(time.Second), s.DB.Engine(), d.Heads}); err != nil {
			return err
		}
		for _, table := range d.Tables() {
			err := w.add(rowsPath(table), zip.Deflate, func(to io.Writer) error {
				return d.Rows(ctx, table, to, func() { made.Rows++; s.Step() })
			})
			if err != nil {
				return err
			}
		}
		blobs = d.Blobs()
		return nil
	})
	if err != nil {
		return made, err
	}
	for _, hash := range blobs {
		if err := w.blob(ctx, s.Blobs, hash); err != nil {
			return made, err
		}
		made.Blobs++
		s.Step()
	}
	made.Manifest, err = w.close()
	made.Bytes = w.bytes
	return made, err
}

// writer writes a ZIP and remembers what its manifest must say.
type writer struct {
	zip     *zip.Writer
	to      io.Writer
	bytes   int64
	moment  time.Time
	entries []publication.PartFile
}

func newWriter(to io.Writer, moment time.Time) *writer {
	w := &writer{to: to, moment: moment}
	w.zip = zip.NewWriter(w)
	w.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(to, flate.DefaultCompression)
	})
	return w
}

// Write passes the bytes of the ZIP on, and counts them.
func (w *writer) Write(b []byte) (int, error) {
	n, err := w.to.Write(b)
	w.bytes += int64(n)
	return n, err
}

// add writes an entry and hashes it.
func (w *writer) add(path string, method uint16, write func(io.Writer) error) error {
	sum, err := w.plain(path, method, write)
	w.entries = append(w.entries, publication.PartFile{Path: path, Sum: sum})
	return err
}

func (w *writer) plain(path string, method uint16, write func(io.Writer) error) (string, error) {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: path, Method: method, Modified: w.moment})
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	err = write(io.MultiWriter(to, sum))
	return hex.EncodeToString(sum.Sum(nil)), err
}

func (w *writer) about(a About) error {
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	return w.add(aboutPath, zip.Deflate, func(to io.Writer) error {
		_, err := to.Write(append(text, '\n'))
		return err
	})
}

// blob adds a file as it is: it is packed already. One whose bytes do not fit its name would not come back.
func (w *writer) blob(ctx context.Context, blobs *blob.Store, hash string) error {
	f, err := blobs.Open(hash)
	if errors.Is(err, cycle.ErrNotFound) {
		return lostBlob{hash}
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := w.add(blobPath(hash), zip.Store, func(to io.Writer) error { return copyTo(ctx, to, f) }); err != nil {
		return err
	}
	if w.entries[len(w.entries)-1].Sum != hash {
		return fmt.Errorf("blob %s: %w", hash, blob.ErrDamaged)
	}
	return nil
}

// copyTo copies until nobody waits any more.
func copyTo(ctx context.Context, to io.Writer, from io.Reader) error {
	buffer := make([]byte, 1<<17)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := from.Read(buffer)
		if _, err := to.Write(buffer[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// close writes the manifest, by path, and ends the ZIP.
func (w *writer) close() (string, error) {
	slices.SortFunc(w.entries, func(a, b publication.PartFile) int { return strings.Compare(a.Path, b.Path) })
	manifest := publication.Manifest(w.entries)
	sum, err := w.plain(publication.ManifestPath, zip.Deflate, func(to io.Writer) error {
		_, err := to.Write(manifest)
		return err
	})
	return sum, errors.Join(err, w.zip.Close())
}
