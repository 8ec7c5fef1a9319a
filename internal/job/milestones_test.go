package job

import (
	"strings"
	"testing"

	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
)

// A year whose last milestone a correction moved keeps its page, also when all is made again.
func TestAYearThatACorrectionEmptiedKeepsItsPage(t *testing.T) {
	eachHouse(t, func(h *house) {
		bridge := func(day string) importer.Document {
			d := deliverable("5.1.1", "Brug bouwen", "De provincie bouwt een brug.")
			on := dutch.ParseWritten(day)
			d.Basics = &importer.Basics{Milestones: []importer.Milestone{{Text: "Brug klaar", Date: &importer.Moment{Text: on.Text, From: on.From, To: on.To}}}}
			return d
		}
		e := h.imported(2016, bridge("1 mei 2015"))
		h.freeze(e)
		h.work()
		h.freeze(h.imported(2020, deliverable("5.1.1", "Brug bouwen", "De brug is klaar.")))
		h.work()
		if page := h.site()["/mijlpalen/2015/"]; !says(page, "Brug klaar") {
			t.Fatalf("before: %s", page)
		}
		h.correct(e, bridge("1 mei 2018"))
		h.work()
		for _, when := range []string{"corrected", "made again"} {
			pages := h.site()
			if !says(pages["/mijlpalen/2015/"], "In 2015 staat nu geen mijlpaal.") || !says(pages["/mijlpalen/2018/"]+pages["/mijlpalen/"], "Brug klaar") {
				t.Errorf("%s: 2015 says %q", when, pages["/mijlpalen/2015/"])
			}
			if strings.Contains(pages["/mijlpalen/"], "2015") {
				t.Errorf("%s: the list leads to a year that is empty", when)
			}
			h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		}
	})
}
