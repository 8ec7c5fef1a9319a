package check

import (
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/money"
)

// otherFigures: an amount in the text is not what the money lines of the node
// give. Amounts count as rounded as they are written: "€ 1,3 miljoen" is right
// for € 1.329.000.
//
//  1. only where the node has money lines for the year;
//  2. only an amount of the whole: near "lasten" or "baten", or of what was
//     left or spent "dan begroot"; "€ 210.000 niet besteed van het budget voor
//     grond" is a part;
//  3. "gerealiseerd", "uitgegeven" and "besteed" name what was realised,
//     "primitief" the first budget, "begroot" the first or the current one,
//     "minder", "meer", "niet besteed" the difference;
//  4. an amount that one of the sums explains is right, whichever it is;
//  5. a sentence about another year is about other lines.
func (p *page) otherFigures() {
	if len(p.Money) == 0 {
		return
	}
	expense, income := p.sums(cycle.Expense), p.sums(cycle.Income)
	for _, t := range p.parts {
		if t.role == action || t.role == milestone || t.role == note {
			continue
		}
		for _, s := range dutch.Sentences(t.text) {
			amounts := money.Find(s)
			if len(amounts) == 0 || p.otherYear(s) {
				continue
			}
			for _, a := range amounts {
				p.figure(t, s, a, expense, income)
			}
		}
	}
}

func (p *page) figure(t part, s string, a money.Found, expense, income sums) {
	label := labelOf(s, a)
	var side []sums
	switch {
	case label.part:
		return
	case label.income:
		side = []sums{income}
	case label.expense:
		side = []sums{expense}
	case label.difference:
		side = []sums{expense, income}
	default:
		return
	}
	nearest, any := money.Cents(0), false
	for _, c := range label.candidates(side) {
		if a.Means(c) || a.Means(-c) {
			return
		}
		if !any || distance(a.Cents, c) < distance(a.Cents, nearest) {
			nearest, any = c, true
		}
	}
	if !any {
		return
	}
	p.add(Finding{
		Rule: OtherFigures, Severity: Wrong, Field: t.field, Block: t.block,
		What: "In " + p.fieldName(t.field) + " staat " + s[a.From:a.To] + "; de geldregels geven " + nearest.String() + ".",
		Why:  "Twee bedragen voor hetzelfde maken beide onzeker. De zin is: “" + short(s) + "”",
		Mend: "Neem het bedrag uit de geldregels over, of schrijf erbij welk deel u bedoelt.",
	}, s[a.From:a.To]+" "+nearest.String())
}

func distance(a, b money.Cents) money.Cents {
	if b < 0 {
		b = -b
	}
	if a > b {
		return a - b
	}
	return b - a
}

// label is what the words around an amount say that it is.
type label struct{ expense, income, realised, original, difference, part bool }

// labelOf looks in the clause of the amount, up to a comma or another amount.
func labelOf(s string, a money.Found) label {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return label{part: true}
	}
	from := strings.LastIndexAny(lower[:a.From], ";:(") + 1
	to := len(lower)
	if end := strings.IndexAny(lower[a.To:], ";:)"); end >= 0 {
		to = a.To + end
	}
	clause := lower[from:to]
	has := func(words ...string) bool {
		for _, w := range words {
			if dutch.NamesWord(clause, w) >= 0 {
				return true
			}
		}
		return false
	}
	l := label{
		expense:    has("lasten"),
		income:     has("baten"),
		realised:   has("gerealiseerd", "gerealiseerde", "uitgegeven", "besteed"),
		original:   has("primitief", "primitieve", "oorspronkelijk"),
		difference: has("niet besteed", "niet uitgegeven") || has("minder", "meer", "hoger", "lager") && has("dan begroot", "dan geraamd"),
		part:       has("waarvan", "hiervan", "daarvan", "deel", "grond", "onderzoek", "aanvraag", "krediet", "voor de", "voor het", "aan de", "aan het"),
	}
	l.part = l.part && !l.difference || l.expense && l.income
	if l.difference && strings.Contains(clause, "van het budget voor") || has("kleiner dan", "groter dan", "hogere", "lagere") && !l.difference {
		l.part = true
	}
	return l
}

// candidates are the sums that an amount with this label may be.
func (l label) candidates(sides []sums) []money.Cents {
	var out []money.Cents
	for _, s := range sides {
		switch {
		case l.difference:
			if s.realised && s.budgeted {
				out = append(out, s.current()-s.Realised, s.Realised)
			}
		case l.realised && s.realised:
			out = append(out, s.Realised)
		case l.realised:
		case l.original && s.budgeted:
			out = append(out, s.Original)
		case s.budgeted:
			out = append(out, s.current(), s.Original)
			if s.realised {
				out = append(out, s.Realised)
			}
		}
	}
	return out
}

// otherYear: a sentence names a year, and not that of the edition.
func (p *page) otherYear(s string) bool {
	other := false
	for _, d := range dutch.FindDates(s) {
		if d.From.Year() == p.Edition.Year || d.To.Year() == p.Edition.Year {
			return false
		}
		other = true
	}
	return other
}
