package job

import (
	"regexp"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
)

// says tells whether a page says something, whatever tags and spaces stand between the words.
func says(page, text string) bool {
	words := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Contains(strings.Join(strings.Fields(words), " "), text)
}

// What a decision asked to correct it goes on telling, also when the edition was corrected once more.
func TestADecisionGoesOnTellingWhatItCorrected(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2025, deliverable("5.1.1", "Grond kopen", "De provincie kocht grond."))
		h.freeze(e)
		asked := change.Correction{Documents: []importer.Document{deliverable("5.1.1", "Grond kopen", "De provincie kocht veel grond.")}, Reason: "motie", Decision: "PS/2026/90"}
		_, err := h.do.Correct(h.ctx, h.org.ID, cycle.System, e.ID, asked)
		h.must(err)
		h.work()
		if page := h.site()["/besluit/ps-2026-90/"]; !says(page, "Jaarverslag 2025 Gecorrigeerd in revisie 2") || !strings.Contains(page, `href="../../jaarverslag-2025/">revisie 2`) {
			t.Errorf("while it is the newest:\n%s", page)
		}
		note := `gewijzigd bij besluit <a href="../../besluit/ps-2026-90/">PS/2026/90</a>): motie`
		if page := h.site()["/jaarverslag-2025/5.1.1-grond-kopen/"]; !strings.Contains(page, note) {
			t.Errorf("the corrected page does not lead to the decision:\n%s", page)
		}
		h.correct(e, deliverable("5.1.1", "Grond kopen", "De provincie kocht zeer veel grond."))
		asked.Documents = []importer.Document{deliverable("5.1.1", "Grond kopen", "De provincie kocht geen grond.")}
		asked.Decision = "PS/2026/91"
		_, err = h.do.Correct(h.ctx, h.org.ID, cycle.System, e.ID, asked)
		h.must(err)
		h.correct(e, deliverable("5.1.1", "Grond kopen", "De provincie kocht bijna geen grond."))
		h.work()
		pages := h.site()
		for slug, revision := range map[string]string{"ps-2026-90": "revisie 2", "ps-2026-91": "revisie 4"} {
			page := pages["/besluit/"+slug+"/"]
			at := `href="../../jaarverslag-2025/` + strings.ReplaceAll(revision, " ", "/") + `/"`
			if !says(page, "Gaat over de editie Jaarverslag 2025 Gecorrigeerd in "+revision) || !strings.Contains(page, at) {
				t.Errorf("%s does not tell %s:\n%s", slug, revision, page)
			}
			if !strings.Contains(pages["/besluit/"], `href="`+slug+`/"`) {
				t.Errorf("%s is not in the list of decisions", slug)
			}
		}
	})
}

// What a decision asked for that is gone by now it tells too, though nothing else is known of it any more.
func TestADecisionTellsThatWhatItCorrectedIsGone(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2025, deliverable("5.1.1", "Grond kopen", "De provincie kocht grond."))
		h.freeze(e)
		for _, reference := range []string{"PS/2026/90", "PS/2026/91"} {
			revisions, err := h.db.Read(h.org.ID).Revisions(h.ctx, e.ID)
			h.must(err)
			asked := change.Correction{Documents: []importer.Document{deliverable("5.1.1", "Grond kopen", "De provincie kocht veel grond, volgens "+reference+".")}, Reason: "motie", Decision: reference}
			_, err = h.do.Correct(h.ctx, h.org.ID, cycle.System, e.ID, asked)
			h.must(err)
			if reference == "PS/2026/90" {
				_, err = h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: len(revisions) + 1, Reason: "naam van een inwoner"})
				h.must(err)
				h.correct(e, deliverable("5.1.1", "Grond kopen", "De provincie kocht zeer veel grond."))
			}
		}
		h.correct(e, deliverable("5.1.1", "Grond kopen", "De provincie kocht bijna geen grond, zie PS/2026/92."))
		h.work()
		pages := h.site()
		about := pages["/jaarverslag-2025/over/"]
		if !says(about, "Besluit: PS/2026/90") || !strings.Contains(about, `besluit/ps-2026-90/"`) || !strings.Contains(about, `besluit/ps-2026-91/"`) {
			t.Errorf("the page about the edition:\n%s", about)
		}
		page := pages["/besluit/ps-2026-90/"]
		if !says(page, "PS/2026/90 Alleen het nummer is bekend.") || !says(page, "Jaarverslag 2025 Gecorrigeerd in revisie 2 (ingetrokken)") || strings.Contains(pages["/besluit/"], "ps-2026-90") {
			t.Errorf("the page of the decision:\n%s", page)
		}

		// The list of decisions of an earlier revision can be gone as well; what it asked for is told still.
		_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: 4, Paths: []string{"registers/besluiten.json"}, Reason: "naam van een inwoner"})
		h.must(err)
		h.work()
		pages = h.site()
		about = pages["/jaarverslag-2025/over/"]
		if !strings.Contains(about, `besluit/ps-2026-91/"`) || !says(pages["/besluit/ps-2026-91/"], "Gecorrigeerd in revisie 4") {
			t.Errorf("the page about the edition:\n%s", about)
		}
	})
}
