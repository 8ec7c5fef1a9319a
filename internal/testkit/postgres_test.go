package testkit

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

func TestPostgres(t *testing.T) {
	if SQLiteOnly() {
		t.Skip("make check runs on SQLite only")
	}
	t.Run("a fresh database is empty and goes away with its test", func(t *testing.T) {
		var dsn string
		t.Run("uses it", func(t *testing.T) {
			dsn = Postgres(t)
			var tables int
			query(t, dsn, `select count(*) from information_schema.tables where table_schema = 'public'`, &tables)
			if tables != 0 {
				t.Errorf("a fresh database has %d tables", tables)
			}
		})
		db := open(t, dsn)
		if err := db.Ping(); err == nil {
			t.Error("the database is still there after its test")
		}
	})
	t.Run("it stays while tests make garbage", func(t *testing.T) {
		dsn := Postgres(t)
		for range 3 {
			runtime.GC()
			time.Sleep(20 * time.Millisecond)
		}
		var one int
		query(t, dsn, `select 1`, &one)
	})
	t.Run("text is ordered the Dutch way, as on servers in use", func(t *testing.T) {
		var first string
		query(t, Postgres(t), `select min(w) from (values ('Zwolle'), ('almelo')) v(w)`, &first)
		if first != "almelo" {
			t.Errorf("first is %s, as if ordered by bytes", first)
		}
	})
}

func TestPostgresFrom(t *testing.T) {
	if SQLiteOnly() {
		t.Skip("make check runs on SQLite only")
	}
	var prepared atomic.Int32
	prepare := func(dsn string) error {
		prepared.Add(1)
		db, err := sql.Open("pgx", dsn)
		if err != nil {
			return err
		}
		defer db.Close()
		_, err = db.Exec(`create table goal (number text); insert into goal values ('5.1.2')`)
		return err
	}
	template := fmt.Sprintf("goals %d", time.Now().UnixNano()) // not one that an earlier run left on TEST_POSTGRES

	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			dsn := PostgresFrom(t, template, prepare)
			db := open(t, dsn)
			if _, err := db.Exec(`insert into goal values ('5.3.3')`); err != nil {
				t.Error(err)
			}
			var n int
			query(t, dsn, `select count(*) from goal`, &n)
			if n != 2 {
				t.Errorf("a clone has %d goals, want its own and the template's", n)
			}
		})
	}
	all.Wait()
	if prepared.Load() != 1 {
		t.Errorf("the template was prepared %d times", prepared.Load())
	}

	failing := func(string) error { return fmt.Errorf("no such migration") }
	name := templateName(template + " failing")
	if err := prepareOnce(name, failing); err == nil {
		t.Error("a template that could not be prepared was taken as ready")
	}
	if err := prepareOnce(name, prepare); err != nil {
		t.Errorf("after a failure the template is made again: %v", err)
	}
}

// TestServerEndsWithItsParent starts a server in another process and ends that process the hard way.
func TestServerEndsWithItsParent(t *testing.T) {
	if SQLiteOnly() {
		t.Skip("make check runs on SQLite only")
	}
	program := filepath.Join(t.TempDir(), "withpostgres")
	if out, err := exec.Command("go", "build", "-o", program, "./withpostgres").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	t.Run("the exit code is passed on", func(t *testing.T) {
		out, err := withpostgres(program, `echo "$TEST_POSTGRES"; exit 3`).Output()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.HasPrefix(string(out), "postgres://") {
			t.Errorf("%v, TEST_POSTGRES %q", err, out)
		}
	})
	t.Run("a server that was named is used", func(t *testing.T) {
		cmd := withpostgres(program, `echo "$TEST_POSTGRES"`)
		cmd.Env = append(cmd.Env, "TEST_POSTGRES=postgres://named")
		if out, err := cmd.Output(); err != nil || string(out) != "postgres://named\n" {
			t.Errorf("%q, %v", out, err)
		}
	})
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		t.Run("nothing is left after "+signal.String(), func(t *testing.T) {
			cmd := withpostgres(program, `echo "$TEST_POSTGRES"; exec sleep 60`)
			cmd.Stdout = nil
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line := make([]byte, 300)
			n, err := out.Read(line)
			if err != nil {
				t.Fatal(err)
			}
			dsn := string(bytes.TrimSpace(line[:n]))
			var data string
			query(t, dsn, `show data_directory`, &data)
			_ = cmd.Process.Signal(signal)
			_ = cmd.Wait()
			gone(t, filepath.Dir(data))
		})
	}
}

func withpostgres(program, script string) *exec.Cmd {
	cmd := exec.Command(program, "--", "sh", "-c", script)
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "TEST_POSTGRES=") {
			cmd.Env = append(cmd.Env, e)
		}
	}
	return cmd
}

// gone waits until the folder is removed, which is the last thing that happens.
func gone(t *testing.T, folder string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return
		}
	}
	t.Errorf("%s is still there", folder)
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func query(t *testing.T, dsn, q string, into any) {
	t.Helper()
	if err := open(t, dsn).QueryRow(q).Scan(into); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}
