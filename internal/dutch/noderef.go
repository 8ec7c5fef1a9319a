package dutch

import (
	"slices"
	"strconv"
	"strings"
)

// NodeRef is a reference to another place in the tree, found in a text.
type NodeRef struct {
	Number   string // "8.1.5"
	Kind     RefKind
	Action   int      // the action of that deliverable, 0 when none is named
	From, To int      // where it stands in the text, in bytes
	Skipped  []string // the numbers between it and the one before, of "5.1.4 t/m 5.1.6"
}

// RefKind says what a text means by naming another deliverable. The values are
// the words of the proposal an import prints.
type RefKind string

// The kinds of reference.
const (
	See         RefKind = "zie"
	WaitsFor    RefKind = "wacht-op"
	FollowsFrom RefKind = "volgt-uit"
	MergedInto  RefKind = "opgegaan-in"
)

// FindNodes finds references to places in the tree: "(zie prestatie 8.1.5)",
// "[zie prestatie 4.1.1]", "zie ook 7.2.2", "prestaties 1.5.1 en 1.5.3",
// "actie 2 van prestatie 8.1.5", "kerntaak 5". The words prestatie, beleidsdoel,
// kerntaak and programma are known; an organisation with other names for its
// levels hands them in, in the singular.
//
// A number counts only right after such a word or after "zie": dates
// (24.4.2018), amounts (€ 1.330), roads (N340) and paragraphs of a document
// look the same.
func FindNodes(text string, levels ...string) []NodeRef {
	if !refInside(text, levels) {
		return nil
	}
	var found []NodeRef
	for at, sentence := range sentences(text) {
		if !refInside(sentence, levels) {
			continue
		}
		for _, ref := range nodesIn(sentence, levels) {
			ref.From += at
			ref.To += at
			found = append(found, ref)
		}
	}
	return found
}

func nodesIn(sentence string, levels []string) []NodeRef {
	r := &reader{text: sentence, all: tokens(sentence)}
	var found []NodeRef
	for r.at < len(r.all) {
		start := r.at
		refs := r.nodeRefs(levels)
		if refs == nil {
			r.at = start + 1
			continue
		}
		kind := refKind(sentence[:refs[0].From])
		for i := range refs {
			refs[i].Kind = kind
		}
		found = append(found, refs...)
	}
	return found
}

// nodeRefs reads a cue and the numbers after it.
func (r *reader) nodeRefs(levels []string) []NodeRef {
	if r.peek().kind != word {
		return nil
	}
	action := r.actionOf()
	top, cued := r.levelWord(levels)
	if !cued && action == 0 {
		cued = r.seeWord()
		if cued {
			r.take(":")
			t, _ := r.levelWord(levels)
			top = t
		}
	}
	if !cued {
		return nil
	}
	r.takeAny("nummer", "nr", "nrs")
	r.take(".")
	var refs []NodeRef
	through := false
	for {
		ref, ok := r.treeNumber(top)
		if !ok {
			return refs
		}
		ref.Action = action
		if through {
			ref.Skipped, _ = skipped(refs[len(refs)-1].Number, ref.Number)
		}
		refs = append(refs, ref)
		at := r.at
		if top, through, ok = r.nextInRow(ref.Number, top, levels); !ok {
			r.at = at
			return refs
		}
	}
}

// mostSkipped is how many numbers a range may leave out; more is a slip of the pen.
const mostSkipped = 20

// skipped are the numbers between the ends of a range; ok says that it is one, of one parent and upwards.
func skipped(first, last string) (numbers []string, ok bool) {
	dot := strings.LastIndexByte(first, '.') + 1
	if strings.LastIndexByte(last, '.')+1 != dot || first[:dot] != last[:dot] || atoi(first[dot:]) >= atoi(last[dot:]) {
		return nil, false
	}
	from, to := atoi(first[dot:])+1, atoi(last[dot:])
	for n := from; n < to && to-from <= mostSkipped; n++ {
		numbers = append(numbers, first[:dot]+strconv.Itoa(n))
	}
	return numbers, true
}

// actionOf reads "actie 2 van" and gives the number, 0 when it is not there.
func (r *reader) actionOf() int {
	start := r.at
	if _, ok := r.takeAny("actie", "acties"); ok {
		if n, ok := r.takeNumber(1, 99); ok && r.take("van") {
			return n
		}
	}
	r.at = start
	return 0
}

// levelWord takes a word for a level; top says that its numbers have one part.
func (r *reader) levelWord(levels []string) (top, ok bool) {
	t := r.peek()
	if t.kind != word {
		return false, false
	}
	w := t.low
	switch {
	case oneOf(w, "kerntaak", "kerntaken", "programma", "opgave", "opgaven"):
		top = true
	case oneOf(w, "prestatie", "prestaties", "beleidsdoel", "beleidsdoelen", "subdoel", "subdoelen"):
	case !slices.ContainsFunc(levels, func(level string) bool { return namesLevel(w, level) }):
		return false, false
	}
	r.at++
	if top && r.peek().low == "'" || r.peek().low == "’" {
		r.at++
		r.take("s")
	}
	return top, true
}

func oneOf(w string, words ...string) bool { return slices.Contains(words, w) }

// namesLevel knows a level's name in the singular and its usual plurals:
// doel, doelen; maatregel, maatregelen; resultaat, resultaten; thema, thema's.
func namesLevel(w, level string) bool {
	level = fold(strings.ToLower(level))
	rest, ok := strings.CutPrefix(w, level)
	if ok && oneOf(rest, "", "s", "n", "en") {
		return true
	}
	n := len(level)
	doubled := n > 3 && level[n-2] == level[n-3] && strings.IndexByte("aeou", level[n-2]) >= 0
	return doubled && w == level[:n-2]+level[n-1:]+"en"
}

// seeWord takes "zie", "zie ook", "zie verder onder".
func (r *reader) seeWord() bool {
	if !r.take("zie") {
		return false
	}
	for {
		if _, ok := r.takeAny("ook", "verder", "onder", "bij", "de", "het", "hiervoor", "daarvoor"); !ok {
			return true
		}
	}
}

// treeNumber reads "8.1.5": parts of one or two digits without spaces. Outside
// the top level it has at least two parts.
func (r *reader) treeNumber(top bool) (NodeRef, bool) {
	start := r.at
	ref := NodeRef{From: r.peek().from}
	parts := 0
	for {
		t := r.peek()
		if t.kind != number || len(t.low) > 2 || (t.space && parts > 0) || t.low[0] == '0' && (parts == 0 || t.low != "0") {
			break
		}
		r.at++
		parts++
		ref.To = t.to
		if !r.dotThenDigit() {
			break
		}
	}
	ref.Number = r.text[ref.From:max(ref.From, ref.To)]
	if parts == 0 || parts > 4 || parts == 1 && !top || r.spoilt() {
		r.at = start
		return ref, false
	}
	return ref, true
}

// dotThenDigit takes a full stop when a digit follows it at once.
func (r *reader) dotThenDigit() bool {
	if r.at+1 >= len(r.all) {
		return false
	}
	dot, next := r.all[r.at], r.all[r.at+1]
	if dot.low != "." || dot.space || next.kind != number || next.space {
		return false
	}
	r.at++
	return true
}

// spoilt says that what follows makes the number something else: the rest of a
// date or an amount (24.4.2018), a decimal, a percentage, a unit.
func (r *reader) spoilt() bool {
	t := r.peek()
	if !t.space && (t.kind == number || t.kind == word || t.low == "%" || t.low == "/") {
		return true
	}
	if !t.space && oneOf(t.low, ",", ".") && digitAt(r.text, t.to) {
		return true
	}
	if r.at > 0 && r.all[r.at-1].low == "." && t.kind == number {
		return true
	}
	return t.low == "%" || t.low == "€" || units[t.low]
}

// nextInRow moves to the next number of a row: "1.5.1, 1.5.2 en 1.5.3", "1.5.1 t/m 1.5.3". The
// row may name its level again: "beleidsdoel 5.1 en kerntaak 5". A dash makes a row of the ends of a range only.
func (r *reader) nextInRow(before string, top bool, levels []string) (nextTop, through, ok bool) {
	start := r.at
	_, dash := r.takeAny("-", "–")
	if !dash {
		r.take(",")
		switch {
		case r.take("en"), r.take("of"), r.take("&"), r.take("alsmede"):
		default:
			through = r.takeThrough()
		}
	}
	if r.at == start {
		return top, false, false
	}
	if named, again := r.levelWord(levels); again {
		top = named
	}
	next := *r
	ref, ok := next.treeNumber(top)
	if dash && ok {
		_, ok = skipped(before, ref.Number)
		return top, true, ok
	}
	return top, through, ok && r.peek().space
}

// Nouns that count, so that the number before them is no date, no place in the
// tree and no decision.
var units = setOf("ha", "hectare", "hectaren", "km", "meter", "woningen", "huizen", "euro", "miljoen", "mln", "miljard", "mld", "duizend",
	"arbeidsplaatsen", "banen", "inwoners", "keer", "maal", "stuks", "procent", "fte", "bedrijven", "kavels", "m",
	"personen", "deelnemers", "leerlingen", "bezoekers")

// cues are the wordings that give a reference its kind; the last one before
// the number in its sentence counts.
var cues = []struct {
	words string
	kind  RefKind
}{
	{"in afwachting van", WaitsFor}, {"wacht op", WaitsFor}, {"wachten op", WaitsFor}, {"wachten wij op", WaitsFor},
	{"wachten we op", WaitsFor}, {"wacht nog op", WaitsFor}, {"wachten nog op", WaitsFor}, {"gewacht op", WaitsFor},
	{"vloeit voort uit", FollowsFrom}, {"vloeien voort uit", FollowsFrom}, {"voortvloeit uit", FollowsFrom},
	{"voortvloeien uit", FollowsFrom}, {"voortvloeiend uit", FollowsFrom}, {"voortgevloeid uit", FollowsFrom},
	{"volgt uit", FollowsFrom}, {"volgen uit", FollowsFrom}, {"komt voort uit", FollowsFrom}, {"voortgekomen uit", FollowsFrom},
	{"vervolg op", FollowsFrom}, {"voortzetting van", FollowsFrom}, {"opvolger van", FollowsFrom}, {"voorheen", FollowsFrom},
	{"opgegaan in", MergedInto}, {"gaat op in", MergedInto}, {"gaan op in", MergedInto}, {"opgaat in", MergedInto},
	{"opgaan in", MergedInto}, {"samengevoegd met", MergedInto}, {"ondergebracht bij", MergedInto},
	{"ondergebracht in", MergedInto}, {"overgeheveld naar", MergedInto}, {"overgegaan naar", MergedInto},
}

// refKind judges by what stands before a reference in its sentence.
func refKind(before string) RefKind {
	before = strings.ToLower(before)
	kind, last := See, -1
	for _, cue := range cues {
		if !strings.Contains(before, cue.words) {
			continue // much faster than LastIndex, and usual
		}
		if i := strings.LastIndex(before, cue.words); i > last {
			kind, last = cue.kind, i
		}
	}
	return kind
}
