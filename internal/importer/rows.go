package importer

import (
	"strconv"
	"strings"
	"unicode"

	"doelenboom/internal/dutch"
)

// term takes a line about how long a deliverable goes on. Only a line that is
// understood to its last word becomes a code; any other keeps its words.
func (p *page) term(line *sourceLine, text string) {
	kind, until, ok := readTerm(text)
	if !ok {
		p.notUnderstood(line, text)
		return
	}
	b := p.basics()
	if b.Term == nil {
		b.Term = &Term{}
	}
	if kind != "" {
		b.Term.Kind = kind
	}
	if until > 0 {
		b.Term.Until = until
	}
	switch {
	case kind != "" && until > 0:
		p.where(line, "/basis/looptijd")
	case until > 0:
		p.where(line, "/basis/looptijd/tot")
	default:
		p.where(line, "/basis/looptijd/soort")
	}
}

// Words around the year in which something ends.
var endWords = map[string]bool{
	"eindigt": true, "loopt": true, "af": true, "door": true, "naar": true, "verwachting": true, "in": true, "tot": true, "en": true,
	"met": true, "t/m": true, "eind": true, "einde": true, "begin": true, "medio": true, "verwacht": true, "verwachte": true,
	"einddatum": true, "eindjaar": true, "van": true, "looptijd": true, "de": true, "prestatie": true,
}

// readTerm reads "Structureel.", "Niet structureel.", "Eindigt naar verwachting
// in 2018", "2016-2019", alone or after each other.
func readTerm(text string) (kind string, until int, ok bool) {
	low := strings.ToLower(text)
	for _, k := range []struct{ word, kind string }{
		{"niet structureel", "tijdelijk"}, {"structureel", "structureel"}, {"doorlopend", "structureel"}, {"tijdelijk", "tijdelijk"}, {"incidenteel", "tijdelijk"}, {"eenmalig", "tijdelijk"},
	} {
		if rest, found := strings.CutPrefix(low, k.word); found {
			kind, low = k.kind, rest
			break
		}
	}
	for w := range strings.FieldsFuncSeq(low, func(r rune) bool { return strings.ContainsRune(" .,;:()-–\u00a0", r) }) {
		if y := fourDigits(w); y >= 1990 && y < 2200 {
			until = max(until, y)
		} else if !endWords[w] {
			return "", 0, false
		}
	}
	if kind == "structureel" && until > 0 || kind == "" && until == 0 {
		return "", 0, false
	}
	if kind == "" {
		kind = "tijdelijk"
	}
	return kind, until, true
}

// themes takes names parted by commas.
func (p *page) themes(line *sourceLine, text string) {
	_, text = listMark(text)
	var names []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if name := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(part), ".")); strings.ContainsFunc(name, unicode.IsLetter) {
			names = append(names, name)
		}
	}
	if len(names) == 0 || len(names) == 1 && !whole(names[0], text) {
		p.notUnderstood(line, text)
		return
	}
	p.doc.Themes = append(p.doc.Themes, names...)
	p.where(line, listed("/themas", len(p.doc.Themes), len(names)))
}

func scoreFollows(r row, next *sourceLine) bool {
	if r.value != "" {
		return scoreValue(r.value) != ""
	}
	return next != nil && scoreValue(next.text) != ""
}

// scoreWords is a value without the full stop that may stand behind it.
func scoreWords(text string) string { return strings.TrimRight(text, ". ") }

func scoreValue(text string) string {
	switch strings.ToLower(scoreWords(text)) {
	case "g", "groen":
		return "groen"
	case "o", "oranje":
		return "oranje"
	case "r", "rood":
		return "rood"
	}
	return ""
}

var aspects = map[label]string{contentScore: "inhoud", moneyScore: "geld", timeScore: "tijd", qualityScore: "kwaliteit"}

// score takes the one value of a score. The same once more says nothing new; another contradicts it, and then the first
// counts.
func (p *page) score(line *sourceLine, text string) {
	value, aspect := scoreValue(text), aspects[p.row.label]
	for i, s := range p.doc.Scores {
		switch {
		case s.Aspect != aspect || value == "":
		case s.Value == value && scoreWords(s.AsWritten) == scoreWords(text):
			p.where(line, "/scores/"+strconv.Itoa(i)+"/zoalsGeschreven")
			return
		case s.Value == value:
			p.aside(line, text)
			return
		default:
			p.aside(line, text)
			p.notice(Remark, line.no, "‘"+p.row.name+"’ staat er twee keer, met andere waarden; de eerste telt. De tekst staat bij ‘overig’.")
			return
		}
	}
	if value == "" {
		p.notUnderstood(line, text)
		return
	}
	p.doc.Scores = append(p.doc.Scores, Score{aspect, value, text})
	p.where(line, "/scores/"+strconv.Itoa(len(p.doc.Scores)-1)+"/zoalsGeschreven")
}

// amendments takes kinds of budget amendments: "Geen.", "PS begrotingswijziging
// (PS/2020/12), vooraankondiging resultaatbestemming".
func (p *page) amendments(line *sourceLine, text string) {
	_, text = listMark(text)
	all, ok := amendmentsIn(text)
	if !ok {
		p.notUnderstood(line, text)
		return
	}
	p.doc.Amendments = append(p.doc.Amendments, all...)
	p.where(line, listed("/begrotingswijziging", len(p.doc.Amendments), len(all)))
}

// bareAmendment takes a line or an item that says nothing but kinds of budget amendments, outside all rows.
func (p *page) bareAmendment(line *sourceLine) bool {
	if p.row.label != noLabel || p.doc.Number == "" || len(line.text) > 120 || !strings.Contains(line.text, "egrotingswijziging") {
		return false
	}
	_, text := listMark(line.text)
	if _, ok := amendmentsIn(text); !ok {
		return false
	}
	p.said.add(line.no, text, false, 0)
	p.amendments(line, text)
	p.taken = true
	return true
}

// kindsTogether puts a comma between kinds that stand side by side: "PS Begrotingswijziging Vooraankondiging".
var kindsTogether = strings.NewReplacer(" PS ", ", PS ", " GS ", ", GS ", " Vooraankondiging", ", Vooraankondiging", " Resultaatbestemming", ", Resultaatbestemming")

// amendmentsIn reads kinds; it is not ok when a word is not understood.
func amendmentsIn(text string) (all []Amendment, ok bool) {
	if len(text) > 400 {
		return nil, false
	}
	for part := range strings.FieldsFuncSeq(kindsTogether.Replace(text), func(r rune) bool { return r == ',' || r == ';' || r == '+' }) {
		for _, one := range strings.Split(part, " en ") {
			a, ok := amendment(one)
			if !ok {
				return nil, false
			}
			all = append(all, a)
		}
	}
	return all, len(all) > 0
}

// amendment reads one kind, with its number or decision; every word has to be
// understood.
func amendment(text string) (Amendment, bool) {
	var a Amendment
	if found := dutch.FindDecisions(text); len(found) == 1 {
		a.Decision = found[0].Reference
		text = text[:found[0].From] + text[found[0].To:]
	}
	text = strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .()\u00a0", r) }), " "))
	if kind, number, ok := strings.Cut(text, " nr "); ok && fitsNumber(number) {
		text, a.Number = kind, number
	}
	switch text {
	case "geen":
		a.Kind = "geen"
	case "ps", "ps begrotingswijziging", "ps-begrotingswijziging":
		a.Kind = "ps"
	case "gs", "gs begrotingswijziging", "gs-begrotingswijziging":
		a.Kind = "gs"
	case "vooraankondiging", "vooraankondiging resultaatbestemming":
		a.Kind = "vooraankondiging-resultaatbestemming"
	case "resultaatbestemming":
		a.Kind = "resultaatbestemming"
	}
	return a, a.Kind != ""
}

func fitsNumber(s string) bool {
	return s != "" && len(s) <= 12 && strings.Trim(s, "0123456789-/") == ""
}

// edition takes the row "Editie: jaarverslag 2016".
func (p *page) edition(line *sourceLine, text string) {
	e, ok := editionOf(strings.TrimRight(text, "."))
	if !ok {
		p.notUnderstood(line, text)
		return
	}
	p.doc.Edition = e
	p.where(line, "/editie")
}
