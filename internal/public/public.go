package public

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Site is the http.Handler for everybody.
type Site struct {
	load    func(ctx context.Context, seen int64) (Shelf, bool, error)
	library *library
	state   atomic.Pointer[state]

	refreshing sync.Mutex
	refreshed  time.Time // last time that the shelf was asked for
	failing    bool
}

// New makes the site of what load tells. Load gives the shelf when it is another than the one seen; version -1 is none.
func New(ctx context.Context, files blobs, load func(ctx context.Context, seen int64) (Shelf, bool, error)) (*Site, error) {
	s := &Site{load: load, library: newLibrary(files, openArchives)}
	s.state.Store(newState(Shelf{Version: -1}))
	return s, s.Refresh(ctx)
}

// openArchives is how many archives a server keeps open: each is an index in the address space and a few open files.
const openArchives = 64

// Watch asks once a second whether something was published, until ctx ends. When the database does not answer the
// site goes on showing what it showed.
func (s *Site) Watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := s.Refresh(ctx); (err != nil) != s.failing && ctx.Err() == nil {
				s.failing = err != nil
				slog.Warn("asking the shelf", "failing", s.failing, "error", err)
			}
		}
	}
}

// Refresh asks for the shelf now, and shows it when it changed.
func (s *Site) Refresh(ctx context.Context) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	return s.refresh(ctx)
}

func (s *Site) refresh(ctx context.Context) error {
	s.refreshed = time.Now()
	shelf, changed, err := s.load(ctx, s.state.Load().shelf.Version)
	if err != nil || !changed {
		return err
	}
	s.show(shelf)
	return nil
}

func (s *Site) show(shelf Shelf) {
	next := newState(shelf)
	s.state.Store(next)
	s.library.keepOnly(next.shown())
}

// refreshSoon is for a page whose archive is gone: another process may have withdrawn something within this second.
// At most once a second, so that a damaged blob does not become a load on the database.
func (s *Site) refreshSoon(ctx context.Context) {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	if time.Since(s.refreshed) > time.Second {
		s.refresh(ctx)
	}
}

// shown are the indexes of all archives of the state.
func (s *state) shown() map[string]bool {
	m := map[string]bool{}
	for _, o := range s.shelf.Organisations {
		m[o.Own.Index] = true
		for _, e := range o.Editions {
			for _, r := range e.Revisions {
				m[r.Archive.Index] = true
			}
		}
	}
	return m
}

// Close closes the archives, after the last answer.
func (s *Site) Close() { s.library.close() }

func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header()["Allow"] = allowed
		send(w, r, http.StatusMethodNotAllowed, methodPage)
		return
	}
	state := s.state.Load()
	path, rooted := strings.CutPrefix(r.URL.Path, "/")
	if !rooted {
		send(w, r, http.StatusNotFound, state.unknown())
		return
	}
	if len(state.byHost) > 0 {
		if org := state.byHost[lowered(r.Host)]; org != nil {
			s.answer(w, r, org, path)
			return
		}
	}
	slug, rest, slash := strings.Cut(path, "/")
	org := state.bySlug[slug]
	switch {
	case org != nil && slash:
		s.answer(w, r, org, rest)
	case org != nil:
		redirect(w, r, slug+"/")
	case path == "":
		send(w, r, http.StatusOK, state.list)
	case path == "robots.txt":
		send(w, r, http.StatusOK, state.robots)
	default:
		send(w, r, http.StatusNotFound, state.unknown())
	}
}

// lowered is the host in lower case, without a port that every address may leave out.
func lowered(host string) string {
	if name, port, err := net.SplitHostPort(host); err == nil && (port == "80" || port == "443") {
		host = name
	}
	return strings.ToLower(host)
}

// answer shows a page of one organisation; path is below it.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, org *organisation, path string) {
	switch path {
	case "huisstijl.css":
		send(w, r, http.StatusOK, org.style)
		return
	case "robots.txt":
		send(w, r, http.StatusOK, org.robots)
		return
	}
	p := org.find(path)
	if p.outside {
		redirect(w, r, up(path, p.path))
		return
	}
	if org.NoIndex || p.archive != nil && p.archive.noIndex {
		w.Header()["X-Robots-Tag"] = noIndex
	}
	err := s.fromArchive(w, r, p)
	if errors.Is(err, fs.ErrNotExist) {
		s.refreshSoon(r.Context())
		if now := s.state.Load().bySlug[org.Slug]; now != nil && now != org {
			err = s.fromArchive(w, r, now.find(path))
		}
	}
	if err != nil {
		slog.Error("read a page", "organisation", org.Slug, "error", err)
		clearBody(w.Header())
		send(w, r, http.StatusInternalServerError, brokenPage)
	}
}

// up is the relative address of target, which is below the organisation, for whoever stands at path below it.
func up(path, target string) string {
	return strings.Repeat("../", strings.Count(path, "/")) + target
}

func (s *Site) fromArchive(w http.ResponseWriter, r *http.Request, p place) error {
	if p.archive == nil || p.archive.Index == "" {
		return s.missing(w, r, p, nil)
	}
	if p.revision != nil && p.revision.gone(p.path) {
		send(w, r, http.StatusGone, p.gonePage())
		return nil
	}
	a, err := s.library.borrow(p.archive.Archive)
	if err != nil {
		return err
	}
	defer s.library.giveBack(a)
	e, ok := a.Find(p.path)
	if !ok {
		return s.missing(w, r, p, a)
	}
	return sendEntry(w, r, a, e, strings.HasPrefix(p.path, "m/"))
}

// gone tells whether a page was erased, also when its address is asked without the final slash.
func (r *revision) gone(path string) bool {
	if r.Whole {
		return true
	}
	if len(r.withdrawn) == 0 {
		return false
	}
	_, is := r.withdrawn[path]
	if !is && !strings.HasSuffix(path, "/") {
		_, is = r.withdrawn[path+"/"]
	}
	return is
}

// missing leads to the address with a slash when that is a page, and else helps to find it.
func (s *Site) missing(w http.ResponseWriter, r *http.Request, p place, a *opened) error {
	if p.slashWanted(a) {
		_, last, _ := cutLast(r.URL.EscapedPath())
		redirect(w, r, last+"/")
		return nil
	}
	send(w, r, http.StatusNotFound, p.notFoundPage(a))
	return nil
}

// slashWanted tells whether the same address with a slash behind it is a page.
func (p place) slashWanted(a *opened) bool {
	if p.path == "" || strings.HasSuffix(p.path, "/") {
		return false
	}
	if a != nil {
		if _, ok := a.Find(p.path + "/"); ok {
			return true
		}
	}
	if p.edition == nil {
		return p.org.editions[p.path] != nil
	}
	before, number, ok := cutLast(p.path)
	return ok && before == p.edition.Slug+"/revisie" && p.edition.revisionNamed(number)
}

func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// redirect answers with a relative address, which also holds behind a proxy that serves us below another path.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	if first, _, _ := strings.Cut(to, "/"); strings.Contains(first, ":") {
		to = "./" + to // "a:b/" would be read as an address with a scheme
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header()["Location"] = []string{to}
	w.Header()["Cache-Control"] = always
	w.WriteHeader(http.StatusPermanentRedirect)
}
