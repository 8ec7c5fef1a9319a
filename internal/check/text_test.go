package check

import (
	"os"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func TestGoalUnmeasured(t *testing.T) {
	budget, goal := in(cycle.Budget), at(1)
	checkRule(t, GoalUnmeasured, []ruleCase{
		{"a wish", written(budget, goal, headlined("De natuur herstelt.")), []string{"headline"}},
		{"a year by which", written(budget, goal, headlined("In 2030 is de natuur hersteld.")), nil},
		{"a milestone with a date", written(budget, goal, headlined("De natuur herstelt."), due("a", "Heide hersteld", "eind 2030", "")), nil},
		{"a milestone without one", written(budget, goal, headlined("De natuur herstelt."), due("a", "Heide hersteld", "", "")), []string{"headline"}},
		{"a deliverable is no goal", written(budget, headlined("De natuur herstelt.")), nil},
		{"a monitor holds what was promised", written(goal, headlined("De natuur herstelt.")), nil},
	})
}

func TestNothingMeasured(t *testing.T) {
	checkRule(t, NothingMeasured, []ruleCase{
		{"only words", written(progressed("Wij werken aan goede plannen met partners.")), []string{"sections/voortgang"}},
		{"references are no numbers", written(progressed("Met het besluit (PS/2016/486) werken wij verder, zie prestatie 8.1.5.")), []string{"sections/voortgang"}},
		{"a number", written(progressed("Wij plantten 400 bomen.")), nil},
		{"an amount", written(financially("Er is €78.000 besteed.")), nil},
		{"a date", written(progressed("In mei 2025 beginnen wij.")), nil},
		{"a milestone with a date", written(progressed("Wij werken door."), due("a", "Klaar", "eind 2026", "")), nil},
		{"a score", written(progressed("Wij werken door."), scored("inhoud", "groen")), nil},
		{"nothing written at all is another matter", written(), nil},
	})
}

// The page of 2016 that this program began with: a whole page of progress and nothing to measure it by.
func TestThePublicPageHasNothingMeasured(t *testing.T) {
	b, err := os.ReadFile("../../sample/pagina.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(b), "Toelichting op voortgang")
	text, _, _ = strings.Cut(text, "Financi")
	if found := findingsOf(written(progressed(text), financially("Geen afwijking.")), NothingMeasured); len(found) != 1 {
		t.Errorf("%+v", found)
	}
}

func TestLeftOpen(t *testing.T) {
	checkRule(t, LeftOpen, []ruleCase{
		{"in the progress", written(progressed("PM cijfers eerste kwartaal.")), []string{"sections/voortgang"}},
		{"in a score", written(explained("geld", "oranje", "XX procent duurder.", "Minder.", "Besparen.")), []string{"scores/geld"}},
		{"in an action", written(acting("a", "[naam] spreken.", "")), []string{"actions/a"}},
		{"in the headline", written(headlined("Eind 2025 zijn er XX woningen.")), []string{"headline"}},
		{"fine dust", written(progressed("De norm voor PM10 is gehaald.")), nil},
	})
}

func TestBrokenReference(t *testing.T) {
	known := func(in *Input) {
		in.Numbers = map[string]cycle.NodeID{"4.1.5": "n1", "5.1": "n2"}
		in.Decisions = []cycle.Decision{{Reference: "PS/2025/112", Title: "Campus Zilverpark", State: cycle.DecisionTaken}, {Reference: "PS/2025/211"}}
	}
	checkRule(t, BrokenReference, []ruleCase{
		{"a deliverable that is not in this edition", written(known, progressed("Dit hangt samen met prestatie 4.1.9.")), []string{"sections/voortgang"}},
		{"a deliverable that is", written(known, progressed("Dit hangt samen met prestatie 4.1.5.")), nil},
		{"a number of another year, with its year", written(known, progressed("Dit was prestatie 9.0.2 in de begroting van 2015.")), nil},
		{"a number of another year, named first", written(known, progressed("In 2015 was dit prestatie 9.0.2.")), nil},
		{"a later year in the sentence excuses nothing", written(known, progressed("In 2027 begint het werk van prestatie 4.1.9.")), []string{"sections/voortgang"}},
		{"a decision that nobody knows", written(known, progressed("Zie het besluit PS/2025/999.")), []string{"sections/voortgang"}},
		{"a decision of which only the number is known", written(known, progressed("Zie het besluit PS/2025/211.")), []string{"sections/voortgang"}},
		{"a decision in the register", written(known, progressed("Zie het besluit PS/2025/112.")), nil},
		{"a reference of the form to nothing", written(known, func(in *Input) {
			in.Report.References = []cycle.CrossReference{{Kind: cycle.See, Number: "7.7.7"}}
		}), []string{"references"}},
		{"dates and amounts look alike", written(known, progressed("Op 24.4.2025 was er € 1.330 over.")), nil},
		{"without registers nothing is asked", written(progressed("Zie prestatie 4.1.9 en PS/2025/999.")), nil},
	})
}

func TestOldPlaceName(t *testing.T) {
	places := func(in *Input) {
		in.Places = []cycle.Place{
			{Name: "Weringhaven", Aliases: []string{"De Wering", "Bedrijvenpark De Wering"}},
			{Name: "Kalderburg"},
			{Name: "Campus Zilverpark", Aliases: []string{"Kennispark Kalderburg"}},
			{Name: "De Kade", Aliases: []string{"Bedrijventerrein De Kade"}},
		}
	}
	checkRule(t, OldPlaceName, []ruleCase{
		{"the old name", written(places, progressed("Op De Wering zijn vier percelen gekocht.")), []string{"sections/voortgang"}},
		{"the name of the register", written(places, progressed("In Weringhaven zijn vier percelen gekocht.")), nil},
		{"both names in one text", written(places, progressed("Weringhaven, eerder De Wering, krijgt een kade.")), nil},
		{"a longer other name is told once", written(places, progressed("Bedrijvenpark De Wering ligt buiten de dijk.")), []string{"sections/voortgang"}},
		{"one of three names for one place", written(places, headlined("De bouw op Kennispark Kalderburg begint.")), []string{"headline"}},
		{"a town is itself", written(places, progressed("In Kalderburg is het druk.")), nil},
		{"another name that holds its own", written(places, progressed("Op Bedrijventerrein De Kade is het druk.")), nil},
		{"two fields are one finding", written(places, headlined("De Wering wordt wonen."), progressed("De Wering is leeg.")), []string{"headline"}},
		{"a word that only begins so", written(places, progressed("De Weringse jeugd doet mee.")), nil},
	})
}

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
