package server

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Lock is held on a data folder by whoever serves it, and by what must not run beside that: restore and a schema
// upgrade of SQLite. Servers on one PostgreSQL share it: house.md says why that is safe. The system lets go of it when the process ends, however it
// ends.
type Lock struct{ file *os.File }

// Served is the error when somebody else holds the lock.
type Served struct{ Dir string }

func (s Served) Error() string {
	return fmt.Sprintf("de gegevensmap %s is in gebruik: er draait al een serve op; stop die eerst", s.Dir)
}

// LockFolder takes the lock on a data folder for one alone, or answers Served.
func LockFolder(dir string) (*Lock, error) { return lockFolder(dir, true) }

// ShareFolder takes the lock on a data folder together with others who share it, or answers Served.
func ShareFolder(dir string) (*Lock, error) { return lockFolder(dir, false) }

func lockFolder(dir string, alone bool) (*Lock, error) {
	f, err := lockFile(filepath.Join(dir, "serve.lock"), alone)
	if errors.Is(err, errHeld) {
		return nil, Served{dir}
	}
	if err != nil {
		return nil, err
	}
	return &Lock{f}, nil
}

// Release lets go. The file stays: taking it away could take away somebody else's lock.
func (l *Lock) Release() error { return l.file.Close() }

var errHeld = errors.New("somebody else holds the lock")
