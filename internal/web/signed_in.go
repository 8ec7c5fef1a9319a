package web

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// The cookies. __Host- makes browsers keep it for this host alone and over https only. On this machine itself there is
// often no https, and not every browser takes such a cookie there (Safari does not); so on a loopback host, and nowhere
// else, it has a plain name.
const (
	sessionCookie = "werk"
	flowCookie    = "werk-extern"
	hostPrefix    = "__Host-"
)

// loopback tells whether the browser is on this machine, by the name it used for it.
func loopback(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func cookieName(r *http.Request, name string) string {
	if loopback(r) {
		return name
	}
	return hostPrefix + name
}

// setCookie keeps a value in the browser until it is closed; an empty one is taken away.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string) {
	c := &http.Cookie{Name: cookieName(r, name), Value: value, Path: "/", HttpOnly: true, Secure: !loopback(r), SameSite: http.SameSiteLaxMode}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(cookieName(r, name))
	if err != nil {
		return ""
	}
	return c.Value
}

// origin is where a request comes from; server has put there what our proxies tell.
func origin(r *http.Request) auth.Origin {
	at := auth.Origin{Agent: r.UserAgent()}
	if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		at.Network = from.Addr()
	}
	return at
}

// byCookie tells whose session the browser has.
func (s *Workplace) byCookie(r *http.Request) (store.Session, error) {
	session, _, err := s.Auth.Who(r.Context(), cookie(r, sessionCookie))
	if errors.Is(err, auth.ErrSignedOut) || err == nil && session.Waiting {
		return store.Session{}, nil
	}
	return session, err
}

// admitted keeps the organisations that let somebody in who is signed in like this, and tells why others do not.
func (v *visitor) admitted(all []store.Membership) {
	in := cycle.SignedIn{Factor: v.session.Factor, Through: v.session.Through}
	v.refused = map[string]error{}
	for _, m := range all {
		if err := m.Organisation.Admits(m.User, in); err != nil {
			v.refused[m.Organisation.Slug] = err
			continue
		}
		v.memberships = append(v.memberships, m)
	}
}

// local is a page of the workplace to go to; what is none leads to its first page. Nobody is led to another site.
func local(page string) string {
	u, err := url.Parse(page)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/werk/") || strings.ContainsAny(page, "\\\r\n") || strings.Contains(u.Path, "..") || strings.HasPrefix(u.Path, "/werk/aanmelden") {
		return "/werk/"
	}
	return u.RequestURI()
}
