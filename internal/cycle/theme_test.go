package cycle

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestThemesTurn(t *testing.T) {
	links := func(l ...ThemeLink) []ThemeLink {
		for i := range l {
			l[i].Node = "n"
		}
		return l
	}
	tests := []struct {
		name       string
		have       []ThemeLink
		turn       ThemeTurn
		gone, come []ThemeLink
	}{
		{"a new theme", nil, ThemeTurn{Add: "t", From: "2027-03-31"}, nil, links(ThemeLink{Theme: "t", From: "2027-03-31"})},
		{"one that it has already", links(ThemeLink{Theme: "t"}), ThemeTurn{Add: "t", From: "2027-03-31"}, nil, nil},
		{"one that it had before", links(ThemeLink{Theme: "t", Until: "2026-12-31"}), ThemeTurn{Add: "t", From: "2027-03-31"}, nil, links(ThemeLink{Theme: "t", From: "2027-03-31"})},
		{"one that was to begin later", links(ThemeLink{Theme: "t", From: "2028-01-01"}), ThemeTurn{Add: "t", From: "2027-03-31"},
			links(ThemeLink{Theme: "t", From: "2028-01-01"}), links(ThemeLink{Theme: "t", From: "2027-03-31"})},
		{"one makes way for another", links(ThemeLink{Theme: "oud", From: "2023-01-01"}), ThemeTurn{End: "oud", Last: "2027-03-30", Add: "t", From: "2027-03-31"},
			links(ThemeLink{Theme: "oud", From: "2023-01-01"}), links(ThemeLink{Theme: "oud", From: "2023-01-01", Until: "2027-03-30"}, ThemeLink{Theme: "t", From: "2027-03-31"})},
		{"what was over is not touched", links(ThemeLink{Theme: "oud", Until: "2020-12-31"}), ThemeTurn{End: "oud", Last: "2027-03-30"}, nil, nil},
		{"another node is not touched", []ThemeLink{{Theme: "oud", Node: "m"}}, ThemeTurn{End: "oud", Last: "2027-03-30"}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			gone, come, err := tt.turn.Of("n", tt.have)
			if d := cmp.Diff([][]ThemeLink{tt.gone, tt.come}, [][]ThemeLink{gone, come}, cmpopts.EquateEmpty()); d != "" || err != nil {
				t.Error(err, d)
			}
		})
	}
	if _, _, err := (ThemeTurn{End: "t", Last: "2020-01-01"}).Of("n", links(ThemeLink{Theme: "t", From: "2023-01-01"})); err == nil {
		t.Error("a theme ended before it began")
	}
	for _, wrong := range []ThemeTurn{{Add: "t"}, {End: "t", Last: "gisteren"}, {Add: "t", From: "2027-03-31", End: "t", Last: "2027-03-30"}} {
		if wrong.Problems() == nil {
			t.Errorf("%+v is taken", wrong)
		}
	}
}
