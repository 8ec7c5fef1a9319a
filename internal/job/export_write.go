package job

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/site"
)

// toZIP writes one ZIP: what is deflated in the archives is copied as it stands. The file gets its name when it is
// whole.
func (x *export) toZIP(ctx context.Context) (err error) {
	out := x.asked.Out
	if _, err := os.Lstat(out); err == nil {
		return cycle.Refusal{Text: out + " bestaat al; kies een andere naam"}
	}
	f, err := blob.NewFile(out, exportMark)
	if err != nil {
		return refusedPlace(out, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if err := x.zip(ctx, f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), out); err != nil {
		return err
	}
	return f.Close()
}

func (x *export) zip(ctx context.Context, to io.Writer) error {
	w := site.NewArchiveWriter(to, nil)
	err := func() error {
		for _, name := range x.names() {
			if err := errors.Join(ctx.Err(), x.files[name].into(w, name)); err != nil {
				return err
			}
		}
		return nil
	}()
	_, closing := w.Close()
	return errors.Join(err, closing)
}

func (f exported) into(w *site.ArchiveWriter, name string) error {
	if f.from != nil {
		return w.Keep(name, f.from, f.entry)
	}
	return w.Add(site.Page{Path: name, ContentType: site.Text, Render: func(w io.Writer) error {
		_, err := w.Write(f.text)
		return err
	}})
}

// toFolder writes a folder, which must be empty or new.
func (x *export) toFolder(ctx context.Context) error {
	f, err := NewFolder(x.asked.Out)
	if err != nil {
		return err
	}
	if err := x.writeFiles(ctx, f.dir, x.names()); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.Keep()
}

// writeFiles shares the files out over the processors: making files is most of the work.
func (x *export) writeFiles(ctx context.Context, out string, names []string) error {
	workers, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() error {
			var buffer []byte
			for {
				i := int(next.Add(1)) - 1
				if i >= len(names) {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				var err error
				if buffer, err = x.files[names[i]].bytes(buffer[:0]); err != nil {
					return err
				}
				if err := writeFile(filepath.Join(out, filepath.FromSlash(names[i])), buffer); err != nil {
					return err
				}
			}
		})
	}
	return workers.Wait()
}

// writeFile makes the folder first: nearly every page has one of its own.
func writeFile(path string, b []byte) error {
	dir := filepath.Dir(path)
	err := os.Mkdir(dir, 0o755)
	if errors.Is(err, os.ErrNotExist) {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

func (f exported) bytes(to []byte) ([]byte, error) {
	if f.from != nil {
		return f.from.AppendPlain(to, f.entry)
	}
	return append(to, f.text...), nil
}
