package job

import (
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
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
