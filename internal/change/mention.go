package change

import (
	"runtime"
	"slices"
	"sync"

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

// foresight is what can be found in documents before the change that takes them in. It is made outside of it, on all
// processors, because a change keeps all others waiting.
type foresight struct {
	levels []string               // by which it was found
	texts  []map[string][]mention // for each document, by the text of a run
}

func foresee(e cycle.Edition, docs []importer.Document) foresight {
	f := foresight{levelWords(e), make([]map[string][]mention, len(docs))}
	workers := min(runtime.GOMAXPROCS(0), 1+len(docs)/few)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w; i < len(docs); i += workers {
				f.texts[i] = f.mentions(&docs[i])
			}
		})
	}
	all.Wait()
	return f
}

func (f foresight) mentions(d *importer.Document) map[string][]mention {
	texts := map[string][]mention{}
	for _, prose := range marked(d) {
		prose.Mark(func(text string) []richtext.Found {
			texts[text] = mentionsIn(text, f.levels)
			return nil
		})
	}
	return texts
}

// of is what was found in document i, nothing when the edition has other levels by now.
func (f foresight) of(i int, l linker) map[string][]mention {
	if i >= len(f.texts) || !slices.Equal(f.levels, l.levels) {
		return nil
	}
	return f.texts[i]
}

// marked is the prose of a document in which takeOver makes references. What is left out here is found all the same,
// later and more slowly.
func marked(d *importer.Document) []richtext.Doc {
	all := []richtext.Doc{blocksOf(d.Summary, d.SummaryBlocks), blocksOf(d.Progress, d.ProgressBlock)}
	if c := d.Context; c != nil {
		all = append(all, blocksOf(c.Text, c.Blocks))
	}
	if f := d.Finance; f != nil {
		all = append(all, blocksOf(f.Explanation, f.Blocks))
	}
	for _, o := range d.Other {
		all = append(all, blocksOf(o.Text, o.Blocks))
	}
	for _, a := range d.Actions {
		all = append(all, blocksOf(a.Text, nil), richtext.Doc{partsList(a.Parts)}, blocksOf(a.Explanation, a.Blocks))
	}
	if d.Basics != nil {
		for _, m := range d.Basics.Milestones {
			all = append(all, blocksOf(m.Text, nil))
		}
	}
	return all
}

// blocksOf are the blocks of a field, which brings them or is plain text.
func blocksOf(text string, blocks richtext.Doc) richtext.Doc {
	if blocks == nil {
		return richtext.Paragraphs(text)
	}
	return blocks
}
