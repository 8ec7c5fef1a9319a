package cycle

import (
	"slices"

	"doelenboom/internal/money"
)

// CheckSettings are the choices of an edition about what is looked at while somebody writes. A threshold that is 0 is
// the usual one, so that an edition that chose nothing keeps nothing.
type CheckSettings struct {
	LowestEase   int         `json:"lowestEase,omitempty"`   // Flesch-Douma; a text below it is hard
	MoneyFloor   money.Cents `json:"moneyFloor,omitempty"`   // a deviation below it is none
	MoneyShare   int         `json:"moneyShare,omitempty"`   // percent of the budget; a deviation below it is none
	Off          []string    `json:"off,omitempty"`          // rules that are switched off, by key
	SentenceMost int         `json:"sentenceMost,omitempty"` // words; a longer sentence is hard
}

// Usual thresholds. Those of money are seen at Utrecht: under 5 % of the budget is no deviation, nor is an amount under
// € 100.000, over and under alike.
const (
	usualShare    = 5
	usualFloor    = 100_000_00
	usualEase     = 40
	usualSentence = 35
)

// OrUsual fills in what was not chosen.
func (c CheckSettings) OrUsual() CheckSettings {
	if c.LowestEase == 0 {
		c.LowestEase = usualEase
	}
	if c.MoneyFloor == 0 {
		c.MoneyFloor = usualFloor
	}
	if c.MoneyShare == 0 {
		c.MoneyShare = usualShare
	}
	if c.SentenceMost == 0 {
		c.SentenceMost = usualSentence
	}
	return c
}

// On tells whether a rule is looked at.
func (c CheckSettings) On(rule string) bool { return !slices.Contains(c.Off, rule) }

func (c CheckSettings) problems() Invalid {
	var v Invalid
	if c.MoneyShare < 0 || c.MoneyShare > 100 {
		v = append(v, Problem{Field: "checks/moneyShare", Text: "geef een percentage van 0 tot en met 100"})
	}
	if c.MoneyFloor < 0 {
		v = append(v, Problem{Field: "checks/moneyFloor", Text: "geef een bedrag van 0 of meer"})
	}
	if c.LowestEase < 0 || c.LowestEase > 100 {
		v = append(v, Problem{Field: "checks/lowestEase", Text: "geef een leesindex van 0 tot en met 100"})
	}
	if c.SentenceMost < 0 || c.SentenceMost > 200 {
		v = append(v, Problem{Field: "checks/sentenceMost", Text: "geef een aantal woorden van 0 tot en met 200"})
	}
	return v
}
