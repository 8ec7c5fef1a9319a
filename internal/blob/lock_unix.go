//go:build unix

package blob

import (
	"os"
	"syscall"
)

// hold marks a file as being written by a process that lives: the system lets go of it when the process ends, however that
// comes. Where the disk knows no locks, nothing is marked and nothing is seen as left.
func hold(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// removeLeft removes a file that nobody holds.
func removeLeft(path string) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil {
		_ = os.Remove(path)
	}
}
