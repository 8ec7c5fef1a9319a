package backup

import (
	"fmt"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// About is what a back-up says of itself.
type About struct {
	Format  int               `json:"formaat"`
	Schema  int               `json:"schema"`
	Program string            `json:"programma"`
	Moment  time.Time         `json:"moment"`
	Engine  string            `json:"database"`
	Heads   []store.ChainHead `json:"geschiedenis"` // the newest line of each organisation
}

// format changes when an older program can no longer read what a newer one writes.
const format = 1

// Paths in the ZIP.
const (
	aboutPath = "backup.json"
	rowsEnd   = ".jsonl"
	rowsDir   = "rijen/"
	blobsDir  = "blobs/"
)

func rowsPath(table string) string { return rowsDir + table + rowsEnd }
func blobPath(hash string) string  { return blobsDir + hash }

func refused(format string, args ...any) error {
	return cycle.Refusal{Text: fmt.Sprintf(format, args...)}
}
