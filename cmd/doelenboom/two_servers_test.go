package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
)

// Servers on one PostgreSQL share a data folder: either does the work that comes in, both show it, and neither takes away what
// the other is reading. When one is killed the other finishes what it had in hand.
func TestTwoServersOnOnePostgreSQLShareTheirFolder(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		if p.Database == "" {
			return // a second one is refused: see TestASecondServerIsRefusedAndCommandsWorkBeside
		}
		p.takenOver(t)
		p.must(t, "organisation", "add", "--slug", "anderland", "--name", "Anderland", "--kind", "provincie", "--contact", "pc@anderland.example")
		p.must(t, "edition", "add", "--organisation", "anderland", "--slug", "jaarverslag-2016", "--kind", "jaarverslag", "--year", "2016", "--taken-over")
		organisations := []string{"proefland", "anderland"}
		for _, o := range organisations {
			p.must(t, "import", pages(t, 60), "--organisation", o, "--edition", "jaarverslag-2016")
			p.must(t, "publish", "--organisation", o, "--edition", "jaarverslag-2016")
		}
		in, err := openAt(t.Context(), p.Config)
		if err != nil {
			t.Fatal(err)
		}
		defer in.close()
		one, first := p.serve(t)
		two, second := p.serve(t)
		reading := readAll(t, organisations, first, second)
		var writing sync.WaitGroup
		for _, o := range organisations {
			writing.Go(func() {
				for n := range 5 {
					in.corrects(t, o, fmt.Sprintf("Verbeterd, keer %d.", n))
					for _, url := range []string{first, second} {
						shows(t, url+"/"+o+"/jaarverslag-2016/1.1.2-prestatie-nummer-1/", fmt.Sprintf("Verbeterd, keer %d.", n), 6*time.Second)
					}
				}
			})
		}
		writing.Wait()
		p.must(t, "withdraw", "knopen/1.1.2-prestatie-nummer-1.json", "--organisation", "proefland", "--edition", "jaarverslag-2016", "--revision", "2", "--reason", "Besluit 7")
		reading.end(t)

		in.corrects(t, "proefland", "Verbeterd, na alles.")
		time.Sleep(500 * time.Millisecond) // either may have it in hand
		if err := one.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		shows(t, second+"/proefland/jaarverslag-2016/1.1.2-prestatie-nummer-1/", "Verbeterd, na alles.", 10*time.Second)
		for end := time.Now().Add(20 * time.Second); p.busy(t); time.Sleep(200 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("there is still work")
			}
		}
		p.must(t, "verify")
		if code := two.stop(t, os.Interrupt); code != exitGood {
			t.Errorf("a server that is asked to end gives %d", code)
		}
		for line := range two.lines {
			if strings.Contains(line, "ERROR") {
				t.Errorf("the other server says %s", line)
			}
		}
	})
}

// corrects corrects one page as the workplace does: making the pages is for whoever serves.
func (in *installation) corrects(t testing.TB, organisation, text string) {
	ctx := context.Background()
	o, e, err := in.edition(ctx, organisation, "jaarverslag-2016")
	page := "1.1.2 Prestatie nummer 1\n\n" + text + "\n"
	var documents []importer.Document
	for d, unread := range importer.Read(ctx, "een.txt", strings.NewReader(page), importer.Options{}) {
		documents, err = append(documents, d), errors.Join(err, unread)
	}
	if err == nil {
		_, err = in.do.Correct(ctx, o.ID, cycle.System, e.ID, change.Correction{Documents: documents, Reason: "verschrijving"})
	}
	if err != nil {
		t.Errorf("correcting gives %v", err)
	}
}

// busy tells whether any work is due that is not for later.
func (p program) busy(t testing.TB) bool {
	t.Helper()
	db, err := behind(p.Config)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRow(`select count(*) from job where kind <> 'sweep'`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n > 0
}

// shows is appears for a goroutine beside that of the test.
func shows(t testing.TB, url, text string, within time.Duration) {
	for end := time.Now().Add(within); ; time.Sleep(50 * time.Millisecond) {
		if code, body, err := fetch(url); err == nil && code == http.StatusOK && strings.Contains(body, text) {
			return
		}
		if time.Now().After(end) {
			t.Errorf("%s does not show %q within %v", url, text, within)
			return
		}
	}
}

// readers read all the time, and count what they did not get.
type readers struct {
	stop  context.CancelFunc
	all   sync.WaitGroup
	read  atomic.Int64
	wrong sync.Map // what was met, by page
}

// readAll reads pages of editions, the newest and an earlier revision, through all servers.
func readAll(t testing.TB, organisations []string, servers ...string) *readers {
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	r := &readers{stop: stop}
	for _, url := range servers {
		for _, o := range organisations {
			for _, path := range []string{"/", "/lijn/", "/jaarverslag-2016/", "/jaarverslag-2016/1.1.3-prestatie-nummer-2/"} {
				r.all.Go(func() {
					for ctx.Err() == nil {
						code, body, err := fetch(url + "/" + o + path)
						if err != nil || code != http.StatusOK {
							r.wrong.Store(fmt.Sprint(o, path, code), body)
						}
						r.read.Add(1)
						time.Sleep(20 * time.Millisecond)
					}
				})
			}
		}
	}
	return r
}

func (r *readers) end(t testing.TB) {
	t.Helper()
	r.stop()
	r.all.Wait()
	r.wrong.Range(func(page, body any) bool {
		t.Errorf("%s: %.300s", page, body)
		return true
	})
	if n := r.read.Load(); n < 1000 {
		t.Errorf("only %d pages were read", n)
	}
}
