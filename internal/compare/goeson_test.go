package compare

import (
	"fmt"
	"strings"
	"testing"

	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
)

// On a page that was taken over nobody gave a milestone an identity: its words tell which one it is.
func TestAMilestoneOfATakenOverPageGoesOnByItsWords(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after []string // the key of each is where it stands, on its own side
		want          string   // "after from before"
	}{
		{"another date before it", []string{"Medio 2019: oplevering brug"}, []string{"Eind 2019: oplevering brug"}, "0<0"},
		{"another date behind it", []string{"Oplevering brug in medio 2019."}, []string{"Oplevering brug uiterlijk 1 november 2020"}, "0<0"},
		{"words of the planning", []string{"Oplevering brug per 1 januari 2019"}, []string{"Oplevering brug naar verwachting in de loop van 2020"}, "0<0"},
		{"a date without its year", []string{"4e kwartaal: oplevering brug"}, []string{"Medio 2020: oplevering brug"}, "0<0"},
		{"the date at the other end", []string{"Medio 2019: oplevering brug"}, []string{"Oplevering brug (Q3 2020)"}, "0<0"},
		{"another apostrophe and capitals", []string{"Medio 2019: Foto’s van de brug"}, []string{"Medio 2019: foto's van de brug."}, "0<0"},
		{"a typing error", []string{"Medio 2019: oplevering fietsbrug"}, []string{"Eind 2019: opleverring fietsbrug"}, "0<0"},
		{"small words", []string{"Medio 2019: oplevering brug"}, []string{"Medio 2019: de oplevering van de brug"}, "0<0"},
		{"a cut off end", []string{"Medio 2019: oplevering van de brug over het kanaal"}, []string{"Eind 2019: oplevering van de brug over…"}, "0<0"},
		{"a cut off end before", []string{"Medio 2019: oplevering van de brug over…"}, []string{"Eind 2019: oplevering van de brug over het kanaal"}, "0<0"},
		{"cut off in a word", []string{"Medio 2019: oplevering van de brug over het ka…"}, []string{"Eind 2019: oplevering van de brug over het kanaal"}, "0<0"},
		{"more words on the same day", []string{"Medio 2019: oplevering fietsbrug"}, []string{"Medio 2019: oplevering fietsbrug met verlichting"}, "0<0"},
		{"more words on another day are another milestone", []string{"Medio 2019: oplevering brug"}, []string{"Eind 2020: oplevering brug met verlichting"}, ""},
		{"which of two with other dates it is nobody knows", []string{"Medio 2018: besluit van PS", "Eind 2018: besluit van PS"}, []string{"Medio 2019: besluit van PS", "Eind 2019: besluit van PS"}, ""},
		{"a year before it", []string{"2019: oplevering brug"}, []string{"2020: oplevering brug"}, "0<0"},
		{"a report each year", []string{"Eind 2018: voortgangsrapportage aan PS"}, []string{"Eind 2019: voortgangsrapportage aan PS"}, ""},
		{"a scheme that opens each year", []string{"Openstelling subsidieregeling: 1 februari 2018"}, []string{"Openstelling subsidieregeling: 1 februari 2019"}, ""},
		{"a programme of each year", []string{"Q4 2018: Uitvoeringsprogramma vastgesteld"}, []string{"Q4 2019: Uitvoeringsprogramma vastgesteld"}, ""},
		{"a budget by another name", []string{"Meerjarenbegroting, november 2018"}, []string{"Meerjarenbegroting, november 2019"}, ""},
		{"too little is left to know", []string{"Medio 2019: vaststelling bestemmingsplan…"}, []string{"Eind 2020: vaststelling bestemmingsplan Zuid"}, ""},
		{"little is left, on the same day", []string{"Medio 2019: vaststelling bestemmingsplan…"}, []string{"Medio 2019: vaststelling bestemmingsplan Zuid"}, "0<0"},
		{"cut off in a number", []string{"Medio 2019: oplevering brug fase 1…"}, []string{"Eind 2020: oplevering brug fase 12"}, ""},
		{"one letter makes another place", []string{"Medio 2019: opening Hardenberg"}, []string{"Eind 2019: opening Hardenburg"}, ""},
		{"a phase on the same day is another milestone", []string{"2019: oplevering brug"}, []string{"2019: oplevering brug fase 2"}, ""},
		{"more words and a wider date", []string{"2019: oplevering brug"}, []string{"Uiterlijk 2030: oplevering brug en weg"}, ""},
		{"words for being late", []string{"Oplevering station Zwolle: 2018"}, []string{"Oplevering station Zwolle is vertraagd naar 2019"}, "0<0"},
		{"the number of its decision is known now", []string{"Medio 2020: besluit van PS over de haven"}, []string{"Eind 2020: besluit van PS over de haven (PS/2020/11)"}, "0<0"},
		{"another decision", []string{"Besluit van PS over de haven (PS/2019/4): mei 2019"}, []string{"Besluit van PS over de haven (PS/2020/11): mei 2020"}, ""},
		{"the opposite on the same day", []string{"2019: verdere uitgifte van kavels"}, []string{"2019: geen verdere uitgifte van kavels"}, ""},
		{"what is of a year", []string{"Subsidieaanvragen van 2024 afgehandeld"}, []string{"Subsidieaanvragen van 2025 afgehandeld"}, ""},
		{"in the course of a year", []string{"In de loop van 2024: brug open"}, []string{"In de loop van 2025: brug open"}, "0<0"},
		{"from then on", []string{"2026 of later: brug open"}, []string{"Niet eerder dan 2027: brug open"}, "0<0"},
		{"two dates, one of them another", []string{"Convenant: tekenen in Q1 2021, evalueren in Q4 2022"}, []string{"Convenant: tekenen in Q2 2021, evalueren in Q4 2022"}, ""},
		{"a festival", []string{"Mei 2021: festival"}, []string{"Mei 2022: festival"}, ""},
		{"a final one on the same day too", []string{"Ontwerp weg gereed: 2018"}, []string{"Definitief ontwerp weg gereed: 2018"}, ""},
		{"one of two stays where it is", []string{"Medio 2018: besluit van PS", "Eind 2018: besluit van PS"}, []string{"Medio 2018: besluit van PS", "Begin 2019: besluit van PS"}, "0<0 1<1"},
		{"what comes each quarter has not moved", []string{"Eind Q1 2018: voortgang aan PS", "Eind Q2 2018: voortgang aan PS"}, []string{"Eind Q2 2018: voortgang aan PS", "Eind Q3 2018: voortgang aan PS"}, "0<1"},
		{"which of two it is nobody knows", []string{"Medio 2018: besluit van PS", "Eind 2018: besluit van PS"}, []string{"Begin 2019: besluit van PS"}, ""},
		{"which of two it became nobody knows", []string{"Medio 2018: besluit van PS"}, []string{"Begin 2019: besluit van PS", "Eind 2019: besluit van PS"}, ""},
		{"which of two was cut off nobody knows", []string{"Oplevering van de brug over het…"}, []string{"2019: Oplevering van de brug over het kanaal", "2020: Oplevering van de brug over het spoor"}, ""},
		{"another number is another thing", []string{"Medio 2019: oplevering fase 1"}, []string{"Eind 2019: oplevering fase 2"}, ""},
		{"another name is another thing", []string{"Medio 2019: oplevering brug Almelo"}, []string{"Eind 2019: oplevering brug Hengelo"}, ""},
		{"one letter makes another road", []string{"Medio 2019: oplevering N340"}, []string{"Eind 2019: oplevering N348"}, ""},
		{"a year that belongs to the name", []string{"Vaststelling Jaarverslag 2018"}, []string{"Vaststelling Jaarverslag 2019"}, ""},
		{"a year behind a name", []string{"Uitvoeringsprogramma 2018"}, []string{"Uitvoeringsprogramma 2019"}, ""},
		{"a year behind what is done", []string{"Oplevering brug gereed 2018"}, []string{"Oplevering brug gereed 2019"}, "0<0"},
		{"what comes each year", []string{"Eind 2018: jaarplan vastgesteld"}, []string{"Eind 2019: jaarplan vastgesteld"}, ""},
		{"the yearly one is only put off", []string{"Medio 2018: jaarplan vastgesteld"}, []string{"Eind 2018: jaarplan vastgesteld"}, "0<0"},
		{"a date alone says nothing", []string{"Medio 2019"}, []string{"Eind 2019"}, ""},
		{"a word that is cut off says nothing", []string{"Eind…"}, []string{"Eindoplevering van de brug"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			stone := func(text string) publication.EntryMilestone {
				m := publication.EntryMilestone{Key: dutch.TitleKey(text), Text: text}
				if dates := dutch.FindDates(text); len(dates) == 1 {
					m.Date = dates[0].WrittenDate
				} else {
					m.Date, _ = dutch.WrittenIn(text, 2019)
				}
				return m
			}
			all := func(texts []string) (rows []publication.EntryMilestone) {
				for _, text := range texts {
					rows = append(rows, stone(text))
				}
				return rows
			}
			if got := pairsOf(MilestonesGoOn(all(test.before), all(test.after))); got != test.want {
				t.Errorf("%q became %q: %q, want %q", test.before, test.after, got, test.want)
			}
		})
	}
}

func pairsOf(from []int) string {
	var all []string
	for is, was := range from {
		if was >= 0 {
			all = append(all, fmt.Sprintf("%d<%d", is, was))
		}
	}
	return strings.Join(all, " ")
}

// A key is an identity that somebody gave: it goes before the words.
func TestAKeyGoesBeforeWords(t *testing.T) {
	before := []publication.EntryMilestone{{Key: "a", Text: "Oplevering brug"}, {Key: "b", Text: "Besluit over de weg"}}
	after := []publication.EntryMilestone{{Key: "b", Text: "Oplevering brug"}, {Key: "c", Text: "Oplevering brug"}}
	if got := pairsOf(MilestonesGoOn(before, after)); got != "0<1" {
		t.Errorf("told %q", got)
	}
}

func TestAnActionOfATakenOverPageGoesOnByItsWords(t *testing.T) {
	for _, test := range []struct {
		name          string
		before, after []string
		want          string
	}{
		{"cut off now", []string{"Bomen planten in de stad en in de dorpen"}, []string{"Bomen planten in de stad en…"}, "a"},
		{"cut off then", []string{"Bomen planten in de stad en…"}, []string{"Bomen planten in de stad en in de dorpen"}, "a"},
		{"cut off twice", []string{"Bomen planten in de stad en…"}, []string{"Bomen planten in de stad en in de…"}, "a"},
		{"typed otherwise", []string{"Bomen planten in ’s-Heerenberg"}, []string{"Bomen planten in 's-Heerenberg."}, "a; action bomen planten in 's-heerenberg veranderd"},
		{"reworded", []string{"Wij ontwikkelen samen met gemeenten de toplocaties voor bedrijven"}, []string{"Wij ontwikkelen samen met gemeenten toplocaties voor nieuwe bedrijven"}, "a; action wij ontwikkelen samen met gemeenten toplocaties voor nieuwe bedrijven veranderd"},
		{"another place", []string{"Wij leggen een fietspad aan in Almelo"}, []string{"Wij leggen een fietspad aan in Hengelo"}, "a; action wij leggen een fietspad aan in hengelo nieuw; action wij leggen een fietspad aan in almelo niet meer genoemd"},
		{"which of two was cut off nobody knows", []string{"Bomen planten in de stad en…"}, []string{"Bomen planten in de stad en in Deventer", "Bomen planten in de stad en in Zwolle"},
			"a; action bomen planten in de stad en in deventer nieuw; action bomen planten in de stad en in zwolle nieuw; action bomen planten in de stad en… niet meer genoemd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := func(texts []string) publication.Node {
				n := node("a", "1", "A")
				for _, text := range texts {
					action(dutch.TitleKey(text), text, "")(&n)
				}
				return n
			}
			if got := tell(Nodes(page(test.before), page(test.after))); got != test.want {
				t.Errorf("told %q, want %q", got, test.want)
			}
		})
	}
}
