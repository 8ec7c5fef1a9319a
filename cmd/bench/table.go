package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// table is one round of everything.
type table struct {
	tools
	work     string // where corpora and results are; kept when --work names it
	times    int    // of each measurement; the median counts
	most     int    // pages of the largest corpus
	database string // a PostgreSQL, for applying
}

func tableCommand(ctx context.Context, args []string) error {
	var t table
	if _, err := flags("bench", args, 0, func(fs *flag.FlagSet) {
		fs.StringVar(&t.work, "work", "", "keep corpora here, so that the next time is quicker")
		fs.IntVar(&t.times, "times", 3, "how often each thing is measured")
		fs.IntVar(&t.most, "most", 10_000, "pages of the largest corpus; 300, 10000 or 100000")
		fs.StringVar(&t.database, "database", "", "an empty PostgreSQL database to apply reports to; its tables stay")
	}); err != nil {
		return err
	}
	if t.work == "" {
		dir, err := os.MkdirTemp("", "bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		t.work = dir
	}
	return errors.Join(t.measure(ctx), profiled())
}

// measure prints each row as soon as it is known.
func (t *table) measure(ctx context.Context) error {
	if err := os.MkdirAll(t.work, 0o755); err != nil {
		return err
	}
	t.tools = buildTools(ctx, t.work)
	fmt.Printf("%s, %d cores, medians of %d. Ratios of processor time, which another load disturbs less than the clock.\n\n", runtime.Version(), runtime.NumCPU(), t.times)
	fmt.Printf("%-46s %10s %8s %8s  %-20s %s\n", "", "clock", "cpu", "memory", "beside", "target")
	for _, s := range t.sizes() {
		if err := t.prepared(ctx, s); err != nil {
			return err
		}
		for _, row := range []func(context.Context, size) error{t.filesRow, t.archivesRow, t.correctRow, t.serveRows, t.startRow, t.readRow} {
			if err := row(ctx, s); err != nil {
				return err
			}
		}
	}
	return errors.Join(t.workRows(ctx), t.applyRows(ctx), t.writersRows(ctx))
}

// size is a corpus: pages in editions.
type size struct{ pages, editions int }

func (s size) String() string { return thousands(s.pages) + " pages" }

func thousands(n int) string {
	text := fmt.Sprint(n)
	if len(text) > 3 {
		text = text[:len(text)-3] + "," + text[len(text)-3:]
	}
	return text
}

// small is the corpus of one edition.
var small = size{300, 1}

// sizes are one edition, ten years of one organisation, and as much as --most asks.
func (t *table) sizes() []size {
	all := []size{small, {10_000, 40}, {100_000, 400}}
	return slices.DeleteFunc(all, func(s size) bool { return s.pages > t.most && s != small })
}

func (t *table) text(s size) string { return filepath.Join(t.work, fmt.Sprint(s.pages), "text") }
func (t *table) data(s size) string { return filepath.Join(t.work, fmt.Sprint(s.pages), "ours") }
func (t *table) out() string        { return filepath.Join(t.work, "out") }

// prepared makes the installation, unless it is there from an earlier time.
func (t *table) prepared(ctx context.Context, s size) error {
	if err := t.corpus(ctx, t.text(s), s.editions, s.pages/s.editions); err != nil {
		return err
	}
	if _, err := os.Stat(t.data(s)); err == nil {
		return nil
	}
	_, err := self(ctx, "prepare", t.text(s), t.data(s))
	return err
}

// row prints what we took, what stands beside it, and what was promised.
func row(what string, r run, beside, target string) {
	clock := fmt.Sprintf("%.0f ms", milliseconds(r.wall))
	cpu, memory := "", ""
	if r.cpu > 0 {
		cpu = fmt.Sprintf("%.2f s", r.cpu.Seconds())
	}
	if r.peak > 0 {
		memory = fmt.Sprintf("%.0f MB", r.peak)
	}
	fmt.Printf("%-46s %10s %8s %8s  %-20s %s\n", what, clock, cpu, memory, beside, target)
}

// figure prints a row that is one figure.
func figure(what, is, beside, target string) {
	fmt.Printf("%-46s %10s %8s %8s  %-20s %s\n", what, is, "", "", beside, target)
}

// ratio is how much more processor time a takes than b.
func ratio(a, b run, of string) string {
	if b.cpu == 0 {
		return ""
	}
	return fmt.Sprintf("%.1fx %s", a.cpu.Seconds()/b.cpu.Seconds(), of)
}

// median of the measurements, the upper one of two.
func median[T cmp.Ordered](all []T) T {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
