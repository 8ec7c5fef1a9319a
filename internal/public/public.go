package public

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"doelenboom/internal/blob"
	"doelenboom/internal/store"
)

// Site is the http.Handler for everybody.
type Site struct {
	load    loader
	library *library
	state   atomic.Pointer[state]

	refreshing sync.Mutex
	refreshed  time.Time // last time that the shelf was asked for
}

// loader gives what is published when its version is another than the one seen; -1 is none.
type loader func(ctx context.Context, seen int64) (version int64, all []store.PublishedOrganisation, err error)

// New makes the site of what is published.
func New(ctx context.Context, published store.Published, blobs *blob.Store) (*Site, error) {
	return newSite(ctx, blobs, func(ctx context.Context, seen int64) (int64, []store.PublishedOrganisation, error) {
		// The version first: what changes between the two questions is asked again next second.
		version, err := published.ShelfVersion(ctx)
		if err != nil || version == seen {
			return seen, nil, err
		}
		all, err := published.Organisations(ctx)
		return version, all, err
	})
}

func newSite(ctx context.Context, blobs *blob.Store, load loader) (*Site, error) {
	s := &Site{load: load, library: newLibrary(blobs, openArchives)}
	s.state.Store(newState(-1, nil))
	return s, s.Refresh(ctx)
}

// openArchives is how many archives a server keeps open: each is an index in the address space and a few open files.
const openArchives = 256

// Watch asks once a second whether something was published, until ctx ends. When the database does not answer the
// site goes on showing what it showed.
func (s *Site) Watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := s.Refresh(ctx); (err != nil) != failing && ctx.Err() == nil {
				failing = err != nil
				slog.Warn("asking what is published", "failing", failing, "error", err)
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
	seen := s.state.Load().version
	version, all, err := s.load(ctx, seen)
	if err != nil || version == seen {
		return err
	}
	next := newState(version, all)
	s.state.Store(next)
	s.library.keepOnly(next.indexes)
	return nil
}

// refreshSoon is for a page whose archive is gone: another process may have replaced it within this second. Not at every
// request, so that a damaged blob does not become a load on the database.
func (s *Site) refreshSoon(ctx context.Context) {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	if time.Since(s.refreshed) < 50*time.Millisecond {
		return
	}
	if err := s.refresh(ctx); err != nil {
		slog.Warn("asking what is published", "error", err)
	}
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
		send(w, r, http.StatusNotFound, unknownPage(""))
		return
	}
	if path == style.address {
		send(w, r, http.StatusOK, style.page)
		return
	}
	if len(state.byHost) > 0 {
		if org := state.byHost[lowered(r.Host)]; org != nil {
			s.answer(w, r, org, path, true)
			return
		}
	}
	slug, rest, slash := strings.Cut(path, "/")
	org := state.bySlug[slug]
	switch {
	case org != nil && slash:
		s.answer(w, r, org, rest, false)
	case org != nil:
		redirect(w, r, http.StatusPermanentRedirect, slug+"/")
	case path == "":
		send(w, r, http.StatusOK, state.list)
	case path == "robots.txt":
		send(w, r, http.StatusOK, state.robots)
	default:
		send(w, r, http.StatusNotFound, unknownPage(path))
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
func (s *Site) answer(w http.ResponseWriter, r *http.Request, org *organisation, path string, ownHost bool) {
	switch path {
	case "huisstijl.css":
		send(w, r, http.StatusOK, houseStyle)
		return
	case "robots.txt":
		send(w, r, http.StatusOK, org.robots)
		return
	}
	p := org.find(path)
	p.ownHost = ownHost
	if p.elsewhere != "" {
		redirect(w, r, http.StatusTemporaryRedirect, up(path, (&url.URL{Path: p.elsewhere}).EscapedPath()))
		return
	}
	if org.noIndex || p.archive != nil && p.archive.noIndex {
		w.Header()["X-Robots-Tag"] = noIndex
	}
	err := s.fromArchive(w, r, p)
	if errors.Is(err, fs.ErrNotExist) {
		s.refreshSoon(r.Context())
		if now := s.state.Load().bySlug[org.slug]; now != nil && now != org {
			p := now.find(path)
			p.ownHost = ownHost
			err = s.fromArchive(w, r, p)
		}
	}
	if err != nil {
		slog.Error("read a page", "organisation", org.slug, "error", err)
		clearBody(w.Header())
		send(w, r, http.StatusInternalServerError, brokenPage)
	}
}

// up is the relative address of target, which is below the organisation, for whoever stands at path below it.
func up(path, target string) string {
	return strings.Repeat("../", strings.Count(path, "/")) + target
}

func (s *Site) fromArchive(w http.ResponseWriter, r *http.Request, p place) error {
	if p.revision != nil && p.revision.gone(p.path) {
		send(w, r, http.StatusGone, p.gonePage())
		return nil
	}
	if p.archive == nil || p.archive.Index == "" {
		return s.missing(w, r, p, nil)
	}
	a, err := s.library.borrow(p.archive.PublishedArchive)
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
	_, is := r.withdrawal(path)
	return is || r.whole != nil
}

func (r *revision) withdrawal(path string) (*store.PublishedWithdrawal, bool) {
	if len(r.withdrawn) == 0 {
		return nil, false
	}
	w, is := r.withdrawn[path]
	if !is && !strings.HasSuffix(path, "/") {
		w, is = r.withdrawn[path+"/"]
	}
	return &w, is
}

// missing leads to the address with a slash when that is a page, and else helps to find it.
func (s *Site) missing(w http.ResponseWriter, r *http.Request, p place, a *opened) error {
	if p.slashWanted(a) {
		_, last, _ := cutLast(r.URL.EscapedPath())
		redirect(w, r, http.StatusPermanentRedirect, last+"/")
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
	return ok && before == p.edition.slug+"/revisie" && p.edition.revisionNamed(number)
}

func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// redirect answers with a relative address, which also holds behind a proxy that serves us below another path.
func redirect(w http.ResponseWriter, r *http.Request, status int, to string) {
	if first, _, _ := strings.Cut(to, "/"); strings.Contains(first, ":") {
		to = "./" + to // "a:b/" would be read as an address with a scheme
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header()["Location"] = []string{to}
	w.Header()["Cache-Control"] = notKept
	w.WriteHeader(status)
}
