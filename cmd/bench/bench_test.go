package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

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

// A few people write in a small round: what they are told is kept is there, and the pages beside ours show the same.
func TestARoundIsMeasured(t *testing.T) {
	ctx := t.Context()
	text := filepath.Join(t.TempDir(), "text")
	if err := multiplied(text, 1, 12); err != nil {
		t.Fatal(err)
	}
	w := writing{writers: 4, deliverables: 12, imported: 6, every: 20 * time.Millisecond, lasts: 300 * time.Millisecond, dir: filepath.Join(t.TempDir(), "data")}
	got, err := w.run(ctx, text)
	if err != nil || got.failed > 0 || got.lost > 0 || len(got.drafts) < 10 || len(got.whole) == 0 || got.imports == 0 {
		t.Errorf("%v%v", got, err)
	}
	all, err := working(ctx, text, 12, 10, "")
	if err != nil || len(all) != 4 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	for _, c := range all[:3] {
		if c.bytes == 0 || c.peerSize < c.bytes*8/10 || c.peerSize > c.bytes*12/10 {
			t.Errorf("%s: ours has %d bytes, the one beside it %d", c.name, c.bytes, c.peerSize)
		}
	}
}
