package site

import (
	"strings"

	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/score"
	"doelenboom/internal/ui/sharebar"
)

// aspectShares are the scores of many deliverables on one aspect.
type aspectShares struct {
	Label  string
	Shares []sharebar.Share
	Total  int
}

// counts sums the scores of the deliverables from place from up to to, per aspect that is judged at all. It counts and
// never averages: an average of colours means nothing.
func (e *editionPages) counts(from, to int) []aspectShares {
	if !e.scored() {
		return nil
	}
	all := make([]aspectShares, 0, len(e.Edition.Aspects))
	for _, a := range e.Edition.Aspects {
		s := aspectShares{Label: a.Label}
		e.deliverables(from, to, func(en *publication.Entry) {
			s.Total++
			given, ok := scoreOf(en.Scores, a.Key)
			if !ok {
				given.Value, given.Word = e.missing()
			}
			s.add(given)
		})
		if s.Total > 0 {
			sharebar.Sort(s.Shares)
			all = append(all, s)
		}
	}
	return all
}

func (s *aspectShares) add(given publication.Score) {
	for i := range s.Shares {
		if s.Shares[i].Value == given.Value {
			s.Shares[i].Number++
			return
		}
	}
	s.Shares = append(s.Shares, sharebar.Share{Value: given.Value, Word: given.Word, Number: 1})
}

// sentence says the shares in words: "van 82 prestaties lopen er 68 op schema, vragen er 11 aandacht en moeten er 3 worden
// bijgestuurd". Of words that an organisation chose itself it knows no verb that always fits: then there is none.
func (s aspectShares) sentence(of string) (text string, said bool) {
	parts := make([]string, len(s.Shares))
	for i, sh := range s.Shares {
		verbs, known := shareVerbs[sh.Word]
		if !known {
			return "", false
		}
		if sh.Number == 1 {
			verbs[1] = verbs[0]
		}
		parts[i] = strings.Replace(verbs[1], "#", ui.Number(sh.Number), 1)
	}
	return "van " + of + " " + ui.And(parts), true
}

// The usual words of a legend as a sentence says them of one and of more.
var shareVerbs = map[string][2]string{
	"op schema":  {"loopt er # op schema", "lopen er # op schema"},
	"aandacht":   {"vraagt er # aandacht", "vragen er # aandacht"},
	"bijsturen":  {"moet er # worden bijgestuurd", "moeten er # worden bijgestuurd"},
	"geen score": {"heeft er # geen score", "hebben er # geen score"},
	"onbekend":   {"is het van # onbekend", "is het van # onbekend"},
}

// missing is what stands where a deliverable has no score: nobody gave one, or nobody knows.
func (e *editionPages) missing() (value, word string) {
	if e.Edition.TakenOver {
		return score.Unknown, "onbekend"
	}
	return score.None, "geen score"
}

func scoreOf(scores []publication.Score, aspect string) (publication.Score, bool) {
	for _, s := range scores {
		if s.Aspect == aspect {
			return s, true
		}
	}
	return publication.Score{}, false
}

// listed are the scores of an entry as a line of a list shows them. Of a deliverable every aspect is shown, of a goal
// or programme only a judgement of its own.
func (e *editionPages) listed(scores []publication.Score, deliverable bool) []score.Score {
	if len(scores) == 0 && !(deliverable && e.scored()) {
		return nil
	}
	list := make([]score.Score, 0, len(e.Edition.Aspects))
	for _, a := range e.Edition.Aspects {
		s, ok := scoreOf(scores, a.Key)
		if !ok {
			if !deliverable {
				continue
			}
			s.Value, s.Word = e.missing()
		}
		list = append(list, score.Score{Label: a.Label, Value: s.Value, Word: s.Word})
	}
	return list
}

func countOf(n int, one, more string) string { return ui.Count(n, ui.Lower(one), ui.Lower(more)) }
