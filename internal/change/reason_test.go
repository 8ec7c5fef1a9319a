package change_test

import (
	"slices"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// explains writes the report on a number: the score on money with its reasons.
func (w *world) explains(number string, s cycle.Score) cycle.Report {
	w.Helper()
	return w.reports(number, cycle.Report{Headline: "Het loopt anders.", Scores: []cycle.Score{s}})
}

func (w *world) reports(number string, text cycle.Report) cycle.Report {
	w.Helper()
	reader := w.db.Read(w.org.ID)
	p, err := reader.PlacementByNumber(ctx, w.e.ID, number)
	must(w, err)
	opened, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, w.e.ID, []change.Assignment{{Node: p.Node}})
	must(w, err)
	must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, opened[0].ID, 1, text))
	r, err := reader.Report(ctx, opened[0].ID)
	must(w, err)
	return r
}

func (w *world) placed(e cycle.Edition, rows ...change.Placing) {
	w.Helper()
	_, err := w.do.SetTree(ctx, w.org.ID, cycle.System, e.ID, rows)
	must(w, err)
}

var dikes = []change.Placing{
	{Number: "1", Title: "Water"}, {Number: "1.1", ParentNumber: "1", Title: "Veilig water"},
	{Number: "1.1.1", ParentNumber: "1.1", Title: "Dijken"}, {Number: "1.1.2", ParentNumber: "1.1", Title: "Gemalen"},
}

// The report keeps the words as they were written; what they name is known from then on and links when it is published.
func TestTheReasonsOfAScoreLinkToWhatTheyName(t *testing.T) {
	each(t, func(w *world) {
		earlier := w.edition("jaarverslag-2024", cycle.Accounts, 2024)
		w.imports(earlier, "1.1.9 Oude sluis\n\nDe sluis is dicht.\n")
		w.publishes(earlier)
		w.placed(w.e, dikes...)
		given := cycle.Score{
			Aspect: "geld", Value: cycle.Orange, Cause: "PS2025/ 334 kwam laat.",
			Effect: "Minder geld voor prestatie 1.1.2.", Measure: "Zie prestatie 1.1.9 en prestatie 7.7.7.",
		}
		written := w.explains("1.1.1", given)
		if s := written.Scores[0]; s.Reasons() != given.Reasons() {
			w.Errorf("the words became %+v", s)
		}
		if _, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2025/334"); err != nil {
			w.Errorf("the decision is not known: %v", err)
		}
		if len(written.References) != 3 || written.References[0].Node == "" || written.References[1].Number != "1.1.9" || written.References[2].Number != "7.7.7" {
			w.Errorf("the report refers to %+v", written.References)
		}
		w.publishes(w.e)
		kinds := map[string]publication.LinkKind{}
		n := w.frozen(w.e, "1.1.1")
		for _, l := range n.Links {
			kinds[l.Number] = l.Kind
		}
		for number, kind := range map[string]publication.LinkKind{
			"PS/2025/334": publication.LinkDecision, "1.1.2": publication.LinkNode, "1.1.9": publication.LinkLine, "7.7.7": publication.LinkNone,
		} {
			if kinds[number] != kind {
				w.Errorf("%s is %q", number, kinds[number])
			}
		}
		if by := w.frozen(w.e, "1.1.2").ReferredBy; len(by) != 1 || by[0].Link.Number != "1.1.1" {
			w.Errorf("to 1.1.2 refers %+v", by)
		}
		if d := n.Decisions; len(d) != 1 || !slices.Equal(d[0].Blocks, []string{"score-geld"}) {
			w.Errorf("decisions: %+v", d)
		}
		w.corrects(change.Correction{Reason: "tekst erbij", Documents: documents(w, "1.1.1 Dijken\n\nDe dijk is hoger, zie PS/2025/334.\n")})
		n = w.frozen(w.e, "1.1.1")
		if d := n.Decisions; len(d) != 1 || len(d[0].Blocks) != 2 || d[0].Blocks[0] != "score-geld" {
			w.Errorf("after a correction: %+v", d)
		}
	})
}

// A reference that only a reason made goes with the reason: another score from a document brings none.
func TestAReferenceOfAReasonGoesWithIt(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		r := w.explains("1.1.1", cycle.Score{Aspect: "geld", Value: cycle.Orange, Cause: "Het wacht op prestatie 1.1.2."})
		if len(r.References) != 1 {
			w.Fatalf("it refers to %+v", r.References)
		}
		doc := importer.Document{File: "dijken.txt", Number: "1.1.1", Title: "Dijken", Scores: []importer.Score{{Aspect: "geld", Value: cycle.Green}}}
		_, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, []importer.Document{doc})
		must(w, err)
		after, err := w.db.Read(w.org.ID).Report(ctx, r.ID)
		must(w, err)
		if s := after.Scores[0]; s.Value != cycle.Green || s.Cause != "" || len(after.References) != 0 {
			w.Errorf("it has %+v and refers to %+v", s, after.References)
		}
	})
}

// The tree repeats a reason for the lists; whoever erases the page of a node is told so.
func TestWithdrawingTellsWhereAReasonStandsStill(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		w.explains("1.1.1", cycle.Score{Aspect: "geld", Value: cycle.Orange, Cause: "Mevrouw Wiersma tekende bezwaar aan tegen PS/2025/334."})
		w.publishes(w.e)
		path := publication.NodePath(w.frozen(w.e, "1.1.1").Address)
		doc := importer.Document{File: "dijken.txt", Number: "1.1.1", Title: "Dijken", Scores: []importer.Score{{Aspect: "geld", Value: cycle.Green}}}
		w.corrects(change.Correction{Reason: "naam weg", Documents: []importer.Document{doc}})
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{path}})
		must(w, err)
		if want := []change.Erased{{Path: publication.TreePath, Revision: 1}}; !slices.Equal(done.Left, want) {
			w.Errorf("left %v, want %v", done.Left, want)
		}
	})
}

// Why a milestone moved names decisions and deliverables as any other text does.
func TestTheReasonOfAMilestoneLinksToWhatItNames(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		written := w.reports("1.1.1", cycle.Report{Headline: "Het loopt anders.", Milestones: []cycle.Milestone{{
			Key: "dijk", Text: richtext.Paragraphs("Dijk klaar"), State: cycle.MilestoneMoved, Reason: "Wacht op PS/2025/335, zie prestatie 1.1.2.",
		}}})
		if len(written.References) != 1 || written.References[0].Node == "" {
			w.Errorf("the report refers to %+v", written.References)
		}
		w.publishes(w.e)
		n := w.frozen(w.e, "1.1.1")
		if r := n.Milestones[0].Reason; richtext.LineText(r) != "Wacht op PS/2025/335, zie prestatie 1.1.2." || len(n.Links) != 2 {
			w.Errorf("the reason is %+v, with the links %+v", r, n.Links)
		}
		if d := n.Decisions; len(d) != 1 || d[0].Reference != "PS/2025/335" || len(d[0].Blocks) != 1 {
			w.Errorf("the decisions are %+v", d)
		}
		if by := w.frozen(w.e, "1.1.2").ReferredBy; len(by) != 1 {
			w.Errorf("to 1.1.2 refers %+v", by)
		}
	})
}
