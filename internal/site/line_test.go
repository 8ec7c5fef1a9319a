package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// The budget of next year is made before the accounts of this year. An action that is new in it is not missing from the
// accounts, which answer another budget; an action of the last monitor that the accounts pass over is.
func TestAnActionIsMissedOnlyWhereItWasGoneOnFrom(t *testing.T) {
	said := func(keys ...string) (s Said) {
		s.whole = true
		for _, key := range keys {
			s.actions = append(s.actions, saidOf{key: key, text: key, stands: string(cycle.ActionRunning)})
		}
		return s
	}
	editions := []string{"Monitor 2025-II", "Begroting 2026", "Jaarverslag 2025", "Monitor 2026-I"}
	got := map[string]string{}
	for _, f := range actionFates([]Said{said("oud"), said("nieuw"), said(), said("nieuw")}, editions, []int{-1, 0, 0, 1}) {
		for _, s := range f.Steps {
			got[f.What] += s.in() + ": " + s.Says + "; "
		}
		got[f.What] += f.Note
	}
	want := map[string]string{
		"oud":   "Monitor 2025-II: loopt; Begroting 2026 tot en met Monitor 2026-I: niet meer genoemd; Niet meer genoemd sinds Begroting 2026, zonder dat staat dat het gereed is.",
		"nieuw": "Begroting 2026 tot en met Monitor 2026-I: loopt; ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Of a page that was not read as a whole nobody knows what else stands on it: an action is not gone there, and it can be gone
// from the next one that is known.
func TestAnActionIsNotMissedWhereThePageIsNotKnown(t *testing.T) {
	said := func(whole bool, actions ...saidOf) Said { return Said{actions: actions, whole: whole} }
	wait, build := saidOf{key: "wait", text: "wachten"}, saidOf{key: "build", text: "bouwen"}
	all := []Said{said(true, wait, build), said(false), said(false, build), said(true, build), said(false)}
	var got []string
	for _, f := range actionFates(all, []string{"2016", "2017", "2018", "2019", "2020"}, []int{-1, 0, 1, 2, 3}) {
		says := f.What
		for _, s := range f.Steps {
			says += ", " + s.in() + " " + s.Says
		}
		got = append(got, says+". "+f.Note)
	}
	want := []string{
		"wachten, 2016 genoemd, 2017 tot en met 2018 niet bekend, 2019 niet meer genoemd. Niet meer genoemd sinds 2019, zonder dat staat dat het gereed is.",
		"bouwen, 2016 genoemd, 2017 niet bekend, 2018 tot en met 2019 genoemd, 2020 niet bekend. ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A table that was frozen when one end was not public here yet names no line for it: it stands on both lines all the same.
func TestBothLinesShowATie(t *testing.T) {
	in := fixtureOrganisation()
	source := &publication.Source{Address: "https://example.nl/omnummering"}
	in.Editions[1].Registers.Lineage = []publication.Lineage{{
		Kind: cycle.Changed, Proposal: true, Certainty: cycle.Probable, Source: source,
		From: &publication.LineageEnd{ID: "campus", Number: "4.1.1", Title: "Campus Zilverpark"},
		To:   &publication.LineageEnd{ID: "fiets", Line: "veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes"},
	}}
	o := openOrganisation(in)
	links := map[string][]lineLink{}
	for i := range o.lines {
		l := &o.lines[i]
		if found := lineLinks("../../", l.slug, o.ties[l.node]); found != nil {
			links[l.slug] = found
		}
	}
	note := "Dit is een voorstel, nog niet bevestigd (" + certaintyWord(cycle.Probable) + ")."
	want := map[string][]lineLink{
		"campus-zilverpark":   {{Says: lineage(cycle.Changed, true), Named: "3.2.1 Veilige fietsroutes", Href: "../../lijn/veilige-fietsroutes/", Note: note, Source: source}},
		"veilige-fietsroutes": {{Says: lineage(cycle.Changed, false), Named: "4.1.1 Campus Zilverpark", Href: "../../lijn/campus-zilverpark/", Note: note, Source: source}},
	}
	if d := cmp.Diff(want, links); d != "" {
		t.Error(d)
	}
	for i := range o.lines {
		if o.lines[i].slug != "campus-zilverpark" {
			continue
		}
		var page strings.Builder
		if err := o.linePage(&o.lines[i]).Render(&page); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page.String(), `Bron: <a href="https://example.nl/omnummering">example.nl/omnummering</a>`) {
			t.Error("it is not told where the tie was read")
		}
	}
}

// Whatever typing makes of an apostrophe or a dash, a title is the same one.
func TestALineCallsATitleThatIsOnlyTypedOtherwiseTheSame(t *testing.T) {
	o := openOrganisation(fixtureOrganisation())
	l := &o.lines[0]
	at := l.in[0]
	entry := &o.Editions[at.edition].Tree.Entries[at.entry]
	l.number, l.title = entry.Number, "Gelijke kansen in ’s-Hertogen"
	for was, want := range map[string]string{
		"Gelijke kansen in 's-Hertogen": "", "Gelijke kansen in ‘s–Hertogen.": "",
		"Kansen in 's-Hertogen": l.number + " Kansen in 's-Hertogen", "": l.number + " titel onbekend",
	} {
		entry.Title = was
		if got := o.lineEdition(frame{}, l, at).Named; got != want {
			t.Errorf("%q before: it is called %q, want %q", was, got, want)
		}
	}
}
