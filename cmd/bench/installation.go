package main

import (
	"context"
	"errors"
	"path/filepath"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/store"
)

// installation is a data folder, opened as the program opens it.
type installation struct {
	db    *store.DB
	blobs *blob.Store
	do    *change.Service
	jobs  *job.Runner
}

func open(ctx context.Context, c store.Config) (*installation, error) {
	db, err := store.Open(ctx, c)
	if errors.Is(err, store.ErrSchemaOld) {
		if _, err := store.Migrate(ctx, c); err != nil {
			return nil, err
		}
		db, err = store.Open(ctx, c)
	}
	if err != nil {
		return nil, err
	}
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob"), Volatile: c.Volatile})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	do := change.New(db, blobs)
	return &installation{db, blobs, do, job.New(db, blobs, do)}, nil
}

// with opens a data folder for the length of f.
func with(ctx context.Context, c store.Config, f func(*installation) error) error {
	in, err := open(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(f(in), in.db.Close())
}

// each calls f with every organisation.
func (in *installation) each(ctx context.Context, f func(cycle.Organisation) error) error {
	all, err := in.db.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range all {
		if err := f(o); err != nil {
			return err
		}
	}
	return nil
}
