package main

import (
	"context"
	"io/fs"
	"os"
	"syscall"
)

// openDocument opens what somebody named to be read: a file, or the pipe that another program writes into. A pipe may
// stay silent for ever, so waiting for it ends with ctx. A device is none of both: /dev/zero has no end.
func openDocument(ctx context.Context, name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: syscall.EISDIR}
	case info.Mode().IsRegular():
		return os.Open(name)
	case info.Mode()&fs.ModeNamedPipe == 0:
		return nil, refused("%s: is geen gewoon bestand maar een apparaat of iets anders van het systeem; geef een bestand met tekst", name)
	}
	return openPipe(ctx, name)
}

func openPipe(ctx context.Context, name string) (*os.File, error) {
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := os.Open(name) // waits for somebody who writes
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		if o.err == nil {
			context.AfterFunc(ctx, func() { _ = o.file.Close() }) // whoever waits for text is woken up
		}
		return o.file, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
