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
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Site is the http.Handler for everybody.
type Site struct {
	source   source
	archives *archives
	state    atomic.Pointer[state]

	refreshing sync.Mutex
	refreshed  time.Time // last time that the shelf was asked for
}

// source tells what is published; it is store.Published.
type source interface {
	ShelfVersion(context.Context) (int64, error)
	Listed(context.Context) ([]store.PublishedOrganisation, error)
	Shown(context.Context, *store.PublishedOrganisation) error
}

// New makes the site of what is published.
func New(ctx context.Context, published store.Published, blobs *blob.Store) (*Site, error) {
	return newSite(ctx, blobs, published)
}

func newSite(ctx context.Context, blobs *blob.Store, published source) (*Site, error) {
	s := &Site{source: published, archives: newArchives(blobs, openArchives)}
	s.state.Store(newState(-1, nil))
	return s, s.Refresh(ctx)
}

// openArchives is how many archives a server keeps open: each is an index in the address space and a few open files.
const openArchives = 256

// Watch asks once a second whether something was published, until ctx ends. When the database does not answer the
// site goes on showing what it showed; so what nobody asked for in the first second is read then.
func (s *Site) Watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := errors.Join(s.Refresh(ctx), s.readAll(ctx)); (err != nil) != failing && ctx.Err() == nil {
				failing = err != nil
				if failing {
					slog.Warn("opvragen wat er is gepubliceerd, lukt niet", "error", err)
				} else {
					slog.Info("opvragen wat er is gepubliceerd, lukt weer")
				}
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
	before := s.state.Load()
	// The version first: what changes between the questions is asked again next second.
	version, err := s.source.ShelfVersion(ctx)
	if err != nil || version == before.version {
		return err
	}
	all, err := s.source.Listed(ctx)
	if err != nil {
		return err
	}
	next := newState(version, all)
	for _, o := range next.organisations {
		if err := s.takeOver(ctx, o, before); err != nil {
			return err
		}
	}
	s.state.Store(next)
	s.archives.keepOnly(next.indexes())
	return nil
}

// takeOver gives an organisation what it showed before when that is still the same. What changed is read at once, so that
// it is shown in one step.
func (s *Site) takeOver(ctx context.Context, o *organisation, before *state) error {
	was := before.bySlug[o.Slug]
	if was == nil || was.ID != o.ID {
		return nil
	}
	shown := was.shown.Load()
	if shown == nil {
		return nil
	}
	if was.Shelf != o.Shelf {
		_, err := s.contents(ctx, o)
		return err
	}
	o.shown.Store(shown)
	return nil
}

// contents are what an organisation shows, read when this is the first to ask.
func (s *Site) contents(ctx context.Context, o *organisation) (*contents, error) {
	if c := o.shown.Load(); c != nil {
		return c, nil
	}
	o.reading.Lock()
	defer o.reading.Unlock()
	if c := o.shown.Load(); c != nil {
		return c, nil
	}
	p := o.PublishedOrganisation
	if err := s.source.Shown(ctx, &p); err != nil {
		return nil, err
	}
	c := newContents(p)
	o.shown.Store(c)
	return c, nil
}

// readAll reads what all organisations show, as far as it was not read yet.
func (s *Site) readAll(ctx context.Context) error {
	var errs []error
	for _, o := range s.state.Load().organisations {
		_, err := s.contents(ctx, o)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
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
		slog.Warn("opvragen wat er is gepubliceerd, lukt niet", "error", err)
	}
}

// Close closes the archives, after the last answer.
func (s *Site) Close() { s.archives.close() }

func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header()["Allow"] = allowed
		send(w, r, http.StatusMethodNotAllowed, methodPage())
		return
	}
	state := s.state.Load()
	path, rooted := strings.CutPrefix(r.URL.Path, "/")
	if !rooted {
		send(w, r, http.StatusNotFound, unknownPage(""))
		return
	}
	switch path {
	case style().address:
		send(w, r, http.StatusOK, style().page)
		return
	case icon().address:
		send(w, r, http.StatusOK, icon().page)
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
	case path == securityPath && state.reachable():
		send(w, r, http.StatusOK, securityPage(time.Now(), "", state.organisations...))
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

// OwnHost tells whether a host is that of one organisation, where nothing else is shown.
func (s *Site) OwnHost(host string) bool { return s.state.Load().byHost[lowered(host)] != nil }

// answer shows a page of one organisation; path is below it.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, org *organisation, path string, ownHost bool) {
	switch path {
	case "huisstijl.css":
		send(w, r, http.StatusOK, org.houseStyle())
		return
	case "robots.txt":
		send(w, r, http.StatusOK, org.robots)
		return
	case securityPath:
		if ownHost && org.securityContact() != "" {
			send(w, r, http.StatusOK, securityPage(time.Now(), org.Base, org))
			return
		}
	}
	if l := org.Style.Logo; l != nil && cycle.IsLogoName(path) {
		if err := s.sendLogo(w, r, *l, path == l.FileName()); err != nil {
			broken(w, r, org, err)
		}
		return
	}
	shown, err := s.contents(r.Context(), org)
	if err != nil {
		broken(w, r, org, err)
		return
	}
	p := org.find(shown, path)
	p.ownHost = ownHost
	if p.elsewhere != "" {
		redirect(w, r, http.StatusTemporaryRedirect, up(path, (&url.URL{Path: p.elsewhere}).EscapedPath()))
		return
	}
	// An earlier revision is there for whoever has its address; a search engine leads to the one that counts.
	if org.NoIndex || p.revision != nil && p.revision.earlier {
		w.Header()["X-Robots-Tag"] = noIndex
	}
	err = s.fromArchive(w, r, p)
	if errors.Is(err, fs.ErrNotExist) {
		err = s.askAgain(w, r, p, err)
	}
	if err != nil {
		broken(w, r, org, err)
	}
}

// sendLogo answers with the logo of today. For a minute after it was changed, browsers know a style sheet that names the one of
// before: they get that of today too, and keep only what was asked by its own name.
func (s *Site) sendLogo(w http.ResponseWriter, r *http.Request, l cycle.Logo, exact bool) error {
	body, err := s.archives.blobs.Read(l.Blob)
	if err != nil {
		return err
	}
	p := newPage(string(body), kindOf(l.Kind().Type))
	asFile(w.Header(), l.Kind().Type)
	if exact {
		sendAs(w, r, http.StatusOK, p, forEver)
		return nil
	}
	send(w, r, http.StatusOK, p)
	return nil
}

// askAgain answers with what is at the same address by now; when that is what it was, with the error that was met.
func (s *Site) askAgain(w http.ResponseWriter, r *http.Request, p place, met error) error {
	s.refreshSoon(r.Context())
	now := s.state.Load().bySlug[p.org.Slug]
	if now == nil || now == p.org {
		return met
	}
	shown, err := s.contents(r.Context(), now)
	if err != nil {
		return err
	}
	again := now.find(shown, p.full)
	again.ownHost = p.ownHost
	return s.fromArchive(w, r, again)
}

// broken answers that a page cannot be read: not now, or something is wrong with it.
func broken(w http.ResponseWriter, r *http.Request, org *organisation, err error) {
	slog.Error("een pagina van de site is niet te lezen", "organisation", org.Slug, "error", err)
	clearBody(w.Header())
	if errors.Is(err, store.ErrUnavailable) {
		w.Header()["Retry-After"] = soon
		send(w, r, http.StatusServiceUnavailable, awayPage())
		return
	}
	send(w, r, http.StatusInternalServerError, brokenPage())
}

// up is the relative address of target, which is below the organisation, for whoever stands at path below it.
func up(path, target string) string {
	return strings.Repeat("../", strings.Count(path, "/")) + target
}

func (s *Site) fromArchive(w http.ResponseWriter, r *http.Request, p place) error {
	if p.revision != nil && p.revision.gone(p.path) {
		send(w, r, http.StatusGone, p.gonePage(s.standsNow(p)))
		return nil
	}
	if p.archive == nil || p.archive.Index == "" {
		return s.missing(w, r, p, nil)
	}
	a, err := s.archives.borrow(*p.archive)
	if err != nil {
		return err
	}
	defer s.archives.giveBack(a)
	e, ok := a.Find(p.path)
	if !ok {
		return s.missing(w, r, p, a)
	}
	if strings.HasPrefix(p.path, "bestanden/") {
		asFile(w.Header(), a.ContentType(e)) // not for ever, though its name holds its hash: it may be withdrawn
	}
	return sendEntry(w, r, a, e, strings.HasPrefix(p.path, "m/"))
}

// standsNow is the path of a page that was erased from an earlier revision in the newest one, "" when it is not there.
func (s *Site) standsNow(p place) string {
	path := strings.TrimSuffix(p.path, "/") + "/"
	if p.path == "" || !p.revision.earlier || !p.edition.open() || p.edition.shown.gone(path) {
		return ""
	}
	a, err := s.archives.borrow(*p.edition.shown.archive)
	if err != nil {
		return "" // there is less to offer, and nothing wrong to tell
	}
	defer s.archives.giveBack(a)
	if _, ok := a.Find(path); !ok {
		return ""
	}
	return path
}

// gone tells whether a page was erased, also when its address is asked without the final slash.
func (r *revision) gone(path string) bool {
	_, is := r.withdrawal(path)
	return is || r.whole != nil
}

// withdrawal finds what erased a page: with the tree go all of them, and what is no page stays.
func (r *revision) withdrawal(path string) (*store.PublishedWithdrawal, bool) {
	if len(r.withdrawn) == 0 {
		return nil, false
	}
	w, is := r.withdrawn[path]
	if !is && !strings.HasSuffix(path, "/") {
		w, is = r.withdrawn[path+"/"]
	}
	if !is && strings.HasSuffix(path, "/") {
		w, is = r.withdrawn[publication.PageOf(publication.TreePath)]
	}
	return &w, is
}

// missing leads to the address with a slash when that is a page, and else helps to find it. Without an archive, of what is
// public all the same, the pages are being made again: a search engine that comes by then must not forget them.
func (s *Site) missing(w http.ResponseWriter, r *http.Request, p place, a *opened) error {
	if p.slashWanted(a) {
		_, last, _ := cutLast(r.URL.EscapedPath())
		redirect(w, r, http.StatusPermanentRedirect, last+"/")
		return nil
	}
	if a == nil && p.beingMade() {
		w.Header()["Retry-After"] = soon
		send(w, r, http.StatusServiceUnavailable, p.beingMadePage())
		return nil
	}
	if e, ok := p.erasedPage(); ok {
		send(w, r, http.StatusGone, p.erasedPageOf(e))
		return nil
	}
	send(w, r, http.StatusNotFound, p.notFoundPage(a))
	return nil
}

// beingMade tells whether there should be an archive: of a revision, or of an organisation that published something.
func (p place) beingMade() bool {
	return p.revision != nil || p.edition == nil && len(p.shown.editions) > 0
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
		return p.shown.editions[p.path] != nil
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
