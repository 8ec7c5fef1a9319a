package job

import (
	"runtime"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// fiveYears are five editions of which only the first, the fourth and the fifth have 1.1.2.
func fiveYears(h *house) (editions []cycle.Edition) {
	for i, n := range []int{3, 1, 1, 3, 3} {
		e := h.imported(2012+i, deliverables(n)...)
		h.freeze(e)
		h.work()
		editions = append(editions, e)
	}
	return editions
}

const linkTo = ` rel="next"><span class="visually-hidden">Volgende: </span>`

// An edition that lacks a deliverable does not break the way from the edition before it to the one after it.
func TestAPageLeadsToTheNearestEditionThatHasItsNode(t *testing.T) {
	eachHouse(t, func(h *house) {
		all := fiveYears(h)
		same := func() {
			h.t.Helper()
			before := h.site()
			h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
			differing(h.t, "after rebuild", h.site(), before)
		}
		first, fourth := "/jaarverslag-2012/1.1.2-grond-kopen/", "/jaarverslag-2015/1.1.2-grond-kopen/"
		has := func(path, want string) {
			h.t.Helper()
			if page := h.site()[path]; !strings.Contains(page, want) {
				h.t.Errorf("%s does not say %s", path, want)
			}
		}
		has(first, `<a href="../../jaarverslag-2015/1.1.2-grond-kopen/"`+linkTo+`Jaarverslag 2015 `)
		has(fourth, `<a href="../../jaarverslag-2012/1.1.2-grond-kopen/" rel="prev">`)
		has("/jaarverslag-2012/", `<a href="../jaarverslag-2013/"`+linkTo+`Jaarverslag 2013 `)
		same()

		was := h.shown()
		h.correct(all[3], deliverable("1.1.2", "Grond kopen", "De provincie kocht geen grond."))
		h.work()
		if got, want := h.shown().Editions[0].Revisions[0].Archive.Files, was.Editions[0].Revisions[0].Archive.Files; strings.Join(got, " ") != strings.Join(want, " ") {
			h.t.Error("a text that changed made pages again of an edition that only leads to it")
		}

		h.correct(all[2], deliverable("1.1.2", "Grond kopen", "De provincie kocht alsnog grond."))
		h.work()
		has(first, `<a href="../../jaarverslag-2014/1.1.2-grond-kopen/"`+linkTo+`Jaarverslag 2014 `)
		has(fourth, `<a href="../../jaarverslag-2014/1.1.2-grond-kopen/" rel="prev">`)
		same()

		_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, all[2].ID, change.Withdrawing{Revision: 2, Reason: "te vroeg"})
		h.must(err)
		h.work()
		has(first, `<a href="../../jaarverslag-2015/1.1.2-grond-kopen/"`+linkTo+`Jaarverslag 2015 `)
		same()
	})
}

// read is a node as it comes out of a tree: its words stand in the text of the whole.
func read(text, id, address string) publication.Entry {
	at := func(s string) string { return text[strings.Index(text, s):][:len(s)] }
	return publication.Entry{ID: cycle.NodeID(at(id)), Address: at(address)}
}

// An organisation with forty editions must not have the text of forty trees in memory.
func TestOfATreeOnlyIsKeptWhereItsNodesStand(t *testing.T) {
	const size = 4 << 20
	p := &placed{last: map[cycle.NodeID]*stand{}}
	before := inUse()
	for i, text := range []string{"bos 1-bos", "", "bos 1-bos", "bos 2-bos", "weg 1-weg"} {
		name := publication.Edition{Slug: "begroting", Name: "Begroting"}
		var tree publication.Tree
		if id, address, has := strings.Cut(text, " "); has {
			tree.Entries = append(tree.Entries, read(strings.Repeat(".", size)+text, id, address))
		}
		p.add(i, name, tree)
	}
	if kept := inUse() - before; kept > size/2 {
		t.Errorf("%d kB is kept", kept>>10)
	}
	if to := p.editions[0].after["bos"]; to != (site.Stand{Slug: "begroting", Name: "Begroting", Address: "1-bos"}) || p.editions[2].before["bos"] != to {
		t.Errorf("over the edition without it the first leads to %+v", to)
	}
	if n := len(p.editions[2].after) + len(p.editions[3].before); n > 0 {
		t.Errorf("%d nodes are looked for beyond an edition that has them", n)
	}
}

// inUse is how many bytes are alive.
func inUse() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
