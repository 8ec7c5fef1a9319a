package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pages writes a file with n pages in the shape of an old portal, and gives its name.
func pages(t testing.TB, n int) string {
	t.Helper()
	return pagesIn(t, t.TempDir(), n)
}

func pagesIn(t testing.TB, dir string, n int) string {
	t.Helper()
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%d.%d.%d Prestatie nummer %d\n\nWij doen in gebied %d wat is afgesproken.\n\nContext\n\n%s\n\nBasisinformatie\n\nLooptijd prestatie:\n\nStructureel\n\n",
			1+i/100, 1+i/10%10, 1+i%10, i, i, strings.Repeat("Dit is een zin over het gebied. ", 20))
	}
	name := filepath.Join(dir, "bladen.txt")
	if err := os.WriteFile(name, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestASecondServerIsRefusedAndCommandsWorkBeside(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		server, url := p.serve(t)
		if p.Database == "" {
			p.fails(t, exitNotDone, "er draait al een serve op", "serve", "--addr", "127.0.0.1:0")
		}
		p.must(t, "import", pages(t, 3), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.must(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		appears(t, url+"/proefland/jaarverslag-2016/", "Jaarverslag 2016", 2*time.Second)

		one := filepath.Join(t.TempDir(), "een.txt")
		text := "1.1.2 Prestatie nummer 1\n\nWij doen het nu anders.\n"
		if err := os.WriteFile(one, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		p.must(t, "correct", one, "--organisation", "proefland", "--edition", "jaarverslag-2016", "--reason", "verschrijving")
		page := url + "/proefland/jaarverslag-2016/1.1.2-prestatie-nummer-1/"
		appears(t, page, "Wij doen het nu anders", 2*time.Second)

		told := p.must(t, "withdraw", "knopen/1.1.2-prestatie-nummer-1.json", "--organisation", "proefland", "--edition", "jaarverslag-2016", "--revision", "1", "--reason", "Besluit 7")
		if !strings.Contains(told, "staat nog in:\njaarverslag-2016, revisie 1: boom.json\n") || !strings.Contains(told, "een revisie zonder boom.json heeft geen pagina's meer") {
			t.Errorf("the tree repeats the headline of the page, and it is told so: %s", told)
		}
		time.Sleep(2 * time.Second)
		old := url + "/proefland/jaarverslag-2016/revisie/1/1.1.2-prestatie-nummer-1/"
		if code, body := get(t, old); code != http.StatusGone || !strings.Contains(body, "ngetrokken") || !strings.Contains(body, "Besluit 7") {
			t.Errorf("a withdrawn page answers %d:\n%s", code, body)
		}
		p.must(t, "verify")
		if code := server.stop(t, os.Interrupt); code != exitGood {
			t.Errorf("a server that is asked to end gives %d", code)
		}
	})
}

// A portfolio holder whom only an earlier revision names has a page, until the register that names them is withdrawn.
func TestThePageOfSomebodyInAWithdrawnRegisterSaysSo(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		holds := func(name string) string {
			file := filepath.Join(t.TempDir(), "blad.txt")
			if err := os.WriteFile(file, []byte("5.1.2 Schuren\n\nEen schuur.\n\nBasisinformatie\n\nVerantwoordelijk portefeuillehouder:\n\n"+name+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			return file
		}
		at := []string{"--organisation", "proefland", "--edition", "jaarverslag-2016"}
		p.must(t, append([]string{"import", holds("Roos Tamminga")}, at...)...)
		p.must(t, append([]string{"publish"}, at...)...)
		p.must(t, append([]string{"correct", holds("Rika Tonsbeek"), "--reason", "naam"}, at...)...)
		p.must(t, append([]string{"correct", holds("Piet Wiersma"), "--reason", "naam"}, at...)...)
		server, url := p.serve(t)
		defer server.stop(t, os.Interrupt)
		answers := func(name, when string, want int, says string) {
			t.Helper()
			if code, body := get(t, url+"/proefland/portefeuillehouder/"+name); code != want || !strings.Contains(body, says) {
				t.Errorf("%s, %s answers %d, want %d with %q:\n%s", when, name, code, want, says, body)
			}
		}
		answers("roos-tamminga/", "before", http.StatusOK, "Roos Tamminga")
		p.must(t, append([]string{"withdraw", "registers/portefeuillehouders.json", "--revision", "1", "--reason", "Besluit 7"}, at...)...)
		time.Sleep(2 * time.Second)
		answers("roos-tamminga/", "without the register", http.StatusGone, "Besluit 7")
		answers("roos-tamminga", "without the register and a slash", http.StatusGone, "Jaarverslag 2016")
		answers("rika-tonsbeek/", "in another revision", http.StatusOK, "Rika Tonsbeek")
		answers("jan-de-boer/", "never named", http.StatusNotFound, "bestaat niet")
		p.must(t, append([]string{"withdraw", "--whole", "--revision", "2", "--reason", "Besluit 8"}, at...)...)
		time.Sleep(2 * time.Second)
		answers("rika-tonsbeek/", "in a revision that is gone", http.StatusGone, "Besluit 8")
		answers("piet-wiersma/", "in the newest revision", http.StatusOK, "Piet Wiersma")
		p.must(t, "verify")
	})
}

// A page that came with a revision which was then withdrawn as a whole has gone with it, and so has that of its line.
func TestAPageThatOnlyAWithdrawnRevisionHadSaysSo(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		page := func(title string) string {
			file := filepath.Join(t.TempDir(), "blad.txt")
			if err := os.WriteFile(file, []byte(title+"\n\nEen schuur.\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			return file
		}
		at := []string{"--organisation", "proefland", "--edition", "jaarverslag-2016"}
		p.must(t, append([]string{"import", page("5.1.2 Schuren")}, at...)...)
		p.must(t, append([]string{"publish"}, at...)...)
		p.must(t, append([]string{"correct", page("5.1.3 Loodsen"), "--reason", "vergeten"}, at...)...)
		server, url := p.serve(t)
		defer server.stop(t, os.Interrupt)
		answers := func(path string, want int, says string) {
			t.Helper()
			if code, body := get(t, url+"/proefland/"+path); code != want || !strings.Contains(body, says) {
				t.Errorf("%s answers %d, want %d with %q:\n%s", path, code, want, says, body)
			}
		}
		answers("jaarverslag-2016/5.1.3-loodsen/", http.StatusOK, "Loodsen")
		p.must(t, append([]string{"withdraw", "--whole", "--revision", "2", "--reason", "Besluit 7"}, at...)...)
		time.Sleep(2 * time.Second)
		answers("jaarverslag-2016/5.1.3-loodsen/", http.StatusGone, "Besluit 7")
		answers("jaarverslag-2016/5.1.3-loodsen", http.StatusGone, `href="../jaarverslag-2016/">Begin van Jaarverslag 2016`)
		answers("lijn/loodsen/", http.StatusGone, "Besluit 7")
		answers("lijn/schuren/", http.StatusOK, "Schuren")
		answers("jaarverslag-2016/5.1.4-stallen/", http.StatusNotFound, "bestaat niet")
		p.must(t, append([]string{"correct", page("5.1.3 Loodsen"), "--reason", "toch"}, at...)...)
		time.Sleep(2 * time.Second)
		answers("jaarverslag-2016/5.1.3-loodsen/", http.StatusOK, "Loodsen")
		answers("lijn/loodsen/", http.StatusOK, "Loodsen")
		p.must(t, append([]string{"withdraw", "--whole", "--revision", "3", "--reason", "Besluit 8"}, at...)...)
		p.must(t, append([]string{"withdraw", "--whole", "--revision", "1", "--reason", "Besluit 9"}, at...)...)
		time.Sleep(2 * time.Second)
		answers("lijn/loodsen/", http.StatusGone, "Besluit 8")
		answers("lijn/schuren/", http.StatusGone, "Besluit 9")
		answers("jaarverslag-2016/5.1.3-loodsen/", http.StatusGone, "ingetrokken")
		p.must(t, "verify")
	})
}

// frozenNotShown waits until a revision is frozen, and tells whether it was shown by then.
func frozenNotShown(t testing.TB, db *sql.DB) bool {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		var shown bool
		if err := db.QueryRow(`select shown from revision`).Scan(&shown); err == nil {
			return !shown
		}
	}
	t.Fatal("no revision was frozen")
	return false
}

func TestWhatWasKilledBetweenFreezingAndShowingIsFinishedByTheNextStart(t *testing.T) {
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
		var shown bool
		if err := db.QueryRow(`select shown from revision`).Scan(&shown); err != nil || shown || !between {
			t.Fatalf("it was not killed between freezing and showing: shown %v, %v", shown, err)
		}
		p.must(t, "verify")

		_, url := p.serve(t)
		appears(t, url+"/proefland/jaarverslag-2016/", "Jaarverslag 2016", 20*time.Second)
		p.fails(t, exitNotDone, "is al zo gepubliceerd", "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.must(t, "verify")
	})
}

// Where nobody serves, who was killed tries again. Until then the list does not call it published; trying again shows it, and
// only who asks once more is told that nothing would change.
func TestWhatWasKilledIsFinishedByWhoTriesAgain(t *testing.T) {
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
		if err := publish.Process.Kill(); err != nil || !between {
			t.Fatalf("it was not killed between freezing and showing: %v", err)
		}
		<-publish.ended
		p.isFrozenOnly(t)
		p.showsAfterAll(t)
	})
}

// isFrozenOnly looks whether the lists tell that the first revision is frozen and not yet shown.
func (p program) isFrozenOnly(t testing.TB) {
	t.Helper()
	list := []string{"edition", "list", "--organisation", "proefland"}
	if told := p.must(t, list...); told != "jaarverslag-2016  Jaarverslag 2016: revisie 1 is bevroren (staat onbekend) en staat nog niet op de site\n" {
		t.Errorf("the list says: %s", told)
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(p.must(t, append(list, "--json")...)), &rows); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"revisie": 1.0, "staat": "onbekend"}
	if _, seen := rows[0]["revisie"]; seen || !reflect.DeepEqual(rows[0]["nogNietTeZien"], want) {
		t.Errorf("the list as data says: %v", rows[0])
	}
}

// showsAfterAll publishes again what is frozen and not shown, and then once more.
func (p program) showsAfterAll(t testing.TB) {
	t.Helper()
	publish := []string{"publish", "--organisation", "proefland", "--edition", "jaarverslag-2016"}
	if told := p.must(t, publish...); !strings.Contains(told, "Jaarverslag 2016, revisie 1 stond al vast en staat nu op de site: gepubliceerd") {
		t.Errorf("the second time it says: %s", told)
	}
	if told := p.must(t, "edition", "list", "--organisation", "proefland"); told != "jaarverslag-2016  Jaarverslag 2016: gepubliceerd, staat onbekend\n" {
		t.Errorf("the list says: %s", told)
	}
	p.fails(t, exitNotDone, "is al zo gepubliceerd", publish...)

	// Other pages can be kept from the site as well, after the edition is on it.
	err := execute(context.Background(), p.Config, `
		insert into job (organisation_id, id, kind, payload, run_after, attempts, error)
		select organisation_id, 'later', 'earlier', '{}', '2020-01-01 00:00:00+00:00', 1, 'no space left on device' from organisation`)
	if err != nil {
		t.Fatal(err)
	}
	if told := p.must(t, publish...); !strings.Contains(told, "revisie 1 stond al op de site; nu zijn ook alle andere pagina's bijgewerkt") {
		t.Errorf("after work that failed it says: %s", told)
	}
	p.fails(t, exitNotDone, "is al zo gepubliceerd", publish...)
}

func TestWhoIsInterruptedLeavesNothingHalfDone(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		before, err := countRows(t.Context(), p.Config)
		if err != nil {
			t.Fatal(err)
		}
		db, err := behind(p.Config)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		hold, err := db.Begin() // the import has to wait for this writer, so it cannot be done before it is interrupted
		if err != nil {
			t.Fatal(err)
		}
		if _, err := hold.Exec(`update organisation_head set seq = seq`); err != nil {
			t.Fatal(err)
		}
		r := p.start(t, "import", pages(t, 20), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		time.Sleep(500 * time.Millisecond)
		if err := r.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		r.says(t, "doelenboom: onderbroken")
		<-r.ended
		if err := hold.Rollback(); err != nil {
			t.Fatal(err)
		}
		if code := r.ProcessState.ExitCode(); code != exitInterrupted {
			t.Errorf("interrupted, it gives %d", code)
		}
		if after, err := countRows(t.Context(), p.Config); err != nil || after != before {
			t.Errorf("something was left behind (%v):\n%s", err, after)
		}
		p.must(t, "verify")
	})
}
