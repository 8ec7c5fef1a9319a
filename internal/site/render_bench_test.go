package site

import (
	"bytes"
	"encoding/json"
	"io"
	"syscall"
	"testing"

	"doelenboom/internal/publication"
)

// fromBytes reads nodes as they are kept: as JSON, each time again.
func fromBytes(f *Frozen) {
	parts := map[string][]byte{}
	for _, en := range f.Tree.Entries {
		n, err := f.Node(en.Address)
		if err != nil {
			panic(err)
		}
		b, err := json.Marshal(publication.Part[publication.Node]{Format: 1, Content: n})
		if err != nil {
			panic(err)
		}
		parts[en.Address] = b
	}
	f.Node = func(address string) (publication.Node, error) { return publication.ReadNode(parts[address]) }
}

// BenchmarkNodePage is what one page costs: reading two parts and rendering, without deflate.
func BenchmarkNodePage(b *testing.B) {
	for _, of := range []struct {
		name string
		open func(*Frozen)
	}{{"rendering", func(*Frozen) {}}, {"reading and rendering", fromBytes}} {
		b.Run(of.name, func(b *testing.B) {
			in := large(100)
			of.open(&in.Frozen)
			of.open(in.Before)
			e := openEdition(in)
			var buf bytes.Buffer
			b.ReportAllocs()
			began := cpuTime()
			for b.Loop() {
				buf.Reset()
				if err := e.nodePage(50).Render(&buf); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(cpuTime()-began)/float64(b.N)/1000, "cpu-µs/page")
			b.ReportMetric(float64(buf.Len()), "bytes/page")
		})
	}
}

// BenchmarkEdition renders and deflates 10,000 deliverables into an archive.
func BenchmarkEdition(b *testing.B) {
	const deliverables = 10_000
	in := large(deliverables)
	fromBytes(&in.Frozen)
	fromBytes(in.Before)
	began := cpuTime()
	for b.Loop() {
		a := NewArchiveWriter(io.Discard, nil)
		if err := RenderEdition(in, a.Add); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(cpuTime()-began)/float64(b.N)/deliverables/1000, "cpu-µs/page")
}

// cpuTime is what this process took of the processor: on a busy machine steadier than the clock.
func cpuTime() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
