package compare

import (
	"fmt"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

// edition makes a publication of nodes; the tree says of them what Freeze would say.
func edition(id cycle.EditionID, nodes ...publication.Node) publication.Publication {
	p := publication.Publication{Edition: publication.Edition{ID: id, Name: string(id)}, Nodes: nodes}
	for _, n := range nodes {
		e := publication.Entry{
			ID: n.ID, Address: n.Address, Number: n.Number, Title: n.Title, Scores: n.Scores, Milestones: stones(n),
		}
		if len(n.Parents) > 0 {
			e.Parent = n.Parents[len(n.Parents)-1].ID
		}
		for _, s := range n.Sections {
			e.Text += s.Text.Text()
		}
		p.Tree.Entries = append(p.Tree.Entries, e)
	}
	return p
}

// node is a deliverable with a number and, after that, what with is given.
func node(id cycle.NodeID, number, title string, with ...func(*publication.Node)) publication.Node {
	n := publication.Node{ID: id, Number: number, Title: title, Address: number + "-" + dutch.Slug(title)}
	for _, f := range with {
		f(&n)
	}
	return n
}

func under(parent cycle.NodeID) func(*publication.Node) {
	return func(n *publication.Node) { n.Parents = []publication.Parent{{ID: parent}} }
}

func score(aspect, value string) func(*publication.Node) {
	return func(n *publication.Node) {
		n.Scores = append(n.Scores, publication.Score{Aspect: aspect, Value: value, Word: value})
	}
}

func milestone(key, date string, state cycle.MilestoneState) func(*publication.Node) {
	return func(n *publication.Node) {
		n.Milestones = append(n.Milestones, publication.Milestone{Key: key, Date: dutch.ParseWritten(date), State: state, Text: text("m"+key, "Brug "+key)})
	}
}

func action(key, words string, state cycle.ActionState) func(*publication.Node) {
	return func(n *publication.Node) {
		n.Actions = append(n.Actions, publication.Action{Key: key, Number: len(n.Actions) + 1, Text: text("k"+key, words), State: state})
	}
}

func section(key string, blocks ...richtext.Doc) func(*publication.Node) {
	return func(n *publication.Node) {
		s := publication.SectionText{Key: key, Label: "Label " + key}
		for _, b := range blocks {
			s.Text = append(s.Text, b...)
		}
		n.Sections = append(n.Sections, s)
	}
}

func text(id, words string) richtext.Doc {
	return richtext.Doc{{ID: id, Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: words}}}}
}

func tied(kind cycle.LineageKind, from, to cycle.NodeID, proposal bool) publication.Lineage {
	return publication.Lineage{
		Kind: kind, Proposal: proposal, From: &publication.LineageEnd{ID: from}, To: &publication.LineageEnd{ID: to},
	}
}

// told says in short what differs, one line for each node.
func told(c Changes) []string {
	var all []string
	for _, n := range c.Nodes {
		all = append(all, tell(n))
	}
	return all
}

func tell(n NodeChanges) string {
	var words []string
	add := func(format string, a ...any) { words = append(words, fmt.Sprintf(format, a...)) }
	switch {
	case n.New():
		add("%s new", n.After.ID)
	case n.Ended():
		add("%s ended", n.Before.ID)
	default:
		add("%s", n.After.ID)
	}
	for _, t := range n.Ties {
		add("%s %s later=%v", t.Kind, t.Other.ID, t.Later)
	}
	if n.Renumbered() {
		add("number %s>%s", n.Before.Number, n.After.Number)
	}
	if n.Retitled() {
		add("title %s>%s", n.Before.Title, n.After.Title)
	}
	if n.Moved != nil {
		add("moved %s>%s", placeID(n.Moved.From), placeID(n.Moved.To))
	}
	for _, s := range n.Scores {
		add("%s %s>%s", s.Aspect, s.Was.Value, s.Is.Value)
	}
	for _, m := range n.Milestones {
		add("milestone %s %s", m.Key, m.Kind)
	}
	for _, a := range n.Actions {
		add("action %s %s", a.Key, a.Kind)
	}
	for _, s := range n.Sections {
		add("text %s %s %v", s.Key, s.Kind, s.Blocks)
	}
	for _, f := range n.Facts {
		add("%s: %s>%s", f.About, f.Was, f.Is)
	}
	return strings.Join(words, "; ")
}

func placeID(p *Place) string {
	if p == nil {
		return "top"
	}
	return string(p.ID)
}

func TestEditions(t *testing.T) {
	same := node("a", "1.1.1", "Wegen", section("voortgang", text("p1", "Goed.")))
	tests := []struct {
		name          string
		before, after []publication.Node
		lineage       []publication.Lineage
		want          []string
	}{
		{"nothing changed", []publication.Node{same}, []publication.Node{same}, nil, nil},
		{"a node is new, another ended", []publication.Node{same, node("b", "1.1.2", "Bruggen")},
			[]publication.Node{same, node("c", "1.1.3", "Fiets")}, nil, []string{"c new", "b ended"}},
		{"identity is not the number", []publication.Node{node("a", "5.1.1", "Werklocaties: basis op orde")},
			[]publication.Node{node("a", "5.3.1", "Werklocaties: basis op orde"), node("b", "5.1.1", "Topsectoren")}, nil,
			[]string{"a; number 5.1.1>5.3.1", "b new"}},
		{"a title that was unknown is filled in, not changed", []publication.Node{node("a", "5", "")},
			[]publication.Node{node("a", "5", "Economie")}, nil, nil},
		{"a deliverable went to another goal", []publication.Node{node("g", "1.1", "Weg"), node("h", "1.2", "Water"), node("a", "1.1.1", "Sluis", under("g"))},
			[]publication.Node{node("g", "1.1", "Weg"), node("h", "1.2", "Water"), node("a", "1.2.1", "Sluis", under("h"))}, nil,
			[]string{"a; number 1.1.1>1.2.1; moved g>h"}},
		{"of a goal without a title nobody knows that it is another one", []publication.Node{node("g", "5.1", ""), node("a", "5.1.2", "Sluis", under("g")), node("b", "5.1.4", "Brug", under("g"))},
			[]publication.Node{node("h", "5.1", ""), node("a", "5.1.2", "Sluis", under("h")), node("b", "5.1.4", "Brug", under("h"))}, nil,
			[]string{"h new", "g ended"}},
		{"nor when its title is known on one side", []publication.Node{node("g", "5.1", ""), node("a", "5.1.2", "Sluis", under("g"))},
			[]publication.Node{node("h", "5.1", "Water"), node("a", "5.1.2", "Sluis", under("h"))}, nil,
			[]string{"h new", "g ended"}},
		{"a goal with another number is another one", []publication.Node{node("g", "5.1", ""), node("a", "5.1.2", "Sluis", under("g"))},
			[]publication.Node{node("h", "5.2", ""), node("a", "5.2.1", "Sluis", under("h"))}, nil,
			[]string{"h new", "a; number 5.1.2>5.2.1; moved g>h", "g ended"}},
		{"a goal with another title is another one", []publication.Node{node("g", "5.1", "Weg"), node("a", "5.1.2", "Sluis", under("g"))},
			[]publication.Node{node("h", "5.1", "Water"), node("a", "5.1.2", "Sluis", under("h"))}, nil,
			[]string{"h new", "a; moved g>h", "g ended"}},
		{"one deliverable was split in two", []publication.Node{node("a", "1", "Wegen en vaarwegen")},
			[]publication.Node{node("b", "1", "Wegen"), node("c", "2", "Vaarwegen")},
			[]publication.Lineage{tied(cycle.Split, "a", "b", false), tied(cycle.Split, "a", "c", false)},
			[]string{"b new; gesplitst a later=false", "c new; gesplitst a later=false", "a ended; gesplitst b later=true; gesplitst c later=true"}},
		{"two were merged into one of them", []publication.Node{node("a", "1", "Wegen"), node("b", "2", "Bruggen")},
			[]publication.Node{node("a", "1", "Wegen en bruggen")}, []publication.Lineage{tied(cycle.Merged, "b", "a", false)},
			[]string{"a; samengevoegd b later=false; title Wegen>Wegen en bruggen", "b ended; samengevoegd a later=true"}},
		{"what took another in is told too", []publication.Node{node("a", "1", "Wegen"), node("b", "2", "Bruggen")},
			[]publication.Node{node("a", "1", "Wegen")}, []publication.Lineage{tied(cycle.Merged, "b", "a", false)},
			[]string{"a; samengevoegd b later=false", "b ended; samengevoegd a later=true"}},
		{"one goes on as another and is compared with it", []publication.Node{node("a", "5.1.2", "Topwerklocaties", score("geld", "groen"))},
			[]publication.Node{node("b", "5.3.3", "Topwerklocaties", score("geld", "rood"))},
			[]publication.Lineage{tied(cycle.Continued, "a", "b", false)},
			[]string{"b; doorgezet a later=false; number 5.1.2>5.3.3; geld groen>rood"}},
		{"a proposal is told but not taken for true", []publication.Node{node("a", "5.1.2", "Topwerklocaties")},
			[]publication.Node{node("b", "5.3.3", "Topwerklocaties")}, []publication.Lineage{tied(cycle.Continued, "a", "b", true)},
			[]string{"b new; doorgezet a later=false", "a ended; doorgezet b later=true"}},
		{"scores are compared on aspects that both have", []publication.Node{node("a", "1", "A", score("inhoud", "groen"), score("tijd", "rood"))},
			[]publication.Node{node("a", "1", "A", score("inhoud", "oranje"), score("geld", "rood"))}, nil, []string{"a; inhoud groen>oranje"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after := edition("e1", test.before...), edition("e2", test.after...)
			after.Registers.Lineage = test.lineage
			got, err := Editions(Of(before), Of(after))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, told(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheTreeAloneTellsTheSameOfPlaceScoresAndMilestones(t *testing.T) {
	before := edition("e1", node("a", "1", "A", score("geld", "groen"), milestone("1", "eind 2025", "open"), section("voortgang", text("p1", "Goed."))))
	after := edition("e2", node("a", "2", "A", score("geld", "rood"), milestone("1", "medio 2026", "open"), section("voortgang", text("p1", "Minder."))))
	whole, err := Editions(Of(before), Of(after))
	if err != nil {
		t.Fatal(err)
	}
	x, y := Of(before), Of(after)
	x.Node, y.Node = nil, nil
	tree, err := Editions(x, y)
	if err != nil {
		t.Fatal(err)
	}
	if whole.Counts != tree.Counts {
		t.Errorf("the nodes count %+v, the tree %+v", whole.Counts, tree.Counts)
	}
	want := Counts{Renumbered: 1, Scored: 1, Worse: 1, MilestonesMoved: 1, Texts: 1}
	if tree.Counts != want {
		t.Errorf("counted %+v", tree.Counts)
	}
}

func TestCounts(t *testing.T) {
	before := edition("e1",
		node("a", "1", "A", score("inhoud", "groen"), score("geld", "rood"), milestone("1", "2025", "open"), milestone("2", "2025", "open"), milestone("3", "2024", "gehaald")),
		node("b", "2", "B", score("inhoud", "rood"), action("1", "Wij bouwen.", ""), action("2", "Wij zaaien.", cycle.ActionDone)),
		node("c", "3", "C"), node("d", "4", "D"))
	after := edition("e2",
		node("a", "1", "A", score("inhoud", "oranje"), score("geld", "groen"), milestone("1", "2025", "gehaald"), milestone("2", "2025", "gemist")),
		node("b", "2", "B", score("inhoud", "groen"), action("3", "Wij oogsten.", "")),
		node("e", "3", "E"), node("f", "4", "F"))
	after.Registers.Lineage = []publication.Lineage{tied(cycle.Split, "d", "e", false)}
	got, err := Editions(Of(before), Of(after))
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{
		New: 1, Ended: 1, Tied: 2, Scored: 2, Better: 1, Worse: 1, MilestonesReached: 1, MilestonesMissed: 1,
		ActionsNew: 1, ActionsGone: 1,
	}
	if got.Counts != want {
		t.Errorf("counted %+v\nwant %+v", got.Counts, want)
	}
}

func TestMoneyIsComparedBetweenRevisionsOfOneEditionOnly(t *testing.T) {
	costs := func(c money.Cents) func(*publication.Node) {
		return func(n *publication.Node) {
			n.Money = []publication.MoneyLine{{Kind: cycle.Expense, Column: cycle.Original, Year: 2026, Cents: c}}
		}
	}
	offered, adopted := node("a", "1", "A", costs(120_000_00)), node("a", "1", "A", costs(90_000_00))
	got, err := Editions(Of(edition("e1", offered)), Of(edition("e1", adopted)))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a; geld: lasten primitief 2026 € 120.000>lasten primitief 2026 € 90.000"}
	if diff := cmp.Diff(want, told(got)); diff != "" {
		t.Error(diff)
	}
	got, err = Editions(Of(edition("e1", offered)), Of(edition("e2", adopted)))
	if err != nil || len(got.Nodes) != 0 {
		t.Errorf("another edition has other amounts: %q, %v", told(got), err)
	}
}

func TestATieThatBothSidesTellIsNoNews(t *testing.T) {
	offered, adopted := edition("e1", node("a", "1", "Wegen")), edition("e1", node("a", "1", "Wegen"))
	offered.Registers.Lineage = []publication.Lineage{tied(cycle.Merged, "b", "a", false)}
	adopted.Registers.Lineage = offered.Registers.Lineage
	got, err := Editions(Of(offered), Of(adopted))
	if err != nil || len(got.Nodes) != 0 {
		t.Errorf("told %q, %v", told(got), err)
	}
}

func TestNodesThatAreEqualByteForByteAreNotRead(t *testing.T) {
	p := edition("e1", node("a", "1", "A"), node("b", "2", "B"))
	before, after := Of(p), Of(p)
	var read []string
	before.Node = func(address string) (publication.Node, error) {
		read = append(read, address)
		return Of(p).Node(address)
	}
	before.Sum = func(path string) string { return path }
	after.Sum = func(path string) string { return strings.Replace(path, "2-b", "other", 1) }
	if _, err := Editions(before, after); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2-b"}, read); diff != "" {
		t.Error(diff)
	}
}

func TestANodeThatCannotBeReadIsNotPassedOver(t *testing.T) {
	p := edition("e1", node("a", "1", "A"))
	after := Of(p)
	after.Node = func(string) (publication.Node, error) { return publication.Node{}, publication.ErrChanged }
	if _, err := Editions(Of(p), after); err == nil {
		t.Error("a damaged node counts as unchanged")
	}
}
