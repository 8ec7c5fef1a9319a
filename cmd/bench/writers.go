package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// writing is how people write at once.
type writing struct {
	writers      int
	deliverables int
	imported     int           // reports of each import that goes on meanwhile
	every        time.Duration // between two saves of one person, and between two imports
	lasts        time.Duration
	database     string
	dir          string // data folder; empty is a new one, thrown away afterwards
}

// usualWriting is a busy last afternoon of a round.
var usualWriting = writing{writers: 200, deliverables: 500, imported: 300, every: 5 * time.Second, lasts: 30 * time.Second}

func writersCommand(ctx context.Context, args []string) error {
	w := usualWriting
	rest, err := flags("writers", args, 1, func(fs *flag.FlagSet) {
		fs.IntVar(&w.writers, "writers", w.writers, "how many people write at once")
		fs.IntVar(&w.imported, "import", w.imported, "reports of each import meanwhile; 0 is none")
		fs.DurationVar(&w.every, "every", w.every, "between two saves of one person")
		fs.DurationVar(&w.lasts, "lasts", w.lasts, "how long they write")
		fs.StringVar(&w.database, "database", "", "a PostgreSQL; without it SQLite")
		fs.StringVar(&w.dir, "data", "", "a new data folder, for the disk that it is on")
	})
	if err != nil {
		return err
	}
	got, err := w.run(ctx, rest[0])
	if err == nil {
		fmt.Print(got)
	}
	return errors.Join(err, profiled())
}

// written is how saving went.
type written struct {
	drafts, whole []time.Duration // how long each took, shortest first
	failed, lost  int             // saves that were refused; acknowledged words that are not stored
	why           error           // the first failure
	imports       int
	form          int // bytes of a form
	cpu           time.Duration
}

func (w written) String() string {
	text := ""
	for _, kind := range []struct {
		name string
		took []time.Duration
	}{{"drafts", w.drafts}, {"whole saves", w.whole}} {
		text += fmt.Sprintf("%d %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", len(kind.took), kind.name,
			milliseconds(at(kind.took, 0.5)), milliseconds(at(kind.took, 0.99)), milliseconds(at(kind.took, 1)))
	}
	text += fmt.Sprintf("%d failed, %d lost; %d imports and renderings meanwhile; a form is %d bytes; %.1f s of processor\n", w.failed, w.lost, w.imports, w.form, w.cpu.Seconds())
	if w.why != nil {
		text += w.why.Error() + "\n"
	}
	return text
}

// at is the figure below which that share of the measurements lies.
func at(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// run makes the installation without waiting for the disk, and opens it again as a server does.
func (w writing) run(ctx context.Context, text string) (written, error) {
	dir := w.dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "bench-writers-"); err != nil {
			return written{}, err
		}
		defer os.RemoveAll(dir)
	}
	var r round
	err := with(ctx, store.Config{Dir: dir, Database: w.database, Volatile: true}, func(in *installation) (err error) {
		r, err = in.newRound(ctx, text, w.deliverables, w.writers)
		return err
	})
	if err != nil {
		return written{}, err
	}
	var got written
	err = with(ctx, store.Config{Dir: dir, Database: w.database}, func(in *installation) (err error) {
		got, err = w.serve(ctx, in, r, text)
		return err
	})
	return got, err
}

// serve answers over HTTP while everybody writes, and then looks what is stored.
func (w writing) serve(ctx context.Context, in *installation, r round, text string) (written, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return written{}, err
	}
	s := &http.Server{Handler: in.workplace()}
	defer s.Close()
	go s.Serve(l)

	var all []*writer
	for i, user := range r.writers {
		all = append(all, newWriter("http://"+l.Addr().String()+r.address(r.reports[i].ID, ""), r.reports[i].ID, user, i))
	}
	if err := opened(ctx, all); err != nil {
		return written{}, err
	}
	worked := processorTime()
	until, stop := context.WithTimeout(ctx, w.lasts)
	defer stop()
	var everybody sync.WaitGroup
	var imports int
	var trouble error
	everybody.Go(func() { imports, trouble = w.meanwhile(ctx, until, in, r, text) })
	for i, one := range all {
		everybody.Go(func() { one.write(until, w.every, w.every*time.Duration(i)/time.Duration(len(all))) })
	}
	everybody.Wait()
	got := written{imports: imports, cpu: processorTime() - worked, form: len(all[0].form.Encode())}
	for _, one := range all {
		got.add(one)
		kept, err := one.stored(ctx, in.db.Read(r.org.ID))
		if err != nil {
			return got, err
		}
		if !kept {
			got.lost++
		}
	}
	slices.Sort(got.drafts)
	slices.Sort(got.whole)
	return got, trouble
}

// opened lets everybody open the page they write on, a few at a time.
func opened(ctx context.Context, all []*writer) error {
	for _, one := range all {
		if err := one.open(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (w *written) add(one *writer) {
	w.drafts, w.whole = append(w.drafts, one.drafts...), append(w.whole, one.whole...)
	w.failed += one.failed
	if w.why == nil {
		w.why = one.why
	}
}

// meanwhile imports an edition and makes all pages anew, again and again; the first edition is published.
func (w writing) meanwhile(ctx, until context.Context, in *installation, r round, text string) (n int, err error) {
	if w.imported == 0 {
		return 0, nil
	}
	docs, err := proposal(ctx, text, w.imported)
	if err != nil {
		return 0, err
	}
	for pause := w.every / 2; ; pause = w.every {
		select {
		case <-until.Done():
			return n, nil
		case <-time.After(pause):
		}
		e, err := in.do.AddEdition(ctx, r.org.ID, cycle.System, cycle.Edition{
			Slug: fmt.Sprintf("%d-jaarverslag", 2030+n), Kind: cycle.Accounts, Year: 2030 + n, Name: fmt.Sprintf("Jaarverslag %d", 2030+n), TakenOver: true,
		})
		if err != nil {
			return n, err
		}
		if _, err := in.do.ImportProposal(ctx, r.org.ID, cycle.System, e.ID, docs); err != nil {
			return n, err
		}
		if err := in.render(ctx, r.org.ID, e.ID, n == 0); err != nil {
			return n, err
		}
		n++
	}
}

// render publishes an edition and does the work that this leaves, or makes the pages that are there anew.
func (in *installation) render(ctx context.Context, org cycle.OrganisationID, e cycle.EditionID, publish bool) error {
	if !publish {
		return in.jobs.Rebuild(ctx, org, "")
	}
	if _, err := in.do.PublishEdition(ctx, org, cycle.System, e, cycle.Release{State: cycle.StateUnknown}); err != nil {
		return err
	}
	return in.jobs.RunPending(ctx, org)
}
