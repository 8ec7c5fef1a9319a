package check

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func TestTooLong(t *testing.T) {
	short := func(in *Input) {
		in.Edition.Settings.Sections = []cycle.Section{{Key: cycle.Progress, Label: "Voortgang", MaxLength: 20}}
	}
	checkRule(t, TooLong, []ruleCase{
		{"beyond what was agreed", written(short, progressed("Dit is langer dan twintig tekens.")), []string{"sections/voortgang"}},
		{"within it, counted in letters and not in bytes", written(short, progressed("ëëëëëëëëëëëëëëëëëëëë")), nil},
		{"no length was agreed", written(progressed(strings.Repeat("lang ", 500))), nil},
		{"a headline is one sentence", written(headlined(strings.Repeat("lang ", 50))), []string{"headline"}},
	})
}
