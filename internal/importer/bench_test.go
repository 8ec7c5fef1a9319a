package importer

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/testkit"
)

// samplePages is a file of n pages in the shape of the sample page, each with
// its own number.
func samplePages(t testing.TB, n int) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testkit.Root(t), "sample", "pagina.txt"))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(b), "\n")
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, "%d.%d.%d Natuurlijke oevers langs de wetering\n%s\n\n", 1+i/9801%99, 1+i/99%99, 1+i%99, body)
	}
	return all.String()
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{300, 10_000} {
		b.Run(fmt.Sprint(n, "pages"), func(b *testing.B) {
			text := samplePages(b, n)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if got := readInto(b, text, io.Discard); got != n {
					b.Fatalf("read %d pages of %d", got, n)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// readInto reads, watches over numbers and writes the proposal, as the command
// does, and counts the pages.
func readInto(t testing.TB, text string, w io.Writer) int {
	t.Helper()
	enc, set, n := NewEncoder(w), Set{}, 0
	for d, err := range Read(t.Context(), "tekst.txt", strings.NewReader(text), Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := set.Add(&d); err != nil {
			t.Fatal(err)
		}
		if err := enc.Document(d); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if err := enc.Close(); err != nil {
		t.Fatal(err)
	}
	return n
}

// The limits for a file that is far larger than any page: 50 MB of text, or
// 100,000 actions on one page. Memory is the heap besides the source; a file a
// fifth as large gets half of it.
const (
	mostMemory = 640 << 20
	mostTime   = 60 * time.Second
)

func TestLargeFilesStayWithinTheirLimits(t *testing.T) {
	sentence := "Samen met het besluit over Rietkraag-Noord (PS/2025/204) ligt er in 2026 een reeks van stukken klaar (zie prestatie 6.1.2). "
	pages := 50<<20/len(samplePages(t, 1)) + 1
	tests := []struct {
		name  string
		text  func() string
		pages int
	}{
		{"50 MB in many pages", func() string { return samplePages(t, pages) }, pages},
		{"50 MB as one page of many paragraphs", func() string {
			return "5.1.2 Titel\n\nToelichting op voortgang\n\n" + strings.Repeat(sentence+"\n\n", 50<<20/len(sentence))
		}, 1},
		{"10 MB on one line", func() string { return "5.1.2 Titel\n\n" + strings.Repeat(sentence, 10<<20/len(sentence)) }, 1},
		{"10 MB of wrapped lines in one paragraph", func() string {
			return "5.1.2 Titel\n\n" + strings.Repeat(strings.Replace(sentence, " er ", "\ner ", 1)+"\n", 10<<20/len(sentence))
		}, 1},
		{"100,000 actions", func() string { return "5.1.2 Titel\n\nActies\n\n" + manyActions(100_000) }, 1},
		{"10 MB as one list", func() string {
			return "5.1.2 Titel\n\nMijlpalen\n\n" + strings.Repeat("- "+sentence+"\n", 10<<20/len(sentence))
		}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := tt.text()
			runtime.GC()
			highest := watchHeap(t)
			begin := time.Now()
			n := readInto(t, text, io.Discard)
			took := time.Since(begin)
			if n != tt.pages {
				t.Errorf("it is read as %d pages, want %d", n, tt.pages)
			}
			t.Logf("%d MB read in %v, heap at most %d MB", len(text)>>20, took.Round(time.Millisecond), highest()>>20)
			limit := uint64(mostMemory)
			if len(text) < 20<<20 {
				limit /= 2
			}
			if used := highest(); used > limit+uint64(len(text)) || took > mostTime {
				t.Errorf("it took %v and %d MB", took, used>>20)
			}
		})
	}
}

func manyActions(n int) string {
	var all strings.Builder
	for i := range n {
		fmt.Fprintf(&all, "  %d. In afwachting van het voorstel Blauwe Bocht %d (zie prestatie 6.1.2).\n     - een deel\n", i+1, i)
	}
	all.WriteString("\nToelichting op voortgang\n\nMet het besluit \"Blauwe Bocht\" (PS/2025/118) gaan wij door.\n\n")
	for i := range n {
		fmt.Fprintf(&all, "Actie %d: loopt.\n", i+1)
	}
	return all.String()
}

// watchHeap measures the heap while a test runs; the source text is in it.
func watchHeap(t *testing.T) func() uint64 {
	stop, stopped := make(chan struct{}), make(chan struct{})
	var most uint64
	go func() {
		defer close(stopped)
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	done := false
	end := func() uint64 {
		if !done {
			done = true
			close(stop)
			<-stopped
		}
		return most
	}
	t.Cleanup(func() { end() })
	return end
}
