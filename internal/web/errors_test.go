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
	for method, want := range map[string]string{
		"GET":  `<a href="/werk/waterland/?van=2">Deze pagina opnieuw proberen</a>`,
		"POST": "Wat u typte staat nog op de vorige pagina",
	} {
		answer := httptest.NewRecorder()
		r := httptest.NewRequest(method, "/werk/waterland/?van=2", nil).WithContext(past)
		(&Workplace{}).refuse(answer, r, visitor{}, fmt.Errorf("organisations: %w", past.Err()))
		page := answer.Body.String()
		if answer.Code != 503 || answer.Header().Get("Retry-After") == "" || !strings.Contains(page, "Even niet bereikbaar") || !strings.Contains(page, want) {
			t.Errorf("%s: %d, %v, %s", method, answer.Code, answer.Header(), page)
		}
		if strings.Contains(page, "opnieuw proberen") != (method == "GET") {
			t.Errorf("%s: what was sent is sent again without its words: %s", method, page)
		}
	}
}
