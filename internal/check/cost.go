package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/money"
)

// calmDespiteCost: the money is called good, or "geen afwijking", beside an
// amount that deviates. A deviation counts from the share of the budget and the
// floor in the settings, over and under alike (Utrecht: 5 % and € 100.000).
//
//  1. calm is a good score on money, or "geen afwijking" in the text on money
//     without any score on money;
//  2. in accounts, the money lines of the node: realised against current;
//  3. in accounts, a sentence with both amounts: "van de € 350.000 is € 138.000
//     uitgegeven", "€ 40.000 minder dan begroot";
//  4. in every edition, a share in words: "9 procent boven de begroting";
//  5. "geen afwijking" itself beside an amount "meer", "minder" or "over" above
//     the floor; a budget that was amended since ("staat in de
//     begrotingswijziging") is no deviation.
//
// What was realised halfway a year says nothing yet.
func (p *page) calmDespiteCost() {
	field, calm, claimed := p.calmMoney()
	if calm == "" {
		return
	}
	if p.Edition.Kind == cycle.Accounts {
		p.linesDeviate(field, calm)
	}
	for _, t := range p.parts {
		if t.role != finance {
			continue
		}
		for _, s := range dutch.Sentences(t.text) {
			if told := p.deviates(s, claimed); told != "" {
				p.costFinding(t.field, t.block, calm, told, s)
			}
		}
	}
}

func (p *page) costFinding(field, block, calm, told, words string) {
	p.add(Finding{
		Rule: CalmDespiteCost, Severity: Wrong, Field: field, Block: block,
		What: upperFirst(calm) + ", maar " + told + ".",
		Why:  fmt.Sprintf("Vanaf %d procent en %s is een verschil een afwijking; meer en minder tellen allebei.", p.settings.MoneyShare, p.settings.MoneyFloor),
		Mend: "Pas de score of de tekst aan en noem oorzaak, gevolg en maatregel.",
	}, words)
}

// calmMoney says what claims that the money is in order. claimed says that the words "geen afwijking" do.
func (p *page) calmMoney() (field, calm string, claimed bool) {
	for _, t := range p.parts {
		claimed = claimed || t.role == finance && strings.Contains(strings.ToLower(t.text), "geen afwijking")
	}
	for _, s := range p.Report.Scores {
		if !aboutMoney(s.Aspect) || s.Value == "" {
			continue
		}
		if !p.good(s) {
			return "", "", false
		}
		field = "scores/" + s.Aspect
		calm = "de score op " + strings.ToLower(p.aspectLabel(s.Aspect)) + " is " + s.Value
	}
	if calm == "" && claimed {
		return "sections/" + cycle.FinanceNote, "er staat “geen afwijking”", true
	}
	return field, calm, claimed
}

// linesDeviate holds the money lines against the claim.
func (p *page) linesDeviate(field, calm string) {
	for _, kind := range []cycle.MoneyKind{cycle.Expense, cycle.Income} {
		sums := p.sums(kind)
		if !sums.realised || !p.beyond(sums.current(), sums.Realised) {
			continue
		}
		told := fmt.Sprintf("de %s zijn %s van de %s die zijn begroot", kind, sums.Realised, sums.current())
		p.costFinding(field, "", calm, told, string(kind)+" "+sums.Realised.String()+" "+sums.current().String())
	}
}

// sums are the amounts of one side of a node in the year of the edition.
type sums struct {
	Original, Amended, Realised money.Cents
	budgeted, realised          bool
}

func (s sums) current() money.Cents { return s.Original + s.Amended }

func (p *page) sums(kind cycle.MoneyKind) sums {
	var s sums
	for _, l := range p.Money {
		if l.Kind != kind || l.Year != p.Edition.Year {
			continue
		}
		switch l.Column {
		case cycle.Original:
			s.Original += l.Cents
			s.budgeted = true
		case cycle.Amended:
			s.Amended += l.Cents
			s.budgeted = true
		case cycle.Realised:
			s.Realised += l.Cents
			s.realised = true
		}
	}
	return s
}

// beyond the share and the floor, over and under alike.
func (p *page) beyond(planned, actual money.Cents) bool {
	d := actual - planned
	if d < 0 {
		d = -d
	}
	if planned < 0 {
		planned = -planned
	}
	return d >= p.settings.MoneyFloor && d*100 >= planned*money.Cents(p.settings.MoneyShare)
}

var share = regexp.MustCompile(`(\d+(?:,\d+)?)(?: procent| ?%)`)

// deviates says what in a sentence deviates too much; "" is nothing.
func (p *page) deviates(s string, claimed bool) string {
	lower := strings.ToLower(s)
	if told := p.shareDeviates(lower); told != "" {
		return told
	}
	amounts := money.Find(s)
	if len(amounts) == 0 || len(lower) != len(s) || strings.Contains(lower, "begrotingswijziging") {
		return ""
	}
	if p.Edition.Kind == cycle.Accounts {
		if planned, actual, ok := plannedAndActual(s, lower, amounts); ok {
			if p.beyond(planned, actual) {
				return fmt.Sprintf("er staat dat %s is besteed van %s", actual, planned)
			}
			return ""
		}
	}
	if !claimed || !saysMoreOrLess(lower) {
		return ""
	}
	for _, a := range amounts {
		if a.Cents >= p.settings.MoneyFloor {
			return "er staat ook: “" + short(s) + "”"
		}
	}
	return ""
}

// shareDeviates reads a share of the budget that is given in words.
func (p *page) shareDeviates(lower string) string {
	at := share.FindStringSubmatchIndex(lower)
	if at == nil || strings.Contains(lower, "minder dan "+lower[at[0]:at[1]]) {
		return ""
	}
	after := lower[at[1]:]
	for _, cue := range []string{" boven de begroting", " onder de begroting", " boven de raming", " onder de raming", " meer dan begroot", " minder dan begroot", " hoger dan begroot", " lager dan begroot", " van het budget is niet", " van het budget blijft", " van het budget bleef"} {
		if strings.HasPrefix(after, cue) {
			if n, err := strconv.ParseFloat(strings.Replace(lower[at[2]:at[3]], ",", ".", 1), 64); err == nil && n >= float64(p.settings.MoneyShare) {
				return "er staat “" + lower[at[0]:at[1]] + cue + "”"
			}
		}
	}
	return ""
}

// plannedAndActual reads a sentence that gives a budget and what became of it:
//
//	Van de € 350.000 is € 138.000 uitgegeven.     Er is € 410.000 besteed van € 425.000.
//	Van de € 2,9 miljoen bleef € 70.000 over.     Er is € 5,3 miljoen uitgegeven, € 15.000 minder dan begroot.
func plannedAndActual(s, lower string, amounts []money.Found) (planned, actual money.Cents, ok bool) {
	if len(amounts) != 2 {
		return 0, 0, false
	}
	a, b := amounts[0], amounts[1]
	spent := strings.Contains(lower, "besteed") || strings.Contains(lower, "uitgegeven") || strings.Contains(lower, "gebruikt")
	unspent := strings.Contains(lower, "niet besteed") || strings.Contains(lower, "niet uitgegeven") || strings.Contains(lower, "niet gebruikt")
	switch {
	case unspent && ofWhich(lower[:a.From]):
		return a.Cents, a.Cents - b.Cents, true
	case unspent:
		return 0, 0, false // of what, the sentence may leave out
	case ofWhich(lower[:a.From]) && strings.Contains(lower[b.To:], " over"):
		return a.Cents, a.Cents - b.Cents, true
	case strings.Contains(lower[b.To:], "minder dan begroot"), strings.Contains(lower[b.To:], "minder dan geraamd"), strings.Contains(lower[b.To:], "onder de raming"):
		return a.Cents + b.Cents, a.Cents, true
	case strings.Contains(lower[b.To:], "meer dan begroot"), strings.Contains(lower[b.To:], "meer dan geraamd"), strings.Contains(lower[b.To:], "boven de raming"):
		return a.Cents - b.Cents, a.Cents, true
	case spent && ofWhich(lower[:a.From]):
		return a.Cents, b.Cents, true
	case spent && ofWhich(s[a.To:b.From]):
		return b.Cents, a.Cents, true
	}
	return 0, 0, false
}

// ofWhich: what stands before an amount makes it the whole of which another is a part.
func ofWhich(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	if len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "van":
		return true
	case "de", "het", "begrote", "bijgestelde", "beschikbare", "geraamde":
		for _, w := range words[max(0, len(words)-3):] {
			if w == "van" {
				return true
			}
		}
	}
	return false
}

func saysMoreOrLess(lower string) bool {
	for w := range strings.FieldsSeq(lower) {
		switch strings.Trim(w, ".,;:()") {
		case "meer", "minder", "hoger", "hogere", "lager", "lagere", "over", "tekort", "overschot", "overschrijding", "onderschrijding", "duurder":
			return true
		}
	}
	return false
}
