package files

import (
	"context"
	"strings"
	"testing"
)

func TestList(t *testing.T) {
	for _, test := range []struct {
		name string
		file File
		want string
	}{
		{"a file is saved under its own name, and tells how large it is", File{Title: "Akte", Href: "../bestanden/ab.pdf", Facts: "pdf, 240 kB", SaveAs: "akte.pdf"}, `<a href="../bestanden/ab.pdf" download="akte.pdf">Akte</a> <span class="quiet">(pdf, 240 kB)</span>`},
		{"a link leads elsewhere", File{Title: "Besluit", Href: "https://example.nl/"}, `<a href="https://example.nl/">Besluit</a>`},
		{"a link that runs leads nowhere", File{Title: "x", Href: "javascript:alert(1)"}, `<a href="about:invalid#TemplFailedSanitizationURL">x</a>`},
		{"a note stands by itself", File{Note: "Gebeld."}, `<li><span class="quiet">Gebeld.</span></li>`},
		{"what is gone is told", File{Title: "Akte", Gone: "ingetrokken"}, `Akte <span class="quiet">(ingetrokken)</span>`},
	} {
		var b strings.Builder
		if err := List([]File{test.file}).Render(context.Background(), &b); err != nil || !strings.Contains(b.String(), test.want) {
			t.Errorf("%s: %s", test.name, b.String())
		}
	}
}
