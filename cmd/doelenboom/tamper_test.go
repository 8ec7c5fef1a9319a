package main

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// behind opens the database behind the back of the program.
func behind(c store.Config) (*sql.DB, error) {
	if c.Database != "" {
		return sql.Open("pgx", c.Database)
	}
	return sql.Open("sqlite", "file:"+filepath.Join(c.Dir, "doelenboom.sqlite")+"?_pragma=busy_timeout(5000)")
}

func execute(ctx context.Context, c store.Config, statement string) error {
	db, err := behind(c)
	if err != nil {
		return err
	}
	defer db.Close()
	done, err := db.ExecContext(ctx, statement)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("nothing was changed by: %s", statement))
	}
	return nil
}

// tables are all that a change can leave something in.
var tables = strings.Fields(`organisation edition node placement report decision theme theme_link place place_link holder
	lineage money_line person address revision archive job history`)

// countRows is a line per table, and one for what the public sees.
func countRows(ctx context.Context, c store.Config) (string, error) {
	db, err := behind(c)
	if err != nil {
		return "", err
	}
	defer db.Close()
	var text strings.Builder
	count := func(what, query string) {
		var n int
		err = errors.Join(err, db.QueryRowContext(ctx, query).Scan(&n))
		fmt.Fprintf(&text, "%s %d\n", what, n)
	}
	for _, table := range tables {
		count(table, "select count(*) from "+table)
	}
	count("shelf", "select shelf from installation")
	return text.String(), err
}

// kept opens what a data folder keeps, to find out which files hold an edition.
func kept(ctx context.Context, c store.Config, edition string, f func(*blob.Store, store.Reader, cycle.EditionID) error) error {
	db, err := store.Open(ctx, c)
	if err != nil {
		return err
	}
	defer db.Close()
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob")})
	if err != nil {
		return err
	}
	organisations, err := db.Organisations(ctx)
	if err != nil {
		return err
	}
	reader := db.Read(organisations[0].ID)
	e, err := reader.EditionBySlug(ctx, edition)
	if err != nil {
		return err
	}
	return f(blobs, reader, e.ID)
}

// changePart changes one letter of a part in the newest revision of an edition: the pack stays an ordinary ZIP in which
// everything but that part is as it was.
func changePart(ctx context.Context, c store.Config, edition, path string) error {
	return kept(ctx, c, edition, func(blobs *blob.Store, reader store.Reader, id cycle.EditionID) error {
		revisions, err := reader.Revisions(ctx, id)
		if err != nil {
			return err
		}
		newest := revisions[len(revisions)-1]
		frozen, err := change.OpenRevision(blobs, newest)
		if err != nil {
			return err
		}
		defer frozen.Close()
		return rewrite(blobs.Path(newest.Packs[len(newest.Packs)-1]), frozen.Sum(path))
	})
}

// changePages changes one byte in the middle of the newest file with pages of an edition.
func changePages(ctx context.Context, c store.Config, edition string) error {
	return kept(ctx, c, edition, func(blobs *blob.Store, reader store.Reader, id cycle.EditionID) error {
		archives, err := reader.Archives(ctx)
		if err != nil {
			return err
		}
		for _, a := range archives {
			if a.Edition != id {
				continue
			}
			file := blobs.Path(a.Files[len(a.Files)-1])
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			data[len(data)/2] ^= 1
			return os.WriteFile(file, data, 0o640)
		}
		return errors.New("the edition has no pages")
	})
}

// holders are the files below a folder that hold a text, as they lie there or packed in a ZIP, and how many were read.
func holders(dir, text string) (found []string, read int, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		if bytes.Contains(data, []byte(text)) {
			found = append(found, path)
		}
		packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil // no ZIP
		}
		for _, f := range packed.File {
			r, err := f.Open()
			if err != nil {
				return err
			}
			if data, err = io.ReadAll(r); err != nil {
				return err
			}
			read++
			if bytes.Contains(data, []byte(text)) {
				found = append(found, path+":"+f.Name)
			}
		}
		return nil
	})
	return found, read, err
}

func rewrite(pack, sum string) error {
	old, err := zip.OpenReader(pack)
	if err != nil {
		return err
	}
	defer old.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range old.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if strings.HasPrefix(f.Name, sum) {
			data = bytes.Replace(data, []byte("e"), []byte("o"), 1)
		}
		entry, err := w.Create(f.Name)
		if err != nil {
			return err
		}
		if _, err := entry.Write(data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(pack, out.Bytes(), 0o640)
}
