package publication

import (
	"slices"

	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// The reasons of a score, and of a milestone that moved, are lines of plain text while they are written. They become runs
// here, with the references that they make: to what the register of decisions and the tree of this edition are now.

// namer is what a reason can name.
type namer struct {
	levels    []string // words for levels that are the organisation's own
	decisions DecisionNumbers
	papers    Papers
}

func newNamer(in Input) namer {
	return namer{levels: in.Edition.Settings.LevelWords(), decisions: DecisionNumbersOf(in.Decisions), papers: PapersOf(in.Decisions)}
}

// reason makes the runs of one reason.
func (f *freezer) reason(text string) []richtext.Span { return richtext.MarkLine(text, f.find) }

// find sees the references in a line. A decision that the register does not have is made known when a report is written;
// one that is not there all the same stays text.
func (f *freezer) find(text string) []richtext.Found {
	var found []richtext.Found
	for _, d := range dutch.FindDecisions(text) {
		if id, ok := f.namer.decisions.Find(d.Reference); ok {
			found = append(found, richtext.Found{From: d.From, To: d.To, Ref: decisionRef(id)})
		}
	}
	for _, n := range dutch.FindNodes(text, f.namer.levels...) {
		ref := richtext.Ref{Kind: richtext.RefNumber, ID: n.Number}
		if id, ok := f.byNumber[n.Number]; ok {
			ref = richtext.Ref{Kind: richtext.RefNode, ID: string(id)}
		}
		found = append(found, richtext.Found{From: n.From, To: n.To, Ref: ref})
	}
	return f.namer.papers.Find(text, found)
}

// ScoreFragment is the part of the address of a page that leads to the score on an aspect with its reasons.
func ScoreFragment(aspect string) string { return "score-" + aspect }

// reasonMentions are the references in the reasons of scores.
func (f *freezer) reasonMentions(scores []Score) []mention {
	var found []mention
	for i := range scores {
		for _, reason := range scores[i].Reasons() {
			found = lineMentions(found, reason, ScoreFragment(scores[i].Aspect), "Score "+f.aspectLabel(scores[i].Aspect))
		}
	}
	return found
}

func (f *freezer) aspectLabel(key string) string {
	if a, ok := f.in.Edition.Settings.Aspect(key); ok && a.Label != "" {
		return a.Label
	}
	return key
}

// Reasons are cause, effect and measure, in the order in which they are read.
func (s *Score) Reasons() [3][]richtext.Span { return [3][]richtext.Span{s.Cause, s.Effect, s.Measure} }

// judgements are scores without what only the page of the node itself and the lists of the edition tell of them.
func judgements(scores []Score) []Score {
	if len(scores) == 0 {
		return nil
	}
	out := make([]Score, len(scores))
	for i, s := range scores {
		out[i] = Score{Aspect: s.Aspect, Value: s.Value, Word: s.Word, AsWritten: s.AsWritten}
	}
	return out
}

// Line is why something was corrected, in runs.
func (c *Correction) Line() []richtext.Span { return reasonLine(c.Runs, c.Reason) }

// Line is why the revision was made, in runs.
func (r *Revision) Line() []richtext.Span { return reasonLine(r.Runs, r.Reason) }

func reasonLine(runs []richtext.Span, text string) []richtext.Span {
	if runs != nil {
		return runs
	}
	return []richtext.Span{{Text: text}}
}

// Named are the decisions that the reason names, by their addresses.
func (r *Revision) Named() (slugs []string) {
	for _, l := range r.Links {
		if l.Kind == LinkDecision && !slices.Contains(slugs, l.Address) {
			slugs = append(slugs, l.Address)
		}
	}
	return slugs
}

// why makes the runs of the reason of a correction, when it names a decision or a node.
func (f *freezer) why(r *Revision) {
	if !r.Corrects() {
		return
	}
	if runs := f.reason(r.Reason); slices.ContainsFunc(runs, func(run richtext.Span) bool { return run.Ref != nil }) {
		r.Runs, r.Links = runs, f.links(lineMentions(nil, runs, "", ""))
	}
}

// plainReasons are scores of which the reasons are one run each: what they say, whatever is a reference in it.
func plainReasons(scores []Score) []Score {
	scores = slices.Clone(scores)
	for i := range scores {
		s := &scores[i]
		s.Cause, s.Effect, s.Measure = plainLine(s.Cause), plainLine(s.Effect), plainLine(s.Measure)
	}
	return scores
}

func plainLine(line []richtext.Span) []richtext.Span {
	if !slices.ContainsFunc(line, func(run richtext.Span) bool { return run.Ref != nil }) {
		return line
	}
	return []richtext.Span{{Text: richtext.LineText(line)}}
}
