package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// published makes an installation with one published edition of n pages.
func (p program) published(t testing.TB, n int) {
	t.Helper()
	p.takenOver(t)
	p.must(t, "import", pages(t, n), "--organisation", "proefland", "--edition", "jaarverslag-2016")
	p.must(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
}

// elsewhere runs f with doelenboom on an empty installation of each engine.
func (p program) elsewhere(t *testing.T, f func(t *testing.T, p program)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		c.Volatile = false
		f(t, program{Config: c, exe: p.exe})
	})
}

// manifestOf gives the lines of the manifest of a back-up that tell of rows and files; work that was due meanwhile is
// done, so the queue is left out.
func manifestOf(t testing.TB, name string) []string {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("manifest.sha256")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasSuffix(line, "  backup.json\n") && !strings.HasSuffix(line, "  rijen/job.jsonl\n") {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestABackUpMadeWhilePeopleWorkComesBackOnEitherEngine(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.published(t, 40)
		p.serve(t)
		var others sync.WaitGroup
		var written atomic.Int64
		stop := make(chan struct{})
		for i := range 2 {
			others.Go(func() {
				for n := 0; ; n++ {
					select {
					case <-stop:
						return
					default:
					}
					slug := fmt.Sprintf("begroting-%d-%d", i, n)
					p.must(t, "edition", "add", "--organisation", "proefland", "--slug", slug, "--kind", "begroting", "--year", "2018", "--taken-over")
					written.Add(1)
				}
			})
		}
		for written.Load() < 2 {
			time.Sleep(time.Millisecond)
		}
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.must(t, "backup", file)
		close(stop)
		others.Wait()

		p.elsewhere(t, func(t *testing.T, back program) {
			back.must(t, "restore", file)
			if said := back.must(t, "verify"); !strings.Contains(said, "revisie 1: klopt") {
				t.Errorf("verify says:\n%s", said)
			}
			again := filepath.Join(t.TempDir(), "opnieuw.zip")
			back.must(t, "backup", again)
			if diff := cmp.Diff(manifestOf(t, file), manifestOf(t, again)); diff != "" {
				t.Errorf("the back-up of what was put back is another:\n%s", diff)
			}
			_, site := back.serve(t)
			if code, body := get(t, site+"/proefland/jaarverslag-2016/1.1.2-prestatie-nummer-1/"); code != http.StatusOK || !strings.Contains(body, "Prestatie nummer 1") {
				t.Errorf("a page answers %d", code)
			}
		})
	})
}

func TestNothingIsPutBackBesideAServer(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.published(t, 3)
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			server, site := back.serve(t)
			back.fails(t, exitNotDone, "er draait al een serve op", "restore", file)
			if code, _ := get(t, site+"/proefland/"); code != http.StatusNotFound {
				t.Errorf("the server shows something, %d", code)
			}
			if back.Database != "" { // servers on one PostgreSQL share their folder
				second, _ := back.serve(t)
				second.stop(t, os.Interrupt)
				back.fails(t, exitNotDone, "er draait al een serve op", "restore", file)
			}
			server.stop(t, os.Interrupt)
			back.must(t, "restore", file)
		})
	})
}

// begun waits until restoring has begun to write, and then until it is done when that is asked.
func begun(t testing.TB, r *process, dir string, done bool) {
	t.Helper()
	marker := filepath.Join(dir, "restore.unfinished")
	there := false
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		_, err := os.Stat(marker)
		if there = there || err == nil; there && (err == nil) != done {
			return
		}
	}
	t.Fatal("restoring did not come so far")
}

func TestWhoKillsARestoreCanDoItAgain(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.published(t, 400)
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			killed := 0
			for _, wait := range []time.Duration{0, 10 * time.Millisecond, 50 * time.Millisecond} {
				r := back.start(t, "restore", file)
				begun(t, r, back.Dir, false)
				time.Sleep(wait)
				if err := r.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				<-r.ended
				if _, err := os.Stat(filepath.Join(back.Dir, "restore.unfinished")); err != nil {
					break // it was done before
				}
				killed++
				for _, args := range [][]string{{"organisation", "list"}, {"serve", "--addr", "127.0.0.1:0"}, {"verify"}} {
					back.fails(t, exitNotDone, "niet afgemaakt; geef doelenboom restore opnieuw", args...)
				}
			}
			if killed == 0 {
				t.Error("none was killed in the middle")
			}
			if killed == 3 {
				back.must(t, "restore", file)
			}
			back.must(t, "verify")
		})
	})
}

// From the moment that all rows are there, making the pages is work that the next start goes on with.
func TestPagesThatARestoreDidNotMakeAreMadeByTheNextStart(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.published(t, 400)
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			r := back.start(t, "restore", file)
			begun(t, r, back.Dir, true)
			if err := r.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			<-r.ended
			_, site := back.serve(t)
			appears(t, site+"/proefland/jaarverslag-2016/", "Jaarverslag 2016", 30*time.Second)
			back.must(t, "verify")
		})
	})
}

// A revision that was frozen and not yet shown when the back-up was made is shown where it comes back: the work goes
// along, and nobody has it in hand any more.
func TestWorkThatWasWaitingIsDoneWhereItComesBack(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		p.must(t, "import", pages(t, 500), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		db, err := behind(p.Config)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		publish := p.start(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		between := frozenNotShown(t, db)
		if err := publish.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-publish.ended
		if !between {
			t.Fatal("it was not killed between freezing and showing")
		}
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			back.must(t, "restore", file)
			_, site := back.serve(t)
			if code, _ := get(t, site+"/proefland/jaarverslag-2016/"); code != http.StatusOK {
				t.Errorf("what was frozen is not shown: %d", code)
			}
			back.must(t, "verify")
		})
	})
}

// interrupt asks a process to stop, if it has not ended, and gives its exit code; -1 when it had only just begun.
func (r *process) interrupt(t testing.TB) int {
	t.Helper()
	if err := r.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	<-r.ended
	return r.ProcessState.ExitCode()
}

// Whoever interrupts has all of it or nothing.
func TestAnInterruptedBackUpOrRestoreLeavesNothingHalf(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.published(t, 400)
		dir := t.TempDir()
		for n := 0; ; n++ {
			file := filepath.Join(dir, fmt.Sprintf("%d.zip", n))
			r := p.start(t, "backup", file)
			time.Sleep(time.Duration(n) * 10 * time.Millisecond)
			code := r.interrupt(t)
			_, err := os.Stat(file)
			if whole := err == nil; whole != (code == exitGood) || !whole && code != exitInterrupted && code != -1 {
				t.Fatalf("interrupted, it ends with %d, and the file: %v", code, err)
			}
			if half, _ := filepath.Glob(filepath.Join(dir, ".backup-*")); len(half) > 0 {
				t.Errorf("it leaves %v", half)
			}
			if code == exitGood {
				break
			}
		}
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			r := back.start(t, "restore", file)
			begun(t, r, back.Dir, false)
			if code := r.interrupt(t); code != exitInterrupted {
				t.Errorf("interrupted, it ends with %d", code)
			}
			if again := back.run(t, "restore", file); again.code != exitGood && !strings.Contains(again.stderr, "staat al een installatie") {
				t.Errorf("the second time it says %s", again.stderr)
			}
			back.must(t, "verify")
		})
	})
}

func TestAFullDiskLeavesNoBackUpAndNothingPutBack(t *testing.T) {
	if testkit.AmongOwnMounts(t) {
		return
	}
	eachEngine(t, func(t *testing.T, p program) {
		p.published(t, 100)
		full := "de schijf is vol; er is niets half gedaan"
		small := testkit.SmallDisk(t, "16k")
		p.fails(t, exitNotDone, full, "backup", filepath.Join(small, "back-up.zip"))
		if entries, err := os.ReadDir(small); err != nil || len(entries) > 0 {
			t.Errorf("a failed back-up leaves %v, %v", entries, err)
		}
		file := filepath.Join(t.TempDir(), "back-up.zip")
		p.must(t, "backup", file)
		p.elsewhere(t, func(t *testing.T, back program) {
			size := "40k" // the files do not fit
			if back.Database == "" {
				size = "500k" // the files fit, the rows do not
			}
			back.Dir = testkit.SmallDisk(t, size)
			back.fails(t, exitNotDone, full, "restore", file)
			left, err := os.ReadDir(back.Dir)
			for _, e := range left {
				if e.Name() != "serve.lock" && e.Name() != "blob" {
					t.Errorf("a failed restore leaves %s", e.Name())
				}
			}
			if blobs, _ := filepath.Glob(filepath.Join(back.Dir, "blob", "*", "*")); err != nil || len(blobs) > 0 {
				t.Errorf("a failed restore leaves %v, %v", blobs, err)
			}
			back.Dir = t.TempDir()
			back.must(t, "restore", file)
			back.must(t, "verify")
		})
	})
}
