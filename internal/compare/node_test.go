package compare

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

func TestNodes(t *testing.T) {
	with := func(f ...func(*publication.Node)) publication.Node { return node("a", "1", "A", f...) }
	said := func(headline string, derived bool) func(*publication.Node) {
		return func(n *publication.Node) { n.Headline, n.Derived = headline, derived }
	}
	held := func(names ...string) func(*publication.Node) {
		return func(n *publication.Node) {
			for _, name := range names {
				n.Holders = append(n.Holders, publication.HolderName{Name: name})
			}
		}
	}
	tests := []struct {
		name          string
		before, after publication.Node
		want          string
	}{
		{"a text carried forward is no news", with(section("voortgang", text("p1", "Goed."))), with(section("voortgang", text("p1", "Goed."))), "a"},
		{"the same words with other ids are the same", with(section("voortgang", text("p1", "Goed."))), with(section("voortgang", text("p9", "Goed."))), "a"},
		{"an edited paragraph is pointed at", with(section("voortgang", text("p1", "Goed."), text("p2", "Klaar."))),
			with(section("voortgang", text("p1", "Goed."), text("p2", "Bijna klaar."))), "a; text voortgang veranderd [p-p2]"},
		{"a paragraph that moved is a change without a new one", with(section("voortgang", text("p1", "Goed."), text("p2", "Klaar."))),
			with(section("voortgang", text("p2", "Klaar."), text("p1", "Goed."))), "a; text voortgang veranderd []"},
		{"a text that came and one that went", with(section("context", text("p1", "Oud."))), with(section("voortgang", text("p2", "Nieuw."))),
			"a; text voortgang nieuw [p-p2]; text context niet meer genoemd []"},
		{"an empty text is no text", with(section("context", text("p1", " "))), with(), "a"},
		{"an action is no longer mentioned", with(action("1", "Wij bouwen.", cycle.ActionRunning)), with(), "a; action 1 niet meer genoemd"},
		{"an action that was done need not be mentioned again", with(action("1", "Wij bouwen.", cycle.ActionDone)), with(), "a"},
		{"an action is done now", with(action("1", "Wij bouwen.", cycle.ActionRunning)), with(action("1", "Wij bouwen.", cycle.ActionDone)), "a; action 1 veranderd"},
		{"a milestone moved", with(milestone("1", "eind 2025", cycle.MilestoneOpen)), with(milestone("1", "medio 2026", cycle.MilestoneOpen)), "a; milestone 1 verschoven"},
		{"the same days in other words is no move", with(milestone("1", "medio 2026", cycle.MilestoneOpen)), with(milestone("1", "Medio 2026.", cycle.MilestoneOpen)), "a"},
		{"a more exact date is no move", with(milestone("1", "voorjaar 2026", cycle.MilestoneOpen)), with(milestone("1", "18 maart 2026", cycle.MilestoneOpen)), "a"},
		{"nor is it when its author calls it one", with(milestone("1", "voorjaar 2026", cycle.MilestoneOpen)), with(milestone("1", "18 maart 2026", cycle.MilestoneMoved)), "a"},
		{"a day before the last one is no move", with(milestone("1", "uiterlijk 1 juni 2026", cycle.MilestoneOpen)), with(milestone("1", "18 maart 2026", cycle.MilestoneOpen)), "a"},
		{"not before a later year is a move", with(milestone("1", "op zijn vroegst in 2038", "")), with(milestone("1", "niet voor 2040", "")), "a; milestone 1 verschoven"},
		{"so is an earlier last day", with(milestone("1", "uiterlijk 1 juni 2026", "")), with(milestone("1", "uiterlijk 1 mei 2026", "")), "a; milestone 1 verschoven"},
		{"a less exact date is one", with(milestone("1", "18 maart 2026", cycle.MilestoneOpen)), with(milestone("1", "voorjaar 2026", cycle.MilestoneOpen)), "a; milestone 1 verschoven"},
		{"what was settled and is open again is a new one", with(milestone("1", "juni 2025", cycle.MilestoneReached)), with(milestone("1", "juni 2026", cycle.MilestoneOpen)), "a; milestone 1 nieuw"},
		{"what was missed and gets another day has moved", with(milestone("1", "juni 2025", cycle.MilestoneMissed)), with(milestone("1", "juni 2026", cycle.MilestoneMoved)), "a; milestone 1 verschoven"},
		{"a date where there was none is no move", with(milestone("1", "", cycle.MilestoneOpen)), with(milestone("1", "2026", cycle.MilestoneOpen)), "a"},
		{"what is not understood moves when its words do", with(milestone("1", "na de zomer", "")), with(milestone("1", "na de bouw", "")), "a; milestone 1 verschoven"},
		{"reached goes before moved", with(milestone("1", "2025", cycle.MilestoneOpen)), with(milestone("1", "2026", cycle.MilestoneReached)), "a; milestone 1 gehaald"},
		{"a milestone disappeared", with(milestone("1", "2025", cycle.MilestoneOpen)), with(), "a; milestone 1 niet meer genoemd"},
		{"a milestone reached before may disappear", with(milestone("1", "2025", cycle.MilestoneReached)), with(), "a"},
		{"another headline", with(said("Het loopt.", false)), with(said("Het stokt.", false)), "a; kernzin: Het loopt.>Het stokt."},
		{"a derived headline changes with its text", with(said("Het loopt.", true)), with(said("Het stokt.", true)), "a"},
		{"another reserve", with(func(n *publication.Node) {
			n.Reserve = &publication.Reserve{Answer: "ja", Name: "Groen", Note: "Vier ton."}
		}),
			with(func(n *publication.Node) { n.Reserve = &publication.Reserve{Answer: "ja", Note: "Vier ton."} }), "a; reserve: ja, Groen, Vier ton.>ja, Vier ton."},
		{"an answer about a reserve", with(func(n *publication.Node) { n.Reserve = &publication.Reserve{Name: "Groen"} }),
			with(func(n *publication.Node) { n.Reserve = &publication.Reserve{Answer: "nee", Name: "Groen"} }), "a; reserve: onbekend, Groen>nee, Groen"},
		{"another holder", with(held("Noor de Wit")), with(held("Noor de Wit", "Jan Berg")), "a; portefeuillehouder: Noor de Wit>Noor de Wit, Jan Berg"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Nodes(test.before, test.after)
			if told := tell(got); told != test.want {
				t.Errorf("told %q, want %q", told, test.want)
			}
			if got.Empty() != (test.want == "a") {
				t.Errorf("empty is %v", got.Empty())
			}
		})
	}
}

// Of a page that is not known as a whole nobody knows what does not stand there.
func TestWhatIsNotKnownIsNeitherNewNorGone(t *testing.T) {
	before := node("a", "1", "A", section("context", text("p1", "Oud.")), action("1", "Wij wachten.", ""), milestone("1", "2025", ""), milestone("3", "2025", ""))
	after := node("a", "1", "A", section("voortgang", text("p2", "Nieuw.")), action("2", "Wij bouwen.", ""), milestone("2", "2026", ""), milestone("3", "2026", ""))
	for _, c := range []struct {
		was, is bool
		want    string
	}{
		{true, true, tell(Nodes(before, after))},
		{false, true, "a; milestone 3 verschoven; milestone 1 niet meer genoemd; action 1 niet meer genoemd; text context niet meer genoemd []"},
		{true, false, "a; milestone 2 nieuw; milestone 3 verschoven; action 2 nieuw; text voortgang nieuw [p-p2]"},
		{false, false, "a; milestone 3 verschoven"},
	} {
		if got := tell(Nodes(before, after).Known(c.was, c.is)); got != c.want {
			t.Errorf("known before %v, after %v: told %q, want %q", c.was, c.is, got, c.want)
		}
	}
	read := publication.Source{Address: "https://example.nl", File: "1.txt"}
	for _, c := range []struct {
		name string
		n    publication.Node
		want bool
	}{
		{"read in", publication.Node{Source: &read}, true},
		{"read in and cut off", publication.Node{Source: &read, Sections: []publication.SectionText{{CutOff: true}}}, false},
		{"only looked at", publication.Node{Source: &publication.Source{Address: read.Address}}, false},
		{"only named", publication.Node{Placeholder: true}, false},
	} {
		if Whole(&c.n) != c.want {
			t.Errorf("a page that was %s: whole is not %v", c.name, c.want)
		}
	}
}

// Whichever text of a page of another's stops before its end, what else stood there is not known.
func TestAPageIsNotWholeWhereATextOfItIsCutOff(t *testing.T) {
	cut := text("p1", "Wij leggen paden aan in…")
	list := richtext.Doc{{Kind: richtext.List, Items: []richtext.Item{
		{Spans: []richtext.Span{{Text: "langs het water en…"}}}, {Spans: []richtext.Span{{Text: "langs de weg"}}},
	}}}
	for name, with := range map[string]func(*publication.Node){
		"an action":                 action("1", "Bomen planten in de stad en de dorpen in…", ""),
		"a part of an action":       func(n *publication.Node) { n.Actions = []publication.Action{{Parts: list}} },
		"what is said of an action": func(n *publication.Node) { n.Actions = []publication.Action{{Note: cut}} },
		"a milestone":               func(n *publication.Node) { n.Milestones = []publication.Milestone{{Text: cut}} },
		"the role":                  func(n *publication.Node) { n.Involvement = &publication.Involvement{Sentence: "Partner van…"} },
		"the reserve":               func(n *publication.Node) { n.Reserve = &publication.Reserve{Note: "Een deel komt uit…"} },
	} {
		source := func(n *publication.Node) { n.Source = &publication.Source{File: "1.txt"} }
		whole, part := node("a", "1", "A", source, action("0", "Bomen planten.", "")), node("a", "1", "A", source, with)
		if !Whole(&whole) || Whole(&part) {
			t.Errorf("%s is cut off: the page is called whole", name)
		}
		if got := tell(Nodes(whole, part).Known(Whole(&whole), Whole(&part))); strings.Contains(got, "niet meer genoemd") {
			t.Errorf("%s is cut off, and told is %q", name, got)
		}
	}
}

func TestAReferenceThatBecameALinkIsNoChangeOfText(t *testing.T) {
	linked := richtext.Doc{{ID: "p1", Kind: richtext.Paragraph, Spans: []richtext.Span{
		{Text: "Zie prestatie "}, {Text: "8.1.5", Ref: &richtext.Ref{Kind: richtext.RefNode, ID: "n"}}, {Text: "."},
	}}}
	before, after := node("a", "1", "A", section("voortgang", text("p1", "Zie prestatie 8.1.5."))), node("a", "1", "A", section("voortgang", linked))
	if got := Nodes(before, after); !got.Empty() {
		t.Errorf("told %q", tell(got))
	}
}

func TestLaterAndWorse(t *testing.T) {
	moved := Nodes(node("a", "1", "A", milestone("1", "eind 2025", "")), node("a", "1", "A", milestone("1", "medio 2026", ""))).Milestones
	if len(moved) != 1 || !moved[0].Later() {
		t.Errorf("medio 2026 comes after eind 2025: %+v", moved)
	}
	forward := Nodes(node("a", "1", "A", milestone("1", "medio 2026", "")), node("a", "1", "A", milestone("1", "eind 2025", ""))).Milestones
	if len(forward) != 1 || forward[0].Later() {
		t.Errorf("eind 2025 does not come after medio 2026: %+v", forward)
	}
	own := Nodes(node("a", "1", "A", score("geld", "groen")), node("a", "1", "A", score("geld", "paars"))).Scores
	if len(own) != 1 || own[0].Better() || own[0].Worse() {
		t.Errorf("nobody knows whether paars is worse: %+v", own)
	}
}

func TestATitleThatIsTypedOtherwiseIsNoOther(t *testing.T) {
	for after, want := range map[string]bool{"Regio's  aan zet.": false, "Regio's aan bod": true} {
		changes := Nodes(node("a", "1", "Regio’s aan zet"), node("a", "1", after))
		if changes.Retitled() != want {
			t.Errorf("%q: another title is %v", after, !want)
		}
	}
}
