package cycle

import (
	"fmt"
	"slices"
	"strings"
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

// Open tells whether its author can write in a report.
func (s ReportStage) Open() bool { return s == Drafting || s == SentBack }

// Approval says who let a report pass, at which step.
type Approval struct {
	By    UserNumber  `json:"by"`
	Stage ReportStage `json:"stage"`
}

// MaxHeadline is the most characters a headline has, so that it fits one line of a list.
const MaxHeadline = 200

// Writable tells how much of a report somebody may write: all of it, or named sections ("score:geld" is a score). The
// author writes all, and so does who stands in for the author, or runs the round.
func (r Report) Writable(by User, at Spot) (all bool, sections []string) {
	if by.May(MayWrite, at) && (by.IsSystem() || by.Is(r.Author, at.Day) || by.May(MayRun, at)) {
		return true, nil
	}
	return false, by.SectionsFor(at)
}

// Write takes over what somebody wrote: all, or the sections that are theirs. Approvals given to an earlier text do not
// hold for this one. Who wrote is kept, because they may not be the ones who approve. What follows an amendment of the
// council stays as far as it was.
func (r Report) Write(by User, at Spot, e Edition, text Report) (Report, error) {
	all, sections := r.Writable(by, at)
	amends := r.Amends(by, at, e)
	all = all || amends
	switch {
	case !all && len(sections) == 0:
		return r, ErrNotTheWriter
	case !amends && e.Stage != Writing:
		return r, e.Closed("hier kan niets meer in geschreven worden")
	case !amends && r.Stage != Drafting && r.Stage != SentBack:
		return r, r.notOpen()
	}
	if !all {
		text = r.with(text, sections)
		if v := r.unscored(e, text); len(v) > 0 {
			return r, v
		}
	}
	text = r.vouched(by.Number, text)
	if !amends && !by.May(MayRun, at) {
		text = r.keepOrdered(e, text)
	}
	text.ID, text.Edition, text.Node, text.Version = r.ID, r.Edition, r.Node, r.Version
	text.Author, text.Checker, text.Due, text.Judgement, text.Dismissed = r.Author, r.Checker, r.Due, r.Judgement, r.Dismissed
	text.Forgotten = r.Forgotten
	text = r.keepsSource(text)
	text.Stage, text.Approvals, text.Returned, text.Writers = r.Stage, nil, r.Returned, r.Writers
	if !by.IsSystem() && !slices.Contains(r.Writers, by.Number) {
		text.Writers = append(slices.Clone(r.Writers), by.Number)
	}
	if err := text.written(); err != nil {
		return text, err
	}
	return text, text.Validate(e)
}

// with is r with the named sections and scores as text has them, but not their evidence. Who explains the money names the amendments too.
func (r Report) with(text Report, sections []string) Report {
	r.Sections, r.Scores = slices.Clone(r.Sections), slices.Clone(r.Scores)
	for _, key := range sections {
		if aspect, isScore := strings.CutPrefix(key, "score:"); isScore {
			s, given := text.Score(aspect)
			was, _ := r.Score(aspect)
			s.Evidence = was.Evidence // is for who writes the whole report
			r.Scores = replaced(r.Scores, s, given, func(x Score) bool { return x.Aspect == aspect })
			continue
		}
		s, given := text.Section(key)
		r.Sections = replaced(r.Sections, s, given, func(x SectionText) bool { return x.Key == key })
		if key == FinanceNote {
			r.Amendments = text.Amendments
		}
	}
	return r
}

// replaced puts row in the place of the one that is meant, at the end when there is none, or takes it away.
func replaced[T any](rows []T, row T, given bool, meant func(T) bool) []T {
	i := slices.IndexFunc(rows, meant)
	switch {
	case i >= 0 && given:
		rows[i] = row
	case i >= 0:
		rows = slices.Delete(rows, i, i+1)
	case given:
		rows = append(rows, row)
	}
	return rows
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
			v = append(v, Problem{Field: "scores/" + a.Key, Text: fmt.Sprintf("%.60q is geen score op %s", s.Value, a.Label)})
		}
	}
	v = append(v, r.validFiles()...)
	for _, a := range r.Amendments {
		if a.Kind == AmendmentNone && len(r.Amendments) > 1 {
			v = append(v, Problem{Field: "amendments", Text: "\"geen\" kan niet samengaan met een begrotingswijziging"})
		}
	}
	return v.orNil()
}

// Submit hands the report to the controller.
func (r Report) Submit(by User, at Spot, e Edition, now time.Time) (Report, error) {
	all, _ := r.Writable(by, at)
	switch {
	case !all:
		return r, ErrNotTheWriter
	case r.Stage != Drafting && r.Stage != SentBack:
		return r, Refusal{r.Stands() + "; er is niets meer in te dienen"}
	case e.Stage != Writing:
		return r, e.Closed("er kan niets meer ingediend worden")
	case r.closed(by, at, e, now):
		return r, Refusal{fmt.Sprintf("%s is sinds %s gesloten voor schrijvers; vraag de coördinator om uitstel", e.Name, r.Deadline(e).Format())}
	case r.empty():
		return r, Invalid{{Field: "sections", Code: "report.text-required", Text: "de verantwoording heeft nog geen tekst"}}
	}
	r.Stage, r.Returned, r.Approvals = Submitted, "", nil
	return r, nil
}

// Deadline is the last day of writing: the report's own, else that of the edition.
func (r Report) Deadline(e Edition) Date {
	if r.Due.Known() {
		return r.Due
	}
	return e.ClosesAt
}

// closed: whoever runs the round may still hand in for somebody else.
func (r Report) closed(by User, at Spot, e Edition, now time.Time) bool {
	last := r.Deadline(e)
	return last.Known() && last.AddDays(1).Time().Before(now) && !by.May(MayRun, at)
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
func (r Report) SendBack(by User, at Spot, e Edition, reason string) (Report, error) {
	switch {
	case !by.May(MayCheck, at) && !by.May(MayApprove, at) && !by.IsSystem():
		return r, Denied(MayCheck, at)
	case r.Stage != Submitted && r.Stage != Checked && r.Stage != Approved:
		return r, Refusal{r.Stands() + "; er is niets terug te sturen"}
	case e.Stage != Writing:
		return r, e.Closed("er gaat niets meer terug naar de schrijver")
	case reason == "":
		return r, Invalid{{Field: "reason", Code: "report.reason-required", Text: "schrijf waarom het stuk teruggaat"}}
	}
	if err := reasonFits("reason", reason); err != nil {
		return r, err
	}
	r.Stage, r.Returned, r.Approvals = SentBack, reason, nil
	return r, nil
}

// Check is the controller's "akkoord". Four eyes: never somebody who wrote it.
func (r Report) Check(by User, at Spot) (Report, error) {
	return r.pass(by, at, Submitted, Checked, MayCheck)
}

// Approve is the last "akkoord" before the executive. Four eyes: neither a writer nor the one who checked.
func (r Report) Approve(by User, at Spot) (Report, error) {
	return r.pass(by, at, Checked, Approved, MayApprove)
}

func (r Report) pass(by User, at Spot, from, to ReportStage, right Right) (Report, error) {
	switch {
	case by.IsSystem():
		return r, errNoPerson
	case !by.May(right, at):
		return r, Denied(right, at)
	case by.Number == r.Author || slices.Contains(r.Writers, by.Number):
		return r, Refusal{"u schreef aan dit stuk; laat een collega het goedkeuren (vier ogen)"}
	case r.Stage != from:
		return r, r.notNow(to)
	}
	for _, a := range r.Approvals {
		if a.By == by.Number {
			return r, Refusal{"u controleerde dit stuk; laat een collega het laatste akkoord geven (vier ogen)"}
		}
	}
	r.Stage = to
	r.Approvals = append(slices.Clone(r.Approvals), Approval{By: by.Number, Stage: to})
	return r, nil
}
