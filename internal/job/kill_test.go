package job

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// The same program, started as a process that is killed while it publishes.
func TestMain(m *testing.M) {
	if what := os.Getenv("KILLED_WHILE"); what != "" {
		published(what, os.Getenv("KILLED_DIR"), os.Getenv("KILLED_DATABASE"))
	}
	os.Exit(m.Run())
}

// published goes on until some point, says so, and waits to be killed.
func published(until, dir, database string) {
	t := new(testing.T) // only to fail with
	db, err := store.Open(context.Background(), store.Config{Dir: dir, Database: database})
	if err != nil {
		panic(err)
	}
	h := newHouse(t, db, filepath.Join(dir, "blob"))
	e, err := db.Read(h.org.ID).EditionBySlug(h.ctx, "jaarverslag-2016")
	if err != nil {
		panic(err)
	}
	h.jobs.lease = 500 * time.Millisecond // so that the test need not wait long
	say := func(s string) { os.Stdout.WriteString(s + "\n") }
	if until == "rendering" {
		h.freeze(e)
		say("ready")
		if err := h.jobs.RunPending(h.ctx, h.org.ID); err != nil {
			panic(err)
		}
		select {}
	}
	h.freeze(e)
	if until == "leased" {
		if _, err := db.TakeJob(h.ctx, h.jobs.lease, "", ""); err != nil {
			panic(err)
		}
	}
	say("ready")
	select {}
}

func TestAKillBetweenFreezingAndShowingIsFinishedByTheNextStart(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		for _, k := range []struct {
			name, until string
			after       time.Duration
		}{
			{"right after freezing", "frozen", 0},
			{"by somebody who had the work in hand", "leased", 0},
			{"at the beginning of rendering", "rendering", 3 * time.Millisecond},
			{"in the middle of rendering", "rendering", 12 * time.Millisecond},
			{"near the end of rendering", "rendering", 40 * time.Millisecond},
		} {
			t.Run(k.name, func(t *testing.T) {
				config := store.Config{Dir: t.TempDir(), Database: c.Database}
				if c.Database != "" {
					config = databases.Postgres(t)
				}
				killed(t, config, k.until, k.after)
			})
		}
	})
}

func killed(t *testing.T, c store.Config, until string, after time.Duration) {
	db, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, db, filepath.Join(c.Dir, "blob"))
	e := h.imported(2016, deliverables(150)...)
	h.must(db.Close())

	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "KILLED_WHILE="+until, "KILLED_DIR="+c.Dir, "KILLED_DATABASE="+c.Database)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	h.must(err)
	h.must(child.Start())
	defer child.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("the other process said %q, %v", line, err)
	}
	time.Sleep(after)
	h.must(child.Process.Kill())
	child.Wait()

	db = databases.Open(t, c)
	h = newHouse(t, db, filepath.Join(c.Dir, "blob"))
	h.work()
	if got := h.shown(); len(got.Editions) != 1 || len(got.Editions[0].Revisions) != 1 {
		t.Fatalf("shown: %v", got.Editions)
	}
	before := h.site()
	if !strings.Contains(before["/jaarverslag-2016/2.9.6-grond-kopen/"]+before["/jaarverslag-2016/1.1.1-grond-kopen/"], "van de rand") {
		t.Errorf("%d pages, and not that of 1.1.1", len(before))
	}
	h.must(h.jobs.Rebuild(h.ctx, h.org.ID, e.ID))
	differing(t, "after rebuild", h.site(), before)
	revisions, err := db.Read(h.org.ID).Revisions(h.ctx, e.ID)
	h.must(err)
	if len(revisions) != 1 || revisions[0].State != cycle.StateUnknown {
		t.Errorf("revisions %v", revisions)
	}
}
