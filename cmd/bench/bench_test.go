package main

import (
	"os"
	"path/filepath"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// A small corpus goes all the way, so that the commands measure something when they are asked.
func TestACorpusIsPreparedRenderedAndCorrected(t *testing.T) {
	ctx := t.Context()
	text, data, out := filepath.Join(t.TempDir(), "text"), filepath.Join(t.TempDir(), "ours"), filepath.Join(t.TempDir(), "out")
	if err := multiplied(text, 2, 6); err != nil {
		t.Fatal(err)
	}
	if n, err := prepare(ctx, text, data); err != nil || n != 12 {
		t.Fatalf("%d pages are prepared, want 12: %v", n, err)
	}
	err := with(ctx, store.Config{Dir: data, Volatile: true}, func(in *installation) error {
		err := in.each(ctx, func(o cycle.Organisation) error {
			if _, err := in.files(ctx, o, out); err != nil {
				return err
			}
			return in.jobs.Rebuild(ctx, o.ID, "")
		})
		if err != nil {
			return err
		}
		paths, err := in.paths(ctx)
		if len(paths) != 12 {
			t.Errorf("%d deliverables have an address, want 12", len(paths))
		}
		for _, p := range paths {
			if _, err := os.Stat(filepath.Join(out, p, "index.html")); err != nil {
				t.Error(err)
			}
		}
		if err != nil {
			return err
		}
		c, err := in.correct(ctx, 1)
		if c.rendered == 0 || c.rendered >= c.pages || c.parts == 0 {
			t.Errorf("a correction renders %d of %d pages and writes %d parts", c.rendered, c.pages, c.parts)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
