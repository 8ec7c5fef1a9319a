package site

import (
	"fmt"
	"io"
	"testing"
)

func BenchmarkArchiveWrite(b *testing.B) {
	for _, n := range []int{300, 10_000} {
		pages := edition(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := NewArchiveWriter(io.Discard, nil)
				for _, p := range pages {
					if err := w.Add(p); err != nil {
						b.Fatal(err)
					}
				}
				if _, err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// One of 300 pages changed: what a correction costs besides rendering.
func BenchmarkArchiveCorrect(b *testing.B) {
	pages := edition(300)
	a, _, _ := write(b, pages, nil)
	pages[7] = html(pages[7].Path, "<p>Gecorrigeerd.</p>")
	for b.Loop() {
		w := NewArchiveWriter(io.Discard, a)
		for _, p := range pages {
			if err := w.Add(p); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkArchiveFind(b *testing.B) {
	a, _, _ := write(b, edition(10_000), nil)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := a.Find("5.120.7-verwerven-van-grond/"); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkArchiveGzip(b *testing.B) {
	a, _, _ := write(b, edition(100), nil)
	e, _ := a.Find("5.2.7-verwerven-van-grond/")
	buf := make([]byte, 0, 1<<16)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.AppendGzip(buf, e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkArchivePlain(b *testing.B) {
	a, _, _ := write(b, edition(100), nil)
	e, _ := a.Find("5.2.7-verwerven-van-grond/")
	buf := make([]byte, 0, 1<<16)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.AppendPlain(buf, e); err != nil {
			b.Fatal(err)
		}
	}
}
