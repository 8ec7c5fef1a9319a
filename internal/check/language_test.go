package check

import (
	"strings"
	"testing"
)

func TestHardLanguage(t *testing.T) {
	const easy = "De dijk is klaar. Wij hebben het werk op tijd gedaan. Er staan nu ook twee banken bij het pad. De bewoners zijn er blij mee en komen er vaak."
	const hard = "De interprovinciale besluitvormingsprocedure vergt bestuurlijke overeenstemming tussen vertegenwoordigers. De implementatie van omgevingsverordeningen veronderstelt organisatorische capaciteitsuitbreiding. Gebiedsprocessen vereisen participatieve planvorming en programmatische verantwoording, communicatie, evaluatie, coördinatie en prioritering."
	long := "Wij hebben " + strings.Repeat("en nog een ding ", 10) + "gedaan."
	checkRule(t, HardLanguage, []ruleCase{
		{"plain words", written(progressed(easy)), nil},
		{"words of an office", written(progressed(hard)), []string{"sections/voortgang"}},
		{"one sentence without an end", written(progressed(long)), []string{"sections/voortgang"}},
		{"a few words are not judged", written(progressed("De interprovinciale besluitvormingsprocedure vergt overeenstemming.")), nil},
		{"a list is no sentence", written(progressed("- " + strings.ReplaceAll(hard, ". ", "\n- "))), nil},
		{"the edition sets its own mark", written(progressed(easy), func(in *Input) { in.Edition.Settings.Checks.SentenceMost = 8 }), []string{"sections/voortgang"}},
	})
	for _, f := range findingsOf(written(progressed(hard)), HardLanguage) {
		if f.Severity != Hint || !strings.Contains(f.Mend, "hint") {
			t.Errorf("a hint, never a verdict: %+v", f)
		}
	}
}
