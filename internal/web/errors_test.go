package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

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

// When the time for a page is over because the database says nothing, that is told on a page all the same.
func TestAPageThatTookTooLongIsTold(t *testing.T) {
	past, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	answer := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/werk/", nil).WithContext(past)
	(&Workplace{}).refuse(answer, r, visitor{}, fmt.Errorf("organisations: %w", past.Err()))
	if answer.Code != 503 || !strings.Contains(answer.Body.String(), "Even niet bereikbaar") {
		t.Errorf("%d, %s", answer.Code, answer.Body)
	}
}
