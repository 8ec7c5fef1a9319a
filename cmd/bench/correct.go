package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// correctCommand is row 3: one page put right in an edition whose archives are there.
func correctCommand(ctx context.Context, args []string) error {
	var data string
	var times int
	if _, err := flags("correct", args, 0, func(fs *flag.FlagSet) {
		dataFlag(fs, &data)
		fs.IntVar(&times, "times", 9, "how many corrections, one after the other")
	}); err != nil {
		return err
	}
	err := with(ctx, store.Config{Dir: data}, func(in *installation) error {
		var took, worked []time.Duration
		var last correction
		for n := range times {
			c, err := in.correct(ctx, n)
			if err != nil {
				return err
			}
			took, worked, last = append(took, c.took), append(worked, c.cpu), c
		}
		fmt.Printf("%.1f ms (%.1f ms of processor), %d of %d pages rendered, %d parts written\n",
			milliseconds(median(took)), milliseconds(median(worked)), last.rendered, last.pages, last.parts)
		return nil
	})
	return errors.Join(err, profiled())
}

type correction struct {
	took, cpu       time.Duration // from the call until it is shown
	pages, rendered int           // of the edition
	parts           int           // that no earlier revision had
}

// correct puts one page of the newest edition right and waits until the site shows it.
func (in *installation) correct(ctx context.Context, n int) (correction, error) {
	all, err := in.db.Organisations(ctx)
	if err != nil {
		return correction{}, err
	}
	org := all[0].ID
	editions, err := in.db.Read(org).Editions(ctx)
	if err != nil {
		return correction{}, err
	}
	e := editions[len(editions)-1]
	if err := in.jobs.RunPending(ctx, org); err != nil { // what was left for later is not counted
		return correction{}, err
	}
	doc, err := in.corrected(ctx, org, e, n)
	if err != nil {
		return correction{}, err
	}
	shown, err := in.shown(ctx)
	if err != nil {
		return correction{}, err
	}
	begin, before := time.Now(), processorTime()
	done, err := in.do.Correct(ctx, org, cycle.System, e.ID, change.Correction{Documents: []importer.Document{doc}, Reason: "verschreven"})
	if err != nil {
		return correction{}, err
	}
	if err := in.jobs.RunPending(ctx, org); err != nil {
		return correction{}, err
	}
	seen := <-shown
	c := correction{took: seen.at.Sub(begin), cpu: seen.cpu - before}
	return c, in.count(ctx, org, done.Revision, &c)
}

// moment is when something happened, and what the program had worked by then.
type moment struct {
	at  time.Time
	cpu time.Duration
}

// processorTime is what this program has worked so far.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// shown gives the moment at which a server can know of something new. What follows a correction for later, such as the
// pages of earlier revisions, nobody waits for.
func (in *installation) shown(ctx context.Context) (<-chan moment, error) {
	published := in.db.Published()
	before, err := published.ShelfVersion(ctx)
	first := make(chan moment, 1)
	go func() {
		for now := before; now == before; time.Sleep(time.Millisecond) {
			now, _ = published.ShelfVersion(ctx)
		}
		first <- moment{time.Now(), processorTime()}
	}()
	return first, err
}

// corrected is a page of the edition with another text.
func (in *installation) corrected(ctx context.Context, org cycle.OrganisationID, e cycle.Edition, n int) (importer.Document, error) {
	placements, err := in.db.Read(org).Placements(ctx, e.ID)
	if err != nil {
		return importer.Document{}, err
	}
	at := placements[slices.IndexFunc(placements, func(p cycle.Placement) bool { return p.Title != "" && p.Depth == 2 })]
	text := fmt.Sprintf("%s %s\n\nDit is verbetering %d van deze pagina: de aanleg begon een jaar eerder dan er stond.\n", at.Number, at.Title, n)
	for d, err := range importer.Read(ctx, "verbetering.txt", strings.NewReader(text), importer.Options{}) {
		return d, err
	}
	return importer.Document{}, errors.New("the correction holds no page")
}

// count tells what the correction made besides what was there.
func (in *installation) count(ctx context.Context, org cycle.OrganisationID, r store.Revision, c *correction) error {
	frozen, err := change.OpenRevision(in.blobs, r)
	if err != nil {
		return err
	}
	defer frozen.Close()
	packs := frozen.Packs()
	c.parts = len(packs[len(packs)-1].Sums())
	archives, err := in.db.Read(org).Archives(ctx)
	if err != nil {
		return err
	}
	for _, a := range archives {
		if a.Edition == r.Edition && a.Revision == r.Number {
			return in.countPages(a, c)
		}
	}
	return errors.New("the correction has no archive")
}

// countPages tells how many pages of an archive stand in its newest file.
func (in *installation) countPages(a store.Archive, c *correction) error {
	index, err := in.blobs.Read(a.Index)
	if err != nil {
		return err
	}
	x, err := site.ReadIndex(index)
	if err != nil {
		return err
	}
	archive, err := site.OpenArchive(x, make([]site.File, len(a.Files))) // only the index is looked at
	if err != nil {
		return err
	}
	for _, e := range archive.All() {
		c.pages++
		if int(e.File) == len(a.Files)-1 {
			c.rendered++
		}
	}
	return nil
}
