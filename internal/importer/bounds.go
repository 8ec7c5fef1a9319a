package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// MostBytes is how much of one file is read. A whole tree of pages is a few
// megabytes; what is larger was named by mistake, and must not take the memory
// of the machine before that is said.
const MostBytes = 200 << 20

// mostLines is the same for the lines of a file: each costs memory of its own,
// also when there is one letter on it.
const mostLines = 10_000_000

const tooManyLines = "het bestand heeft meer dan tien miljoen regels; zoveel leest doelenboom niet uit één bestand. Deel het op"

var (
	tooLarge    = fmt.Sprintf("het bestand is groter dan %d MB; zoveel leest doelenboom niet uit één bestand. Deel het op", MostBytes>>20)
	errTooLarge = errors.New(tooLarge)
)

// bounded reads no further than MostBytes, nor after ctx ended. What it reads
// from may be a pipe that never ends.
type bounded struct {
	ctx  context.Context
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if b.left < 0 {
		return 0, errTooLarge
	}
	p = p[:min(int64(len(p)), b.left+1)] // one byte more tells that there is more
	n, err := b.in.Read(p)
	b.left -= int64(n)
	if err != nil && b.ctx.Err() != nil { // closed under our hands
		err = b.ctx.Err()
	}
	return n, err
}

// knownTooLarge says that a file is too large before any of it is read.
func knownTooLarge(r io.Reader) bool {
	f, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular() && info.Size() > MostBytes
}
