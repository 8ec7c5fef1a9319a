package public

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// nowhere takes an answer and forgets it, with the header map used again, so that only our own garbage is counted.
type nowhere struct{ headers http.Header }

func (n nowhere) Header() http.Header         { return n.headers }
func (n nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n nowhere) WriteHeader(int)             {}

func BenchmarkPage(b *testing.B) {
	blobs := newBlobs(b)
	s, _ := served(b, blobs, waterland(b, blobs))
	for _, c := range []struct {
		name    string
		headers []string
	}{
		{"gzip", []string{"Accept-Encoding", "gzip, deflate, br"}},
		{"plain", nil},
		{"304", []string{"Accept-Encoding", "gzip", "If-None-Match", "*"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/waterland/jaarverslag-2016/5.1.2-grond-kopen/", nil)
			for i := 0; i < len(c.headers); i += 2 {
				r.Header.Set(c.headers[i], c.headers[i+1])
			}
			w := nowhere{http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				s.ServeHTTP(w, r)
			}
		})
	}
}

// ETag and Content-Length take two pieces of memory; nothing else may come.
func TestAPageMakesLittleGarbage(t *testing.T) {
	blobs := newBlobs(t)
	s, _ := served(t, blobs, waterland(t, blobs))
	r := httptest.NewRequest("GET", "/waterland/jaarverslag-2016/5.1.2-grond-kopen/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := nowhere{http.Header{}}
	if n := testing.AllocsPerRun(200, func() { s.ServeHTTP(w, r) }); n > 2 {
		t.Errorf("a page makes %v pieces of garbage", n)
	}
}
