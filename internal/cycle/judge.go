package cycle

import "fmt"

// Remark checks a comment before it is kept.
func (c Comment) Remark(by User, at Spot) error {
	switch {
	case !by.May(MayComment, at):
		return Denied(MayComment, at)
	case c.Text == "":
		return Invalid{{Field: "tekst", Text: "schrijf wat u wilt opmerken"}}
	case len([]rune(c.Text)) > MaxComment:
		return Invalid{{Field: "tekst", Text: fmt.Sprintf("een opmerking heeft hoogstens %d tekens", MaxComment)}}
	}
	return nil
}

// MaxComment is the most characters of one comment.
const MaxComment = 4000

// Resolve says that a comment is dealt with: whoever may comment may say so, for everybody sees who did.
func (c Comment) Resolve(by User, at Spot) (Comment, error) {
	switch {
	case !by.May(MayComment, at):
		return c, Denied(MayComment, at)
	case c.Answers != "":
		return c, Refusal{"een antwoord hoort bij de opmerking erboven; handel die af"}
	case c.Resolved != 0:
		return c, Refusal{"deze opmerking is al afgehandeld; er is niets meer te doen"}
	}
	c.Resolved = by.Number
	return c, nil
}

// Judge keeps the controller's own judgement beside the report, until the council has it.
func (r Report) Judge(by User, at Spot, e Edition, j Judgement) (Report, error) {
	switch {
	case !by.May(MayCheck, at) || by.IsSystem():
		return r, Denied(MayCheck, at)
	case !e.BeforeOffering():
		return r, e.Closed("uw oordeel verandert niet meer")
	}
	if err := reasonFits("oordeel", j.Note); err != nil {
		return r, err
	}
	j.By = by.Number
	for _, s := range j.Scores {
		a, ok := e.Settings.Aspect(s.Aspect)
		if _, known := a.Value(s.Value); !ok || !known {
			return r, Invalid{{Field: "oordeel", Text: fmt.Sprintf("%.60q is geen score", s.Value)}}
		}
	}
	if len(j.Scores) == 0 && j.Note == "" {
		r.Judgement = nil
		return r, nil
	}
	r.Judgement = &j
	return r, nil
}
