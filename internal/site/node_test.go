package site

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/tree"
)

// A page read in from elsewhere may have a heading with nothing below it, or a line that looks like one. It is shown.
func TestAHeadingOfTheSourcesOwnIsShownAlsoWithoutText(t *testing.T) {
	p := nodePage{Node: publication.Node{Sections: []publication.SectionText{
		{Key: cycle.Context, Label: "Context"}, {Key: "overig-ooldorp-en-veenhuizerdam", Label: "Ooldorp en Veenhuizerdam"},
	}}}
	p.sections()
	if len(p.Closing) != 1 || p.Closing[0].Label != "Ooldorp en Veenhuizerdam" {
		t.Errorf("shown: %+v", p.Closing)
	}
}

// The reasons of a score read as other prose does: with links, with a note where a number leads nowhere, amounts whole.
func TestTheReasonsOfAScoreReadAsProse(t *testing.T) {
	f := fixtureAccounts()
	var n publication.Node
	for i, en := range f.Tree.Entries {
		if en.Number == "3.2.1" {
			n, _ = f.Node(en.Address)
			n.Scores[1].Cause = []richtext.Span{{Text: "Voor € 9 miljoen, zie prestatie "}, {Text: "9.0.2", Ref: &richtext.Ref{Kind: richtext.RefNumber, ID: "9.0.2"}}}
			f.Tree.Entries[i].Scores = n.Scores
		}
	}
	f.Node = func(string) (publication.Node, error) { return n, nil }
	pages := map[string]string{}
	for path, text := range written(t, func(w PageWriter) error { return RenderEdition(f, w) }) {
		pages[path] = string(text)
	}
	for _, path := range []string{"", "3.2.1-veilige-fietsroutes/"} {
		for _, want := range []string{
			`>Voor €` + nbsp + `9` + nbsp + `miljoen, zie prestatie 9.0.2 <span class="ref-note">(niet in deze editie)</span>`,
			`besluit/ps-2024-320/" title="PS/2024/320 Veilig naar school">PS/2024/320</a>); de rest`, `4.1.1-campus-zilverpark/" title="4.1.1 Campus Zilverpark">4.1.1</a>.`,
		} {
			if !strings.Contains(pages[path], want) {
				t.Errorf("page %q lacks %s", path, want)
			}
		}
	}
}

// Cause, effect and measure can be led to one by one, as paragraphs can, and the score with all three as before.
func TestEachReasonOfAScoreHasAnAddress(t *testing.T) {
	page := string(written(t, func(w PageWriter) error { return RenderEdition(fixtureAccounts(), w) })["3.2.1-veilige-fietsroutes/"])
	for _, want := range []string{
		`<h3 id="score-geld">`, `<dd id="score-geld-oorzaak">Onder het tracé`, `<dd id="score-geld-gevolg">Wij geven`, `<dd id="score-geld-maatregel">Twee kilometer`,
		nbsp + `<a class="anchor" href="#score-geld-oorzaak" aria-label="Link naar deze alinea">#</a></dd>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// What the program noticed, and the note at a predecessor, lead to the pages of what they name.
func TestWhatARemarkNamesIsALink(t *testing.T) {
	n := publication.Node{
		Findings:  []publication.Finding{{Text: "Actie 1 wacht op geld (zie prestatie 8.1.5), maar daarover is al besloten: PS/2016/486. Zie ook PS/2010/1."}},
		Links:     []publication.Link{{Kind: publication.LinkNode, Address: "8.1.5-tecbase-twente", Number: "8.1.5", Title: "TecBase Twente"}},
		Lineage:   []publication.LineageLink{{Kind: cycle.New, Note: "Volgens PS/2016/486."}},
		Decisions: []publication.DecisionMention{{Slug: "ps-2016-486", Reference: "PS/2016/486"}},
	}
	var b strings.Builder
	if err := nodeText(&nodePage{Node: n, Decided: namedHere(frame{Up: "../", Home: "../../"}, &n)}).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	const link = `<a href="../../besluit/ps-2016-486/">PS/2016/486</a>.`
	if node := `zie prestatie <a href="../8.1.5-tecbase-twente/" title="8.1.5 TecBase Twente">8.1.5</a>)`; !strings.Contains(b.String(), node) {
		t.Errorf("no link %s: %s", node, b.String())
	}
	if strings.Count(b.String(), link) != 2 || !strings.Contains(b.String(), "Zie ook PS/2010/1.") {
		t.Errorf("no two links %s, or more: %s", link, b.String())
	}

	in := fixtureOrganisation()
	in.Editions[1].Registers.Lineage[0].Note = "Genoemd in PS/2024/320."
	line := string(written(t, func(w PageWriter) error { return RenderOrganisation(in, w) })["lijn/veilige-fietsroutes/"])
	if want := `Genoemd in <a href="../../besluit/ps-2024-320/">PS/2024/320</a>.`; !strings.Contains(line, want) {
		t.Errorf("the line lacks %s", want)
	}
}

// Who reads a goal need not open each deliverable to know how it stands; a programme lists goals, and stays short.
func TestAGoalTellsHowEachOfItsDeliverablesStands(t *testing.T) {
	const says = "maar vervuilde grond bij Turfkade"
	pages := written(t, func(w PageWriter) error { return RenderEdition(fixtureAccounts(), w) })
	if !strings.Contains(string(pages["3.2-veilig-onderweg/"]), says) {
		t.Error("the goal does not say how its deliverable stands")
	}
	if strings.Contains(string(pages["3-bereikbaarheid/"]), says) {
		t.Error("the programme repeats what stands at its goals")
	}
}

// Why a programme is not on schedule stands before the long list of what belongs to it.
func TestTheReasonsOfAProgrammeComeBeforeWhatStandsBelowIt(t *testing.T) {
	p := nodePage{
		Below: []tree.Branch{{Number: "3.1", Title: "Een wegennet dat het doet", Href: "../3.1/"}}, BelowName: "Doelen",
		Deviations: []deviation{{ID: "score-inhoud", Aspect: "Inhoud", Value: cycle.Orange, Word: "aandacht"}},
	}
	var b strings.Builder
	if err := nodeText(&p).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if why, below := strings.Index(b.String(), "Wat afwijkt"), strings.Index(b.String(), "Doelen"); why < 0 || below < why {
		t.Errorf("in this order: %s", b.String())
	}
}

// An empty page reads as a mistake: what a goal listed and no page told of says so.
func TestAPageOfOnlyATitleSaysSo(t *testing.T) {
	for says, n := range map[string]publication.Node{
		"zijn alleen nummer en titel bekend": {Number: "5.1.9", Title: "Een andere prestatie"},
		"is alleen het nummer bekend":        {Number: "5.1.9", Placeholder: true},
	} {
		var b strings.Builder
		if err := nodeText(&nodePage{Node: n}).Render(t.Context(), &b); err != nil || !strings.Contains(b.String(), says) {
			t.Errorf("%v, %s", err, b.String())
		}
	}
	p := nodePage{Node: publication.Node{Title: "Water", Involvement: &publication.Involvement{Sentence: "Regisseur."}}}
	if p.onlyTitle() {
		t.Error("a page with a row has more than its title")
	}
}
