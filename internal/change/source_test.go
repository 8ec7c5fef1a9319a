package change_test

import (
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
)

// A correction replaces what it states and not where the whole page comes from: of a page taken over that stays the file that
// was read first, with how sure its edition is.
func TestACorrectionLeavesThePageItsSource(t *testing.T) {
	each(t, func(w *world) {
		docs := documents(w, page(w))
		docs[0].File, docs[0].Edition.Certainty = "jaarverslag-2025.txt", importer.Likely
		_, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, docs)
		must(w, err)
		w.publishes(w.e)
		before := w.report(w.e, "4.2.3").Source
		if before.File != "jaarverslag-2025.txt" || before.Certainty != cycle.Probable {
			w.Fatalf("it was read from %+v", before)
		}
		w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."), "5.1.1 Iets anders\n\nNieuw hier.\n")})
		if after := w.report(w.e, "4.2.3").Source; after != before {
			w.Errorf("after a correction it comes from %+v, was %+v", after, before)
		}
		if added := w.report(w.e, "5.1.1").Source; added.File != "pagina.txt" {
			w.Errorf("a page that came with the correction comes from %+v", added)
		}
	})
}

// What was written here is not called taken over when one of its texts is put right from a file.
func TestWhatWasWrittenHereStaysSo(t *testing.T) {
	each(t, func(w *world) {
		e, err := w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Slug: "jaarstukken-2026", Kind: cycle.Accounts, Year: 2026, Name: "Jaarstukken 2026"})
		must(w, err)
		placed, err := w.do.SetTree(ctx, w.org.ID, cycle.System, e.ID, []change.Placing{{Number: "1", Title: "Water"}})
		must(w, err)
		opened, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, e.ID, []change.Assignment{{Node: placed[0].Node}})
		must(w, err)
		id := opened[0].ID
		must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, id, 1, cycle.Report{Headline: "Wij houden het water vast."}))
		written, err := w.db.Read(w.org.ID).Report(ctx, id)
		must(w, err)
		must(w, w.do.SubmitReport(ctx, w.org.ID, cycle.System, id, written.Version))
		must(w, w.do.CheckReports(ctx, w.org.ID, w.invites("check@example.nl", cycle.RoleChecker), []cycle.ReportID{id}))
		executive := w.invites("gs@example.nl", cycle.RoleHolder)
		must(w, w.do.ApproveReports(ctx, w.org.ID, executive, []cycle.ReportID{id}))
		must(w, w.do.EstablishEdition(ctx, w.org.ID, executive, e.ID))
		_, err = w.do.PublishEdition(ctx, w.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-06-01"})
		must(w, err)
		_, err = w.do.Correct(ctx, w.org.ID, cycle.System, e.ID, change.Correction{Reason: "context vergeten", Documents: documents(w, "1 Water\n\nContext\n\nHet is nat.\n")})
		must(w, err)
		if n := w.frozen(e, "1"); n.Source != nil || n.Correction == nil || len(n.Sections) != 1 {
			w.Errorf("the page says %+v, %+v, %+v", n.Source, n.Correction, n.Sections)
		}
	})
}

// A page that says it is of another edition than it was read into is not shown as surely of this one.
func TestAPageOfAnotherEditionIsNotSureToBelongHere(t *testing.T) {
	each(t, func(w *world) {
		monitor := w.edition("monitor-2025-2", cycle.Monitor, 2025)
		for head, want := range map[string]cycle.Certainty{
			"Jaarverslag 2025\n\n": cycle.Certain, "Jaarverslag 2024\n\n": cycle.Uncertain, "Monitor 2025-II\n\n": cycle.Uncertain, "": cycle.Uncertain,
		} {
			docs := documents(w, head+"4.2.3 Oevers\n\nTekst "+head+"\n")
			if got := change.OfOther(docs[0], w.e); got != (want == cycle.Uncertain && head != "") {
				w.Errorf("%q is of another edition: %v", head, got)
			}
			w.imports(w.e, head+"4.2.3 Oevers\n\nTekst "+head+"\n")
			reports, err := w.db.Read(w.org.ID).Reports(ctx, w.e.ID)
			must(w, err)
			for _, r := range reports {
				if r.Source.File != "" && r.Source.Certainty != want {
					w.Errorf("%q: %q, want %q", head, r.Source.Certainty, want)
				}
			}
		}
		second := documents(w, "Monitor 2025-II\n\n4.2.3 Oevers\n\nTekst\n")[0]
		if monitor.Sequence = 2; change.OfOther(second, monitor) {
			w.Error("this is its own edition")
		}
		if monitor.Sequence = 1; !change.OfOther(second, monitor) {
			w.Error("the second monitor is not the first")
		}
	})
}
