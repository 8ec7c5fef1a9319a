package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"doelenboom/internal/auth"
	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// refuse turns an error into a status and a page in plain Dutch. A form that is only filled in wrongly does not come
// here: its page shows it again.
func (s *Workplace) refuse(w http.ResponseWriter, r *http.Request, v visitor, err error) {
	status, p := s.refusal(err)
	if status == http.StatusUnauthorized {
		if err = s.askToSignIn(w, r); err == nil {
			return
		}
		status, p = s.refusal(err)
	}
	if status == http.StatusInternalServerError {
		slog.Error("een pagina van de werkplek is niet gelukt", "method", r.Method, "route", r.Pattern, "error", err)
	}
	p.Back = r.Method == http.MethodPost
	if status == http.StatusServiceUnavailable {
		w.Header()["Retry-After"] = []string{"30"}
		if !p.Back {
			p.Again = r.URL.RequestURI() // every other page says the same now
		}
	}
	r = r.WithContext(context.WithoutCancel(r.Context())) // the time for the page is over; there is time to say so
	if err := show(w, r, status, refusalPage(frame{Title: p.Title}, p)); err != nil {
		slog.Error("een pagina die nee zegt, is niet gelukt", "error", err)
		http.Error(w, p.Title+". "+p.Text, status)
	}
}

// refusal is what somebody reads instead of the page.
type refusal struct {
	Title string
	Text  string
	Back  bool   // what was typed is still in the browser, one page back
	Again string // the address, when it can be tried again; "" is another way on
}

func (s *Workplace) refusal(err error) (int, refusal) {
	var no cycle.Refusal
	var invalid cycle.Invalid
	switch {
	case errors.Is(err, errSignIn):
		return http.StatusUnauthorized, refusal{}
	case errors.As(err, &auth.TooSoon{}):
		return http.StatusTooManyRequests, refusal{Title: "Even wachten", Text: sentence(err.Error())}
	case errors.Is(err, auth.ErrBusy):
		return http.StatusServiceUnavailable, refusal{Title: "Even wachten", Text: "Er melden zich nu veel mensen tegelijk aan. Probeer het over een halve minuut opnieuw."}
	case errors.As(err, &no):
		return http.StatusConflict, refusal{Title: "Dit kan nu niet", Text: sentence(withoutOptions(no.Text))}
	case errors.As(err, &invalid):
		return http.StatusUnprocessableEntity, refusal{Title: "Er klopt iets niet", Text: sentence(invalid.Error())}
	case errors.Is(err, cycle.ErrNotFound), errors.Is(err, cycle.ErrForbidden):
		return http.StatusNotFound, refusal{Title: "Deze pagina is er niet", Text: "Het adres klopt niet, of u mag dit niet zien. Denkt u dat u hier wel bij moet kunnen? Vraag het de coördinator van planning en control."}
	case errors.Is(err, cycle.ErrConflict):
		return http.StatusConflict, refusal{Title: "Intussen veranderd", Text: "Iemand anders heeft dit intussen veranderd. Laad de pagina opnieuw en kijk wat er nu staat."}
	case errors.Is(err, store.ErrDiskFull), errors.Is(err, blob.ErrDiskFull):
		return http.StatusInsufficientStorage, refusal{Title: "Niet bewaard", Text: "De schijf van de server is vol. Uw werk is niet bewaard; laat dit venster open en waarschuw de beheerder."}
	case errors.Is(err, store.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, refusal{Title: "Even niet bereikbaar", Text: "De gegevens zijn nu niet bereikbaar. Wat al is bewaard, blijft bewaard. Probeer het over een minuut opnieuw; duurt het langer, waarschuw dan de beheerder."}
	}
	if row := (store.Unreadable{}); errors.As(err, &row) {
		return http.StatusInternalServerError, refusal{Title: "Deze gegevens kloppen niet", Text: "Wat hier moet staan, is buiten het programma om veranderd. Waarschuw de beheerder; die ziet met doelenboom verify wat er is veranderd."}
	}
	return http.StatusInternalServerError, refusal{Title: "Er ging bij ons iets mis", Text: "Wij hebben genoteerd wat er gebeurde. Probeer het over een minuut opnieuw; gaat het weer mis, waarschuw dan de beheerder."}
}

// withoutOptions leaves out the names of options: they are of the command line.
func withoutOptions(text string) string {
	before, after, found := strings.Cut(text, " (--")
	if !found {
		return text
	}
	_, after, _ = strings.Cut(after, ")")
	return before + after
}

// sentence makes a reason a sentence: with a capital and a full stop.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	runes := []rune(text)
	if runes[0] >= 'a' && runes[0] <= 'z' {
		runes[0] -= 'a' - 'A'
	}
	if last := runes[len(runes)-1]; last != '.' && last != '?' {
		runes = append(runes, '.')
	}
	return string(runes)
}
