package cycle

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// NewOrganisation is an organisation with the settings usual for its kind; all of them can be changed.
func NewOrganisation(id OrganisationID, kind OrganisationKind, slug, name string) Organisation {
	return Organisation{
		ID: id, Kind: kind, Slug: slug, Name: name,
		Bodies:   kind.bodies(),
		Defaults: Settings{Aspects: kind.aspects(), Levels: kind.levels(), Sections: usualSections()},
	}
}

// The bodies as Provinciewet, Gemeentewet and Waterschapswet name them.
func (k OrganisationKind) bodies() Bodies {
	switch k {
	case Municipality:
		return Bodies{Council: "de gemeenteraad", CouncilShort: "raad", Executive: "het college van burgemeester en wethouders", ExecutiveShort: "college"}
	case WaterBoard:
		return Bodies{Council: "het algemeen bestuur", CouncilShort: "AB", Executive: "het dagelijks bestuur", ExecutiveShort: "DB"}
	}
	return Bodies{Council: "Provinciale Staten", CouncilShort: "PS", Executive: "Gedeputeerde Staten", ExecutiveShort: "GS"}
}

// The level names seen most often (provinces: kerntaak, beleidsdoel, prestatie; municipalities: programma, doel,
// activiteit).
func (k OrganisationKind) levels() []Level {
	switch k {
	case Municipality:
		return []Level{{Programme, "Programma", "Programma's"}, {Goal, "Doel", "Doelen"}, {Deliverable, "Activiteit", "Activiteiten"}}
	case WaterBoard:
		return []Level{{Programme, "Programma", "Programma's"}, {Goal, "Doel", "Doelen"}, {Deliverable, "Prestatie", "Prestaties"}}
	}
	return []Level{{Programme, "Kerntaak", "Kerntaken"}, {Goal, "Beleidsdoel", "Beleidsdoelen"}, {Deliverable, "Prestatie", "Prestaties"}}
}

func (k OrganisationKind) aspects() []Aspect {
	if k == Municipality {
		return []Aspect{usualAspect("kwaliteit", "Kwaliteit"), usualAspect("tijd", "Tijd"), usualAspect("geld", "Geld")}
	}
	return []Aspect{usualAspect("inhoud", "Inhoud"), usualAspect("geld", "Geld")}
}

func usualAspect(key, label string) Aspect {
	return Aspect{
		Key: key, Label: label, Judged: true,
		Questions: map[string]string{
			string(Monitor):  "Wordt dit dit jaar gehaald?",
			string(Accounts): "Is dit gehaald?",
		},
		Values: []ScoreValue{
			{Key: Green, Word: "op schema", Explain: "Het loopt zoals afgesproken."},
			{Key: Orange, Word: "aandacht", Explain: "Het loopt anders dan afgesproken; bijsturen kan nog binnen de afspraken."},
			{Key: Red, Word: "bijsturen", Explain: "Zonder nieuw besluit wordt dit niet gehaald."},
		},
	}
}

// usualSections: what was ordered stands in the budget; monitor and accounts answer it.
func usualSections() []Section {
	ordered := map[string]SectionSource{string(Budget): CarriedForward, string(Monitor): Ordered, string(Accounts): Ordered}
	return []Section{
		{Key: Summary, Label: "Samenvatting", MaxLength: 1500, Sources: ordered,
			Guide: "Vertel wat wij willen bereiken en wat wij daarvoor doen, zo dat een buitenstaander het begrijpt."},
		{Key: Context, Label: "Context", MaxLength: 3000, Sources: ordered,
			Guide: "Noem wat iemand moet weten om dit te kunnen beoordelen: besluiten, afspraken, wie er meedoet."},
		{Key: Progress, Label: "Toelichting op voortgang", MaxLength: 3000,
			Guide: "Begin met wat er veranderde. Noem een datum, een aantal of een bedrag. Gaat het anders dan afgesproken: schrijf waardoor, wat dat betekent en wat u eraan doet."},
		{Key: FinanceNote, Label: "Toelichting op financiën", MaxLength: 2000,
			Guide: "Leg alleen uit wat afwijkt: hoeveel, waardoor en of er een besluit voor nodig is."},
	}
}

// NewEdition is an edition of an organisation with a copy of its settings.
func NewEdition(id EditionID, o Organisation, kind EditionKind, slug, name string, year int) Edition {
	return Edition{ID: id, Kind: kind, Slug: slug, Name: name, Year: year, Stage: Writing, Settings: o.Defaults}
}

// Known tells whether k is a kind of organisation.
func (k OrganisationKind) Known() bool {
	return k == Province || k == Municipality || k == WaterBoard
}

// Known tells whether k is a kind of edition.
func (k EditionKind) Known() bool {
	return k == Budget || k == Monitor || k == Accounts || k == Outlook
}

// reserved are first path segments that mean something else; a slug may not be one of them.
var reserved = map[string]bool{
	"account": true, "aanmelden": true, "afmelden": true, "wachtwoord": true, // below /werk/ itself
	"werk": true, "api": true, "ui": true, "boom": true, "over": true, "wijzigingen": true, "revisie": true, "m": true, "bestanden": true,
	"lijn": true, "besluit": true, "thema": true, "portefeuillehouder": true, "mijlpalen": true, "mijlpalen.ics": true,
	"zoek": true, "vergelijk": true, "locatie": true, "partij": true, "gemeente": true, "huisstijl.css": true,
	"robots.txt": true, "favicon.ico": true, "thema.css": true, "sitemap.xml": true, "niet-gevonden": true,
}

// ValidSlug says in Dutch what is wrong with a slug; "" is nothing.
func ValidSlug(slug string) string {
	switch {
	case slug == "":
		return "een adres mag niet leeg zijn"
	case reserved[slug]:
		return "\"" + slug + "\" is een vast woord in de adressen; kies een ander"
	case len(slug) > 80:
		return "een adres heeft hoogstens 80 tekens"
	case slug[0] == '-' || slug[len(slug)-1] == '-' || slug[0] == '.':
		return "een adres begint en eindigt met een letter of cijfer"
	}
	for _, c := range slug {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return "een adres bestaat uit kleine letters, cijfers en streepjes"
		}
	}
	return ""
}

// HostOf is the host and port of an address, in lower case.
func HostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// Validate checks an organisation as it is made or changed.
func (o Organisation) Validate() error {
	var v Invalid
	if text := ValidSlug(o.Slug); text != "" {
		v = append(v, Problem{Field: "slug", Text: text})
	}
	if strings.TrimSpace(o.Name) == "" {
		v = append(v, Problem{Field: "name", Text: "een organisatie heeft een naam"})
	}
	v = append(v, nameProblems("name", o.Name)...)
	if o.Bodies.Council == "" || o.Bodies.CouncilShort == "" {
		v = append(v, Problem{Field: "council", Text: "zeg wie vaststelt, voluit en kort"})
	}
	if o.Bodies.Executive == "" || o.Bodies.ExecutiveShort == "" {
		v = append(v, Problem{Field: "executive", Text: "zeg wie aanbiedt, voluit en kort"})
	}
	if !o.Kind.Known() {
		v = append(v, Problem{Field: "kind", Text: "kies provincie, gemeente of waterschap"})
	}
	return append(v, o.Style.problems()...).orNil()
}

// Validate checks an edition as it is made or changed.
func (e Edition) Validate() error {
	var v Invalid
	if text := ValidSlug(e.Slug); text != "" {
		v = append(v, Problem{Field: "slug", Text: text})
	}
	if !e.Kind.Known() {
		v = append(v, Problem{Field: "kind", Text: "kies begroting, monitor, jaarverslag of perspectiefnota"})
	}
	if e.Year < 1900 || e.Year > 2200 {
		v = append(v, Problem{Field: "year", Text: "geef een jaartal van vier cijfers"})
	}
	if strings.TrimSpace(e.Name) == "" {
		v = append(v, Problem{Field: "name", Text: "een editie heeft een naam"})
	}
	v = append(v, nameProblems("name", e.Name)...)
	if e.Sequence < 0 || e.Sequence > MaxSequence {
		v = append(v, Problem{Field: "sequence", Text: fmt.Sprintf("een volgnummer is 1 tot en met %d", MaxSequence)})
	}
	if e.Date.Known() && !e.Date.Valid() {
		v = append(v, Problem{Field: "date", Text: strconv.Quote(string(e.Date)) + " is geen dag"})
	}
	if len(e.Settings.Levels) == 0 {
		v = append(v, Problem{Field: "levels", Text: "een editie heeft ten minste één niveau"})
	}
	v = append(v, e.Settings.Checks.problems()...)
	v = append(v, e.Calendar.problems(e.ClosesAt)...)
	return v.orNil()
}

// UsualName is the name of an edition when the organisation gives none: "Jaarverslag 2016", "Monitor 2017-I".
func UsualName(kind EditionKind, year, sequence int) string {
	name := map[EditionKind]string{Budget: "Begroting", Monitor: "Monitor", Accounts: "Jaarverslag", Outlook: "Perspectiefnota"}[kind]
	name += " " + strconv.Itoa(year)
	if sequence > 0 && sequence <= 4 {
		name += "-" + []string{"I", "II", "III", "IV"}[sequence-1]
	}
	return name
}
