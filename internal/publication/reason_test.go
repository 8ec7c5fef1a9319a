package publication

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

// giving lets the bridges explain their score by one line.
func giving(in *Input, reason string) {
	in.Reports[1].Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Orange, Cause: reason}}
}

func TestAReasonLinksToWhatItNames(t *testing.T) {
	run := func(text string) richtext.Span { return richtext.Span{Text: text} }
	plan := Link{ID: "b1", RefKind: richtext.RefDecision, Kind: LinkDecision, Address: "ps-2025-112", Number: "PS/2025/112", Title: "Fietsplan"}
	routes := Link{ID: "d321", RefKind: richtext.RefNode, Kind: LinkNode, Address: "3.2.1-veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes"}
	old := Link{ID: "3.2.9", RefKind: richtext.RefNumber, Kind: LinkLine, Address: "oude-fietspaden", Number: "3.2.9", Title: "Oude fietspaden"}
	unknown := Link{ID: "7.7.7", RefKind: richtext.RefNumber, Kind: LinkNone, Number: "7.7.7"}
	paper := Link{ID: "b2", RefKind: richtext.RefDecision, Kind: LinkDecision, Address: "nota-bruggen", Title: "Nota Bruggen"}
	motion := Link{ID: "b3", RefKind: richtext.RefDecision, Kind: LinkDecision, Address: "ps-2024-320", Number: "PS/2024/320", Title: "Veilig naar school"}
	tests := []struct {
		name, reason string
		runs         []richtext.Span
		links        []Link
	}{
		{"nothing is named", "Staal is duurder.", []richtext.Span{run("Staal is duurder.")}, nil},
		{"a decision", "Zie PS/2025/112.", []richtext.Span{run("Zie "), ref(richtext.RefDecision, "b1", "PS/2025/112"), run(".")}, []Link{plan}},
		{"a decision as somebody mistyped it", "PS 2025/112", []richtext.Span{ref(richtext.RefDecision, "b1", "PS 2025/112")}, []Link{plan}},
		{"a decision that the register lacks is text", "Zie PS/2025/999.", []richtext.Span{run("Zie PS/2025/999.")}, nil},
		{"a paper without a number, by its name", "De Nota Bruggen kwam laat.", []richtext.Span{run("De "), ref(richtext.RefDecision, "b2", "Nota Bruggen"), run(" kwam laat.")}, []Link{paper}},
		{"a motion by its title, though it has a number", "Zie Veilig naar school.", []richtext.Span{run("Zie "), ref(richtext.RefDecision, "b3", "Veilig naar school"), run(".")}, []Link{motion}},
		{"a motion by who moved it, the longest name first", "De motie Aksoy c.s. vraagt dit.", []richtext.Span{run("De "), ref(richtext.RefDecision, "b3", "motie Aksoy c.s."), run(" vraagt dit.")}, []Link{motion}},
		{"words in another case are words", "Fietsers komen veilig naar school.", []richtext.Span{run("Fietsers komen veilig naar school.")}, nil},
		{"the title of a numbered decision is often that of its subject", "Het Grote plan loopt.", []richtext.Span{run("Het Grote plan loopt.")}, nil},
		{"a name that two have means neither", "Zie Groen licht.", []richtext.Span{run("Zie Groen licht.")}, nil},
		{"a number of this edition", "Zie prestatie 3.2.1", []richtext.Span{run("Zie prestatie "), ref(richtext.RefNode, "d321", "3.2.1")}, []Link{routes}},
		{"a number of another edition", "Zie prestatie 3.2.9", []richtext.Span{run("Zie prestatie "), ref(richtext.RefNumber, "3.2.9", "3.2.9")}, []Link{old}},
		{"a number that nobody has", "Zie prestatie 7.7.7", []richtext.Span{run("Zie prestatie "), ref(richtext.RefNumber, "7.7.7", "7.7.7")}, []Link{unknown}},
		{"a number by the word that the organisation has for it", "Zie wijkplan 3.2.1", []richtext.Span{run("Zie wijkplan "), ref(richtext.RefNode, "d321", "3.2.1")}, []Link{routes}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := fietsroutes()
			in.Decisions = append(
				in.Decisions, cycle.Decision{ID: "b2", Slug: "nota-bruggen", Title: "Nota Bruggen"},
				cycle.Decision{ID: "b3", Slug: "ps-2024-320", Reference: "PS/2024/320", Kind: cycle.Motion, Title: "Veilig naar school", Aliases: []string{"motie Aksoy", "motie Aksoy c.s."}},
				cycle.Decision{ID: "b4", Slug: "ps-2024-321", Reference: "PS/2024/321", Kind: cycle.Resolution, Title: "Grote plan"},
				cycle.Decision{ID: "b5", Slug: "ps-2024-322", Reference: "PS/2024/322", Kind: cycle.Motion, Title: "Groen licht"},
				cycle.Decision{ID: "b6", Slug: "t-2025-01", Reference: "T-2025-01", Kind: cycle.Promise, Title: "Groen licht"},
			)
			in.Edition.Settings.Levels[2].Label = "Wijkplan"
			giving(&in, test.reason)
			p := mustFreeze(t, in)
			n, e := p.node(t, "d322"), p.Tree.Entries[3]
			if diff := cmp.Diff(test.runs, n.Scores[0].Cause); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.links, n.Links); diff != "" {
				t.Errorf("on the page: %s", diff)
			}
			if diff := cmp.Diff(test.links, e.Links); diff != "" {
				t.Errorf("in the lists: %s", diff)
			}
		})
	}
}

func TestWhatAReasonNamesKnowsOfIt(t *testing.T) {
	in := fietsroutes()
	in.Reports[0] = cycle.Report{ID: "r1", Edition: "e2", Node: "d321"}
	giving(&in, "Eerst prestatie 3.2.1, volgens PS/2025/112 en nog eens PS/2025/112.")
	p := mustFreeze(t, in)
	by := p.node(t, "d321").ReferredBy
	if len(by) != 1 || by[0].Kind != cycle.See || by[0].Link.Address != "3.2.2-nieuwe-bruggen" {
		t.Errorf("3.2.1 is referred to by %+v", by)
	}
	want := []Mention{{Decision: "ps-2025-112", Block: "score-geld", Where: "Score Geld"}}
	if diff := cmp.Diff(want, p.Tree.Entries[3].Mentions); diff != "" {
		t.Errorf("the page of the decision: %s", diff)
	}
	if d := p.node(t, "d322").Decisions; len(d) != 1 || d[0].Slug != "ps-2025-112" || !cmp.Equal(d[0].Blocks, []string{"score-geld"}) {
		t.Errorf("the page itself: %+v", d)
	}
	if len(p.Registers.Decisions) != 1 {
		t.Errorf("the register: %+v", p.Registers.Decisions)
	}
}

// Below a node above only the judgement is told: the reasons would stand there without what they lead to.
func TestANodeAboveTellsNoReasons(t *testing.T) {
	for _, c := range mustFreeze(t, fietsroutes()).node(t, "g32").Children {
		for _, s := range c.Scores {
			if s.Value == "" || s.Cause != nil || s.Effect != nil || s.Measure != nil {
				t.Errorf("%s: %+v", c.Number, s)
			}
		}
	}
}
