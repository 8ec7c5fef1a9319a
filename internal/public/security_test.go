package public

import (
	"strings"
	"testing"
	"time"
)

func TestWhoFindsAWeaknessKnowsWhomToTell(t *testing.T) {
	blobs := newBlobs(t)
	org, own, hidden := waterland(t, blobs), waterland(t, blobs), waterland(t, blobs)
	org.Contact = "planning@waterland.test"
	own.Slug, own.Base, own.Contact, own.NoIndex = "eigen", "https://eigen.test", "https://eigen.test/melden/", true
	hidden.Slug, hidden.Contact, hidden.NoIndex = "voorbeeld", "niemand@voorbeeld.test", true
	s, _ := served(t, blobs, org, own, hidden)

	shared := body(t, get(s, "/.well-known/security.txt"))
	if !strings.Contains(shared, "Contact: mailto:planning@waterland.test\n") || strings.Contains(shared, "voorbeeld") || strings.Contains(shared, "Canonical") {
		t.Errorf("on a host that is shared: %s", shared)
	}
	r := get(s, "https://eigen.test/.well-known/security.txt")
	text := body(t, r)
	for _, line := range []string{"Contact: https://eigen.test/melden/\n", "Canonical: https://eigen.test/.well-known/security.txt\n", "Preferred-Languages: nl, en\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("on an own host %q is not in %s", line, text)
		}
	}
	if kind := r.Header.Get("Content-Type"); kind != "text/plain; charset=utf-8" {
		t.Errorf("it is %s", kind)
	}
	_, after, _ := strings.Cut(text, "Expires: ")
	until, _, _ := strings.Cut(after, "\n")
	expires, err := time.Parse(time.RFC3339, until)
	if left := time.Until(expires); err != nil || left < 30*24*time.Hour || left > 365*24*time.Hour {
		t.Errorf("it holds until %s, %v", until, err)
	}
}

func TestThereIsNoSecurityFileWithoutAContact(t *testing.T) {
	blobs := newBlobs(t)
	org, own := waterland(t, blobs), waterland(t, blobs)
	own.Slug, own.Base, own.Contact = "eigen", "https://eigen.test", "http://eigen.test/onveilig/"
	s, _ := served(t, blobs, org, own)
	for _, address := range []string{"/.well-known/security.txt", "https://eigen.test/.well-known/security.txt"} {
		if r := get(s, address); r.StatusCode != 404 {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}
