package publication

import (
	"errors"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

// second is the revision after the first one of fietsroutes, of a kind, with what changes.
func second(t *testing.T, kind cycle.RevisionKind, change func(*Input)) (Publication, []PartFile, []PartFile) {
	t.Helper()
	first := mustParts(t, fietsroutes())
	p, parts := after(t, first, fietsroutes(), 2, kind, change)
	return p, first, parts
}

func after(t *testing.T, before []PartFile, in Input, number int, kind cycle.RevisionKind, change func(*Input)) (Publication, []PartFile) {
	t.Helper()
	in.Revision.Number, in.Revision.Kind, in.Revision.Reason = number, kind, "tikfout"
	in.Revision.Moment = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	change(&in)
	p, parts, err := FreezeNext(in, readerOf(t, before))
	if err != nil {
		t.Fatal(err)
	}
	return p, parts
}

var slip = &Correction{Date: "2026-05-01", Reason: "tikfout", Revision: 2, Kind: cycle.SlipOfThePen}

func TestACorrectionMarksThePagesThatSayOtherThings(t *testing.T) {
	words := func(r *cycle.Report, text ...any) { r.Sections[0].Text = doc("b1", text...) }
	tests := []struct {
		name   string
		kind   cycle.RevisionKind
		change func(*Input)
		want   *Correction // on 3.2.2
	}{
		{"other words", cycle.SlipOfThePen, func(in *Input) { words(&in.Reports[1], "De brug is er.") }, slip},
		{"another score", cycle.SlipOfThePen, func(in *Input) { in.Reports[1].Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Red}} }, slip},
		{"another title", cycle.SlipOfThePen, func(in *Input) { in.Placements[3].Title = "Bruggen" }, slip},
		{"a word in bold", cycle.SlipOfThePen, func(in *Input) {
			words(&in.Reports[1], "De brug bij Waterveld (ca. 40 meter) ligt er. De tweede ", richtext.Span{Text: "volgt", Bold: true}, ".")
		}, slip},
		{"a reference that became a link is no other word", cycle.SlipOfThePen, func(in *Input) {
			words(&in.Reports[1], "De brug bij ", ref(richtext.RefPlace, "pl1", "Waterveld"), " (ca. 40 meter) ligt er. De tweede volgt.")
		}, nil},
		{"another page's title is that page's correction", cycle.SlipOfThePen, func(in *Input) { in.Placements[2].Title = "Fietsroutes" }, nil},
		{"what the council changed is not called a correction", cycle.NextState, func(in *Input) { words(&in.Reports[1], "De brug is er.") }, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, _, _ := second(t, test.kind, test.change)
			if diff := cmp.Diff(test.want, p.node(t, "d322").Correction); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A number in a reason can become a link, or a decision that it names can get known, while it says what it said.
func TestAReasonOfWhichOnlyTheLinkChangesIsNotCorrected(t *testing.T) {
	const reason = "Volgens PS/2025/300, zie prestatie 3.2.9."
	in := fietsroutes()
	giving(&in, reason)
	first := mustParts(t, in)
	p, linked := after(t, first, in, 2, cycle.SlipOfThePen, func(in *Input) {
		in.Decisions = append(in.Decisions, cycle.Decision{ID: "b3", Reference: "PS/2025/300", Slug: "ps-2025-300"})
	})
	n := p.node(t, "d322")
	if len(n.Scores[0].Cause) != 5 || n.Correction != nil {
		t.Errorf("%+v, marked %+v", n.Scores[0].Cause, n.Correction)
	}
	if got := p.Tree.Entries[3].Mentions; len(got) != 1 || got[0].Block != "score-geld" {
		t.Errorf("mentions: %+v", got)
	}
	p, _ = after(t, linked, in, 3, cycle.SlipOfThePen, func(in *Input) { giving(in, "Volgens PS/2025/112, zie prestatie 3.2.9.") })
	if n = p.node(t, "d322"); n.Correction == nil || n.Correction.Revision != 3 {
		t.Errorf("other words: marked %+v", n.Correction)
	}
	if got := p.Tree.Entries[3].Mentions; len(got) != 1 || got[0].Block != "score-geld" {
		t.Errorf("after the correction: %+v", got)
	}
}

func TestAMarkOnceGivenStays(t *testing.T) {
	change := func(in *Input) { in.Reports[1].Sections[0].Text = doc("b1", "De brug is er.") }
	_, _, corrected := second(t, cycle.SlipOfThePen, change)
	p, adopted := after(t, corrected, fietsroutes(), 3, cycle.NextState, change)
	if diff := cmp.Diff(slip, p.node(t, "d322").Correction); diff != "" {
		t.Errorf("the next state: %s", diff)
	}
	p, _ = after(t, adopted, fietsroutes(), 4, cycle.ByDecision, func(in *Input) {
		change(in)
		in.Reports[0].Headline = "Vijf van de zes."
	})
	if diff := cmp.Diff(slip, p.node(t, "d322").Correction); diff != "" {
		t.Errorf("a correction of another page: %s", diff)
	}
	if got := p.node(t, "d321").Correction; got == nil || got.Revision != 4 || got.Kind != cycle.ByDecision {
		t.Errorf("that other page: %+v", got)
	}
}

// An introduction that says other words is marked where it stands; a next state is no correction, and a mark stays.
func TestACorrectionMarksTheIntroduction(t *testing.T) {
	marked := func(before []PartFile, number int, kind cycle.RevisionKind, intro richtext.Doc) (*Correction, []PartFile) {
		p, parts := after(t, before, fietsroutes(), number, kind, func(in *Input) { in.Edition.Intro = intro })
		return p.Edition.Correction, parts
	}
	first := mustParts(t, fietsroutes())
	if got, _ := marked(first, 2, cycle.NextState, doc("b1", "De fietsbrug ligt er.")); got != nil {
		t.Errorf("a next state is called a correction: %+v", got)
	}
	got, second := marked(first, 2, cycle.SlipOfThePen, doc("b1", "De fietsbrug ligt er."))
	if diff := cmp.Diff(slip, got); diff != "" {
		t.Error(diff)
	}
	read, err := readerOf(t, second).Edition()
	if err != nil || cmp.Diff(slip, read.Correction) != "" {
		t.Errorf("%+v, %v", read.Correction, err)
	}
	if got, third := marked(second, 3, cycle.ByDecision, doc("b1", "De fietsbrug ligt er.")); cmp.Diff(slip, got) != "" || !SameContent(readerOf(t, second).Manifest, third) {
		t.Errorf("the mark did not stay as it was: %+v", got)
	}
	if got, _ := marked(second, 3, cycle.ByDecision, nil); got == nil || got.Kind != cycle.ByDecision || got.Revision != 3 {
		t.Errorf("taken away by decision: %+v", got)
	}
}

func TestACorrectionWritesOnlyWhatChanges(t *testing.T) {
	_, before, parts := second(t, cycle.SlipOfThePen, func(in *Input) {
		in.Reports[1].Sections[1].Text = doc("b2", "Een kleine afwijking.")
	})
	had := map[string]string{}
	for _, p := range before {
		had[p.Path] = p.Sum
	}
	var changed []string
	for _, p := range parts {
		if had[p.Path] != p.Sum {
			changed = append(changed, p.Path)
		}
	}
	want := []string{TreePath, NodePath("3.2.2-nieuwe-bruggen"), RevisionPath}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Error(diff)
	}
}

// Parts are made after the marks: what is kept says what the value says.
func TestTheMarkStandsInThePart(t *testing.T) {
	p, _, parts := second(t, cycle.SlipOfThePen, func(in *Input) { in.Reports[1].Headline = "Klaar." })
	again, err := Parts(p)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, parts); diff != "" {
		t.Error(diff)
	}
}

func TestParagraphsKeepTheirIdsInTheNextState(t *testing.T) {
	p, _, _ := second(t, cycle.NextState, func(*Input) {})
	if got := p.node(t, "d321").Sections[0].Text[0].ID; got != "a1" {
		t.Errorf("its id is %s", got)
	}
}

func TestAPageThatIsNewOrWhoseBytesWereWithdrawnIsNotCalledCorrected(t *testing.T) {
	in := fietsroutes()
	in.Placements, in.Reports = in.Placements[:3], in.Reports[:1]
	p, _ := after(t, mustParts(t, in), fietsroutes(), 2, cycle.SlipOfThePen, func(*Input) {})
	if got := p.node(t, "d322").Correction; got != nil {
		t.Errorf("a new page: %+v", got)
	}
	if got := p.node(t, "d321").Correction; got != nil {
		t.Errorf("a page whose reference can be followed now: %+v", got)
	}
	none, err := NewReader(Manifest(mustParts(t, fietsroutes())), func(string) ([]byte, error) { return nil, ErrMissing })
	if err != nil {
		t.Fatal(err)
	}
	in = fietsroutes()
	in.Revision.Kind, in.Reports[1].Headline = cycle.SlipOfThePen, "Klaar."
	if p, _, err = FreezeNext(in, none); err != nil || p.node(t, "d322").Correction != nil {
		t.Errorf("withdrawn: %+v, %v", p.node(t, "d322").Correction, err)
	}
}

func TestNothingIsPublishedBesideADamagedRevision(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	before, err := NewReader(Manifest(parts), func(string) ([]byte, error) { return []byte("stuk"), nil })
	if err != nil {
		t.Fatal(err)
	}
	in := fietsroutes()
	in.Reports[1].Headline = "Klaar."
	if _, _, err := FreezeNext(in, before); !errors.Is(err, ErrChanged) {
		t.Errorf("it said %v", err)
	}
}
