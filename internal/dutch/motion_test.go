package dutch

import (
	"slices"
	"testing"
)

func TestFindMotions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Motion
	}{
		{"with its number", "Conform de motie De Bree c.s. (PS/2016/494) doen wij dit.", []Motion{{"motie De Bree c.s.", "PS/2016/494"}}},
		{"after a comma", "Motie Van der Berg-Smit c.s., PS 2016/494.", []Motion{{"motie Van der Berg-Smit c.s.", "PS/2016/494"}}},
		{"without a number", "De motie Jansen c.s. is uitgevoerd; zie ook PS/2016/1.", []Motion{{"motie Jansen c.s.", ""}}},
		{"a hard space", "motie\u00a0Jansen\u00a0c.s.", []Motion{{"motie Jansen c.s.", ""}}},
		{"of a member", "de motie van het lid Jansen c.s.", []Motion{{"motie van het lid Jansen c.s.", ""}}},
		{"two of them", "motie Jansen c.s. en motie Bos c.s. (M-2024-09)", []Motion{{"motie Jansen c.s.", ""}, {"motie Bos c.s.", "M-2024-09"}}},
		{"no name", "de motie c.s., promotie Jansen c.s., de motie van de c.s. en de motie over wonen van Jansen c.s.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := FindMotions(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
