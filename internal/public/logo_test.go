package public

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

// The logo is asked by a name that holds its hash and is kept for ever; by the name of one of before, for a minute.
func TestTheLogoOfToday(t *testing.T) {
	blobs := newBlobs(t)
	o := waterland(t, blobs)
	plain, _ := served(t, blobs, o)
	if got := get(plain, "/waterland/logo-01234567.png"); got.StatusCode != 404 {
		t.Errorf("there is no logo: %d", got.StatusCode)
	}
	o.Style.Logo = &cycle.Logo{Blob: put(t, blobs, []byte("the points")), Ending: "png", Width: 200, Height: 60}
	o.Base = "https://doelen.waterland.example"
	s, _ := served(t, blobs, o)
	name := o.Style.Logo.FileName()
	for _, address := range []string{"/waterland/" + name, "https://doelen.waterland.example/" + name} {
		got := get(s, address)
		if got.StatusCode != 200 || body(t, got) != "the points" {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
		for header, want := range map[string]string{
			"Content-Type": "image/png", "Cache-Control": "public, max-age=31536000, immutable", "Content-Security-Policy": "sandbox; default-src 'none'",
		} {
			if got.Header.Get(header) != want {
				t.Errorf("%s: %s is %q", address, header, got.Header.Get(header))
			}
		}
		if again := get(s, address, "If-None-Match", got.Header.Get("Etag")); again.StatusCode != 304 {
			t.Errorf("%s asked again: %d", address, again.StatusCode)
		}
	}
	old := get(s, "/waterland/logo-01234567.jpg")
	if old.StatusCode != 200 || old.Header.Get("Content-Type") != "image/png" || old.Header.Get("Cache-Control") != "max-age=60, must-revalidate" {
		t.Errorf("the one of before: %d, %v", old.StatusCode, old.Header)
	}
	for _, no := range []string{"/waterland/logo-01234567.svg", "/waterland/logo-x/y.png", "/waterland/logo-01234567.png/"} {
		if got := get(s, no); got.StatusCode == 200 {
			t.Errorf("%s is answered", no)
		}
	}
	sheet := body(t, get(s, "/waterland/huisstijl.css"))
	if !strings.Contains(sheet, `url("`+name+`")`) {
		t.Errorf("the sheet lacks it:\n%s", sheet)
	}
}
