package change_test

import (
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

const halfTaken = `1.1.1 Dijken

Toelichting op voortgang

De dijk bij Olst is af.

Basisinformatie

Mijlpalen:

De dijk bij Wijhe is klaar in mei 2026.
`

// ownRound is an edition that is written here, with a text of our own on 1.1.1.
func (w *world) ownRound() cycle.Report {
	w.Helper()
	var err error
	w.e, err = w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Slug: "monitor-2026-1", Kind: cycle.Monitor, Year: 2026, Sequence: 1, Name: "Monitor 2026-I"})
	must(w, err)
	w.placed(w.e, dikes...)
	return w.reports("1.1.1", cycle.Report{
		Headline:   "De dijken zijn sterk.",
		Sections:   []cycle.SectionText{{Key: cycle.Summary, Text: richtext.Paragraphs("Wij maken de dijken sterk.")}},
		Milestones: []cycle.Milestone{{Key: "m1", Text: richtext.Paragraphs("De dijk bij Deventer is klaar."), State: cycle.MilestoneReached}},
	})
}

func takenParts(r cycle.Report) string {
	var names []string
	for _, t := range r.Taken {
		names = append(names, strings.TrimSpace(string(t.Part)+" "+t.Key))
	}
	return strings.Join(names, ", ")
}

// Only what a document brings was taken over; what people here wrote beside it stays known as theirs.
func TestASectionReadIntoATextOfOurOwnMarksOnlyItself(t *testing.T) {
	each(t, func(w *world) {
		own := w.ownRound()
		w.imports(w.e, "1.1.1 Dijken\n\nWij maken de dijken sterk.\n")
		if r := w.report(w.e, "1.1.1"); r.Source != (cycle.Source{}) || r.Version != own.Version {
			w.Errorf("a document that says what was written here is its source: %+v", r)
		}
		w.imports(w.e, "1.1.1 Dijken\n\nToelichting op voortgang\n\nDe dijk bij Olst is af.\n")
		r := w.report(w.e, "1.1.1")
		if takenParts(r) != "section voortgang" || r.Source.File != "pagina.txt" {
			w.Errorf("taken over is %q from %+v", takenParts(r), r.Source)
		}
		if done := w.imports(w.e, "1.1.1 Dijken\n\nToelichting op voortgang\n\nDe dijk bij Olst is af.\n"); done.Same != 1 {
			w.Errorf("the same again: %+v", done)
		}
		w.imports(w.e, halfTaken)
		if r = w.report(w.e, "1.1.1"); takenParts(r) != "section voortgang, milestone m1" {
			w.Errorf("then %q", takenParts(r))
		}

		text := r
		text.Sections = slices.Clone(r.Sections)
		for i := range text.Sections {
			if text.Sections[i].Key == cycle.Progress {
				text.Sections[i].Text = richtext.Paragraphs("De dijk bij Olst is klaar, en die bij Wijhe ook.")
			}
		}
		must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, r.ID, r.Version, text))
		if r = w.report(w.e, "1.1.1"); takenParts(r) != "milestone m1" || r.Source.File == "" {
			w.Errorf("written anew here, and still taken over: %q, %+v", takenParts(r), r.Source)
		}
		text = r
		text.Milestones = nil
		must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, r.ID, r.Version, text))
		if r = w.report(w.e, "1.1.1"); len(r.Taken) > 0 || r.Source != (cycle.Source{}) {
			w.Errorf("nothing is left of the document, and its source is %+v", r.Source)
		}
	})
}

// What comes in where nothing stood is taken over as a whole, until somebody writes in it.
func TestAWholePageReadIntoOurOwnEditionIsTakenOver(t *testing.T) {
	each(t, func(w *world) {
		w.ownRound()
		w.imports(w.e, strings.Replace(halfTaken, "1.1.1 Dijken", "1.1.2 Gemalen", 1))
		r := w.report(w.e, "1.1.2")
		if len(r.Taken) > 0 || r.Source.File != "pagina.txt" {
			w.Errorf("taken over is %q from %+v", takenParts(r), r.Source)
		}
		text := r
		text.Headline = "Het gaat goed."
		must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, r.ID, r.Version, text))
		if r = w.report(w.e, "1.1.2"); !strings.HasPrefix(takenParts(r), "section voortgang, milestone ") || strings.Contains(takenParts(r), "headline") {
			w.Errorf("with a headline of our own: %q", takenParts(r))
		}
	})
}
