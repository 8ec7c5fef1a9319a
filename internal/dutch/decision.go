package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Decision is a reference to a decision or a letter, found in a text.
type Decision struct {
	Reference string // normal form: "PS/2016/486", "2019/1101948", "2024-006752", "M-2024-09"
	From, To  int    // where it stands in the text, in bytes
}

// FindDecisions finds references to decisions, as they are written:
//
//  1. body/year/number: PS/2016/486, PS/2021/1102064, RV/2024/12;
//  2. with a space that slipped in, or another sign, also a dash of the typesetter: PS/2015/ 934, PS 2015/934, PS 2016-486,
//     PS 2016–486, PS.2016.491;
//  3. without the first stroke: PS2018/489, or with a word for it: PS-besluit 2016/489 (only of bodies we know);
//  4. a register number without a body: 2019/1101948, 2017/0438197, 2024-006752;
//  5. a motion or promise in its own register: M-2024-09, T/2025/2. Registers
//     differ in how they write it, so the form stays as it is;
//  6. more of one body and year: PS/2016/489 en 490.
//
// Dates, years in a row (2017/2018) and numbers of official journals
// (prb-2024-13438) are not references.
func FindDecisions(text string) []Decision {
	var found []Decision
	for i := 0; i+4 < len(text); {
		if c := text[i]; c != '1' && c != '2' || !yearAt(text, i) {
			i++
			continue
		}
		d, ok := decisionAround(text, i)
		if !ok {
			i += 4
			continue
		}
		found = append(found, d)
		for more, ok := sameYear(text, d); ok; more, ok = sameYear(text, d) {
			found = append(found, more)
			d = more
		}
		i = d.To
	}
	return found
}

// ParseDecision reads a text that is one reference and nothing else.
func ParseDecision(text string) (string, bool) {
	text = strings.TrimSpace(text)
	found := FindDecisions(text)
	if len(found) != 1 || found[0].From != 0 || found[0].To != len(text) {
		return "", false
	}
	return found[0].Reference, true
}

// MayNumberDecision tells whether a text can be how some body numbers what it decides. Every register has a form of its own,
// so little is asked: it is short, begins with a letter or a digit, holds a digit and else only what stands in numbers and
// words, and it is no date or address.
func MayNumberDecision(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) || utf8.RuneCountInString(text) > longestNumber || strings.Contains(text, "//") {
		return false
	}
	digits := false
	for _, r := range text {
		digits = digits || '0' <= r && r <= '9'
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" \u00a0/-–._:,&()'’+#", r) {
			return false
		}
	}
	_, err := ParseDate(text)
	return digits && err != nil
}

// longestNumber is far longer than any number, and shorter than a sentence that was pasted by mistake.
const longestNumber = 80

// DecisionYear takes year and number from a reference in the form that ParseDecision gives: "PS/2016/486", "2017/0438197".
// They are 0 when it has another form.
func DecisionYear(reference string) (year, number int) {
	if _, after, bodied := strings.Cut(reference, "/"); bodied && !allDigits(reference[:1]) {
		reference = after
	}
	if len(reference) < 6 || !yearAt(reference, 0) || reference[4] != '/' && reference[4] != '-' || !allDigits(reference[5:]) {
		return 0, 0
	}
	return atoi(reference[:4]), atoi(reference[5:])
}

// yearAt says that a run of exactly four digits, 19xx or 20xx, begins here.
func yearAt(text string, i int) bool {
	if (text[i] != '2' || text[i+1] != '0') && (text[i] != '1' || text[i+1] != '9') {
		return false
	}
	return allDigits(text[i:i+4]) && (i+4 == len(text) || !digitAt(text, i+4)) && !digitAt(text, i-1)
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

func decisionAround(text string, year int) (Decision, bool) {
	if d, ok := listed(text, year); ok {
		return d, true
	}
	stroke, num, end := afterYear(text, year+4)
	if stroke == '.' && (year == 0 || text[year-1] != '.' || goesOn(text, end)) {
		return Decision{}, false
	}
	if num == "" || len(num) > 8 || digitAt(text, end) || letterAt(text, end) {
		return Decision{}, false
	}
	body, from := bodyBefore(text, year)
	switch {
	case body == "" && free(text, year) && registerNumber(stroke, text[year+4:end], num):
		return Decision{Reference: text[year:year+4] + string(stroke) + num, From: year, To: end}, true
	case body == "":
		body, from = bodyOfPaper(text, year)
	}
	if body == "" || period(text, from, year, end, stroke, num) {
		return Decision{}, false
	}
	return Decision{Reference: body + "/" + text[year:year+4] + "/" + num, From: from, To: end}, true
}

// period says that this is a term of office, a season or a day, "GS 2015-2019", "PS2018-2019", "PS 2016-05-12", and not a
// reference: the year stands apart from the body, and what follows is no number of a paper, or counts something.
func period(text string, from, year, end int, stroke byte, num string) bool {
	years := stroke == '-' && len(num) == 4 && yearAt(num, 0)
	if years && strings.TrimRightFunc(text[from:year], unicode.IsLetter) == "" {
		return true
	}
	if !strings.ContainsAny(text[from:year], " \u00a0") {
		return false
	}
	spaced := strings.ContainsAny(text[year+4:end], " \u00a0")
	apart := stroke == '-' && (len(num) < 3 || spaced || years || goesOn(text, end) || counts(text[end:]))
	return apart || atoi(num) == atoi(text[year:year+4])+1
}

// counts says that what follows a number is what it is a number of: "miljoen", "inwoners".
func counts(rest string) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(rest, " \u00a0"), " ")
	word = strings.TrimRight(word, ".,;:)!?")
	return units[word] || strings.HasPrefix(rest, "%")
}

// afterYear reads the stroke and the number that follow a year.
func afterYear(text string, i int) (stroke byte, num string, end int) {
	year := i
	i = skipBlank(text, i)
	if dash := dashAt(text[i:]); dash > 0 {
		stroke = '-'
		i += dash
	} else {
		if i >= len(text) || text[i] != '/' && (text[i] != '.' || i > year) {
			return 0, "", i
		}
		stroke = text[i]
		i++
	}
	if stroke != '.' {
		i = skipBlank(text, i)
	}
	end = i
	for digitAt(text, end) {
		end++
	}
	return stroke, text[i:end], end
}

// dashes are the hyphen and what a typesetter or a word processor makes of it.
var dashes = []string{"-", "–", "‑", "‐"}

// dashAt is how many bytes the dash takes that a text begins with.
func dashAt(text string) int {
	for _, dash := range dashes {
		if strings.HasPrefix(text, dash) {
			return len(dash)
		}
	}
	return 0
}

// dashBefore is the same for the end of a text.
func dashBefore(text string) int {
	for _, dash := range dashes {
		if strings.HasSuffix(text, dash) {
			return len(dash)
		}
	}
	return 0
}

// registerNumber keeps year ranges, dates and amounts out: a register of the
// executive counts with five digits or more (six after a hyphen) and has no
// spaces in it.
func registerNumber(stroke byte, written, num string) bool {
	if len(written) != len(num)+1 {
		return false
	}
	return stroke == '/' && len(num) >= 5 && len(num) <= 8 || stroke == '-' && len(num) >= 6 && len(num) <= 8
}

// bodyBefore reads the letters of a body in front of a year, back to front.
// With a stroke between, any capitals can be a body; without one, or with a full
// stop, only the bodies we know. Small letters stand against the year, or have a
// stroke, but for the two that every province has.
func bodyBefore(text string, year int) (body string, from int) {
	i, joined := backStroke(text, year)
	end := i
	for i > 0 && (asciiLetter(text[i-1]) || text[i-1] == '&') {
		i--
	}
	written := text[i:end]
	body = strings.ToUpper(strings.ReplaceAll(written, "&", ""))
	switch {
	case len(body) < 2 || len(body) > 5 || letterAt(text, i-1) || digitAt(text, i-1) || strings.HasSuffix(text[:i], "-"):
		return "", year
	case knownBodies[body] && (joined || written == body || smallBody(written, text[end:year], text[year+4]) && free(text, i)):
		return body, i
	case joined && written == body && !otherNumbers[body]:
		return body, i
	}
	return "", year
}

// smallBody says that small letters before a year can be a body: "ps2016/486", "ps 2016-486".
func smallBody(written, between string, after byte) bool {
	switch between {
	case "":
		return after == '/'
	case " ", noBreakSpace:
		return after != '.' && (written == "ps" || written == "gs")
	}
	return false
}

// backStroke moves back over what stands between body and year; joined says
// that it holds a "/".
func backStroke(text string, year int) (end int, joined bool) {
	i := backBlank(text, year)
	if dash := dashBefore(text[:i]); dash > 0 {
		return backBlank(text, i-dash), false
	}
	if i > 0 && text[i-1] == '/' {
		return backBlank(text, i-1), true
	}
	if i == year && i > 0 && text[i-1] == '.' && text[year+4] == '.' {
		return i - 1, false
	}
	return i, false
}

// bodyOfPaper reads the body before a word for its paper: "PS-besluit 2016/489", "GS-besluit nr. 2016/12".
func bodyOfPaper(text string, year int) (body string, from int) {
	before := strings.TrimRight(text[:year], " \u00a0")
	if len(before) == year {
		return "", year
	}
	for _, word := range []string{"nr.", "nummer", "besluiten", "besluit"} {
		rest, ok := strings.CutSuffix(before, word)
		switch {
		case !ok || rest == "":
		case word[0] == 'n':
			before = strings.TrimRight(rest, " \u00a0")
		case rest[len(rest)-1] == '-' || rest[len(rest)-1] == ' ':
			end := len(rest) - 1
			from = end
			for from > 0 && (asciiLetter(rest[from-1]) || rest[from-1] == '&') {
				from--
			}
			body = strings.ReplaceAll(rest[from:end], "&", "")
			if knownBodies[body] && free(text, from) {
				return body, from
			}
		}
	}
	return "", year
}

// free says that nothing stands against a register number that makes it a part
// of something longer.
func free(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return !unicode.IsLetter(before) && !strings.ContainsRune("/-.,€", before) || at == 0
}

// The bodies of provinces, municipalities and water boards that number what
// they decide, and the kinds of paper that are numbered for them.
var knownBodies = setOf("PS", "GS", "RV", "RB", "AB", "DB", "BW", "SV", "RIB", "CB")

// Capitals, year and number that no body here decided.
var otherNumbers = setOf("EU", "EG", "EEG", "NEN", "ISO", "CVDR")

func letterAt(text string, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	if text[i] < utf8.RuneSelf {
		return asciiLetter(text[i])
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

const noBreakSpace = "\u00a0"

// skipBlank moves over one space, as slips in between stroke and number.
func skipBlank(text string, i int) int {
	if strings.HasPrefix(text[i:], noBreakSpace) {
		return i + len(noBreakSpace)
	}
	if i < len(text) && text[i] == ' ' {
		return i + 1
	}
	return i
}

func backBlank(text string, i int) int {
	if strings.HasSuffix(text[:i], noBreakSpace) {
		return i - len(noBreakSpace)
	}
	if i > 0 && text[i-1] == ' ' {
		return i - 1
	}
	return i
}
