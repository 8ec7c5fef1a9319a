package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
)

// Pointing finds out which of some files any organisation points at: uploads, logos, pages, and the parts of what was
// published. It reads every organisation, in the database as a change sees it, and keeps nothing of what it reads.
type Pointing struct {
	tx     *Tx
	hashes []string
	moved  int64 // how often anything was written when it looked
	looked bool
	asked  map[string]bool
	found  map[string]bool
}

// Pointing asks about these files.
func (tx *Tx) Pointing(hashes []string) *Pointing {
	p := &Pointing{tx: tx, hashes: hashes, asked: map[string]bool{}}
	for _, hash := range hashes {
		p.asked[hash] = true
	}
	return p
}

// Now are those that are pointed at. It may be asked again: it looks again when anything was written since.
func (p *Pointing) Now(ctx context.Context) (map[string]bool, error) {
	moved, err := p.tx.written(ctx)
	if err != nil || p.looked && moved == p.moved {
		return p.found, err
	}
	p.moved, p.found = moved, map[string]bool{}
	if err := p.tx.pointing(ctx, p); err != nil {
		return nil, p.tx.failed(err, "look who points at files")
	}
	p.looked = true
	return p.found, nil
}

// written counts what was written in all organisations: every change begins with the head of its own.
func (tx *Tx) written(ctx context.Context) (n int64, err error) {
	err = tx.tx.QueryRowContext(ctx, `select coalesce(sum(seq), 0) from organisation_head`).Scan(&n)
	return n, tx.failed(err, "count what was written")
}

// few is how many files are looked up one by one among the uploads, which are many and have a key for it.
const few = 100

func (tx *Tx) pointing(ctx context.Context, p *Pointing) error {
	err := tx.each(ctx, p, `
		select 0, body from archive
		union all select 1, body from revision
		union all select 2, body from organisation`)
	if err == nil && len(p.hashes) > few {
		return tx.each(ctx, p, `select 3, blob from upload`)
	}
	for i := 0; i < len(p.hashes) && err == nil; i++ {
		err = tx.each(ctx, p, `select 3, blob from upload where blob = $1 limit 1`, p.hashes[i])
	}
	return err
}

func (tx *Tx) each(ctx context.Context, p *Pointing, query string, args ...any) error {
	rows, err := tx.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var kind int
	var text sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&kind, &text); err != nil {
			return err
		}
		if err := p.look(kind, text); err != nil {
			return err
		}
	}
	return rows.Err()
}

// look decodes only what names a file that was asked for; it may do so for another reason.
func (p *Pointing) look(kind int, text []byte) error {
	if kind == 3 {
		p.points(string(text))
		return nil
	}
	if !p.names(text) {
		return nil
	}
	switch kind {
	case 0:
		a, err := archives.decode(text, 0)
		p.points(append(slices.Clone(a.Files), a.Index)...)
		return err
	case 1:
		r, err := revisions.decode(text, 0)
		p.points(r.Packs...)
		return err
	}
	o, err := organisations.decode(text, 0)
	if l := o.Style.Logo; l != nil {
		p.points(l.Blob)
	}
	return err
}

func (p *Pointing) points(hashes ...string) {
	for _, hash := range hashes {
		if p.asked[hash] {
			p.found[hash] = true
		}
	}
}

// hashLength is that of a SHA-256 in hexadecimal.
const hashLength = 64

// names tells whether a text between quotes is one of the files that were asked for.
func (p *Pointing) names(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		if len(text) > hashLength && text[hashLength] == '"' && p.asked[string(text[:hashLength])] {
			return true
		}
	}
}
