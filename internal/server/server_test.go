package server

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func answers(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, text) })
}

func ask(site Site, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	site.Handler().ServeHTTP(w, r)
	return w
}

// The ten rules of internet.nl about a Content-Security-Policy, as far as a policy can break them.
func TestThePolicyPassesTheTenRules(t *testing.T) {
	rules := map[string]string{}
	for rule := range strings.SplitSeq(policy, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(rule), " ")
		rules[name] = value
	}
	for _, name := range []string{"default-src", "base-uri", "frame-src", "frame-ancestors", "form-action"} {
		if v := rules[name]; v != "'none'" && v != "'self'" {
			t.Errorf("%s is %q", name, v)
		}
	}
	for name, value := range rules {
		for _, bad := range []string{"unsafe-", "data:", "http:", "https:", "*", "127.0.0.1"} {
			if strings.Contains(value, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	panics := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("mistake") })
	site := Site{Public: answers("site"), Mounts: []Mount{{"/werk/", answers("werk")}, {"/stuk/", panics}}}
	crossSite := httptest.NewRequest("POST", "/werk/", nil)
	crossSite.Header.Set("Sec-Fetch-Site", "cross-site")
	for _, c := range []struct {
		name   string
		r      *http.Request
		status int
		says   string
	}{
		{"a page", httptest.NewRequest("GET", "/", nil), 200, "site"},
		{"the workplace", httptest.NewRequest("GET", "/werk/taken/", nil), 200, "werk"},
		{"the workplace without slash", httptest.NewRequest("GET", "/werk", nil), 200, "werk"},
		{"what only looks like the workplace", httptest.NewRequest("GET", "/werkplaats/", nil), 200, "site"},
		{"a panic", httptest.NewRequest("GET", "/stuk/", nil), 500, "Er ging bij ons iets mis"},
		{"a form from another site", crossSite, 403, "andere site"},
	} {
		w := ask(site, c.r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %q", c.name, w.Code, w.Body)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", c.name, name, got)
			}
		}
		if w.Header().Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: over http there is nothing to be strict about", c.name)
		}
	}
}

func TestStrictOnlyOverHTTPS(t *testing.T) {
	site := Site{Public: answers("site"), Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct {
		name, from, says string
		want             bool
	}{
		{"a proxy of ours says https", "10.1.2.3:4000", "https", true},
		{"the same as an IPv6 address", "[::ffff:10.1.2.3]:4000", "https", true},
		{"a proxy of ours says http", "10.1.2.3:4000", "http", false},
		{"a stranger says https", "192.0.2.1:4000", "https", false},
		{"nobody says anything", "10.1.2.3:4000", "", false},
	} {
		r := httptest.NewRequest("GET", "http://provincie.test/", nil)
		r.RemoteAddr = c.from
		r.Header.Set("X-Forwarded-Proto", c.says)
		if got := ask(site, r).Header().Get("Strict-Transport-Security") != ""; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	r := httptest.NewRequest("GET", "https://provincie.test/", nil)
	if ask(site, r).Header().Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Error("over https it is missing")
	}
}

func TestHalfAPageEndsTheConnection(t *testing.T) {
	site := Site{Public: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "half")
		panic("mistake")
	})}
	s := httptest.NewServer(site.Handler())
	defer s.Close()
	r, err := http.Get(s.URL)
	if err != nil {
		return // ended before the head was sent: also not a whole page
	}
	defer r.Body.Close()
	if b, err := io.ReadAll(r.Body); err == nil {
		t.Errorf("%q looks like a whole page", b)
	}
}

func TestTheEndIsOrderly(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	began := make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(began)
		time.Sleep(200 * time.Millisecond)
		io.WriteString(w, "klaar")
	})
	ended := make(chan error)
	go func() { ended <- Run(ctx, l, Site{Public: slow}) }()
	said := make(chan string)
	go func() {
		r, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			said <- err.Error()
			return
		}
		b, _ := io.ReadAll(r.Body)
		said <- string(b)
	}()
	<-began
	stop()
	if got := <-said; got != "klaar" {
		t.Errorf("who was being answered got %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		c.Close()
		t.Error("it still listens")
	}
}

// The same program, started as somebody who holds the lock.
func TestMain(m *testing.M) {
	if dir := os.Getenv("HOLD_LOCK"); dir != "" {
		_, err := LockFolder(dir)
		os.Stdout.WriteString(map[bool]string{true: "held\n", false: "refused\n"}[err == nil])
		select {} // until killed
	}
	os.Exit(m.Run())
}

func TestASecondServeIsRefused(t *testing.T) {
	dir := t.TempDir()
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "HOLD_LOCK="+dir)
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer other.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("the other one: %q %v", line, err)
	}
	_, err = LockFolder(dir)
	if served := (Served{}); !errors.As(err, &served) || served.Dir != dir || !strings.Contains(err.Error(), "al een serve") {
		t.Errorf("a second serve: %v", err)
	}
	other.Process.Kill()
	other.Wait()
	lock, err := LockFolder(dir)
	if err != nil {
		t.Fatalf("after the other one was killed: %v", err)
	}
	if _, err := LockFolder(dir); err == nil {
		t.Error("twice within one program")
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if lock, err = LockFolder(dir); err != nil {
		t.Errorf("after it was let go: %v", err)
	}
	lock.Release()
	if _, err := LockFolder(dir + "/nowhere"); err == nil || errors.As(err, new(Served)) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// Servers on one PostgreSQL share their folder; what must be alone is not let in beside any of them.
func TestAFolderIsSharedOrHeldAlone(t *testing.T) {
	dir := t.TempDir()
	first, err := ShareFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := ShareFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, shared := range []*Lock{first, second} {
		if _, err := LockFolder(dir); !errors.As(err, new(Served)) {
			t.Errorf("alone beside others: %v", err)
		}
		if err := shared.Release(); err != nil {
			t.Fatal(err)
		}
	}
	alone, err := LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ShareFolder(dir); !errors.As(err, new(Served)) {
		t.Errorf("beside one that must be alone: %v", err)
	}
	if err := alone.Release(); err != nil {
		t.Fatal(err)
	}
}
