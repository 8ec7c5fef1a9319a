package change_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

func TestImportMakesTheParentsThatANumberImplies(t *testing.T) {
	each(t, func(w *world) {
		done := w.imports(w.e, page(w))
		if !slices.Equal(done.Added, []string{"4.2.3"}) || !slices.Equal(done.Placeholders, []string{"4", "4.2"}) {
			w.Errorf("added %v, placeholders %v", done.Added, done.Placeholders)
		}
		placements, err := w.db.Read(w.org.ID).Placements(ctx, w.e.ID)
		must(w, err)
		var order []string
		for _, p := range placements {
			order = append(order, p.Number)
			if p.Placeholder != (p.Title == "") {
				w.Errorf("%s: placeholder %v with title %q", p.Number, p.Placeholder, p.Title)
			}
		}
		if !slices.Equal(order, []string{"4", "4.2", "4.2.3"}) {
			w.Errorf("order %v", order)
		}

		done = w.imports(w.e, "4.2 Levend water\n\nWater en oever horen bij elkaar.\n")
		if !slices.Equal(done.Added, []string{"4.2"}) || len(done.Replaced) != 0 {
			w.Errorf("filling a placeholder: %+v", done)
		}
		p, err := w.db.Read(w.org.ID).PlacementByNumber(ctx, w.e.ID, "4.2")
		must(w, err)
		if p.Placeholder || p.Title != "Levend water" {
			w.Errorf("4.2 is still %+v", p)
		}
	})
}

func TestTheSamePageAgainChangesNothing(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		before, err := w.db.Read(w.org.ID).Head(ctx)
		must(w, err)
		again := documents(w, page(w))
		again[0].File = "kopie van pagina.txt"
		done, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, again)
		must(w, err)
		after, err := w.db.Read(w.org.ID).Head(ctx)
		must(w, err)
		if done.Same != 1 || len(done.Replaced) != 0 || before.Line != after.Line {
			w.Errorf("%+v; history from line %d to %d", done, before.Line, after.Line)
		}
	})
}

func TestAnotherTextReplacesWhatItStates(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		reader := w.db.Read(w.org.ID)
		node, err := reader.PlacementByNumber(ctx, w.e.ID, "4.2.3")
		must(w, err)
		before, err := reader.ReportOf(ctx, w.e.ID, node.Node)
		must(w, err)
		done := w.imports(w.e, page(w, "Geen afwijking.", "Het onderhoud kost € 12.000 meer."))
		if !slices.Equal(done.Replaced, []string{"4.2.3"}) {
			w.Errorf("replaced %v", done.Replaced)
		}
		after, err := reader.ReportOf(ctx, w.e.ID, node.Node)
		must(w, err)
		was, _ := before.Section(cycle.Progress)
		is, _ := after.Section(cycle.Progress)
		if was.Text[0].ID != is.Text[0].ID {
			w.Errorf("an untouched paragraph went from %s to %s", was.Text[0].ID, is.Text[0].ID)
		}
		finance, _ := after.Section(cycle.FinanceNote)
		if finance.Text.Text() != "Het onderhoud kost € 12.000 meer." {
			w.Errorf("finance: %q", finance.Text.Text())
		}
	})
}

func TestWhatAPageStatesComesIn(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		n := w.frozen(w.e, "4.2.3")
		if len(n.Actions) != 2 || len(n.Actions[1].Parts) != 1 || len(n.Actions[1].Note) != 1 {
			w.Errorf("actions: %+v", n.Actions)
		}
		if len(n.Holders) != 2 || n.Holders[0].Name != "Roos Tamminga" {
			w.Errorf("holders: %+v", n.Holders)
		}
		if n.Term == nil || n.Term.Until != 2028 || n.Reserve == nil || n.Reserve.Answer != "nee" || n.Reserve.Name != "Groen en Water" {
			w.Errorf("term %+v, reserve %+v", n.Term, n.Reserve)
		}
		if len(n.Milestones) != 2 || n.Milestones[1].Date.To != "2028-12-31" {
			w.Errorf("milestones: %+v", n.Milestones)
		}
		context := n.Sections[slices.IndexFunc(n.Sections, func(s publicationSection) bool { return s.Key == cycle.Context })]
		if !context.CutOff {
			w.Error("the context was cut off in its source, and the page does not say so")
		}
		var decisions []string
		for _, d := range n.Decisions {
			decisions = append(decisions, d.Reference)
		}
		slices.Sort(decisions)
		if !slices.Equal(decisions, []string{"PS/2025/118", "PS/2025/204"}) {
			w.Errorf("decisions: %v", decisions)
		}
		if len(n.Findings) != 1 {
			w.Errorf("action 1 waits for what PS/2025/118 decided; findings: %+v", n.Findings)
		}
	})
}

// Each text that is cut off in its source says so on the page, and one that is whole later does no more.
func TestEachTextThatIsCutOffSaysSo(t *testing.T) {
	each(t, func(w *world) {
		cut := func(n publication.Node) (keys []string) {
			for _, s := range n.Sections {
				if s.CutOff {
					keys = append(keys, s.Key)
				}
			}
			return keys
		}
		text := "4.2.4 Oevers\n\nWij doen dit om goede redenen, en daarom gaan wij…\n\nToelichting op voortgang\n\nHet waterschap doet mee door in…\n\nFinanciën\n\nToelichting op voortgang\n\nDe lasten zijn lager dan…\n\nStand van zaken per gemeente\n\nDeventer doet mee en ook…\n"
		own := "overig-stand-van-zaken-per-gemeente"
		w.imports(w.e, text)
		w.publishes(w.e)
		if n := w.frozen(w.e, "4.2.4"); !slices.Equal(cut(n), []string{cycle.Summary, cycle.Progress, cycle.FinanceNote, own}) || n.Headline != "" {
			w.Errorf("cut off are %v, below the headline %q", cut(n), n.Headline)
		}
		w.corrects(change.Correction{Reason: "hele tekst gevonden", Documents: documents(w, strings.ReplaceAll(text, "dan…", "begroot."))})
		if n := w.frozen(w.e, "4.2.4"); !slices.Equal(cut(n), []string{cycle.Summary, cycle.Progress, own}) {
			w.Errorf("then %v", cut(n))
		}
	})
}

// The texts of a page call an action by its number: an action that is gone leaves a gap, and is not filled up by the next.
func TestAnActionKeepsTheNumberOfItsSource(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "4.2.4 Oevers\n\nActies\n\n1. Riet planten.\n3. Gras zaaien.\n4. Vissen tellen.\n\nToelichting op voortgang\n\nActie 3: gezaaid.\n")
		w.imports(w.e, "4.2.5 Sluizen\n\nActies\n\n1. Bouwen.\n2. Verven.\n\n1. Openen.\n- Sluiten.\n")
		numbers := func(number string) (all []int) {
			for _, a := range w.report(w.e, number).Actions {
				all = append(all, a.Number)
			}
			return all
		}
		if got := numbers("4.2.4"); !slices.Equal(got, []int{1, 3, 4}) {
			w.Errorf("the numbers are %v", got)
		}
		if got := numbers("4.2.5"); !slices.Equal(got, []int{1, 2, 3}) {
			w.Errorf("a number that stands twice: %v", got)
		}
	})
}

// What stands above a title belongs under no heading of the page. It is kept, under a name of its own, and is no headline.
func TestLooseTextHasANameOfItsOwn(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "Dit is de stand van mei.\n\n4.2.4 Oevers\n\nActies\n\n1. Riet planten.\n")
		w.publishes(w.e)
		n := w.frozen(w.e, "4.2.4")
		if len(n.Sections) != 1 || n.Sections[0].Label != "Overige tekst" || n.Sections[0].Text.Text() != "Dit is de stand van mei." || n.Headline != "" {
			w.Errorf("%q, %+v", n.Headline, n.Sections)
		}
	})
}

// Whether a reserve pays can be unknown, which is another answer than no.
func TestAnAnswerThatIsUnknownStaysUnknown(t *testing.T) {
	each(t, func(w *world) {
		const asked = "\n\nTekst.\n\nBasisinformatie\n\nRelatie met reserve Kwaliteit van Overijssel:\n\n"
		w.imports(w.e, "4.2.4 Oevers"+asked+"Nog niet bekend.\n", "4.2.5 Sluizen"+asked+"Nee.\n")
		w.publishes(w.e)
		want := publication.Reserve{Name: "Kwaliteit van Overijssel", Note: "Nog niet bekend."}
		if r := w.frozen(w.e, "4.2.4").Reserve; r == nil || *r != want {
			w.Errorf("unknown: %+v", r)
		}
		want = publication.Reserve{Answer: "nee", Name: "Kwaliteit van Overijssel"}
		if r := w.frozen(w.e, "4.2.5").Reserve; r == nil || *r != want {
			w.Errorf("no: %+v", r)
		}
	})
}

// What one text says twice, and what two actions both wait for, is the same when it is read again.
func TestAPageThatNamesAnotherTwiceIsTheSameAgain(t *testing.T) {
	each(t, func(w *world) {
		text := "5.1.4 Sluizen\n\nZie prestatie 5.1.2. Zie prestatie 5.1.2.\n\nActies\n\n  1. In afwachting van de keuze (zie prestatie 5.1.3).\n  2. In afwachting van het geld (zie prestatie 5.1.3).\n"
		w.imports(w.e, text)
		before := w.report(w.e, "5.1.4").References
		if done := w.imports(w.e, text); done.Same != 1 {
			w.Errorf("again: %+v; the references were %+v and are %+v", done, before, w.report(w.e, "5.1.4").References)
		}
		if len(before) != 3 || before[1].Action != 1 || before[2].Action != 2 {
			w.Errorf("references: %+v", before)
		}
	})
}

// A line does not break where one edition has another apostrophe than the next.
func TestATitleIsTheSameHoweverItIsTyped(t *testing.T) {
	each(t, func(w *world) {
		var nodes []cycle.NodeID
		for i, title := range []string{"Regio’s aan zet", "Regio's aan zet", "Regio's  aan  Zet.", "Regio's aan bod"} {
			e := w.edition("jaarverslag-"+strconv.Itoa(2021+i), cycle.Accounts, 2021+i)
			w.imports(e, "6.7.1 "+title+"\n\nDe regio kiest.\n")
			nodes = append(nodes, w.report(e, "6.7.1").Node)
		}
		if nodes[0] != nodes[1] || nodes[0] != nodes[2] || nodes[0] == nodes[3] {
			w.Errorf("they are %v", nodes)
		}
	})
}

func TestImportIntoAPublishedEditionIsRefused(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		_, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, documents(w, page(w, "Geen afwijking.", "Anders.")))
		if !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("it answered %v", err)
		}
	})
}

func TestANumberStandsTwiceOnlyWithTheSameContent(t *testing.T) {
	each(t, func(w *world) {
		docs := documents(w, page(w), page(w))
		if done, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, docs); err != nil || done.Same != 1 {
			w.Errorf("the same page twice: %+v, %v", done, err)
		}
		docs = documents(w, page(w), page(w, "Geen afwijking.", "Het kost meer."))
		docs[1].File = "andere.txt"
		_, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, w.e.ID, docs)
		if refusal := (cycle.Refusal{}); !errors.As(err, &refusal) || !strings.Contains(refusal.Text, "andere.txt") || !strings.Contains(refusal.Text, "4.2.3 staat ook in pagina.txt") {
			w.Errorf("two texts for one number: %v", err)
		}
		w.publishes(w.e)
		if _, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, change.Correction{Reason: "beter", Documents: docs}); err == nil {
			w.Error("a correction took two texts for one number")
		}
	})
}

// A number means other things in other years; number and title together make it the same deliverable.
func TestTheSameDeliverableInAnotherYearKeepsItsIdentity(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		next := w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		w.imports(next, page(w, "Geen afwijking.", "Alles is klaar."), "4.2.4 Een ander onderwerp\n\nIets heel anders.\n")
		other := w.edition("jaarverslag-2027", cycle.Accounts, 2027)
		w.imports(other, "4.2.3 Een ander onderwerp\n\nIets heel anders.\n")
		reader := w.db.Read(w.org.ID)
		number := func(e cycle.Edition, number string) cycle.NodeID {
			p, err := reader.PlacementByNumber(ctx, e.ID, number)
			must(w, err)
			return p.Node
		}
		if number(w.e, "4.2.3") != number(next, "4.2.3") {
			w.Error("the same number and title became two deliverables")
		}
		if number(w.e, "4.2.3") == number(other, "4.2.3") {
			w.Error("another title under the same number became the same deliverable")
		}
	})
}

func TestAPaperWithoutNumberIsKnownByItsNames(t *testing.T) {
	each(t, func(w *world) {
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Decisions: []cycle.Decision{
			{Title: "Nota Zachte oevers", Aliases: []string{"Waterakkoord Oost"}, Kind: cycle.Paper},
		}})
		must(w, err)
		w.imports(w.e, page(w))
		w.publishes(w.e)
		for _, d := range w.frozen(w.e, "4.2.3").Decisions {
			if d.Title == "Nota Zachte oevers" && d.Reference == "" && len(d.Blocks) == 1 {
				return
			}
		}
		w.Errorf("the page names the Waterakkoord Oost, and knows only %+v", w.frozen(w.e, "4.2.3").Decisions)
	})
}

// A row is one line: it names decisions as prose does, and they must be found from them.
func TestADecisionThatOnlyARowNamesIsBoundToItsPage(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "4.2.3 Oevers\n\nTekst.\n\nBasisinformatie\n\nRol provincie:\n\nWij zijn regisseur, zie PS/2015/222.\n\n"+
			"Relatie met reserve Water?\n\nJa.\n\nBijbehorend investeringsvoorstel:\n\nVoorstel A (PS/2017/111)\n\n"+
			"Indicatoren:\n\nMeters oever, doel uit PS/2018/77\n\nAantal vissen\n")
		w.publishes(w.e)
		var named []string
		for _, d := range w.frozen(w.e, "4.2.3").Decisions {
			named = append(named, d.Reference)
		}
		if !slices.Equal(named, []string{"PS/2018/77", "PS/2015/222", "PS/2017/111"}) {
			w.Errorf("the page lists %v", named)
		}
		if rows := w.frozen(w.e, "4.2.3").Sections; len(rows) != 2 || rows[1].Label != "Indicatoren" || len(rows[1].Text) != 2 {
			w.Errorf("the indicators are kept as %+v", rows)
		}
		for _, reference := range []string{"PS/2015/222", "PS/2017/111", "PS/2018/77"} {
			if _, err := w.db.Read(w.org.ID).DecisionByReference(ctx, reference); err != nil {
				w.Errorf("%s has no page: %v", reference, err)
			}
		}
	})
}

func TestAMotionIsKnownByWhoMovedIt(t *testing.T) {
	each(t, func(w *world) {
		reader := w.db.Read(w.org.ID)
		w.imports(w.e, "4.2.2 Dijken\n\nZie PS/2016/494.\n")
		w.imports(w.e, "4.2.3 Oevers\n\nWij doen wat de motie De Bree c.s. (PS/2016/494) vraagt. De motie Jansen c.s. is uitgevoerd.\n\nContext\n\nZie motie Bos c.s. (PS/2016/500).\n")
		for reference, alias := range map[string]string{"PS/2016/494": "motie De Bree c.s.", "PS/2016/500": "motie Bos c.s."} {
			d, err := reader.DecisionByReference(ctx, reference)
			must(w, err)
			if d.Kind != cycle.Motion || !slices.Equal(d.Aliases, []string{alias}) {
				w.Errorf("%s is %+v", reference, d)
			}
		}
		w.imports(w.e, "4.2.4 Gras\n\nOok hier: de motie Jansen c.s.\n")
		w.publishes(w.e)
		for _, number := range []string{"4.2.3", "4.2.4"} {
			papers := 0
			for _, d := range w.frozen(w.e, number).Decisions {
				if d.Reference == "" && d.Title == "Motie Jansen c.s." && d.Slug == "motie-jansen-c-s" && len(d.Blocks) == 1 {
					papers++
				}
			}
			if papers != 1 {
				w.Errorf("%s names the motion without a number as %+v", number, w.frozen(w.e, number).Decisions)
			}
		}
		if report, err := w.db.VerifyHistory(ctx, w.org.ID); err != nil || len(report) > 0 {
			w.Errorf("the history no longer holds: %v, %v", report, err)
		}
	})
}

// A page of a goal tells what stands below it, also when the pages of those do not come along.
func TestWhatAGoalListsStandsInTheTree(t *testing.T) {
	each(t, func(w *world) {
		done := w.imports(w.e, "5.1 Werk\n\nWij maken werk.\n\nPrestaties\n\n5.1.2 Gebiedsgerichte ontwikkeling\n5.1.9 Een andere prestatie\n", "5.1.2 Gebiedsgericht\n\nTekst.\n")
		if !slices.Equal(done.Added, []string{"5.1", "5.1.2"}) || !slices.Equal(done.Placeholders, []string{"5"}) || !slices.Equal(done.Listed, []string{"5.1.9"}) {
			w.Errorf("%+v", done)
		}
		title := func(number string) string {
			p, err := w.db.Read(w.org.ID).PlacementByNumber(ctx, w.e.ID, number)
			must(w, err)
			return p.Title
		}
		if title("5.1.2") != "Gebiedsgericht" || title("5.1.9") != "Een andere prestatie" {
			w.Errorf("titles %q and %q", title("5.1.2"), title("5.1.9"))
		}
		done = w.imports(w.e, "5.1.9 Een andere prestatie\n\nNu met tekst.\n")
		if !slices.Equal(done.Added, []string{"5.1.9"}) || len(done.Listed) > 0 {
			w.Errorf("its page: %+v", done)
		}
		w.imports(w.e, "5.1.2.1 Onderdeel\n\nTekst.\n", "6.1.1 Sluizen\n\nTekst.\n")
		if w.imports(w.e, "6 Water\n\nBeleidsdoelen\n\n6.1 Droge voeten\n"); title("6.1") != "Droge voeten" {
			w.Errorf("a placeholder whose title is listed is called %q", title("6.1"))
		}
		w.publishes(w.e)
		if n := w.frozen(w.e, "5.1.9"); n.Title != "Een andere prestatie" || len(n.Parents) != 2 {
			w.Errorf("published as %+v", n)
		}
	})
}
