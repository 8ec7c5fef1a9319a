package change

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/richtext"
)

// mention is a reference as a text makes it, before it is known which decision or node that is. One of both is there.
type mention struct {
	from, to         int
	decision, number string
}

// mentionsIn finds the references that a text makes by a number.
func mentionsIn(text string, levels []string) []mention {
	var all []mention
	for _, d := range dutch.FindDecisions(text) {
		all = append(all, mention{from: d.From, to: d.To, decision: d.Reference})
	}
	for _, n := range dutch.FindNodes(text, levels...) {
		all = append(all, mention{from: n.From, to: n.To, number: n.Number})
	}
	return all
}

// foresight is what can be found in documents without asking what an edition knows. Others find it, on all processors,
// while the change that takes the documents in is busy with the tree: a change keeps all others waiting.
type foresight struct {
	levels []string        // by which it is found
	texts  [][]foreseeable // for each document, in the order in which takeOver comes to them
	found  []chan struct{} // one for each stretch of documents, closed when their texts are there
	all    *sync.WaitGroup
}

// foreseeable is the text of a run, and what it mentions.
type foreseeable struct {
	text     string
	mentions []mention
}

// foreseen goes along the texts of one document.
type foreseen struct {
	texts []foreseeable
	at    int
}

// near is how far ahead a text is looked for; it nearly always is the next.
const near = 8

// mentions are those of a text; ok is false when they must be found now.
func (f *foreseen) mentions(text string) (all []mention, ok bool) {
	if f == nil {
		return nil, false
	}
	for i := f.at; i < min(len(f.texts), f.at+near); i++ {
		if f.texts[i].text == text {
			f.at = i + 1
			return f.texts[i].mentions, true
		}
	}
	return nil, false
}

// stretch is how many documents are looked through before the next are taken.
const stretch = 20

func foresee(e cycle.Edition, docs []importer.Document) foresight {
	f := foresight{e.Settings.LevelWords(), make([][]foreseeable, len(docs)), make([]chan struct{}, (len(docs)+stretch-1)/stretch), new(sync.WaitGroup)}
	for i := range f.found {
		f.found[i] = make(chan struct{})
	}
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(f.found)) {
		f.all.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(f.found); n = int(next.Add(1)) - 1 {
				for i := n * stretch; i < min(len(docs), (n+1)*stretch); i++ {
					f.texts[i] = f.mentions(&docs[i])
				}
				close(f.found[n])
			}
		})
	}
	return f
}

// wait is until nobody looks at the documents any more.
func (f foresight) wait() { f.all.Wait() }

func (f foresight) mentions(d *importer.Document) []foreseeable {
	var texts []foreseeable
	eachProse(d, func(prose richtext.Doc) {
		prose.Runs(func(text string) { texts = append(texts, foreseeable{text, mentionsIn(text, f.levels)}) })
	})
	return texts
}

// of is what was found in document i, nothing when the edition has other levels by now.
func (f foresight) of(i int, l linker) *foreseen {
	if i >= len(f.texts) || !slices.Equal(f.levels, l.levels) {
		return nil
	}
	<-f.found[i/stretch]
	return &foreseen{texts: f.texts[i]}
}

// eachProse visits the prose of a document in which takeOver makes references, in its order. What is left out here is
// found all the same, later and more slowly.
func eachProse(d *importer.Document, see func(richtext.Doc)) {
	see(blocksOf(d.Summary, d.SummaryBlocks))
	if c := d.Context; c != nil {
		see(blocksOf(c.Text, c.Blocks))
	}
	see(blocksOf(d.Progress, d.ProgressBlock))
	if f := d.Finance; f != nil {
		see(blocksOf(f.Explanation, f.Blocks))
	}
	for _, o := range d.Other {
		see(blocksOf(o.Text, o.Blocks))
	}
	for _, a := range d.Actions {
		see(blocksOf(a.Text, nil))
		see(richtext.Doc{partsList(a.Parts)})
		see(blocksOf(a.Explanation, a.Blocks))
	}
	if d.Basics != nil {
		for _, m := range d.Basics.Milestones {
			see(blocksOf(m.Text, nil))
		}
	}
}

// blocksOf are the blocks of a field, which brings them or is plain text.
func blocksOf(text string, blocks richtext.Doc) richtext.Doc {
	if blocks == nil {
		return richtext.Paragraphs(text)
	}
	return blocks
}
