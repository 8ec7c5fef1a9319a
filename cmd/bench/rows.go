package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// filesRow is row 1: pages as files. The floor turns the same text into simpler pages, and does not compare editions.
func (t *table) filesRow(ctx context.Context, s size) error {
	ours := func() (run, error) {
		os.RemoveAll(t.out())
		return self(ctx, "site", "--data", t.data(s), "--out", t.out())
	}
	floor := func() (run, error) {
		if t.floor == "" {
			return run{}, nil
		}
		os.RemoveAll(t.out())
		return child(ctx, t.floor, "render", "-text", t.text(s), "-out", t.out())
	}
	got, err := contest(t.times, ours, floor)
	if err == nil {
		row("1 "+s.String()+" and those above them, as files", got[0], ratio(got[0], got[1], "floor"), "<= 1.5x floor, <= 64 MB besides the edition")
	}
	os.RemoveAll(t.out())
	return err
}

// archivesRow is row 2: pages as archives, with those over all editions, and then unpacked.
func (t *table) archivesRow(ctx context.Context, s size) error {
	ours := func() (run, error) { return self(ctx, "archives", "--data", t.data(s)) }
	floor := func() (run, error) {
		if t.floor == "" {
			return run{}, nil
		}
		return child(ctx, t.floor, "render", "-gz", "-text", t.text(s), "-out", t.out()+".one")
	}
	floorFiles := func() (run, error) {
		if t.floor == "" {
			return run{}, nil
		}
		os.RemoveAll(t.out())
		return child(ctx, t.floor, "render", "-text", t.text(s), "-out", t.out())
	}
	export := func() (run, error) { // the last one, because others serve what it leaves
		os.RemoveAll(t.out())
		return self(ctx, "export", "--data", t.data(s), "--out", t.out())
	}
	got, err := contest(t.times, ours, floor, floorFiles, export)
	if err == nil {
		row("2 "+s.String()+" and all others, as archives", got[0], ratio(got[0], got[1], "floor -gz"), "<= 4x floor that compresses")
		row("  the same archives unpacked (export site)", got[3], ratio(got[3], got[2], "floor"), "")
	}
	os.Remove(t.out() + ".one")
	return err
}

// correctRow is row 3; it measures a copy, because a correction leaves a revision.
func (t *table) correctRow(ctx context.Context, s size) error {
	if s != small {
		return nil
	}
	copied := filepath.Join(t.work, "correct")
	defer os.RemoveAll(copied)
	os.RemoveAll(copied)
	if err := os.CopyFS(copied, os.DirFS(t.data(s))); err != nil {
		return err
	}
	r, err := self(ctx, "correct", "--data", copied)
	if err == nil {
		took, made, _ := strings.Cut(strings.TrimSpace(r.out), ", ")
		figure("3 one page of 300 corrected, until it is shown", took, "", "<= 50 ms")
		fmt.Println("  " + made)
	}
	return err
}

func (t *table) readRow(ctx context.Context, s size) error {
	if s == small {
		return nil
	}
	rate, err := self(ctx, "read", t.text(s))
	if err == nil {
		figure("  pages read into a proposal, one core", strings.Fields(rate.out)[2]+" / s", "", ">= 2,000 a second")
	}
	return err
}

// applyRows tell whether the cost grows in step with the number of reports.
func (t *table) applyRows(ctx context.Context) error {
	for _, engine := range []struct{ name, database, target string }{
		{"SQLite", "", "<= 100 ms a 1,000"}, {"PostgreSQL", t.database, "<= 300 ms a 1,000"},
	} {
		if engine.name == "PostgreSQL" && engine.database == "" {
			figure("  reports applied, PostgreSQL", "left out", "", "name an empty one with --database")
			continue
		}
		first := 0.0
		for _, n := range []int{300, 1000, 10_000} {
			var each []float64
			for range t.times {
				took, _, err := applying(ctx, t.text(small), engine.database, n)
				if err != nil {
					return err
				}
				each = append(each, perThousand(took, n))
			}
			beside := ""
			if got := median(each); first == 0 {
				first = got
			} else {
				beside = fmt.Sprintf("%.2fx that of 300", got/first)
			}
			figure(fmt.Sprintf("  %s reports applied, %s, a 1,000", thousands(n), engine.name), fmt.Sprintf("%.0f ms", median(each)), beside, engine.target)
		}
	}
	return nil
}
