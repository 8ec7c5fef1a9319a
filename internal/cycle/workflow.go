package cycle

import (
	"fmt"
	"time"
)

// ReportStage is how far a report is. Established, offered and adopted are said of the whole edition.
type ReportStage string

// The stages of a report. An imported one is Imported: it was checked elsewhere, by others, before.
const (
	Drafting  ReportStage = "concept"
	Submitted ReportStage = "ingediend"
	SentBack  ReportStage = "teruggestuurd"
	Checked   ReportStage = "gecontroleerd"
	Approved  ReportStage = "akkoord"
	Imported  ReportStage = "overgenomen"
)

// Approval says who let a report pass, at which step.
type Approval struct {
	By    UserNumber  `json:"by"`
	Stage ReportStage `json:"stage"`
}

// MaxHeadline is the most characters a headline has, so that it fits one line of a list.
const MaxHeadline = 200

// Write takes over what the author wrote. Approvals given to an earlier text do not hold for this one.
func (r Report) Write(by User, e Edition, text Report) (Report, error) {
	switch {
	case by.Number != r.Author && !by.IsSystem():
		return r, fmt.Errorf("write report: user %d is not the author: %w", by.Number, ErrForbidden)
	case e.Stage != Writing:
		return r, Refusal{fmt.Sprintf("%s is al %s; hier kan niets meer in geschreven worden", e.Name, e.Stage)}
	case r.Stage != Drafting && r.Stage != SentBack:
		return r, Refusal{fmt.Sprintf("de verantwoording is %s; laat haar eerst terugsturen", r.Stage)}
	}
	text.ID, text.Edition, text.Node, text.Author, text.Version = r.ID, r.Edition, r.Node, r.Author, r.Version
	text.Stage, text.Approvals, text.Returned = r.Stage, nil, r.Returned
	return text, text.Validate(e)
}

// TakenFrom is the report as a document is read into it. In an edition taken over it was checked elsewhere, before; in one
// that is being written here it is a draft again, because approvals were given to another text. What is public already is
// corrected by those who may, and stays as far as it was.
func (r Report) TakenFrom(e Edition) Report {
	switch {
	case e.TakenOver:
		r.Stage = Imported
	case e.Stage == Writing:
		r.Stage, r.Approvals, r.Returned = Drafting, nil, ""
	}
	return r
}

// Validate checks what holds for every report, however it came in.
func (r Report) Validate(e Edition) error {
	var v Invalid
	if n := len([]rune(r.Headline)); n > MaxHeadline {
		v = append(v, Problem{Field: "headline", Text: fmt.Sprintf("de kernzin heeft %d tekens; meer dan %d past niet", n, MaxHeadline)})
	}
	for _, s := range r.Scores {
		a, ok := e.Settings.Aspect(s.Aspect)
		if !ok {
			v = append(v, Problem{Field: "scores", Text: fmt.Sprintf("%s kent geen score op %q", e.Name, s.Aspect)})
			continue
		}
		if _, ok := a.Value(s.Value); !ok {
			v = append(v, Problem{Field: "scores", Text: fmt.Sprintf("%q is geen score op %s", s.Value, a.Label)})
		}
	}
	for _, a := range r.Amendments {
		if a.Kind == AmendmentNone && len(r.Amendments) > 1 {
			v = append(v, Problem{Field: "amendments", Text: "\"geen\" kan niet samengaan met een begrotingswijziging"})
		}
	}
	return v.orNil()
}

// Submit hands the report to the controller.
func (r Report) Submit(by User, e Edition, now time.Time) (Report, error) {
	switch {
	case by.Number != r.Author && !by.IsSystem():
		return r, fmt.Errorf("submit report: user %d is not the author: %w", by.Number, ErrForbidden)
	case r.Stage != Drafting && r.Stage != SentBack:
		return r, Refusal{fmt.Sprintf("de verantwoording is al %s", r.Stage)}
	case e.Stage != Writing:
		return r, Refusal{fmt.Sprintf("%s is al %s", e.Name, e.Stage)}
	case e.ClosesAt.Known() && e.ClosesAt.AddDays(1).Time().Before(now):
		return r, Refusal{fmt.Sprintf("%s is sinds %s gesloten voor schrijvers", e.Name, e.ClosesAt.Format())}
	case r.empty():
		return r, Invalid{{Field: "sections", Code: "report.text-required", Text: "de verantwoording heeft nog geen tekst"}}
	}
	r.Stage, r.Returned, r.Approvals = Submitted, "", nil
	return r, nil
}

// empty: a headline or a judgement alone is enough for a programme or goal.
func (r Report) empty() bool {
	if r.Headline != "" || len(r.Scores) > 0 {
		return false
	}
	for _, s := range r.Sections {
		if !s.Text.Empty() {
			return false
		}
	}
	return true
}

// SendBack returns the report to its author with a reason, as long as the author can still write.
func (r Report) SendBack(by User, e Edition, reason string) (Report, error) {
	switch {
	case !by.Has(RoleChecker, RoleCoordinator, RoleHolder) && !by.IsSystem():
		return r, fmt.Errorf("send back report: user %d: %w", by.Number, ErrForbidden)
	case r.Stage != Submitted && r.Stage != Checked && r.Stage != Approved:
		return r, Refusal{fmt.Sprintf("de verantwoording is %s; er is niets terug te sturen", r.Stage)}
	case e.Stage != Writing:
		return r, Refusal{fmt.Sprintf("%s is al %s; er gaat niets meer terug naar de schrijver", e.Name, e.Stage)}
	case reason == "":
		return r, Invalid{{Field: "reason", Code: "report.reason-required", Text: "schrijf waarom het stuk teruggaat"}}
	}
	r.Stage, r.Returned, r.Approvals = SentBack, reason, nil
	return r, nil
}

// Check is the controller's "akkoord". Four eyes: never the author.
func (r Report) Check(by User) (Report, error) {
	return r.pass(by, Submitted, Checked, RoleChecker)
}

// Approve is the last "akkoord" before the executive. Four eyes: neither the author nor the one who checked.
func (r Report) Approve(by User) (Report, error) {
	return r.pass(by, Checked, Approved, RoleCoordinator, RoleHolder)
}

func (r Report) pass(by User, from, to ReportStage, roles ...Role) (Report, error) {
	switch {
	case by.IsSystem():
		return r, fmt.Errorf("%s report: a person must do this: %w", to, ErrForbidden)
	case !by.Has(roles...):
		return r, fmt.Errorf("%s report: user %d has no such role: %w", to, by.Number, ErrForbidden)
	case by.Number == r.Author:
		return r, Refusal{"vier ogen: wie het stuk schreef, keurt het niet goed"}
	case r.Stage != from:
		return r, Refusal{fmt.Sprintf("de verantwoording is %s", r.Stage)}
	}
	for _, a := range r.Approvals {
		if a.By == by.Number {
			return r, Refusal{"vier ogen: wie het stuk controleerde, geeft niet ook het laatste akkoord"}
		}
	}
	r.Stage = to
	r.Approvals = append(append([]Approval(nil), r.Approvals...), Approval{By: by.Number, Stage: to})
	return r, nil
}
