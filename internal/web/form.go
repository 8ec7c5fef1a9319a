package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/cycle"
)

// largestForm is what one form may send at most, in bytes, of who is signed in.
const largestForm = 16 << 20

// readable takes in an address and a form before a page looks at them, so that no page gets what no database can keep:
// bytes that are no letters, and NUL. An address with those is not there; in a form they are letters that got lost.
// Files are sent in another way and are read by their own page. Most is how many bytes a form may have.
func readable(w http.ResponseWriter, r *http.Request, most int64) error {
	if !utf8.ValidString(r.URL.Path) || strings.Contains(r.URL.Path, "\x00") {
		return cycle.ErrNotFound
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		r.Body = http.MaxBytesReader(w, r.Body, most)
	}
	if err := r.ParseForm(); err != nil {
		return unread(err)
	}
	cleanForm(r)
	return nil
}

// cleanForm takes out of a form that was read what no database can keep.
func cleanForm(r *http.Request) {
	for _, values := range []url.Values{r.Form, r.PostForm} {
		for _, all := range values {
			for i := range all {
				all[i] = strings.ReplaceAll(strings.ToValidUTF8(all[i], "\ufffd"), "\x00", "")
			}
		}
	}
}

func unread(err error) error {
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return cycle.Refusal{Text: "wat u stuurde is groter dan wij aannemen; zet lange stukken in een bijlage"}
	}
	return cycle.Refusal{Text: "wat u stuurde is onderweg beschadigd; ga één stap terug en probeer het opnieuw"}
}

// together is what a form could not read, with what the rules say of the rest: of a field that could not be read they know
// nothing.
func together(form, rules cycle.Invalid) cycle.Invalid {
	all := slices.Clone(form)
	for _, p := range rules {
		if !slices.ContainsFunc(form, func(x cycle.Problem) bool { return x.Field == p.Field }) {
			all = append(all, p)
		}
	}
	return all
}

// yes writes a tick in a form.
func yes(on bool) string {
	if on {
		return "ja"
	}
	return ""
}
