package publication

import (
	"encoding/json"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

// asking lets the example ask something of the council.
func asking(texts ...string) Input {
	in := fietsroutes()
	for i, text := range texts {
		in.Edition.Decides = append(in.Edition.Decides, cycle.DecisionPoint{Number: i + 1, Text: text})
	}
	return in
}

// The front page names decisions and nodes as other texts do, and those know of it.
func TestWhatIsAskedLinksToWhatItNames(t *testing.T) {
	in := asking("Vaststellen.", "Geld uit PS/2025/112 voor prestatie 3.2.1, zie prestatie 3.2.9.", "Nog eens: prestatie 3.2.1.")
	in.Edition.Intro = doc("i1", "Lees eerst prestatie ", ref(richtext.RefNode, "d321", "3.2.1"), " en ", ref(richtext.RefDecision, "b1", "PS/2025/112"), ".")
	p := mustFreeze(t, in)
	e := p.Edition
	if e.Decides[0].Runs != nil || e.Decides[0].Line()[0].Text != "Vaststellen." {
		t.Errorf("what names nothing has runs: %+v", e.Decides[0])
	}
	if d := e.Decides[1]; len(d.Runs) != 7 || richtext.LineText(d.Runs) != d.Text || d.Text != in.Edition.Decides[1].Text {
		t.Errorf("asked: %+v", d)
	}
	kinds := map[string]LinkKind{}
	for _, l := range e.Links {
		kinds[l.Number] = l.Kind
	}
	if diff := cmp.Diff(map[string]LinkKind{"PS/2025/112": LinkDecision, "3.2.1": LinkNode, "3.2.9": LinkLine}, kinds); diff != "" {
		t.Error(diff)
	}
	want := []Mention{
		{Decision: "ps-2025-112", Block: "beslispunt-2", Where: "Beslispunt 2"}, {Decision: "ps-2025-112", Block: "p-i1", Where: "Inleiding"},
	}
	if diff := cmp.Diff(want, e.Mentions); diff != "" {
		t.Errorf("the page of the decision: %s", diff)
	}
	var back []string
	for _, r := range p.node(t, "d321").ReferredBy {
		if r.Link.Kind == LinkFront {
			back = append(back, r.Link.Title+" #"+r.Link.Address)
		}
	}
	if diff := cmp.Diff([]string{"Beslispunt 2 #beslispunt-2", "Beslispunt 3 #beslispunt-3", "Inleiding #p-i1"}, back); diff != "" {
		t.Errorf("3.2.1 is told: %s", diff)
	}
}

// A decision that only the front page names stands in the register.
func TestADecisionThatOnlyIsAskedForIsKnown(t *testing.T) {
	in := asking("Instemmen met PS/2026/31.")
	in.Decisions = append(in.Decisions, cycle.Decision{ID: "b3", Reference: "PS/2026/31", Slug: "ps-2026-31"})
	if d := mustFreeze(t, in).Registers.Decisions; len(d) != 2 || d[1].Slug != "ps-2026-31" {
		t.Errorf("the register has %+v", d)
	}
}

// What names nothing is written as it always was, and what was written before is read.
func TestWhatIsAskedWithoutReferencesKeepsItsBytes(t *testing.T) {
	written := func(in Input) string {
		parts := mustParts(t, in)
		return string(parts[partAt(parts, EditionPath)].Bytes)
	}
	if text := written(asking("Vaststellen.")); !strings.Contains(text, `"beslispunten":[{"nummer":1,"tekst":"Vaststellen."}],"id":`) {
		t.Errorf("written: %s", text)
	}
	kept := strings.Replace(written(asking()), `"id":"e2"`, `"beslispunten":[{"nummer":1,"tekst":"Zie PS/2025/112."}],"id":"e2"`, 1)
	e, err := decode[Edition]([]byte(kept))
	if err != nil || len(e.Decides) != 1 || e.Decides[0].Line()[0].Text != "Zie PS/2025/112." {
		t.Errorf("read %+v, %v", e.Decides, err)
	}
	named := mustFreeze(t, asking("Zie PS/2025/112.")).Edition
	text, err := json.Marshal(named)
	if err != nil {
		t.Fatal(err)
	}
	again, err := decode[Edition]([]byte(`{"formaat":1,"inhoud":` + string(text) + `}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(named, again); diff != "" {
		t.Errorf("written and read: %s", diff)
	}
}
