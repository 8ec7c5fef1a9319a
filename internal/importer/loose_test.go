package importer

import (
	"slices"
	"strings"
	"testing"
)

// Milestones outside Basisinformatie end where the text goes on in which they stand.
func TestLooseMilestonesEatNoText(t *testing.T) {
	const schools = "In 2019 gaan wij verder met de overige scholen. Dat doen wij samen met de politie en de gemeenten."
	tests := []struct {
		name, heading, text string
		milestones          []string
		want                string
		told                bool
	}{
		{"a paragraph below a list", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n\n- Plan klaar\n- School open in 2018\n\n" + schools + "\n", []string{"Plan klaar", "School open in 2018"}, "Het loopt.\n\n" + schools, false},
		{"the same with its lines broken", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\nPlan klaar\n\nIn 2019 gaan wij verder met de overige\nscholen. Dat doen wij samen.\n", []string{"Plan klaar"}, "Het loopt.\n\nIn 2019 gaan wij verder met de overige scholen. Dat doen wij samen.", false},
		{"one sentence with a date below bullets", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n- Plan klaar\n\nIn 2019 gaan wij verder met de overige scholen.\n", []string{"Plan klaar"}, "Het loopt.\n\nIn 2019 gaan wij verder met de overige scholen.", false},
		{"only running text below it", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n\nIn 2017 is het dijkvak Noord opgeleverd. Daarna zijn wij begonnen met Zuid.\n\nMeer volgt in 2019.\n", nil, "Het loopt.\n\nMijlpalen:\n\nIn 2017 is het dijkvak Noord opgeleverd. Daarna zijn wij begonnen met Zuid.\n\nMeer volgt in 2019.", true},
		{"a sentence beside it", "Acties", "1. Scholen bezoeken.\n\nMijlpalen: in 2018 zijn er drie scholen bezocht en dat is er een meer dan gepland.\n\nIn 2019 volgen er meer.\n", nil, "Scholen bezoeken.\n\nMijlpalen: in 2018 zijn er drie scholen bezocht en dat is er een meer dan gepland.\n\nIn 2019 volgen er meer.", true},
		{"the next action", "Acties", "1. Wij bezoeken scholen.\n\nMijlpalen:\n- Eerste school in 2018\n\n2. Wij meten de uitkomst.\n", []string{"Eerste school in 2018"}, "Wij bezoeken scholen.|Wij meten de uitkomst.", false},
		{"the next action, right below", "Acties", "1. Wij bezoeken scholen.\n\nMijlpalen:\n- Eerste school in 2018\n2. Wij meten de uitkomst.\n", []string{"Eerste school in 2018"}, "Wij bezoeken scholen.|Wij meten de uitkomst.", false},
		{"numbered milestones", "Acties", "1. Wij bezoeken scholen.\n\nMijlpalen:\n1. Eerste school in 2018\n2. Tweede school in 2019\n", []string{"Eerste school in 2018", "Tweede school in 2019"}, "Wij bezoeken scholen.", false},
		{"a second list after one in sentences", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n\nHet plan is klaar.\n\nPlanning bijgesteld. Dat komt door de regen.\n\nMijlpalen:\n\nBrug open\n\nDe aannemer wacht nog op een nieuwe vergunning.\n", []string{"Het plan is klaar.", "Brug open"}, "Het loopt.\n\nPlanning bijgesteld. Dat komt door de regen.\n\nDe aannemer wacht nog op een nieuwe vergunning.", false},
		{"none, in a sentence", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen: er zijn geen mijlpalen.\n\nDe aannemer wacht nog op een nieuwe vergunning.\n", nil, "Het loopt.\n\nDe aannemer wacht nog op een nieuwe vergunning.", false},
		{"short sentences with dates", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n\nDe brug is open in 2018.\n\nDe weg is open in 2019.\n", []string{"De brug is open in 2018.", "De weg is open in 2019."}, "Het loopt.", false},
		{"a score below them", "Toelichting op voortgang", "Het loopt.\n\nMijlpalen:\n- Plan klaar\n\nInhoudelijk: G\n\nWij gaan door.\n", []string{"Plan klaar"}, "Het loopt.\n\nWij gaan door.", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nTekst.\n\n"+tt.heading+"\n\n"+tt.text+"\nFinanciën\n\nGeen afwijking.\n")
			var milestones, texts []string
			if d.Basics != nil {
				for _, m := range d.Basics.Milestones {
					milestones = append(milestones, m.Text)
				}
			}
			for _, a := range d.Actions {
				texts = append(texts, a.Text)
			}
			same(t, "milestones", milestones, tt.milestones)
			same(t, "text", strings.Join(texts, "|")+d.Progress, tt.want)
			told := slices.ContainsFunc(d.Notices, func(n Notice) bool { return n.Kind == Guessed })
			same(t, "told", told, tt.told)
		})
	}
}
