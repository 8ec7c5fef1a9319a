package change_test

import (
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// goal is a page of the goal above the page of the sample.
const goal = "4.2 Levend water\n\nWater en oever horen bij elkaar.\n"

func (w *world) place(e cycle.Edition, number string) cycle.Placement {
	w.Helper()
	p, err := w.db.Read(w.org.ID).PlacementByNumber(ctx, e.ID, number)
	must(w, err)
	return p
}

func (w *world) sound() {
	w.Helper()
	findings, err := w.db.VerifyHistory(ctx, w.org.ID)
	must(w, err)
	for _, f := range findings {
		w.Error(f)
	}
}

func TestAGoalWhoseTitleComesLaterJoinsItsLine(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w), goal)
		next := w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		w.imports(next, page(w), "4.2.4 Schuren\n\nZie doel 4.2 en prestatie 4.2.3.\n")
		if before := w.place(next, "4.2"); before.Node == w.place(w.e, "4.2").Node {
			w.Fatal("a number alone means other things in other years")
		}
		nodes, err := w.db.Read(w.org.ID).Nodes(ctx)
		must(w, err)
		w.imports(next, goal, page(w, "Geen afwijking.", "Alles is klaar."))

		now := w.place(next, "4.2")
		if now.Node != w.place(w.e, "4.2").Node || now.Placeholder || now.Title != "Levend water" {
			w.Errorf("4.2 became %+v", now)
		}
		if child := w.place(next, "4.2.3"); child.Parent != now.Node || child.Depth != 2 {
			w.Errorf("4.2.3 stands below something else: %+v", child)
		}
		for _, ref := range w.report(next, "4.2.4").Sections[0].Text.Refs() {
			if ref.ID != string(now.Node) && ref.ID != string(w.place(next, "4.2.3").Node) {
				w.Errorf("a text refers to %+v, which is nowhere", ref)
			}
		}
		after, err := w.db.Read(w.org.ID).Nodes(ctx)
		must(w, err)
		if len(after) != len(nodes)-1 {
			w.Errorf("there were %d nodes with the placeholder, and are %d without", len(nodes), len(after))
		}
		w.sound()
		w.publishes(w.e)
		w.publishes(next)
		if a, b := w.frozen(w.e, "4.2"), w.frozen(next, "4.2"); a.ID != b.ID || a.Line != b.Line {
			w.Errorf("the lines are %s and %s", a.Line, b.Line)
		}
	})
}

func TestAPlaceholderThatMeansSomethingAlreadyStaysItself(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w), goal)
		next := w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		w.imports(next, page(w))
		here := w.place(next, "4.2").Node
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Lineages: []cycle.Lineage{{Kind: cycle.New, To: here, Edition: next.ID}}})
		must(w, err)
		w.imports(next, goal)
		if now := w.place(next, "4.2"); now.Node != here || now.Title != "Levend water" {
			w.Errorf("4.2 became %+v", now)
		}
		w.sound()
	})
}

func TestAPublishedPlaceholderIsTiedToItsLineAsAProposal(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		next := w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		w.imports(next, page(w), goal)
		w.publishes(next)
		here := w.place(w.e, "4.2").Node
		w.corrects(change.Correction{Reason: "de titel is gevonden", Documents: documents(w, goal)})
		if now := w.place(w.e, "4.2"); now.Node != here || now.Title != "Levend water" {
			w.Errorf("what was published became another one: %+v", now)
		}
		ties, err := w.db.Read(w.org.ID).Lineages(ctx)
		must(w, err)
		if len(ties) != 1 || ties[0].From != here || ties[0].To != w.place(next, "4.2").Node || ties[0].Edition != next.ID || !ties[0].Proposal {
			w.Errorf("ties: %+v", ties)
		}
		w.sound()
	})
}
