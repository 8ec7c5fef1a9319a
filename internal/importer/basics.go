package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// label takes a line that begins with a label. Rows of Basisinformatie open that
// section also where its heading is missing; the smaller rows (scores, themes,
// amendments) may stand anywhere and then take one line.
func (p *page) label(line, next *sourceLine) bool {
	loose := p.before != nil
	inRows := p.complete() && (p.section == basics || p.section == other)
	r, ok := labelled(line.text)
	switch {
	case ok || !line.after:
	case inRows || loose:
		if r, ok = bareLabel(line.text); !ok {
			r, ok = labelByValue(line.text, next)
		}
	case namesMilestones(line.text):
		r, ok = row{milestoneLabel, line.text, ""}, true
	default:
		r, ok = labelByValue(line.text, next)
	}
	if !ok {
		return inRows && p.inlineRow(line) || p.bareAmendment(line)
	}
	switch {
	case r.label.isScore() && !scoreFollows(r, next):
		return inRows && r.value == "" && p.unknownRow(line, r)
	case r.label == unknownLabel:
		return inRows && p.unknownRow(line, r)
	case !inRows && !line.after && p.row.label == noLabel && !(r.label.isScore() && r.value != ""):
		return false
	case r.label == milestoneLabel && !inRows:
		return (line.after || loose) && p.looseMilestones(line, next, r)
	}
	if r.label == indicatorLabel && !inRows && r.value == "" && next != nil && p.indicatorsInText(line, next, r) {
		return true
	}
	p.openRow(line, r, inRows)
	return true
}

// unknownRow begins a row that we do not know. A question among the milestones,
// or a line that goes on, is a value.
func (p *page) unknownRow(line *sourceLine, r row) bool {
	first, _ := utf8.DecodeRuneInString(r.name)
	within := p.row.label == reserveLabel && strings.Contains(strings.ToLower(r.name), "investeringsvoorstel")
	if !line.after || within || !unicode.IsUpper(first) {
		return false
	}
	if asksWhat(line.text) {
		r.name = line.text
	}
	p.other(line, r.name)
	p.where(line, IsLabel)
	return true
}

// inlineRow takes "Label: waarde" with a label that we do not know, where the rows have their values beside them. Below
// text and lists of their own it is a part of those: "Fase 1: start bouw" is a milestone.
func (p *page) inlineRow(line *sourceLine) bool {
	switch p.row.label {
	case roleLabel, reserveLabel, milestoneLabel, indicatorLabel:
		return false
	}
	name, value, ok := cutLabel(line.text)
	first, _ := utf8.DecodeRuneInString(name)
	if !p.inline || !ok || len(name) > 60 || len(strings.Fields(name)) > 6 || !unicode.IsUpper(first) {
		return false
	}
	p.other(line, name)
	p.prose(line, value)
	return true
}

func (p *page) openRow(line *sourceLine, r row, inRows bool) {
	big := r.label >= holderLabel && r.label <= websiteLabel
	if p.before != nil && !big {
		p.reopen()
	}
	if big || inRows {
		p.open(basics, nil, "")
		p.headed, p.rows = true, true
	}
	p.row, p.rowLine, p.once, p.filled, p.asideAt, p.list, p.begun = r, line, !big && !inRows, false, -1, false, false
	p.inline, p.hadRow[r.label] = r.value != "", true
	if r.value == "" {
		p.where(line, IsLabel)
		return
	}
	p.value(line, r.value)
}

// value takes a line with the value of the row that is open.
func (p *page) value(line *sourceLine, text string) {
	p.filled = true
	if p.row.label.mayBeNone() && saysNone(text, p.row.label) {
		p.aside(line, text)
		p.notice(Remark, line.no, "Bij ‘"+p.row.name+"’ staat dat er niets is (‘"+text+"’); dat is niet overgenomen en staat bij ‘overig’.")
	} else {
		p.said.add(line.no, text, false, 0)
		p.understand(line, text)
	}
	if p.once {
		p.row, p.once, p.taken = row{}, false, true
	}
}

// understand makes of a value what its row asks for.
func (p *page) understand(line *sourceLine, text string) {
	switch p.row.label {
	case holderLabel:
		p.holders(line, text)
	case roleLabel:
		p.roleLabel = p.row.name
		p.role.add(line, text)
		p.where(line, "/basis/rol/zin")
	case termLabel:
		p.term(line, text)
	case reserveLabel:
		p.reserved(line, text)
	case milestoneLabel:
		p.milestone(line, text)
	case websiteLabel:
		p.websites(line, text)
	case themeLabel:
		p.themes(line, text)
	case indicatorLabel:
		p.indicator(line, text)
	case amendmentLabel:
		p.amendments(line, text)
	case editionLabel:
		p.edition(line, text)
	case footerLabel:
		p.aside(line, text)
	default:
		p.score(line, text)
	}
}

func (p *page) basics() *Basics {
	if p.doc.Basics == nil {
		p.doc.Basics = &Basics{}
	}
	return p.doc.Basics
}

// aside keeps what a row cannot use, under the label of that row.
func (p *page) aside(line *sourceLine, text string) {
	if p.asideAt < 0 {
		p.others = append(p.others, &otherText{heading: p.row.name})
		p.asideAt = len(p.others) - 1
	}
	p.others[p.asideAt].add(line, text)
	p.where(line, p.otherField(p.asideAt))
}

// notUnderstood is aside, and says so.
func (p *page) notUnderstood(line *sourceLine, text string) {
	p.aside(line, text)
	p.notice(Remark, line.no, "De waarde bij ‘"+p.row.name+"’ is niet begrepen; de tekst staat bij ‘overig’.")
}

// holders takes names; several on a line point at their list.
func (p *page) holders(line *sourceLine, text string) {
	_, text = listMark(text)
	written := text
	text, terms := withoutTerms(written)
	names := dutch.Names(text)
	if slices.ContainsFunc(names, func(name string) bool { return !likeName(name) }) {
		names = nil
	}
	if len(names) == 0 || len(names) == 1 && !whole(names[0], text) || figures(strings.Join(names, "")) != figures(text) {
		p.notUnderstood(line, written)
		return
	}
	b := p.basics()
	b.Holders = append(b.Holders, names...)
	if len(terms) > 0 {
		p.aside(line, written)
		p.notice(Remark, line.no, "De namen zijn overgenomen; ‘"+strings.Join(terms, "’ en ‘")+"’ staat bij ‘overig’.")
		return
	}
	p.where(line, listed("/basis/portefeuillehouders", len(b.Holders), len(names)))
}

// termOfHolder is the time in which somebody held the portfolio: "Eddy van Hijum (tot 1 juni)".
var termOfHolder = regexp.MustCompile(`(?i)[ \x{a0}]*\(((?:tot|t/m|van|vanaf|per|sinds|met ingang van|m\.i\.v\.)[ \x{a0}][^()]*)\)`)

func withoutTerms(text string) (names string, terms []string) {
	if strings.IndexByte(text, '(') < 0 {
		return text, nil
	}
	for _, found := range termOfHolder.FindAllStringSubmatch(text, -1) {
		terms = append(terms, found[1])
	}
	return termOfHolder.ReplaceAllString(text, ""), terms
}

// likeName: a few words, the last with a capital; a sentence is no name.
func likeName(name string) bool {
	words := strings.Fields(name)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(words[len(words)-1], "(‘'"))
	return len(words) <= 8 && unicode.IsUpper(first)
}

// figures are those of a text, and its signs that part no names: a year or a telephone number between names is none of
// them, and must not be lost.
func figures(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsSpace(r) || strings.ContainsRune(",;/&.", r) {
			return -1
		}
		return r
	}, text)
}

// whole says that one value is all of a line but its final full stop.
func whole(value, line string) bool {
	return value == line || value == strings.TrimSpace(strings.TrimSuffix(line, "."))
}

// listed points at the last of a list, or at the list when a line gave more.
func listed(field string, length, added int) string {
	if added != 1 {
		return field
	}
	return field + "/" + strconv.Itoa(length-1)
}

// reserved reads "Nee.", "Ja." and "Ja, ..." and what follows.
func (p *page) reserved(line *sourceLine, text string) {
	b := p.basics()
	if b.Reserve == nil {
		b.Reserve = &Reserve{Name: reserveName(p.row.name)}
	}
	answer, rest := yesOrNo(text)
	switch {
	case answer == "" || b.Reserve.Answer != "" || !p.reserve.empty():
		p.reserve.add(line, text)
		p.where(line, "/basis/reserve/toelichting")
	case rest == "":
		b.Reserve.Answer = answer
		p.where(line, "/basis/reserve/antwoord")
	default:
		b.Reserve.Answer = answer
		p.reserve.add(line, rest)
		p.where(line, "/basis/reserve")
	}
}

// reserveName is what the label asks after: "Natuur" of "Relatie met reserve Natuur". What sort of reserve it is goes with
// its name: "uitvoeringsreserve Natuur".
func reserveName(label string) string {
	words := strings.Fields(label)
	sort := slices.IndexFunc(words, func(w string) bool { return strings.HasSuffix(strings.ToLower(w), "reserve") })
	switch {
	case sort < 0 || sort+1 == len(words):
		return ""
	case strings.EqualFold(words[sort], "reserve"):
		return strings.Join(words[sort+1:], " ")
	}
	return strings.Join(words[sort:], " ")
}

func yesOrNo(text string) (answer, rest string) {
	for _, answer := range []string{"ja", "nee"} {
		if len(text) < len(answer) || !strings.EqualFold(text[:len(answer)], answer) {
			continue
		}
		rest := text[len(answer):]
		if next, _ := utf8.DecodeRuneInString(rest); rest != "" && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
			continue
		}
		return answer, strings.TrimLeft(rest, " .,:;-–")
	}
	return "", ""
}

// websites takes links; what else is said beside them is kept.
func (p *page) websites(line *sourceLine, text string) {
	_, text = listMark(text)
	var links []string
	only := true
	for _, w := range strings.Fields(text) {
		w = strings.Trim(w, ",;()")
		switch {
		case isLink(w):
			links = append(links, strings.TrimRight(w, "."))
		case w != "" && w != "en":
			only = false
		}
	}
	if len(links) > 0 {
		b := p.basics()
		b.Websites = append(b.Websites, links...)
	}
	if !only || len(links) == 0 || len(links) == 1 && !whole(links[0], text) {
		p.aside(line, text)
		return
	}
	p.where(line, listed("/basis/websites", len(p.doc.Basics.Websites), len(links)))
}

func hasLink(text string) bool {
	for w := range strings.FieldsSeq(text) {
		if isLink(strings.Trim(w, ",;()")) {
			return true
		}
	}
	return false
}

func isLink(w string) bool {
	low := strings.ToLower(w)
	for _, start := range []string{"https://", "http://", "www."} {
		if rest, ok := strings.CutPrefix(low, start); ok {
			return strings.Contains(strings.TrimRight(rest, "."), ".")
		}
	}
	return strings.HasSuffix(low, ".nl") && len(low) > 4 && !strings.Contains(low, "@")
}

// involvement gives the sentence and its words, in the order of the sentence. The label may tell whose part it is: "Rol
// provincie".
func involvement(label, sentence string) *Involvement {
	own := strings.ToLower(label[strings.LastIndexByte(label, ' ')+1:])
	if !organisationWord(own) {
		own = ""
	}
	return &Involvement{Sentence: sentence, Tags: dutch.InvolvementWords(sentence, own)}
}
