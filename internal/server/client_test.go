package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// Who asks is told by our proxies only; what somebody else writes in the header does not count.
func TestWhoAsks(t *testing.T) {
	var seen string
	site := Site{Public: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = r.RemoteAddr })}
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for name, c := range map[string]struct {
		proxies   []netip.Prefix
		from      string
		forwarded []string
		want      string
	}{
		"without a proxy nobody is believed":         {nil, "203.0.113.5:99", []string{"198.51.100.1"}, "203.0.113.5:99"},
		"somebody who is no proxy of ours":           {proxies, "203.0.113.5:99", []string{"198.51.100.1"}, "203.0.113.5:99"},
		"our proxy":                                  {proxies, "10.0.0.1:99", []string{"198.51.100.1"}, "198.51.100.1:0"},
		"a visitor who wrote the header first":       {proxies, "10.0.0.1:99", []string{"192.0.2.1, 198.51.100.1"}, "198.51.100.1:0"},
		"two proxies of ours, two headers":           {proxies, "10.0.0.1:99", []string{"192.0.2.1, 198.51.100.1", "10.2.3.4"}, "198.51.100.1:0"},
		"IPv4 written as IPv6":                       {proxies, "[::ffff:10.0.0.1]:99", []string{"::ffff:198.51.100.1"}, "198.51.100.1:0"},
		"our proxy says nothing":                     {proxies, "10.0.0.1:99", nil, "10.0.0.1:99"},
		"our proxy says something that is no number": {proxies, "10.0.0.1:99", []string{"unknown"}, "10.0.0.1:99"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.from
		r.Header["X-Forwarded-For"] = c.forwarded
		site.Proxies = c.proxies
		ask(site, r)
		if seen != c.want {
			t.Errorf("%s: %s, want %s", name, seen, c.want)
		}
	}
}
