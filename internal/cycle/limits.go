package cycle

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// How many characters somebody may write where one line or a few are asked. Long texts are counted where they are read.
const (
	MaxLine   = 500  // a name, a milestone, the part that the organisation plays
	MaxReason = 2000 // why a score is what it is, or why a report goes back
)

// written refuses what no form of ours sends: lines longer than they can be, and states that there are not.
func (r Report) written() error {
	var v Invalid
	longest := func(field, what, text string, most int) {
		if n := utf8.RuneCountInString(text); n > most {
			v = append(v, Problem{Field: field, Text: fmt.Sprintf("%s heeft %d tekens; meer dan %d past niet", what, n, most)})
		}
	}
	for _, s := range r.Scores {
		longest("scores/"+s.Aspect+".oorzaak", "de oorzaak", s.Cause, MaxReason)
		longest("scores/"+s.Aspect+".gevolg", "het gevolg", s.Effect, MaxReason)
		longest("scores/"+s.Aspect+".maatregel", "de maatregel", s.Measure, MaxReason)
	}
	for _, a := range r.Actions {
		if a.State != "" && !slices.Contains(ActionStates, a.State) {
			v = append(v, Problem{Field: "actions/" + a.Key + ".stand", Text: "kies hoe het met de actie staat"})
		}
	}
	for _, m := range r.Milestones {
		longest("milestones/"+m.Key+".tekst", "de mijlpaal", m.Text.Text(), MaxReason)
		longest("milestones/"+m.Key+".datum", "de datum", m.Date.Text, MaxLine)
		longest("milestones/"+m.Key+".reden", "de reden", m.Reason, MaxReason)
		if m.State != "" && !slices.Contains(MilestoneStates, m.State) {
			v = append(v, Problem{Field: "milestones/" + m.Key + ".stand", Text: "kies hoe het met de mijlpaal staat"})
		}
	}
	if r.Involvement != nil {
		longest("rol", "de rol", r.Involvement.Sentence, MaxLine)
	}
	if r.Reserve != nil {
		longest("reserve", "de naam van de reserve", r.Reserve.Reserve, MaxLine)
		longest("reserve", "de uitleg bij de reserve", r.Reserve.Note, MaxReason)
	}
	return v.orNil()
}

// MaxSequence is the highest number of a monitor: there is no month without one.
const MaxSequence = 12

// nameProblems refuses a name that does not stand on one line: pages, lists and terminals show it as it is.
func nameProblems(field, text string) Invalid {
	switch n := utf8.RuneCountInString(text); {
	case n > MaxLine:
		return Invalid{{Field: field, Text: fmt.Sprintf("de naam heeft %d tekens; meer dan %d past niet", n, MaxLine)}}
	case !dutch.InOneLine(text) || !utf8.ValidString(text):
		return Invalid{{Field: field, Text: "in de naam staat een regeleinde of een ander teken dat niemand ziet; schrijf hem op één regel"}}
	}
	return nil
}

// reasonFits refuses a reason that nobody would read to its end.
func reasonFits(field, reason string) error {
	if n := utf8.RuneCountInString(reason); n > MaxReason {
		return Invalid{{Field: field, Text: fmt.Sprintf("de reden heeft %d tekens; meer dan %d past niet", n, MaxReason)}}
	}
	if strings.IndexFunc(reason, dutch.Hidden) >= 0 {
		return Invalid{{Field: field, Text: "in de reden staat een teken dat niemand ziet; schrijf hem opnieuw"}}
	}
	return nil
}
