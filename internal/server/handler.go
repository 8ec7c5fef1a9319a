package server

import (
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
)

// Site is everything that is served.
type Site struct {
	Public  http.Handler      // everything that is not below a Mount
	Mounts  []Mount           // tried in order
	OwnHost func(string) bool // whether a host is an organisation's own: there is nothing but the public site
	Proxies []netip.Prefix    // whose X-Forwarded-Proto and X-Forwarded-For are believed
}

// Mount is a handler for all addresses that begin with Prefix, which ends in a slash.
type Mount struct {
	Prefix  string
	Handler http.Handler
}

// What internet.nl measures and BIO2 asks. No script or style inside a page, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'"

// Made once: a request only puts them in its map. Referrer-Policy is same-origin and not no-referrer, because with
// that browsers say Origin: null, and a form of our own would look like one of another site.
var (
	csp           = []string{policy}
	noSniff       = []string{"nosniff"}
	noFrame       = []string{"DENY"}
	sameOrigin    = []string{"same-origin"}
	onlyOverHTTPS = []string{"max-age=31536000"}
)

// Handler answers every request.
func (s Site) Handler() http.Handler {
	return &handler{s, http.NewCrossOriginProtection()}
}

type handler struct {
	Site
	origin *http.CrossOriginProtection
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	headers := w.Header()
	headers["Content-Security-Policy"] = csp
	headers["X-Content-Type-Options"] = noSniff
	headers["X-Frame-Options"] = noFrame
	headers["Referrer-Policy"] = sameOrigin
	if h.secure(r) {
		headers["Strict-Transport-Security"] = onlyOverHTTPS
	}
	a := answer{ResponseWriter: w}
	defer caught(&a, r)
	if err := h.origin.Check(r); err != nil {
		refuse(&a, http.StatusForbidden, "Dit verzoek komt van een andere site en is daarom niet uitgevoerd.")
		return
	}
	if client := h.client(r); client.IsValid() {
		r.RemoteAddr = netip.AddrPortFrom(client, 0).String()
	}
	h.to(r).ServeHTTP(&a, r)
}

func (h *handler) to(r *http.Request) http.Handler {
	path := r.URL.Path
	if h.OwnHost != nil && len(h.Mounts) > 0 && h.OwnHost(r.Host) {
		return h.Public
	}
	for _, m := range h.Mounts {
		if strings.HasPrefix(path, m.Prefix) || len(path) == len(m.Prefix)-1 && strings.HasPrefix(m.Prefix, path) {
			return m.Handler
		}
	}
	return h.Public
}

// secure tells whether the browser spoke https, to us or to a proxy that we believe.
func (h *handler) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	if len(h.Proxies) == 0 || r.Header.Get("X-Forwarded-Proto") != "https" {
		return false
	}
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && h.believed(from.Addr())
}

// believed tells whether an address is that of a proxy of ours.
func (h *handler) believed(a netip.Addr) bool {
	for _, p := range h.Proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// client is who asks, as our proxies tell it: the last address in X-Forwarded-For that is not one of theirs. What stands
// before it, anybody can have written. Without a proxy of ours it is nobody, and the connection itself tells who asks.
func (h *handler) client(r *http.Request) netip.Addr {
	if len(h.Proxies) == 0 {
		return netip.Addr{}
	}
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !h.believed(from.Addr()) {
		return netip.Addr{}
	}
	told := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(told) {
		a, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil {
			return netip.Addr{}
		}
		if !h.believed(a) {
			return a.Unmap()
		}
	}
	return netip.Addr{}
}

// answer knows whether an answer began, because then nothing better can be said any more.
type answer struct {
	http.ResponseWriter
	began bool
}

func (a *answer) WriteHeader(status int) {
	a.began = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(b []byte) (int, error) {
	a.began = true
	return a.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// caught turns a panic into an answer and a line in the log: where it was, not what was asked.
func caught(a *answer, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler {
		panic(v)
	}
	slog.Error("onverwachte fout bij een antwoord", "method", r.Method, "panic", v, "stack", string(debug.Stack()))
	if a.began {
		panic(http.ErrAbortHandler) // end the connection: half a page must not look like a whole one
	}
	for _, name := range []string{"Etag", "Content-Encoding", "Content-Length", "Cache-Control"} {
		a.Header().Del(name)
	}
	refuse(a, http.StatusInternalServerError, "Er ging bij ons iets mis. Probeer het later nog eens.")
}

func refuse(a *answer, status int, text string) {
	a.Header().Set("Content-Type", "text/plain; charset=utf-8")
	a.Header().Set("Cache-Control", "no-store")
	a.WriteHeader(status)
	a.Write([]byte(text + "\n"))
}
