package publication

import (
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

func mustFreeze(t testing.TB, in Input) Publication {
	t.Helper()
	p, err := Freeze(in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p Publication) node(t testing.TB, id cycle.NodeID) Node {
	t.Helper()
	for _, n := range p.Nodes {
		if n.ID == id {
			return n
		}
	}
	t.Fatalf("no node %s", id)
	return Node{}
}

func TestReferencesInATextAreAnsweredOnce(t *testing.T) {
	tests := []struct {
		name string
		ref  richtext.Ref
		want Link
	}{
		{"a decision leads to its page", richtext.Ref{Kind: richtext.RefDecision, ID: "b1"}, Link{Kind: LinkDecision, Address: "ps-2025-112", Number: "PS/2025/112", Title: "Fietsplan"}},
		{"a decision nobody knows leads nowhere", richtext.Ref{Kind: richtext.RefDecision, ID: "b9"}, Link{Kind: LinkNone}},
		{"a node of this edition", richtext.Ref{Kind: richtext.RefNode, ID: "d322"}, Link{Kind: LinkNode, Address: "3.2.2-nieuwe-bruggen", Number: "3.2.2", Title: "Nieuwe bruggen"}},
		{"a number of this edition", richtext.Ref{Kind: richtext.RefNumber, ID: "3.2"}, Link{Kind: LinkNode, Address: "3.2-veilig-onderweg", Number: "3.2", Title: "Veilig onderweg"}},
		{"this edition goes before another one with the same number", richtext.Ref{Kind: richtext.RefNumber, ID: "3.2.1"}, Link{Kind: LinkNode, Address: "3.2.1-veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes"}},
		{"a number that only an earlier edition has leads to the line", richtext.Ref{Kind: richtext.RefNumber, ID: "3.2.9"}, Link{Kind: LinkLine, Address: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}},
		{"so does a node that is not in this edition", richtext.Ref{Kind: richtext.RefNode, ID: "oud"}, Link{Kind: LinkLine, Address: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}},
		{"a number known from a mention leads to what it became", richtext.Ref{Kind: richtext.RefNumber, ID: "9.0.2"}, Link{Kind: LinkLine, Address: "veilige-fietsroutes", Number: "9.0.2", Title: "Fietspaden"}},
		{"a number nobody has stays a number", richtext.Ref{Kind: richtext.RefNumber, ID: "7.7.7"}, Link{Kind: LinkNone, Number: "7.7.7"}},
		{"a place leads to its page", richtext.Ref{Kind: richtext.RefPlace, ID: "pl1"}, Link{Kind: LinkPlace, Address: "waterveld", Title: "Waterveld"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := fietsroutes()
			run := richtext.Span{Text: "zie", Ref: &test.ref}
			in.Reports[1].Sections[0].Text = doc("b1", run, " en nog eens ", run)
			test.want.ID, test.want.RefKind = test.ref.ID, test.ref.Kind
			if diff := cmp.Diff([]Link{test.want}, mustFreeze(t, in).node(t, "d322").Links); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPartyHasNoPageYet(t *testing.T) {
	in := fietsroutes()
	in.Reports[1].Sections[0].Text = doc("b1", ref(richtext.RefParty, "x", "de bouwer"))
	if links := mustFreeze(t, in).node(t, "d322").Links; len(links) != 0 {
		t.Errorf("it leads to %+v", links)
	}
}

func TestOfTwoEditionsWithANumberTheOneBeforeIsMeant(t *testing.T) {
	in := fietsroutes()
	province := in.Organisation
	other := func(id cycle.EditionID, year int, node cycle.NodeID) OtherEdition {
		e := cycle.NewEdition(id, province, cycle.Accounts, string(id), string(id), year)
		e.Stage = cycle.Adopted
		return OtherEdition{Edition: e, Nodes: map[string]cycle.NodeID{"4.4.4": node}, Titles: map[cycle.NodeID]string{node: string(node)}}
	}
	in.Nodes = append(in.Nodes, cycle.Node{ID: "toen", Line: "toen"}, cycle.Node{ID: "onlangs", Line: "onlangs"}, cycle.Node{ID: "straks", Line: "straks"})
	in.Others = []OtherEdition{other("j2026", 2026, "straks"), other("j2022", 2022, "toen"), other("j2024", 2024, "onlangs")}
	in.Reports[1].Sections[0].Text = doc("b1", ref(richtext.RefNumber, "4.4.4", "4.4.4"))
	if got := mustFreeze(t, in).node(t, "d322").Links[0].Address; got != "onlangs" {
		t.Errorf("it leads to %s", got)
	}
}

// What is being written elsewhere is not told: no title, no line, no tie.
func TestNothingOfADraftIsTold(t *testing.T) {
	in := fietsroutes()
	next := cycle.NewEdition("e3", in.Organisation, cycle.Budget, "begroting-2027", "Begroting 2027", 2027)
	in.Nodes = append(in.Nodes, cycle.Node{ID: "geheim", Line: "geheim-plan"})
	in.Others = append(in.Others, OtherEdition{
		Edition: next, Nodes: map[string]cycle.NodeID{"8.8.8": "geheim"}, Titles: map[cycle.NodeID]string{"geheim": "Geheim plan"},
	})
	in.Lineages = append(in.Lineages,
		cycle.Lineage{ID: "l3", Kind: cycle.Split, From: "d321", To: "geheim"},
		cycle.Lineage{ID: "l4", Kind: cycle.Ended, From: "d321", Edition: "e3", Note: "geheim besluit"})
	in.Reports[1].Sections[0].Text = doc("b1", ref(richtext.RefNumber, "8.8.8", "8.8.8"), ref(richtext.RefNode, "geheim", "dat"))
	for _, p := range mustParts(t, in) {
		if text := strings.ReplaceAll(string(p.Bytes), `"id":"geheim"`, ""); strings.Contains(strings.ToLower(text), "geheim") {
			t.Errorf("%s tells of a draft: %s", p.Path, text)
		}
	}
	for _, stage := range []cycle.EditionStage{cycle.Offered, cycle.Adopted} {
		in.Others[1].Edition.Stage = stage
		if got := mustFreeze(t, in).node(t, "d322").Links[0]; got.Kind != LinkLine || got.Title != "Geheim plan" {
			t.Errorf("once it is %s it is public: %+v", stage, got)
		}
	}
}

// Editions that were public elsewhere may be taken over in any order: a tie to one that comes later is not lost.
func TestATieToAnEditionStillToBeTakenOver(t *testing.T) {
	for name, test := range map[string]struct {
		year      int
		tie       cycle.Lineage
		wantOf    []LineageLink
		wantTable []Lineage
	}{
		"the predecessor comes later": {
			2021, cycle.Lineage{Kind: cycle.Changed, From: "komt", To: "d322", Edition: "e2", Proposal: true, Source: cycle.Source{Address: "https://example.nl/tabel"}},
			[]LineageLink{{Source: &Source{Address: "https://example.nl/tabel"}, Line: "komt-nog", Number: "5.1.2", Kind: cycle.Changed, Title: "Komt nog", Proposal: true}},
			[]Lineage{{
				Source: &Source{Address: "https://example.nl/tabel"}, Kind: cycle.Changed, Proposal: true,
				From: &LineageEnd{ID: "komt", Year: 2021, Line: "komt-nog", Number: "5.1.2", Title: "Komt nog"},
				To:   &LineageEnd{ID: "d322", Year: 2025, Line: "nieuwe-bruggen", Number: "3.2.2", Title: "Nieuwe bruggen"},
			}},
		},
		// Its line has a page from the moment that its own edition is there.
		"the successor comes later": {
			2027, cycle.Lineage{Kind: cycle.Changed, From: "d322", To: "komt", Edition: "e9"},
			[]LineageLink{{Later: true, Number: "5.1.2", Kind: cycle.Changed, Title: "Komt nog"}}, []Lineage{},
		},
		"it begins in an edition after this one": {2027, cycle.Lineage{Kind: cycle.Changed, From: "oud", To: "d322", Edition: "e9"}, nil, []Lineage{}},
	} {
		t.Run(name, func(t *testing.T) {
			in := fietsroutes()
			later := cycle.NewEdition("e9", in.Organisation, cycle.Accounts, "jaarverslag-later", "Jaarverslag later", test.year)
			later.TakenOver = true
			in.Nodes = append(in.Nodes, cycle.Node{ID: "komt", Line: "komt-nog"})
			in.Others = append(in.Others, OtherEdition{
				Edition: later, Nodes: map[string]cycle.NodeID{"5.1.2": "komt"}, Titles: map[cycle.NodeID]string{"komt": "Komt nog"},
			})
			in.Lineages = []cycle.Lineage{test.tie}
			p := mustFreeze(t, in)
			if diff := cmp.Diff(test.wantOf, p.node(t, "d322").Lineage); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.wantTable, p.Registers.Lineage); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What became of a deliverable in a later edition is for that edition to tell, and for the page of its line. It is no reason
// to publish this one again. One that was public elsewhere may be taken over later and all the same have come first.
func TestWhatALaterEditionMadeOfItIsNotTold(t *testing.T) {
	for _, test := range []struct {
		name      string
		year      int
		takenOver bool
		want      int
	}{{"a budget of later", 2027, false, 0}, {"one of later that was taken over", 2027, true, 1}, {"one of before", 2021, false, 1}} {
		t.Run(test.name, func(t *testing.T) {
			in := fietsroutes()
			other := cycle.NewEdition("e9", in.Organisation, cycle.Budget, "begroting", "Begroting", test.year)
			other.Stage, other.TakenOver = cycle.Adopted, test.takenOver
			in.Nodes = append(in.Nodes, cycle.Node{ID: "straks", Line: "straks"})
			in.Others = append(in.Others, OtherEdition{Edition: other, Nodes: map[string]cycle.NodeID{"5.1.2": "straks"}, Titles: map[cycle.NodeID]string{"straks": "Straks"}})
			in.Lineages = []cycle.Lineage{{ID: "l9", Kind: cycle.Split, From: "d322", To: "straks", Edition: "e9"}}
			if got := mustFreeze(t, in).node(t, "d322").Lineage; len(got) != test.want {
				t.Errorf("it tells %+v", got)
			}
		})
	}
}

// In the conversion table what goes on as itself, under another number or title, has the old one on the left.
func TestTheConversionTableTellsTheOldNumber(t *testing.T) {
	in := fietsroutes()
	in.Placements[2].Number, in.Placements[2].Title = "3.2.5", "Fietsroutes en stallingen"
	in.Lineages = []cycle.Lineage{{ID: "l3", Kind: cycle.Changed, From: "d321", To: "d321", Edition: "e2"}}
	rows := mustFreeze(t, in).Registers.Lineage
	if len(rows) != 1 || rows[0].From.Number != "3.2.1" || rows[0].From.Title != "Fietsroutes" || rows[0].To.Number != "3.2.5" {
		t.Errorf("%+v", rows)
	}
}

func TestHeadline(t *testing.T) {
	long := "Wij " + strings.Repeat("bouwen en verbouwen ", 20) + "veel."
	section := func(key, text string) cycle.SectionText { return cycle.SectionText{Key: key, Text: doc("x", text)} }
	tests := []struct {
		name    string
		report  cycle.Report
		want    string
		derived bool
	}{
		{"the report's own", cycle.Report{Headline: "Klaar.", Sections: []cycle.SectionText{section(cycle.Summary, "Anders.")}}, "Klaar.", false},
		{"the first sentence of the summary", cycle.Report{Sections: []cycle.SectionText{section(cycle.Progress, "Later."), section(cycle.Summary, "Eerst (ca. 4). Dan.")}}, "Eerst (ca. 4).", true},
		{"of the progress when the summary is empty", cycle.Report{Sections: []cycle.SectionText{section(cycle.Summary, " "), section(cycle.Progress, "Later. Nog later.")}}, "Later.", true},
		{"of a section of the organisation's own", cycle.Report{Sections: []cycle.SectionText{section("ambitie", "Wij willen. Meer.")}}, "Wij willen.", true},
		{"not of the note on finance", cycle.Report{Sections: []cycle.SectionText{section(cycle.FinanceNote, "Geen afwijking.")}}, "", false},
		{"not of what was cut off in its source", cycle.Report{Sections: []cycle.SectionText{{Key: cycle.Context, CutOff: true, Text: doc("x", "De provincie richt zich op…")}}}, "", false},
		{"a long sentence is cut at a word", cycle.Report{Sections: []cycle.SectionText{section(cycle.Summary, long)}}, "Wij " + strings.Repeat("bouwen en verbouwen ", 9) + "bouwen en…", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, derived := headline(&test.report)
			if got != test.want || derived != test.derived {
				t.Errorf("%q, derived %v", got, derived)
			}
			if n := len([]rune(got)); n > cycle.MaxHeadline {
				t.Errorf("%d characters", n)
			}
		})
	}
}

func TestScoresBelowAreCountedAndNeverAveraged(t *testing.T) {
	p := mustFreeze(t, fietsroutes())
	want := []Count{
		{Aspect: "inhoud", Value: "groen", Number: 1}, {Aspect: "inhoud", Number: 1},
		{Aspect: "geld", Value: "oranje", Number: 1}, {Aspect: "geld", Number: 1},
	}
	top := p.node(t, "p3").Children
	if len(top) != 1 || top[0].ID != "g32" {
		t.Fatalf("below 3 stands %+v", top)
	}
	if diff := cmp.Diff(want, top[0].Counts); diff != "" {
		t.Error(diff)
	}
	if below := p.node(t, "g32").Children; len(below) != 2 || below[0].Counts != nil {
		t.Errorf("nothing is below a deliverable: %+v", below)
	}
}

func TestTheTreeIsReadFromTheTopDown(t *testing.T) {
	at := func(node, parent cycle.NodeID, number string, position int) cycle.Placement {
		return cycle.Placement{Edition: "e", Node: node, Parent: parent, Number: number, Position: position}
	}
	tests := []struct {
		name string
		rows []cycle.Placement
		want string
	}{
		{"position goes before number", []cycle.Placement{at("a", "", "2", 1), at("b", "", "1", 2)}, "ab"},
		{"numbers count as people count", []cycle.Placement{at("a", "", "10", 0), at("b", "", "9", 0)}, "ba"},
		{"children follow their parent", []cycle.Placement{at("a", "", "1", 1), at("b", "", "2", 2), at("c", "a", "1.1", 9)}, "acb"},
		{"without its parent a node stands at the top", []cycle.Placement{at("a", "weg", "1.1", 1), at("b", "", "2", 2)}, "ab"},
		{"a ring of parents is cut", []cycle.Placement{at("a", "b", "1", 1), at("b", "a", "2", 2), at("c", "c", "3", 3)}, "cab"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			for _, p := range readingOrder(test.rows) {
				got += string(p.Node)
			}
			if got != test.want {
				t.Errorf("read as %s, want %s", got, test.want)
			}
		})
	}
}

func TestThemesHoldOnTheDayOfTheEdition(t *testing.T) {
	in := fietsroutes()
	if got := mustFreeze(t, in).node(t, "d321").Themes; len(got) != 1 || got[0].Slug != "fiets" {
		t.Errorf("in 2025: %+v", got)
	}
	in.Edition.Date = "2024-06-30"
	if got := mustFreeze(t, in).node(t, "d321").Themes; len(got) != 2 {
		t.Errorf("in 2024: %+v", got)
	}
}

// A decision that only the program remarks upon has a page, which tells where.
func TestADecisionInAFindingIsKnown(t *testing.T) {
	in := fietsroutes()
	in.Decisions = append(in.Decisions, cycle.Decision{ID: "b9", Reference: "PS/2025/203", Slug: "ps-2025-203"})
	in.Findings = map[cycle.NodeID][]Finding{"d321": {{Rule: "wacht-op-genomen-besluit", Text: "Actie 1 wacht op geld, maar daarover is al besloten: PS/2025/203."}}}
	p := mustFreeze(t, in)
	if named := p.node(t, "d321").Decisions; !slices.ContainsFunc(named, func(d DecisionMention) bool { return d.Slug == "ps-2025-203" }) {
		t.Errorf("the page names %+v", named)
	}
	if all := p.Registers.Decisions; !slices.ContainsFunc(all, func(d Decision) bool { return d.Slug == "ps-2025-203" }) {
		t.Errorf("the register has %+v", all)
	}
}

func TestRegistersHoldOnlyWhatThisEditionNames(t *testing.T) {
	in := fietsroutes()
	in.Decisions = append(in.Decisions,
		cycle.Decision{ID: "b2", Reference: "PS/2026/30", Slug: "ps-2026-30", Title: "Vaststelling"},
		cycle.Decision{ID: "b3", Reference: "PS/2026/31", Slug: "ps-2026-31"})
	in.Revision.Decision, in.Revision.DecisionAt = "PS/2026/30", "ps-2026-30"
	var slugs []string
	for _, d := range mustFreeze(t, in).Registers.Decisions {
		slugs = append(slugs, d.Slug)
	}
	if diff := cmp.Diff([]string{"ps-2025-112", "ps-2026-30"}, slugs); diff != "" {
		t.Errorf("the decision that adopted the edition is among them: %s", diff)
	}
}

func TestWhoRefersToANodeIsToldThere(t *testing.T) {
	in := fietsroutes()
	in.Reports[0].References = nil // the text still names 3.2.2
	got := mustFreeze(t, in).node(t, "d322").ReferredBy
	if len(got) != 1 || got[0].Kind != cycle.See || got[0].Link.Address != "3.2.1-veilige-fietsroutes" {
		t.Errorf("told %+v", got)
	}
	in.Reports[1].References = []cycle.CrossReference{{Kind: cycle.See, Number: "3.2.2"}, {Kind: cycle.MergedInto, Number: "3.2.1"}, {Kind: cycle.MergedInto, Node: "d321"}}
	p := mustFreeze(t, in)
	if got := p.node(t, "d322").ReferredBy; len(got) != 1 {
		t.Errorf("a node that names itself is told %+v", got)
	}
	if got := p.node(t, "d321").ReferredBy; len(got) != 1 || got[0].Kind != cycle.MergedInto {
		t.Errorf("told %+v", got)
	}
}

func TestLineage(t *testing.T) {
	in := fietsroutes()
	before := in.Others[0].Edition
	tests := []struct {
		name string
		tie  cycle.Lineage
		want []LineageLink
	}{
		{"a predecessor", cycle.Lineage{Kind: cycle.Merged, From: "oud", To: "d322", Edition: "e2"}, []LineageLink{{Kind: cycle.Merged, Line: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}}},
		{"one that began earlier", cycle.Lineage{Kind: cycle.Merged, From: "oud", To: "d322", Edition: before.ID}, []LineageLink{{Kind: cycle.Merged, Line: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}}},
		{"a successor", cycle.Lineage{Kind: cycle.Split, From: "d322", To: "oud", Edition: "e2"}, []LineageLink{{Later: true, Kind: cycle.Split, Line: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}}},
		{"new in this edition", cycle.Lineage{Kind: cycle.New, To: "d322", Edition: "e2"}, []LineageLink{{Kind: cycle.New}}},
		{"new in an earlier edition is no news", cycle.Lineage{Kind: cycle.New, To: "d322", Edition: before.ID}, nil},
		{"tied to itself is no tie", cycle.Lineage{Kind: cycle.Continued, From: "d322", To: "d322"}, nil},
		{"tied to a node nobody knows", cycle.Lineage{Kind: cycle.Continued, From: "weg", To: "d322"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := fietsroutes()
			in.Lineages = []cycle.Lineage{test.tie}
			if diff := cmp.Diff(test.want, mustFreeze(t, in).node(t, "d322").Lineage); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFreezeSaysNo(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Input)
		want   string
	}{
		{"when a node has no address", func(in *Input) { delete(in.Addresses, "d322") }, "no address"},
		{"when an address leads out of its folder", func(in *Input) { in.Addresses["d322"] = "../over" }, "no address"},
		{"when two nodes have one address", func(in *Input) { in.Addresses["d322"] = in.Addresses["d321"] }, "one address"},
		{"when a node stands in the tree twice", func(in *Input) { in.Placements = append(in.Placements, in.Placements[3]) }, "twice"},
		{"when a node has two reports", func(in *Input) { in.Reports = append(in.Reports, in.Reports[0]) }, "two reports"},
		{"when a placement has no node", func(in *Input) { in.Placements[3].Node = "" }, "has no node"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := fietsroutes()
			test.change(&in)
			if _, err := Freeze(in); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("it said %v", err)
			}
		})
	}
}

func TestATreeDeeperThanPeopleReadIsRefused(t *testing.T) {
	in := fietsroutes()
	in.Placements, in.Addresses = nil, map[cycle.NodeID]string{}
	for i := range maxDepth + 1 {
		id := cycle.NodeID(strings.Repeat("n", i+1))
		in.Placements = append(in.Placements, placed(id, i, id[:i], "1", "Titel", i))
		in.Addresses[id] = string(id)
	}
	if _, err := Freeze(in); err == nil {
		t.Error("it was frozen")
	}
	in.Placements = in.Placements[:maxDepth]
	if _, err := Freeze(in); err != nil {
		t.Error(err)
	}
}

func TestOtherEditionsRowsAreLeftOut(t *testing.T) {
	in := fietsroutes()
	in.Placements = append(in.Placements, cycle.Placement{Edition: "e9", Node: "oud", Number: "9"})
	in.Reports = append(in.Reports, cycle.Report{Edition: "e9", Node: "d321", Headline: "Anders."})
	in.MoneyLines = append(in.MoneyLines, cycle.MoneyLine{Edition: "e9", Node: "d321", Cents: 1})
	if diff := cmp.Diff(mustFreeze(t, fietsroutes()), mustFreeze(t, in)); diff != "" {
		t.Error(diff)
	}
}

func TestTheMomentIsInUniversalTimeAndWholeSeconds(t *testing.T) {
	in := fietsroutes()
	in.Revision.Moment = time.Date(2026, 4, 14, 11, 30, 0, 999, time.FixedZone("", 2*3600))
	if got := mustFreeze(t, in).Revision.Moment.Format(time.RFC3339Nano); got != "2026-04-14T09:30:00Z" {
		t.Errorf("it is %s", got)
	}
}
