package publication

import (
	"bytes"
	"fmt"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// wild makes an edition of whatever bytes say: parents in rings, references to nothing, numbers twice, signs of any
// kind.
type wild struct {
	data []byte
	text string
}

func (w *wild) next() int {
	if len(w.data) == 0 {
		return 0
	}
	n := int(w.data[0])
	w.data = w.data[1:]
	return n
}

func (w *wild) id() string { return fmt.Sprintf("n%d", w.next()%6) }

func (w *wild) doc() richtext.Doc {
	kinds := []richtext.RefKind{richtext.RefDecision, richtext.RefNode, richtext.RefNumber, richtext.RefPlace, richtext.RefParty, "?"}
	d := doc(fmt.Sprint(w.next()), w.text)
	for range w.next() % 3 {
		d = append(d, doc(w.id(), w.text, ref(kinds[w.next()%len(kinds)], w.id(), w.text))...)
	}
	d[0].Items = []richtext.Item{{Spans: d[0].Spans, Items: []richtext.Item{{}}}}
	return d
}

func (w *wild) input() Input {
	in := fietsroutes()
	in.Placements, in.Reports, in.Nodes, in.Addresses = nil, nil, nil, map[cycle.NodeID]string{}
	taken := map[string]bool{}
	for i := range 1 + w.next()%8 {
		id := cycle.NodeID(fmt.Sprintf("n%d", i))
		p := placed(id, w.next()-100, cycle.NodeID(w.id()), fmt.Sprint(w.next()%4)+w.text, w.text, w.next())
		in.Placements = append(in.Placements, p)
		in.Nodes = append(in.Nodes, cycle.Node{ID: id, Line: NewLineSlug(w.text, p.Number, taken)})
		in.Addresses[id] = NewAddress(p.Number, p.Title, taken)
		taken[in.Addresses[id]] = true
		if w.next()%3 > 0 {
			in.Reports = append(in.Reports, w.report(id))
		}
	}
	for i := range w.next() % 6 {
		in.Lineages = append(in.Lineages, cycle.Lineage{
			ID: cycle.LineageID(fmt.Sprint(i)), Kind: cycle.Split, From: cycle.NodeID(w.id()), To: cycle.NodeID(w.id()),
			Edition: cycle.EditionID([]string{"", "e1", "e2", "e9"}[w.next()%4]), Note: w.text,
		})
	}
	return in
}

func (w *wild) report(node cycle.NodeID) cycle.Report {
	return cycle.Report{
		Edition: "e2", Node: node, Headline: w.text, Holders: []cycle.HolderID{"h1", cycle.HolderID(w.id())},
		Sections:   []cycle.SectionText{{Key: w.text, Text: w.doc()}, {Key: cycle.Summary, Text: w.doc()}, {}},
		Actions:    []cycle.Action{{Key: w.text, Number: -w.next(), Text: w.doc(), Parts: w.doc()}},
		Milestones: []cycle.Milestone{{Text: w.doc(), Date: dutch.ParseWritten(w.text), Decisions: []cycle.DecisionID{"b1", "?"}}, {}},
		References: []cycle.CrossReference{{Node: cycle.NodeID(w.id()), Number: w.text}, {Number: w.id()}, {}},
		Amendments: []cycle.AmendmentNotice{{Decision: "b1"}, {}},
		Scores:     []cycle.Score{{Aspect: w.text, Value: w.text}, {Aspect: "inhoud", Value: w.id()}},
		Websites:   []string{w.text},
	}
}

func FuzzFreeze(f *testing.F) {
	f.Add([]byte("een boom met van alles erin, heen en weer"), "Zie PS/2016/486…")
	f.Add([]byte{7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 3, 3, 3}, "<script>\u2028\x00")
	f.Add([]byte{}, "")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		first, second := wild{data, text}, wild{data, text}
		parts := mustParts(t, first.input())
		if again := mustParts(t, second.input()); !bytes.Equal(Manifest(parts), Manifest(again)) {
			t.Fatal("the same input gave other bytes")
		}
		r := readerOf(t, parts)
		p, err := r.Publication()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parts(p)
		if err != nil || !bytes.Equal(Manifest(again), Manifest(parts)) {
			t.Fatalf("what was read is written otherwise: %v", err)
		}
		third := wild{data, text + " Meer."}
		if _, _, err := FreezeNext(third.input(), r); err != nil {
			t.Fatal(err)
		}
	})
}
