package job

import (
	"fmt"
	"testing"
	"time"

	"doelenboom/internal/testkit/databases"
)

// One of 300 pages corrected, from the text to what everybody sees.
func BenchmarkCorrectOneOf300(b *testing.B) {
	c := databases.SQLite(b)
	c.Volatile = false
	h := newHouse(b, databases.Open(b, c), b.TempDir())
	e := h.imported(2016, deliverables(300)...)
	h.freeze(e)
	h.work()
	var frozen, shown time.Duration
	n := 0
	for b.Loop() {
		n++
		began := time.Now()
		h.correct(e, deliverable("1.1.1", "Grond kopen", fmt.Sprintf("Correctie %d.", n)))
		frozen += time.Since(began)
		_, worked, err := h.jobs.one(h.ctx)
		if err != nil || !worked {
			b.Fatal(worked, err)
		}
		shown += time.Since(began)
		b.StopTimer()
		h.work() // the earlier revision, which follows by itself
		b.StartTimer()
	}
	b.ReportMetric(float64(frozen.Milliseconds())/float64(n), "ms-frozen")
	b.ReportMetric(float64(shown.Milliseconds())/float64(n), "ms-shown")
}

func BenchmarkPublish300(b *testing.B) {
	c := databases.SQLite(b)
	h := newHouse(b, databases.Open(b, c), b.TempDir())
	h.freeze(h.imported(2016, deliverables(300)...))
	h.work()
	for b.Loop() {
		if err := h.jobs.Rebuild(h.ctx, h.org.ID, ""); err != nil {
			b.Fatal(err)
		}
	}
}
