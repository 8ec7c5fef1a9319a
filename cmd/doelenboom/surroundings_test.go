package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

func TestDataOfANewerVersionIsLeftAlone(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		if err := execute(t.Context(), p.Config, `insert into goose_db_version (version_id, is_applied) values (999, true)`); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"organisation", "list"}, {"verify"}, {"migrate"}, {"migrate", "--check"}, {"serve", "--addr", "127.0.0.1:0"},
			{"organisation", "add", "--slug", "x", "--name", "X", "--kind", "gemeente"},
		} {
			p.fails(t, exitNotDone, "de gegevens zijn van een nieuwere versie", args...)
		}
	})
}

func TestAPostgreSQLWithoutSchemaAsksForMigrate(t *testing.T) {
	if testkit.SQLiteOnly() {
		return
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := program{Config: store.Config{Dir: t.TempDir(), Database: testkit.Postgres(t)}, exe: exe}
	p.fails(t, exitNotDone, "voer eerst uit: doelenboom migrate", "organisation", "list")
	p.fails(t, exitNotDone, "voer uit: doelenboom migrate", "migrate", "--check")
	p.must(t, "migrate")
	p.must(t, "migrate", "--check")
	p.takenOver(t)
}

func TestTheSchemaIsNotTouchedWhileSomebodyServes(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		p.serve(t)
		p.must(t, "migrate") // there is nothing to do
		p.must(t, "migrate", "--check")
		newest := fmt.Sprintf(`delete from goose_db_version where version_id = %d`, store.Schema())
		if err := execute(t.Context(), p.Config, newest); err != nil {
			t.Fatal(err)
		}
		p.fails(t, exitNotDone, "er draait al een serve op", "migrate")
	})
}

// gateway passes a connection on to a PostgreSQL until so many bytes went through it; then the server is gone.
func gateway(t testing.TB, dsn string, most int64) string {
	t.Helper()
	var left atomic.Int64
	left.Store(most)
	return testkit.Relay(t, dsn, func(client, server net.Conn, l net.Listener) {
		go func() { _, _ = io.Copy(client, server); _ = client.Close() }()
		go func() {
			buffer := make([]byte, 1024)
			for {
				n, err := client.Read(buffer)
				if err != nil || left.Add(-int64(n)) < 0 {
					break
				}
				if _, err = server.Write(buffer[:n]); err != nil {
					break
				}
			}
			_, _ = client.Close(), server.Close()
			if left.Load() <= 0 {
				_ = l.Close()
			}
		}()
	})
}

func TestAPostgreSQLThatGoesAwayInTheMiddleLeavesNothingHalfDone(t *testing.T) {
	if testkit.SQLiteOnly() {
		return
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := program{Config: databases.Postgres(t), exe: exe}
	p.takenOver(t)
	p.must(t, "import", pages(t, 30), "--organisation", "proefland", "--edition", "jaarverslag-2016")
	p.must(t, "edition", "add", "--organisation", "proefland", "--slug", "jaarverslag-2017", "--kind", "jaarverslag", "--year", "2017", "--taken-over")
	before, err := countRows(t.Context(), p.Config)
	if err != nil {
		t.Fatal(err)
	}
	direct := p.Database
	for _, most := range []int64{2_000, 60_000, 200_000} {
		p.Database = gateway(t, direct, most)
		p.fails(t, exitNotDone, "de database antwoordt niet; er is niets half gedaan",
			"import", pages(t, 300), "--organisation", "proefland", "--edition", "jaarverslag-2017")
	}
	p.fails(t, exitNotDone, "de database antwoordt niet", "organisation", "list")
	p.Database = direct
	if after, err := countRows(t.Context(), p.Config); err != nil || after != before {
		t.Errorf("something was left behind (%v):\n%s", err, after)
	}
	p.must(t, "verify")
}

func TestAFullDiskLeavesNothingHalfDone(t *testing.T) {
	if testkit.AmongOwnMounts(t) {
		return
	}
	eachEngine(t, func(t *testing.T, p program) {
		p.Dir = testkit.SmallDisk(t, "1500k")
		p.takenOver(t)
		p.must(t, "import", pages(t, 20), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		before, err := countRows(t.Context(), p.Config)
		if err != nil {
			t.Fatal(err)
		}
		full := "de schijf is vol; er is niets half gedaan"
		filling := filepath.Join(p.Dir, "vol")
		if p.Database == "" {
			fill(t, filling, 200_000) // it begins, and cannot end
			p.fails(t, exitNotDone, full, "import", pages(t, 300), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		}
		fill(t, filling, 0)
		p.fails(t, exitNotDone, full, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		if err := os.Remove(filling); err != nil {
			t.Fatal(err)
		}
		if after, err := countRows(t.Context(), p.Config); err != nil || after != before {
			t.Errorf("something was left behind (%v):\n%s", err, after)
		}
		p.must(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.must(t, "verify")

		out := filepath.Join(testkit.SmallDisk(t, "16k"), "uit")
		p.fails(t, exitNotDone, "de schijf is vol", "export", "json", "--organisation", "proefland", "--out", out)
		if entries, err := os.ReadDir(filepath.Dir(out)); err != nil || len(entries) > 0 {
			t.Errorf("a failed export leaves something behind: %v, %v", entries, err)
		}
	})
}

// A disk that is full when the pages are made keeps a frozen revision from being shown; with room it is shown by asking again,
// for the first revision and for a correction.
func TestWhatAFullDiskKeptFromTheSiteIsShownByAskingAgain(t *testing.T) {
	if testkit.AmongOwnMounts(t) {
		return
	}
	eachEngine(t, func(t *testing.T, p program) {
		p.Dir = testkit.SmallDisk(t, "1500k")
		p.takenOver(t)
		p.must(t, "import", pages(t, 20), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.frozenOnAFullDisk(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.isFrozenOnly(t)
		p.showsAfterAll(t)

		one := filepath.Join(t.TempDir(), "een.txt")
		if err := os.WriteFile(one, []byte("1.1.2 Prestatie nummer 1\n\nWij doen het nu anders.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		correct := []string{"correct", one, "--organisation", "proefland", "--edition", "jaarverslag-2016", "--reason", "verschreven"}
		p.frozenOnAFullDisk(t, correct...)
		list := "gepubliceerd, staat onbekend; revisie 2 is bevroren (staat onbekend) en staat nog niet op de site"
		if told := p.must(t, "edition", "list", "--organisation", "proefland"); !strings.Contains(told, list) {
			t.Errorf("the list says: %s", told)
		}
		if told := p.must(t, correct...); !strings.Contains(told, "revisie 2 stond al vast en staat nu op de site") {
			t.Errorf("the second time it says: %s", told)
		}
		p.fails(t, exitNotDone, "is al zo gepubliceerd", correct...)
		p.must(t, "verify")
	})
}

// frozenOnAFullDisk runs a command with ever more room, until there is enough to freeze and not to show.
func (p program) frozenOnAFullDisk(t testing.TB, args ...string) {
	t.Helper()
	filling := filepath.Join(p.Dir, "vol")
	for leave := int64(0); leave < 600_000; leave += 8192 {
		fill(t, filling, leave)
		r := p.run(t, args...)
		if err := os.Remove(filling); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(r.stderr, "is bevroren maar nog niet te zien") {
			if r.code != exitNotDone || !strings.Contains(r.stderr, "de schijf is vol") || strings.Contains(r.stderr, "onverwachte fout") {
				t.Errorf("exit %d: %s", r.code, r.stderr)
			}
			return
		}
		if r.code == exitGood {
			t.Fatalf("with %d bytes left nothing was in its way: %s", leave, r.out)
		}
	}
	t.Fatal("it is never frozen")
}

func TestAnAddressThatCannotBeHadIsTold(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		p.fails(t, exitNotDone, "op "+addr+" kan niet geantwoord worden: de poort is al in gebruik. Kies een ander adres met --addr", "serve", "--addr", addr)
		p.fails(t, exitNotDone, "deze computer heeft dat adres niet", "serve", "--addr", "192.0.2.1:8080")
	})
}

// A server of PostgreSQL that is not there.
func TestADatabaseThatCannotBeHadIsTold(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := program{Config: store.Config{Dir: t.TempDir()}, exe: exe}
	p.fails(t, exitNotDone, "de database antwoordt niet; er is niets half gedaan", "organisation", "list", "--database", "postgres://x@127.0.0.1:1/db")
}

// fill writes a file until the disk is full, but for some bytes.
func fill(t testing.TB, name string, leave int64) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err == nil {
		err = f.Truncate(info.Size() - leave)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatCanOnlyBeReadIsTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		asNobody(t, &p)
		p.takenOver(t)
		p.must(t, "import", pagesIn(t, filepath.Dir(p.Dir), 3), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		before, err := countRows(t.Context(), p.Config)
		if err != nil {
			t.Fatal(err)
		}
		readOnly(t, p.Dir)
		text := "kan niet geschreven worden"
		if p.Database == "" {
			p.fails(t, exitNotDone, text, "import", pagesIn(t, filepath.Dir(p.Dir), 5), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		}
		p.fails(t, exitNotDone, text, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		if after, err := countRows(t.Context(), p.Config); err != nil || after != before {
			t.Errorf("something was left behind (%v):\n%s", err, after)
		}
		p.fails(t, exitNotDone, "mag niet gelezen of geschreven worden",
			"organisation", "add", "--slug", "x", "--name", "X", "--kind", "gemeente", "--data", filepath.Join(p.Dir, "nieuw"))
	})
}

// asNobody lets root be somebody for whom the rights on a folder mean something.
func asNobody(t testing.TB, p *program) {
	t.Helper()
	dir, err := os.MkdirTemp("", "doelenboom-test-") // unlike t.TempDir, others may enter it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	p.Dir = filepath.Join(dir, "gegevens")
	if os.Getuid() != 0 {
		return
	}
	exe := filepath.Join(dir, "doelenboom")
	binary, err := os.ReadFile(p.exe)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(dir, 0o777), os.WriteFile(exe, binary, 0o755)); err != nil {
		t.Fatal(err)
	}
	const nobody = 65534
	p.exe, p.user = exe, &syscall.Credential{Uid: nobody, Gid: nobody}
}

// readOnly takes the right to write from a folder and everything in it, until the test ends.
func readOnly(t testing.TB, dir string) {
	t.Helper()
	change := func(with func(fs.FileMode) fs.FileMode) error {
		return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			return os.Chmod(path, with(info.Mode().Perm()))
		})
	}
	if err := change(func(m fs.FileMode) fs.FileMode { return m &^ 0o222 }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := change(func(m fs.FileMode) fs.FileMode { return m | 0o200 }); err != nil {
			t.Error(err)
		}
	})
}
