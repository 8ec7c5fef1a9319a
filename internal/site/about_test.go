package site

import (
	"strings"
	"testing"
)

// Of a revision that was withdrawn nobody is told that it can be read.
func TestThePageAboutAnEditionTellsWhatCanBeRead(t *testing.T) {
	const all, rest = "een volgende revisie; de vorige blijft te lezen.", "een volgende revisie. Wat van een vorige niet is ingetrokken, blijft te lezen."
	gone := Withdrawn{Date: "2026-07-01", Reason: "naam van een inwoner"}
	for name, test := range map[string]struct {
		withdraw func(*Revision)
		want     string
	}{
		"nothing was withdrawn":        {func(*Revision) {}, all},
		"a revision was":               {func(r *Revision) { r.Whole = &gone }, rest},
		"a part of an earlier one was": {func(r *Revision) { r.Withdrawn = []Withdrawn{gone} }, rest},
	} {
		in := fixtureAccounts()
		test.withdraw(&in.Revisions[0])
		page := string(written(t, func(w PageWriter) error { return RenderEdition(in, w) })["over/"])
		if !strings.Contains(page, test.want) {
			t.Errorf("%s: %q is not on the page", name, test.want)
		}
	}
}
