package site

import (
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/publication"
)

// The list says that the newest comes first: of a decision of which no date is known, its reference tells the year.
func TestDecisionsStandInTheOrderOfTheirYears(t *testing.T) {
	all := []*publication.Decision{
		{Title: "Advies zonder nummer"}, {Reference: "PS/2013/184"}, {Reference: "PS/2017/798"}, {Reference: "2017/0438197"}, {Reference: "PS/2017/965"},
		{Reference: "PS/2016/486", Date: "2016-05-25"}, {Reference: "PS/2016/985"}, {Reference: "PS/2017/936", Date: "2018-01-31"}, {Title: "Advies", Date: "2014-12-10"},
	}
	slices.SortStableFunc(all, newerDecision)
	var got []string
	for _, d := range all {
		got = append(got, d.Reference+d.Title)
	}
	const want = "PS/2017/936, 2017/0438197, PS/2017/965, PS/2017/798, PS/2016/486, PS/2016/985, Advies, PS/2013/184, Advies zonder nummer"
	if strings.Join(got, ", ") != want {
		t.Errorf("%q\nwant %s", got, want)
	}
}
