package check

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

func TestCalmDespite(t *testing.T) {
	green := scored("inhoud", "groen")
	timed := func(in *Input) {
		in.Edition.Settings.Aspects = cycle.NewOrganisation("g", cycle.Municipality, "g", "G").Defaults.Aspects
	}
	noted := func(text string) with {
		return func(in *Input) {
			in.Report.Actions = []cycle.Action{{Key: "kade", Number: 1, Text: richtext.Parse("De kade vernieuwen."), Note: richtext.Parse(text)}}
		}
	}
	checkRule(t, CalmDespite, []ruleCase{
		{"green beside delay in the progress", written(green, progressed("De bouw heeft vertraging.")), []string{"sections/voortgang"}},
		{"green beside delay in the headline", written(green, headlined("De brug is een jaar later klaar.")), []string{"headline"}},
		{"green beside delay in the note of an action", written(green, noted("Dit werk is uitgesteld.")), []string{"actions/kade"}},
		{"words that claim calm, without a score", written(progressed("Alles ligt op schema. De vergunning is uitgesteld.")), []string{"sections/voortgang"}},
		{"two sentences of delay are two", written(green, progressed("De kade loopt achter. De brug is uitgesteld.")), []string{"sections/voortgang", "sections/voortgang"}},
		{"green beside a milestone that moved", written(green, due("kade", "Kade klaar", "eind 2027", cycle.MilestoneMoved)), []string{"milestones/kade"}},
		{"green beside a milestone that was missed", written(green, due("kade", "Kade klaar", "mei 2025", cycle.MilestoneMissed)), []string{"milestones/kade"}},
		{"a milestone that moved forward", written(green, due("kade", "Kade klaar", "mei 2026", cycle.MilestoneMoved), func(in *Input) {
			in.Report.Milestones[0].First = dutch.ParseWritten("eind 2026")
		}), nil},
		{"a move that was told before", written(green, due("kade", "Kade klaar", "eind 2027", cycle.MilestoneMoved), before(scored("inhoud", "oranje"), due("kade", "Kade klaar", "eind 2027", cycle.MilestoneMoved))), nil},
		{"orange tells it already", written(scored("inhoud", "oranje"), progressed("De bouw heeft vertraging.")), nil},
		{"no delay", written(green, progressed("Er is geen vertraging.")), nil},
		{"a delay made good", written(green, progressed("De vertraging is ingelopen.")), nil},
		{"a delay in the background of every edition", written(green, section(cycle.Context, "Het werk liep achter.")), nil},
		{"somebody else is quoted", written(green, progressed("Een bewoner zei: “Alles loopt achter.”")), nil},
		{"money is another matter", written(scored("geld", "groen"), progressed("De bouw heeft vertraging."), financially("Geen afwijking.")), nil},
		{"time orange, quality green", written(timed, scored("tijd", "oranje"), scored("kwaliteit", "groen"), progressed("De bouw heeft vertraging.")), nil},
		{"time green, quality orange", written(timed, scored("tijd", "groen"), scored("kwaliteit", "oranje"), progressed("De bouw heeft vertraging.")), []string{"sections/voortgang"}},
	})
}
