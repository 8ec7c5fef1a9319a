package server

import (
	"errors"
	"os"
	"syscall"
)

// Opened without sharing, so that nobody else can open it; or for sharing, so that nobody can open it alone.
func lockFile(path string, alone bool) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	shared := uint32(syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE)
	if alone {
		shared = 0
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, shared, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	const sharingViolation = syscall.Errno(32)
	if errors.Is(err, sharingViolation) {
		return nil, errHeld
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}
