package store_test

import (
	"context"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// stopped is a server that takes a connection and says nothing, as one does whose processes were stopped.
func stopped(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String() // the system takes connections for it
}

func TestAPostgreSQLThatSaysNothingIsNotWaitedForForEver(t *testing.T) {
	begin := time.Now()
	c := store.Config{Dir: t.TempDir(), Database: "postgres://iemand@" + stopped(t) + "/x?sslmode=disable&connect_timeout=1"}
	if _, err := store.Open(context.Background(), c); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("opening gives %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("that took %v", took)
	}
}

// halting passes a connection on until it is told to stop passing on what the server says.
func halting(t *testing.T, dsn string) (through string, halt *atomic.Bool) {
	t.Helper()
	halt = &atomic.Bool{}
	through = testkit.Relay(t, dsn, func(client, server net.Conn, _ net.Listener) {
		go func() { _, _ = io.Copy(server, client); _ = server.Close() }()
		go func() {
			for buffer := make([]byte, 4096); ; {
				n, err := server.Read(buffer)
				if err != nil {
					_ = client.Close()
					return
				}
				if !halt.Load() {
					_, _ = client.Write(buffer[:n])
				}
			}
		}()
	})
	return through, halt
}

func TestAPostgreSQLThatFallsSilentIsToldAsOneThatDoesNotAnswer(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	ctx := context.Background()
	c := databases.Postgres(t)
	f := fill(t, databases.Open(t, c))
	through, halt := halting(t, c.Database)
	c.Database, c.Silence = through+"&connect_timeout=1", 500*time.Millisecond
	db, err := store.Open(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Read(f.org.ID).Themes(ctx); err != nil {
		t.Fatalf("before it fell silent: %v", err)
	}
	time.Sleep(2 * c.Silence) // nobody asks anything meanwhile, and that is no silence
	if _, err := db.Read(f.org.ID).Themes(ctx); err != nil {
		t.Fatalf("after a while without a question: %v", err)
	}
	halt.Store(true)
	begin := time.Now()
	if _, err := db.Read(f.org.ID).Themes(ctx); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("reading gives %v", err)
	}
	err = db.Write(ctx, f.org.ID, func(*store.Tx) error { return nil })
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("writing gives %v", err)
	}
	if took := time.Since(begin); took > 15*time.Second {
		t.Errorf("that took %v", took)
	}
	halt.Store(false)
	if _, err := db.Read(f.org.ID).Themes(ctx); err != nil {
		t.Errorf("when it speaks again: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Log(err) // connections that fell silent
	}
}

func TestAnEmptyPostgreSQLIsToldAsEmpty(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	c := store.Config{Dir: t.TempDir(), Database: testkit.Postgres(t)}
	if _, err := store.Open(context.Background(), c); !errors.Is(err, store.ErrSchemaNone) {
		t.Errorf("opening gives %v", err)
	}
}
