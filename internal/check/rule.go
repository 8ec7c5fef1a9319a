package check

import (
	"slices"

	"doelenboom/internal/cycle"
)

// Rule is the lasting key of a rule; settings and dismissals name it.
type Rule string

// The rules.
const (
	ScoreMissing    Rule = "score-ontbreekt"
	ScoreBare       Rule = "score-zonder-uitleg"
	CalmDespite     Rule = "geen-afwijking-naast-vertraging"
	CalmDespiteCost Rule = "geen-afwijking-naast-bedrag"
	CalmBefore      Rule = "eerder-geen-afwijking"
	MilestonePassed Rule = "mijlpaal-voorbij"
	Waiting         Rule = "wacht-op-genomen-besluit"
	ActionGone      Rule = "actie-niet-meer-genoemd"
	SameText        Rule = "zelfde-tekst"
	LowerTarget     Rule = "lager-doel"
	GoalUnmeasured  Rule = "doel-zonder-maat"
	NothingMeasured Rule = "niets-meetbaars"
	LeftOpen        Rule = "opengelaten"
	BrokenReference Rule = "gebroken-verwijzing"
	OldPlaceName    Rule = "andere-plaatsnaam"
	OtherFigures    Rule = "ander-bedrag"
	TooLong         Rule = "te-lang"
	HardLanguage    Rule = "moeilijke-taal"
)

// Definition is a rule as the settings page shows it.
type Definition struct {
	Rule     Rule
	Name     string
	Explain  string
	Kinds    []cycle.EditionKind // in which it looks; none is all. A budget has no progress yet.
	Settings []string            // the thresholds it reads, by their JSON names

	look func(*page)
}

// Applies tells whether the rule looks in an edition of this kind.
func (d Definition) Applies(kind cycle.EditionKind) bool {
	return len(d.Kinds) == 0 || slices.Contains(d.Kinds, kind)
}

var (
	reporting = []cycle.EditionKind{cycle.Monitor, cycle.Accounts}
	promising = []cycle.EditionKind{cycle.Budget, cycle.Outlook}
)

// Rules are all rules, in the order in which findings are shown.
var Rules = []Definition{
	{ScoreMissing, "Score ontbreekt", "Op een onderwerp is nog geen score gegeven.", reporting, nil, (*page).scoreMissing},
	{ScoreBare, "Score zonder uitleg", "Bij een score die niet goed is, ontbreekt de oorzaak, het gevolg of de maatregel.", reporting, nil, (*page).scoreBare},
	{CalmDespite, "‘Geen afwijking’ naast vertraging", "De score is goed of de tekst zegt ‘geen afwijking’, terwijl dezelfde pagina vertraging meldt.", reporting, nil, (*page).calmDespite},
	{CalmDespiteCost, "‘Geen afwijking’ naast een bedrag", "Het geld heet in orde, terwijl een bedrag meer afwijkt dan de drempel.", reporting, []string{"moneyShare", "moneyFloor"}, (*page).calmDespiteCost},
	{CalmBefore, "Eerder ‘geen afwijking’, nu vertraging", "De vorige editie meldde niets, terwijl de oorzaak toen al bekend was.", reporting, nil, (*page).calmBefore},
	{MilestonePassed, "Mijlpaal voorbij", "De datum van een mijlpaal is voorbij, de mijlpaal staat nog open en de score is goed.", reporting, nil, (*page).milestonePassed},
	{Waiting, "Wacht op een genomen besluit", "Een actie of mijlpaal wacht op een besluit dat al is genomen.", nil, nil, (*page).waiting},
	{ActionGone, "Actie niet meer genoemd", "Een actie uit de vorige editie komt niet terug en was niet klaar.", nil, nil, (*page).actionGone},
	{SameText, "Zelfde tekst als vorige keer", "De toelichting is woord voor woord gelijk aan die in de vorige editie.", reporting, nil, (*page).sameText},
	{LowerTarget, "Lager doel zonder uitleg", "Een getal dat was beloofd, is lager geworden en de tekst zegt niet waarom.", promising, nil, (*page).lowerTarget},
	{GoalUnmeasured, "Doel zonder maat", "Een doel heeft geen indicator, geen mijlpaal en geen jaar waarin het is bereikt.", promising, nil, (*page).goalUnmeasured},
	{NothingMeasured, "Niets meetbaars", "Een verantwoording heeft geen datum, geen getal en geen score.", nil, nil, (*page).nothingMeasured},
	{LeftOpen, "Opengelaten plek", "In de tekst staat nog PM, XX, ‘nader in te vullen’ of iets dergelijks.", nil, nil, (*page).leftOpen},
	{BrokenReference, "Verwijzing klopt niet", "Een nummer in de tekst staat niet in deze editie of niet in het register van besluiten.", nil, nil, (*page).brokenReference},
	{OldPlaceName, "Andere naam voor een plaats", "De tekst gebruikt een naam die in het register als andere naam staat.", nil, nil, (*page).oldPlaceName},
	{OtherFigures, "Bedrag wijkt af van de geldregels", "Een bedrag in de tekst is niet het bedrag in de geldregels.", nil, nil, (*page).otherFigures},
	{TooLong, "Te lang", "Een tekst is langer dan voor dit onderdeel is afgesproken.", nil, nil, (*page).tooLong},
	{HardLanguage, "Moeilijke taal", "Een tekst leest moeilijk (leesindex Flesch-Douma). Dit is een hint, geen oordeel.", nil, []string{"lowestEase", "sentenceMost"}, (*page).hardLanguage},
}
