package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Config is what the workplace is made of.
type Config struct {
	Read store.Readers
	Do   *change.Service
	Auth *auth.Service
	// SignedIn tells whose session a request comes from; without an account it is nobody. It is the cookie when nil.
	SignedIn func(*http.Request) (store.Session, error)
	Address  string           // of the workplace as people know it, https://doelenboom.example.nl; "" is the host that is asked
	Now      func() time.Time // the clock; time.Now when nil
	// Preview gives a page of the site as it would be if an edition were published now, by its path below the
	// organisation; cycle.ErrNotFound when there is none. nil: there are no previews.
	Preview func(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, path string) (kind string, body []byte, err error)
}

// Workplace is the http.Handler for everything below /werk/.
type Workplace struct {
	Config
	mux   *http.ServeMux // pages of organisations
	door  *http.ServeMux // pages of none: signing in, and the account; they go before those
	staff staff
	seen  sync.Map // the day on which somebody was last noted to be here, by organisation and number
}

// New makes the workplace.
func New(c Config) *Workplace {
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Workplace{Config: c, mux: http.NewServeMux(), door: http.NewServeMux()}
	if s.SignedIn == nil {
		s.SignedIn = s.byCookie
	}
	s.mux.Handle("GET /werk/{$}", s.page(s.start))
	for pattern, answer := range s.openRoutes() {
		s.door.Handle(pattern, s.open(answer))
	}
	for pattern, answer := range s.ownRoutes() {
		s.door.Handle(pattern, s.page(answer))
	}
	for _, r := range s.routes() {
		s.mux.Handle(r.pattern, s.page(s.within(r.right, r.answer)))
	}
	s.mux.Handle("/werk/", s.page(func(http.ResponseWriter, *http.Request, visitor) error { return cycle.ErrNotFound }))
	return s
}

// mostWait is how long somebody waits for a page to read; then it is told that the data cannot be reached. What is sent
// takes its time, and so does the first page of a preview, which makes all of them.
const mostWait = 30 * time.Second

func (s *Workplace) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, assetRoot); ok {
		serveAsset(w, r, name)
		return
	}
	// Pages hold drafts and names: no cache keeps them, and the back button asks again.
	w.Header().Set("Cache-Control", "no-store")
	if (r.Method == http.MethodGet || r.Method == http.MethodHead) && !strings.Contains(r.URL.Path, "/voorbeeld/") {
		ctx, cancel := context.WithTimeout(r.Context(), mostWait)
		defer cancel()
		r = r.WithContext(ctx)
	}
	if _, pattern := s.door.Handler(r); pattern != "" {
		s.door.ServeHTTP(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// visitor is who asks, before it is known in which organisation.
type visitor struct {
	account     string
	session     store.Session
	memberships []store.Membership
	refused     map[string]error // organisations that do not let in who is signed in like this, by slug
}

// page finds out who asks, and turns an error into a page.
func (s *Workplace) page(answer func(http.ResponseWriter, *http.Request, visitor) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visitor(r)
		if err == nil {
			err = readable(w, r, largestForm)
		}
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
	session, err := s.SignedIn(r)
	if err != nil {
		return visitor{}, err
	}
	if session.Account == "" {
		return visitor{}, errSignIn
	}
	v := visitor{account: session.Account, session: session}
	all, err := s.Read.Memberships(r.Context(), v.account)
	v.admitted(all)
	return v, err
}

// open is a page for who is not signed in.
func (s *Workplace) open(answer func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := readable(w, r, 2*largestKept)
		if err == nil {
			err = answer(w, r)
		}
		if err != nil {
			s.refuse(w, r, visitor{}, err)
		}
	})
}

// start leads to the only organisation somebody works for, or lets them choose.
func (s *Workplace) start(w http.ResponseWriter, r *http.Request, v visitor) error {
	if len(v.memberships) == 1 {
		http.Redirect(w, r, "/werk/"+v.memberships[0].Organisation.Slug+"/", http.StatusSeeOther)
		return nil
	}
	if len(v.memberships) == 0 && len(v.refused) == 1 {
		for _, why := range v.refused {
			return why
		}
	}
	f := frame{Title: "Werkplek"}
	return show(w, r, http.StatusOK, startPage(f, v.memberships))
}
