package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Config is what the workplace is made of.
type Config struct {
	Read store.Readers
	Do   *change.Service
	// SignedIn tells which account a request comes from; "" is nobody.
	SignedIn func(*http.Request) (account string, err error)
	Now      func() time.Time // the clock; time.Now when nil
}

// Workplace is the http.Handler for everything below /werk/.
type Workplace struct {
	Config
	mux *http.ServeMux
}

// New makes the workplace.
func New(c Config) *Workplace {
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Workplace{Config: c, mux: http.NewServeMux()}
	s.mux.Handle("GET /werk/{$}", s.page(s.start))
	for _, r := range s.routes() {
		s.mux.Handle(r.pattern, s.page(s.within(r.right, r.answer)))
	}
	s.mux.Handle("/werk/", s.page(func(http.ResponseWriter, *http.Request, visitor) error { return cycle.ErrNotFound }))
	return s
}

func (s *Workplace) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, assetRoot); ok {
		serveAsset(w, r, name)
		return
	}
	// Pages hold drafts and names: no cache keeps them, and the back button asks again.
	w.Header().Set("Cache-Control", "no-store")
	s.mux.ServeHTTP(w, r)
}

// visitor is who asks, before it is known in which organisation.
type visitor struct {
	account     string
	memberships []store.Membership
}

// page finds out who asks, and turns an error into a page.
func (s *Workplace) page(answer func(http.ResponseWriter, *http.Request, visitor) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visitor(r)
		if err == nil {
			err = answer(w, r, v)
		}
		if err != nil {
			s.refuse(w, r, v, err)
		}
	})
}

// errSignIn says that nobody is signed in.
var errSignIn = errors.New("nobody is signed in")

func (s *Workplace) visitor(r *http.Request) (visitor, error) {
	account, err := s.SignedIn(r)
	if err != nil {
		return visitor{}, err
	}
	if account == "" {
		return visitor{}, errSignIn
	}
	v := visitor{account: account}
	v.memberships, err = s.Read.Memberships(r.Context(), account)
	return v, err
}

// start leads to the only organisation somebody works for, or lets them choose.
func (s *Workplace) start(w http.ResponseWriter, r *http.Request, v visitor) error {
	if len(v.memberships) == 1 {
		http.Redirect(w, r, "/werk/"+v.memberships[0].Organisation.Slug+"/", http.StatusSeeOther)
		return nil
	}
	f := frame{Title: "Werkplek"}
	return show(w, r, http.StatusOK, startPage(f, v.memberships))
}
