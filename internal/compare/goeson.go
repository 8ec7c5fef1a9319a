package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
)

// What is written here has a key that lasts. On a page that was taken over nobody gave one: the key is made of the words,
// with the date among them, and is another one as soon as they are. There the words tell which thing goes on as which. Two
// that may be different things are never joined: where more than one answers, none does.
//
// It is told where two editions lie side by side and not kept when one is taken over, so that it does not depend on which
// of them was taken over first.

// Named is an action by its key and words.
type Named struct{ Key, Text string }

// MilestonesGoOn gives, for each later milestone of a node, the place of the earlier one that it is; -1 for one that is new.
func MilestonesGoOn(before, after []publication.EntryMilestone) []int {
	from, _ := likeMilestones.goOn(before, nil, after)
	return from
}

// ActionsGoOn does so with actions.
func ActionsGoOn(before, after []Named) []int {
	from, _ := likeActions.goOn(before, nil, after)
	return from
}

// likeness is how things of one sort are known again.
type likeness[T any] struct {
	key  func(*T) string
	gist func(*T) gist
	like func(was, is *gist) bool
}

var (
	likeMilestones = likeness[publication.EntryMilestone]{milestoneKey, gistOfMilestone, milestoneLike}
	likeActions    = likeness[Named]{
		func(a *Named) string { return a.Key },
		func(a *Named) gist { return gistOf(a.Text, publication.WrittenDate{}) }, actionLike,
	}
)

// unknown is the place of what nothing goes on from.
const unknown = -1

// goOn takes the gists of the earlier things as far as they were made, and gives those of the later ones.
func (l *likeness[T]) goOn(before []T, made []*gist, after []T) (from []int, is []*gist) {
	p := pairing{from: byKey(before, after, l.key), taken: make([]bool, len(before))}
	known := 0
	for _, i := range p.from {
		if i != unknown {
			p.taken[i] = true
			known++
		}
	}
	if pairs := (len(before) - known) * (len(after) - known); pairs <= 0 || pairs > mostPairs {
		return p.from, nil
	}
	if made == nil {
		made = make([]*gist, len(before))
	}
	p.was = gists{made, func(i int) gist { return l.gist(&before[i]) }}
	p.is = gists{make([]*gist, len(after)), func(j int) gist { return l.gist(&after[j]) }}
	p.same()
	p.alike(l.like)
	return p.from, p.is.made
}

// gists are made when they are asked for: most of what is known by its key is never held beside anything.
type gists struct {
	made []*gist
	of   func(int) gist
}

func (g *gists) at(i int) *gist {
	if g.made[i] == nil {
		made := g.of(i)
		g.made[i] = &made
	}
	return g.made[i]
}

// mostPairs is how many are held beside each other. A page of hundreds that all changed is another page.
const mostPairs = 40_000

// byKey finds what has the same key, which mostly stands at the same place.
func byKey[T any](before, after []T, key func(*T) string) []int {
	from := make([]int, len(after))
	var places map[string]int
	for j := range after {
		is := key(&after[j])
		if j < len(before) && key(&before[j]) == is {
			from[j] = j
			continue
		}
		if places == nil {
			places = make(map[string]int, len(before))
			for i := len(before) - 1; i >= 0; i-- {
				places[key(&before[i])] = i
			}
		}
		from[j] = unknown
		if i, known := places[is]; known {
			from[j] = i
		}
	}
	return from
}

// gist is what a thing is known by without its key.
type gist struct {
	words []string
	all   string // the words in one line
	cut   bool
	date  publication.WrittenDate
	paper string // the decision that it names first
	dates string // of a milestone without a date of its own, those in its text
}

func gistOfMilestone(m *publication.EntryMilestone) gist {
	g := gistOf(m.Text, m.Date)
	if !m.Date.Known() {
		for _, d := range dutch.FindDates(m.Text) {
			g.dates += string(d.From) + "/" + string(d.To) + " "
		}
	}
	return g
}

func gistOf(text string, date publication.WrittenDate) gist {
	if rest, begins := strings.CutPrefix(text, date.Text); begins {
		text = rest
	} else if strings.ContainsFunc(date.Text, unicode.IsLetter) {
		text = strings.Replace(text, date.Text, " ", 1) // a bare year may be part of a name
	}
	paper := ""
	if found := dutch.FindDecisions(text); len(found) > 0 {
		paper = found[0].Reference
		for _, d := range slices.Backward(found) {
			text = text[:d.From] + text[d.To:]
		}
	}
	words, cut := dutch.Gist(text)
	return gist{words: words, all: strings.Join(words, " "), cut: cut, date: date, paper: paper}
}

// pairing finds what goes on as what.
type pairing struct {
	was, is gists
	from    []int  // of each later thing, the earlier one
	taken   []bool // of each earlier one, that it goes on
}

func (p *pairing) join(i, j int) { p.from[j], p.taken[i] = i, true }

// same joins what has the same words. Where several have them, only one may have another date, and only when the others stand
// where they stood: what comes each quarter has not moved.
func (p *pairing) same() {
	left := map[string]bool{} // words of what does not go on yet
	for i, taken := range p.taken {
		if !taken {
			left[p.was.at(i).all] = true
		}
	}
	for j := range p.from {
		if p.from[j] != unknown {
			continue
		}
		words := p.is.at(j).all
		if words == "" || !left[words] {
			continue
		}
		delete(left, words)
		was, is := p.was.inOrder(words), p.is.inOrder(words)
		if n := p.onlyOther(was, is); n >= 0 {
			p.join(was[n], is[n])
		}
	}
}

// inOrder are the places of what has these words, by date.
func (g *gists) inOrder(words string) []int {
	var at []int
	for i := range g.made {
		if g.at(i).all == words {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(i, j int) int { return cmp.Compare(g.at(i).date.Last(), g.at(j).date.Last()) })
	return at
}

// onlyOther is the place of the one that is not known by its key, where all others are, at the same place; -1 when there is
// none or more than one.
func (p *pairing) onlyOther(was, is []int) int {
	if len(was) != len(is) {
		return unknown
	}
	only := unknown
	for n, j := range is {
		switch {
		case p.from[j] == was[n]:
		case p.from[j] != unknown, p.taken[was[n]], only != unknown, !mayBeSame(p.was.at(was[n]), p.is.at(j)):
			return unknown
		default:
			only = n
		}
	}
	return only
}

// mayBeSame says no of what names another decision, or other dates of which none is its own, so that nobody could tell what
// moved, and of what comes again each year: that of another year is another one.
func mayBeSame(was, is *gist) bool {
	if was.paper != is.paper && was.paper != "" && is.paper != "" || was.dates != is.dates && was.dates != "" && is.dates != "" {
		return false
	}
	a, b := was.date.Last().Year(), is.date.Last().Year()
	return a == b || a == 0 || b == 0 || !dutch.EachYear(is.words)
}

// alike joins what is left and has nearly the same words, not just the same, where each is the only one that the other may be.
func (p *pairing) alike(like func(was, is *gist) bool) {
	one, other := make([]int, len(p.from)), make([]int, len(p.taken)) // how many each may be
	found := make([]int, len(p.from))
	for j := range p.from {
		for i := range p.taken {
			if p.from[j] != unknown || p.taken[i] {
				continue
			}
			if was, is := p.was.at(i), p.is.at(j); was.all != is.all && like(was, is) && mayBeSame(was, is) {
				one[j]++
				other[i]++
				found[j] = i
			}
		}
	}
	for j, n := range one {
		if n == 1 && other[found[j]] == 1 {
			p.join(found[j], j)
		}
	}
}

// milestoneLike: typed a little otherwise, cut off, or with words more or less while the date stays.
func milestoneLike(was, is *gist) bool {
	return nearly(was, is) || is.date.Within(was.date) && oneHolds(was.words, is.words, 2)
}

// actionLike: typed a little otherwise, cut off, or with some words more or less.
func actionLike(was, is *gist) bool { return nearly(was, is) || oneHolds(was.words, is.words, 4) }

func nearly(was, is *gist) bool {
	least := 3
	if is.date.Within(was.date) {
		least = 2
	}
	return was.cut && begins(was, is, least) || is.cut && begins(is, was, least) || typedOtherwise(was.words, is.words)
}

// begins tells that a text that is cut off is the beginning of another one, with at least so many words of it. It may be cut
// off in a word, but not in a number: of "fase 1…" nobody knows which it is.
func begins(cut, whole *gist, least int) bool {
	rest, ok := strings.CutPrefix(whole.all, cut.all)
	return ok && len(cut.words) >= least && len(cut.all) >= 10 && (strings.HasPrefix(rest, " ") || !endsInDigit(cut.all))
}

func endsInDigit(s string) bool { return s != "" && strings.Contains("0123456789", s[len(s)-1:]) }

// typedOtherwise tells that the words are the same but for one letter more or less in a long one.
func typedOtherwise(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	other := 0
	for i := range a {
		if a[i] != b[i] {
			other++
			if !letterMore(a[i], b[i]) {
				return false
			}
		}
	}
	return other == 1
}

// long is how many letters a word has in which one of them more is rather a slip than another name. Another letter in the
// place of one may well be that.
const long = 8

func letterMore(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < long || len(b) != len(a)+1 || strings.ContainsAny(b, "0123456789") {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return a[i:] == b[i+1:]
}

// oneHolds tells that the one has the words of the other, at least so many, in their order, and not many more, none of which
// tells another thing.
func oneHolds(a, b []string, least int) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < least || 2*len(a) < len(b) {
		return false
	}
	for _, w := range b {
		switch {
		case len(a) > 0 && a[0] == w:
			a = a[1:]
		case dutch.Telling(w):
			return false
		}
	}
	return len(a) == 0
}
