package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// When the database is gone, whoever is not signed in reads so too: the page to sign in asks it for the organisations.
func TestADatabaseThatIsGoneIsToldToWhoIsNotSignedIn(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.db.Close())
		for _, path := range []string{"/werk/", "/werk/aanmelden", "/werk/waterland-oost/"} {
			for _, account := range []string{"", "account-anna"} {
				if path == "/werk/aanmelden" && account != "" {
					continue // leads on, without a question
				}
				r := httptest.NewRequest("GET", path, nil)
				r.Header.Set("X-Account", account)
				answer := httptest.NewRecorder()
				w.site.ServeHTTP(answer, r)
				if answer.Code < http.StatusInternalServerError || !strings.Contains(answer.Body.String(), "<h1") || !strings.Contains(answer.Body.String(), "een minuut opnieuw") {
					w.Errorf("%s as %q: %d, %s", path, account, answer.Code, answer.Body)
				}
			}
		}
	})
}
