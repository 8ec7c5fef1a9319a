package publication

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// pages is an invented edition of n deliverables in the shape of the source page, about 5 kB each as a part.
func pages(n int) Input {
	in := fietsroutes()
	in.Placements, in.Reports, in.Nodes, in.Addresses = nil, nil, nil, map[cycle.NodeID]string{}
	in.Lineages, in.ThemeLinks, in.PlaceLinks = nil, nil, nil
	in.Decisions = nil
	for i := range n/2 + 1 {
		number := fmt.Sprintf("PS/2025/%d", 100+i)
		in.Decisions = append(in.Decisions, cycle.Decision{ID: cycle.DecisionID("b" + fmt.Sprint(i)), Reference: number, Slug: NewLineSlug(number, "", nil)})
	}
	add := func(number, title string, depth int, parent cycle.NodeID) cycle.NodeID {
		id := cycle.NodeID("0192f0c0-7a3b-7c3e-8a1b-" + fmt.Sprintf("%012d", len(in.Nodes)))
		in.Nodes = append(in.Nodes, cycle.Node{ID: id, Line: NewLineSlug(title, number, nil)})
		in.Placements = append(in.Placements, placed(id, depth, parent, number, title, len(in.Nodes)))
		in.Addresses[id] = NewAddress(number, title, nil)
		in.ThemeLinks = append(in.ThemeLinks, cycle.ThemeLink{Node: id, Theme: "t1"})
		return id
	}
	var programme, goal cycle.NodeID
	for i := range n {
		if i%40 == 0 {
			programme = add(fmt.Sprint(i/40+1), "Economie en bereikbaarheid", 0, "")
		}
		if i%8 == 0 {
			goal = add(fmt.Sprintf("%d.%d", i/40+1, i%40/8+1), "Werk en onderwijs dichtbij", 1, programme)
		}
		number := fmt.Sprintf("%d.%d.%d", i/40+1, i%40/8+1, i%8+1)
		in.Reports = append(in.Reports, page(i, add(number, "Ontwikkeling van bedrijventerreinen "+number, 2, goal)))
	}
	return in
}

func page(i int, node cycle.NodeID) cycle.Report {
	sentence := "De werkzaamheden aan de zuidkant liggen op schema en de gemeente heeft de grond bouwrijp gemaakt. "
	long := strings.Repeat(sentence, 8)
	decision := func(k int) richtext.Span {
		return ref(richtext.RefDecision, fmt.Sprintf("b%d", k%100), fmt.Sprintf("PS/2025/%d", 100+k%100))
	}
	return cycle.Report{
		ID: cycle.ReportID(fmt.Sprintf("r%d", i)), Edition: "e2", Node: node, Stage: cycle.Approved, Holders: []cycle.HolderID{"h1"},
		Scores: []cycle.Score{{Aspect: "inhoud", Value: cycle.Green}, {Aspect: "geld", Value: cycle.Orange, Cause: "hogere prijzen"}},
		Sections: []cycle.SectionText{
			{Key: cycle.Summary, Text: doc("a1", long)},
			{Key: cycle.Context, CutOff: true, Text: doc("a2", sentence, sentence)},
			{Key: cycle.Progress, Text: append(doc("a3", "Met ", decision(i), long, decision(i+1)), doc("a4", long, decision(i+2))...)},
			{Key: cycle.FinanceNote, Text: doc("a5", "Geen afwijking.")},
		},
		Actions:    []cycle.Action{{Key: "k1", Number: 1, Text: doc("a6", "In afwachting van het voorstel, zie prestatie ", ref(richtext.RefNumber, "2.1.1", "2.1.1"))}},
		Milestones: []cycle.Milestone{{Key: "s1", Text: doc("a7", "Het voorstel ligt er, zie ", decision(i)), Decisions: []cycle.DecisionID{"b1"}}},
		References: []cycle.CrossReference{{Kind: cycle.WaitsFor, Action: 1, Number: "2.1.1"}},
		Term:       &cycle.Term{Structural: true}, Involvement: &cycle.Involvement{Sentence: "Wij zijn regisseur en investeerder."},
		Reserve: &cycle.ReserveRelation{Related: new(false), Reserve: "Kwaliteit"},
	}
}

func freezeParts(tb testing.TB, in Input) (Publication, []PartFile) {
	p, err := Freeze(in)
	if err != nil {
		tb.Fatal(err)
	}
	parts, err := Parts(p)
	if err != nil {
		tb.Fatal(err)
	}
	return p, parts
}

func BenchmarkFreeze(b *testing.B) {
	for _, n := range []int{300, 3000} {
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			in := pages(n)
			_, parts := freezeParts(b, in)
			size := 0
			for _, p := range parts {
				size += len(p.Bytes)
			}
			for b.Loop() {
				Manifest(must(freezeParts(b, in)))
			}
			b.ReportMetric(float64(size)/float64(n), "bytes/node")
		})
	}
}

func must(_ Publication, parts []PartFile) []PartFile { return parts }

func BenchmarkFreezeOnly(b *testing.B) {
	in := pages(300)
	for b.Loop() {
		if _, err := Freeze(in); err != nil {
			b.Fatal(err)
		}
	}
}

// One of 300 pages is corrected: everything is frozen and encoded, one page of the revision before is read.
func BenchmarkCorrection(b *testing.B) {
	in := pages(300)
	_, parts := freezeParts(b, in)
	before := readerOf(b, parts)
	in.Revision.Number, in.Revision.Kind, in.Revision.Moment = 2, cycle.SlipOfThePen, time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	in.Reports[7].Sections[0].Text = doc("a1", "Anders.")
	for b.Loop() {
		if _, _, err := FreezeNext(in, before); err != nil {
			b.Fatal(err)
		}
	}
}

func readerOf(tb testing.TB, parts []PartFile) *Reader {
	tb.Helper()
	kept := map[string][]byte{}
	for _, p := range parts {
		kept[p.Sum] = p.Bytes
	}
	r, err := NewReader(Manifest(parts), func(sum string) ([]byte, error) {
		if data, ok := kept[sum]; ok {
			return data, nil
		}
		return nil, ErrMissing
	})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func BenchmarkWritePack(b *testing.B) {
	_, parts := freezeParts(b, pages(300))
	manifest := Manifest(parts)
	for b.Loop() {
		if err := WritePack(io.Discard, manifest, parts, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	_, parts := freezeParts(b, pages(300))
	r := readerOf(b, parts)
	for b.Loop() {
		if _, err := r.Publication(); err != nil {
			b.Fatal(err)
		}
	}
}
