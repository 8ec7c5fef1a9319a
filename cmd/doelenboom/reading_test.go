package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"doelenboom/internal/store"
)

// here is a program with a data folder of its own, for what is the same on every engine.
func here(t *testing.T) program {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program{Config: store.Config{Dir: t.TempDir()}, exe: exe}
}

func TestOnlyTextThatEndsIsImported(t *testing.T) {
	p := here(t)
	large := filepath.Join(t.TempDir(), "g.txt")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 6<<30); err != nil {
		t.Fatal(err)
	}
	p.fails(t, exitNotDone, large+": het bestand is groter dan 200 MB", "import", large, "--dry-run")
	p.fails(t, exitNotDone, "/dev/zero: is geen gewoon bestand", "import", "/dev/zero", "--dry-run")
	p.fails(t, exitNotDone, ": is een map, geen bestand", "import", t.TempDir(), "--dry-run")
}

func TestAPipeIsReadAndWaitingForItCanBeInterrupted(t *testing.T) {
	p := here(t)
	pipe := filepath.Join(t.TempDir(), "pijp")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	write := func() *os.File {
		f, err := os.OpenFile(pipe, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	r := p.start(t, "import", pipe, "--dry-run")
	f := write()
	if _, err := f.WriteString("5.1.2 Oevers\n\nTekst.\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r.says(t, "1 document begrepen")

	for _, with := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		nobody := p.start(t, "import", pipe, "--dry-run")
		time.Sleep(200 * time.Millisecond) // nobody writes
		if code := nobody.stop(t, with); code != exitInterrupted {
			t.Errorf("waiting for who writes: exit %d", code)
		}
		silent := p.start(t, "import", pipe, "--dry-run")
		f := write() // and says nothing
		time.Sleep(200 * time.Millisecond)
		if code := silent.stop(t, with); code != exitInterrupted {
			t.Errorf("waiting for text: exit %d", code)
		}
		_ = f.Close()
	}
}
