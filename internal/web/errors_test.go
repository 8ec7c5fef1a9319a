package web

import (
	"fmt"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/store"
)

// A full disk is told in the same words, whether it is that of the rows or that of the files.
func TestAFullDiskIsTold(t *testing.T) {
	for _, full := range []error{blob.ErrDiskFull, store.ErrDiskFull} {
		if status, p := (&Workplace{}).refusal(fmt.Errorf("keep a file: %w", full)); status != 507 || p.Title != "Niet bewaard" {
			t.Errorf("%v: %d, %+v", full, status, p)
		}
	}
}
