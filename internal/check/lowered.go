package check

import (
	"strconv"
	"strings"
	"unicode"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// lowerTarget: a number that was promised for a day is lower now, and the text
// does not say so. A lowered target hides the first one.
//
//  1. a promise is a number with what it counts and the year by which: "eind
//     2027 is 480 hectare ingericht", or a milestone "480 hectare ingericht" of
//     eind 2027;
//  2. it is compared with the same unit for the same days in the edition
//     before, in summary, headline and milestones; yearly amounts of an action
//     belong to their year and are left alone;
//  3. naming the old number explains ("450 in plaats van 600 woningen"), and
//     so does an open word: "bijgesteld", "verlaagd"; told once for each unit;
//  4. amounts of money and percentages are no count of things;
//  5. fewer kilometres still to be done than before is told by the number done:
//     only a number for a day in the future of both editions counts.
func (p *page) lowerTarget() {
	if p.Before == nil {
		return
	}
	is := promisesOf(p.parts, &p.Report)
	if len(is) == 0 {
		return
	}
	was := promisesOf(partsOf(p.Before.Edition, &p.Before.Report), &p.Before.Report)
	for i, now := range is {
		high, ok := highest(was, now)
		if !ok || high.number <= now.number || kept(is, high) || p.explains(high) {
			continue
		}
		if _, told := highest(is[:i], now); told {
			continue
		}
		p.add(Finding{
			Rule: LowerTarget, Severity: Wrong, Field: now.field, Block: now.block,
			What: "Hier staat " + now.text + "; in de " + p.Before.Edition.Name + " was het " + high.text + ".",
			Why:  "Een lager doel zonder uitleg lijkt op een doel dat is gehaald.",
			Mend: "Noem het oude getal en schrijf waarom het lager is geworden.",
		}, now.text+" "+high.text)
	}
}

// promise is a number of things by a day.
type promise struct {
	number       int
	unit         string
	until        cycle.Date
	text         string
	field, block string
}

func highest(all []promise, like promise) (promise, bool) {
	best, found := promise{}, false
	for _, o := range all {
		if o.unit == like.unit && o.until == like.until && (!found || o.number > best.number) {
			best, found = o, true
		}
	}
	return best, found
}

// kept: the old promise still stands somewhere on the page.
func kept(all []promise, old promise) bool {
	for _, o := range all {
		if o.unit == old.unit && o.until == old.until && o.number >= old.number {
			return true
		}
	}
	return false
}

func (p *page) explains(old promise) bool {
	for _, t := range p.parts {
		for _, w := range []string{"bijgesteld", "verlaagd", "naar beneden", "in plaats van", "lager doel", "minder dan eerder"} {
			if strings.Contains(strings.ToLower(t.text), w) {
				return true
			}
		}
		for _, c := range counted(t.text) {
			if c.number == old.number && c.unit == old.unit {
				return true
			}
		}
	}
	return false
}

func promisesOf(parts []part, r *cycle.Report) []promise {
	var all []promise
	for _, t := range parts {
		switch t.role {
		case headline, background:
			all = append(all, promisesIn(t)...)
		case milestone:
			until := dateOf(r, strings.TrimPrefix(t.field, "milestones/"))
			for _, c := range counted(t.text) {
				if until.Known() {
					c.until, c.field, c.block = until, t.field, t.block
					all = append(all, c)
				}
			}
		}
	}
	return all
}

func dateOf(r *cycle.Report, key string) cycle.Date {
	for _, m := range r.Milestones {
		if m.Key == key {
			return m.Date.To
		}
	}
	return ""
}

func promisesIn(t part) []promise {
	var all []promise
	for _, s := range dutch.Sentences(t.text) {
		dates := dutch.FindDates(s)
		if len(dates) != 1 || !dates[0].To.Known() {
			continue // which of two the number is for, nobody can tell
		}
		rest := s[:dates[0].Start] + strings.Repeat(" ", dates[0].End-dates[0].Start) + s[dates[0].End:]
		for _, c := range counted(rest) {
			c.until, c.field, c.block = dates[0].To, t.field, t.block
			all = append(all, c)
		}
	}
	return all
}

// counted finds the numbers of things in a text: "480 hectare", "zes locaties",
// "600 tijdelijke woningen" (the last word of the two that follow, when the
// first ends as an adjective does).
func counted(text string) []promise {
	var all []promise
	words := strings.Fields(text)
	for i, w := range words {
		n := count(w)
		if n == 0 || i+1 >= len(words) || i > 0 && words[i-1] == "€" {
			continue
		}
		at := i + 1
		if at+1 < len(words) && strings.HasSuffix(words[at], "e") && words[at] != "hectare" && isWord(words[at]) && isWord(words[at+1]) {
			at++
		}
		unit := strings.ToLower(strings.Trim(words[at], ".,;:()"))
		if !isWord(unit) || notCounted[unit] {
			continue
		}
		all = append(all, promise{number: n, unit: unit, text: strings.Trim(strings.Join(words[i:at+1], " "), ".,;:()")})
	}
	return all
}

// count reads a whole number in figures or in words; 0 is none.
func count(w string) int {
	w = strings.Trim(w, "(")
	if n := dutch.Numeral(strings.ToLower(w)); n > 0 {
		return n
	}
	digits := strings.ReplaceAll(w, ".", "")
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > 9 {
		return 0
	}
	n, _ := strconv.Atoi(digits)
	return n
}

func isWord(w string) bool {
	w = strings.Trim(w, ".,;:()")
	return len(w) > 1 && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
}

var notCounted = map[string]bool{
	"procent": true, "miljoen": true, "miljard": true, "mln": true, "euro": true, "jaar": true, "maanden": true, "weken": true, "dagen": true, "uur": true,
	"en": true, "of": true, "tot": true, "van": true, "in": true, "is": true, "zijn": true, "op": true, "voor": true, "bij": true, "met": true, "de": true, "het": true, "om": true, "naar": true, "minder": true, "meer": true, "keer": true,
}
