//go:build unix

package blob

import (
	"errors"
	"os"
	"syscall"
)

// hold marks a file as being written by a process that lives: the system lets go of it when the process ends, however that
// comes. Where the disk knows no locks, nothing is marked and nothing is seen as left. It is false when who removes what was
// left holds it.
func hold(f *os.File) bool {
	return !errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// removeLeft removes a file or folder that nobody holds.
func removeLeft(path string) {
	f, err := os.OpenFile(path, os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if errors.Is(err, syscall.EISDIR) {
		f, err = os.Open(path)
	}
	if err != nil {
		return
	}
	defer f.Close()
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		_ = os.RemoveAll(path)
	}
}
