package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/finding"
)

// writePage is where a report is written: left what was ordered and what was said before, right the form, in the order
// of the page that readers get.
type writePage struct {
	frame
	reportVisit
	Text     cycle.Report // as it stands in the form
	Seen     int          // version of the report that the form goes on from
	Draft    cycle.Draft  // what was kept of earlier typing; zero when there is none
	All      bool         // the whole report, not only named sections
	Sections []string     // that may be written when not all
	Holders  []cycle.PortfolioHolder
	Others   []typist
	Findings []finding.Finding // in what stands in the form
	Invalid  cycle.Invalid
	Files    map[string]cycle.Upload // by their blob
	Typed    url.Values              // the form, when it comes back with what is wrong
}

// typist is somebody else who is typing in the same report.
type typist struct{ Name, Since string }

// writeReport shows the form, with what was typed before when that was not saved yet.
func (s *Workplace) writeReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	p, err := s.writePage(r, v)
	if err != nil {
		return err
	}
	draft, err := v.Read.Draft(r.Context(), v.Report.ID, v.User.Number)
	switch {
	case errors.Is(err, cycle.ErrNotFound):
	case err != nil:
		return err
	default:
		p.Draft, p.Text, p.Seen = draft, draft.Text, draft.Seen
	}
	if p.Findings, err = v.findings(r, p.Text); err != nil {
		return err
	}
	return show(w, r, http.StatusOK, reportWrite(p))
}

// writePage is the form with the report as it is saved; ErrNotFound for who may not write it.
func (s *Workplace) writePage(r *http.Request, v reportVisit) (writePage, error) {
	p := writePage{reportVisit: v, Text: v.Report, Seen: v.Report.Version, frame: v.frame(r, "Schrijven: "+v.title(), "werk")}
	p.Crumbs, p.Wide = v.crumbs("Schrijven"), true
	p.All, p.Sections = v.writable()
	if !p.All && len(p.Sections) == 0 {
		return p, cycle.ErrNotFound
	}
	if !v.open() {
		return p, cycle.Refusal{Text: v.Report.Stands() + "; er kan nu niet in geschreven worden"}
	}
	var err error
	if p.Holders, err = v.Read.Holders(r.Context()); err != nil {
		return p, err
	}
	if p.Files, err = v.files(r); err != nil {
		return p, err
	}
	p.Others, err = v.others(r)
	return p, err
}

// others are the people who typed in the same report in the last few minutes.
func (v reportVisit) others(r *http.Request) ([]typist, error) {
	drafts, err := v.Read.DraftsOf(r.Context(), v.Report.ID)
	var all []typist
	for _, d := range drafts {
		if d.User != v.User.Number && v.Now.Sub(d.Saved) < present {
			all = append(all, typist{v.name(d.User), clock(d.Saved)})
		}
	}
	return all, err
}

// saveReport takes the form over into the report. Whoever saves over a newer text sees both and chooses.
func (s *Workplace) saveReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	text, wrong, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(r.PostFormValue("versie")) // 0 never matches: a conflict
	if len(wrong) == 0 {
		err = s.Do.WriteReport(r.Context(), v.Org.ID, v.User, v.Report.ID, seen, text)
	}
	switch invalid := (cycle.Invalid)(nil); {
	case len(wrong) > 0:
		errors.As(text.Validate(v.Edition), &invalid) // all that is wrong, at once
		return s.writeAgain(w, r, v, text, seen, append(wrong, invalid...))
	case errors.As(err, &invalid):
		return s.writeAgain(w, r, v, text, seen, invalid)
	case errors.Is(err, cycle.ErrConflict):
		return s.saveLate(w, r, v, text, seen, err)
	case err != nil:
		return err
	}
	return s.saved(w, r, v, seen+1)
}

// saveLate is for who saved what is not as they saw it any more: because the same form came before, because somebody else
// saved, or because there is nothing to write any more (refused).
func (s *Workplace) saveLate(w http.ResponseWriter, r *http.Request, v reportVisit, text cycle.Report, seen int, refused error) error {
	now, err := openReport(r, v.visit, v.Report.ID)
	if err != nil {
		return err
	}
	text.Milestones = slices.DeleteFunc(slices.Clone(text.Milestones), now.Report.HasTwin)
	if r.PostFormValue("daarna") == "indienen" && now.Report.Repeats(cycle.Submitted, v.User, seen+1, "") {
		same, err := now.saysTheSame(r, text)
		if err != nil {
			return err
		}
		if same {
			return after(w, r, v.root(), "ingediend")
		}
	}
	if seen != now.Report.Version && now.open() {
		return s.saveSecond(w, r, now, text)
	}
	return refused
}

// saysTheSame tells whether what was typed is what is saved.
func (v reportVisit) saysTheSame(r *http.Request, typed cycle.Report) (bool, error) {
	m, err := v.merger(r, typed)
	same := !added(v.Report, typed)
	m.merge(func(clash) string { same = false; return keepMine })
	return same, err
}

// saveSecond is for who saved after somebody else. When both say the same of what can be typed there is nothing to choose:
// somebody gave the report to another, or judged it.
func (s *Workplace) saveSecond(w http.ResponseWriter, r *http.Request, v reportVisit, mine cycle.Report) error {
	m, err := v.merger(r, mine)
	if err != nil {
		return err
	}
	differs := false
	m.merge(func(clash) string { differs = true; return keepMine })
	if differs {
		return s.chooseBetween(w, r, v, m)
	}
	if added(v.Report, mine) { // what was added stands in nobody's way
		if err := s.Do.WriteReport(r.Context(), v.Org.ID, v.User, v.Report.ID, v.Report.Version, mine); err != nil {
			return err
		}
		return s.saved(w, r, v, v.Report.Version+1)
	}
	if err := s.Do.DropDraft(r.Context(), v.Org.ID, v.User, v.Report.ID); err != nil { // it is what is saved
		return err
	}
	return s.saved(w, r, v, v.Report.Version)
}

// added tells whether somebody put something in that has no words to choose between: milestones, files.
func added(was, is cycle.Report) bool {
	return len(is.Milestones) > len(was.Milestones) || !slices.Equal(was.Attachments, is.Attachments) || !slices.Equal(was.Evidence(), is.Evidence())
}

// saved goes on with a report that is saved in this version.
func (s *Workplace) saved(w http.ResponseWriter, r *http.Request, v reportVisit, version int) error {
	if r.PostFormValue("daarna") == "indienen" {
		return s.submitSaved(w, r, v, version)
	}
	return after(w, r, v.address()+"schrijven", "bewaard")
}

// submitSaved hands in what was saved just now.
func (s *Workplace) submitSaved(w http.ResponseWriter, r *http.Request, v reportVisit, version int) error {
	err := s.Do.SubmitReport(r.Context(), v.Org.ID, v.User, v.Report.ID, version)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		v.Report.Version = version
		return s.writeAgain(w, r, v, v.Report, version, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.root(), "ingediend")
}

// readForm is the report as it was filled in, with the files that came along.
func (s *Workplace) readForm(w http.ResponseWriter, r *http.Request, v reportVisit) (cycle.Report, cycle.Invalid, error) {
	var files sentFiles
	var refused cycle.Invalid
	if withFiles(r) {
		var err error
		if files, refused, err = s.readParts(w, r, v); err != nil {
			return v.Report, nil, err
		}
		cleanForm(r)
	}
	text, wrong := readReport(r.PostForm, files, v, newKey)
	return text, append(refused, wrong...), nil
}

// draftOf is what is being typed.
func draftOf(r *http.Request, v reportVisit, text cycle.Report) cycle.Draft {
	d := cycle.Draft{Report: v.Report.ID, Text: text}
	d.Seen, _ = strconv.Atoi(r.PostFormValue("versie"))
	d.Version, _ = strconv.Atoi(r.PostFormValue("concept"))
	return d
}

// newKey is the key of a milestone that somebody adds.
func newKey() string { return uuid.Must(uuid.NewV7()).String() }

// writeAgain shows the form as it was filled in, with what is wrong.
func (s *Workplace) writeAgain(w http.ResponseWriter, r *http.Request, v reportVisit, text cycle.Report, seen int, wrong cycle.Invalid) error {
	p, err := s.writePage(r, v)
	if err != nil {
		return err
	}
	p.Text, p.Seen, p.Invalid = text, seen, inOrder(named(wrong))
	p.Typed = r.PostForm
	p.Draft.Version, _ = strconv.Atoi(r.PostFormValue("concept"))
	return show(w, r, http.StatusUnprocessableEntity, reportWrite(p))
}

// saveDraft keeps what is being typed. It answers with the draft's new version and the moment, for the script.
func (s *Workplace) saveDraft(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	text, _, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	d := draftOf(r, v, text)
	version, err := s.Do.SaveDraft(r.Context(), v.Org.ID, v.User, d)
	if errors.Is(err, cycle.ErrConflict) {
		return answerJSON(w, http.StatusConflict, draftAnswer{Text: refusalText(err)})
	}
	if err != nil {
		return err
	}
	others, err := v.others(r)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, draftAnswer{
		Version: version, Text: "Bewaard om " + clock(v.Now), Others: presence(others), Newer: d.Seen != v.Report.Version,
	})
}

// draftAnswer is what the script shows.
type draftAnswer struct {
	Version int    `json:"concept,omitempty"`
	Text    string `json:"tekst"`
	Others  string `json:"anderen,omitempty"`
	Newer   bool   `json:"nieuwer,omitempty"` // somebody saved the report meanwhile
}

func refusalText(err error) string {
	var no cycle.Refusal
	if errors.As(err, &no) {
		return sentence(no.Text)
	}
	return "Dit stuk staat ook open in een ander venster. Wat u hier typt wordt niet bewaard; ga verder in het andere, of laad deze pagina opnieuw."
}

// dropDraft goes back to what is saved.
func (s *Workplace) dropDraft(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if err := s.Do.DropDraft(r.Context(), v.Org.ID, v.User, v.Report.ID); err != nil {
		return err
	}
	return after(w, r, v.address()+"schrijven", "concept-weg")
}

// carry puts the text of the edition before in a section that is still empty. It is marked as carried until somebody
// changes it.
func (s *Workplace) carry(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	text, _, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	key := r.PostFormValue("overnemen")
	if v.Before.Last == nil {
		return cycle.ErrNotFound
	}
	last, ok := v.Before.Last.Section(key)
	if !ok {
		return cycle.ErrNotFound
	}
	last.Carried = true
	i := slices.IndexFunc(text.Sections, func(s cycle.SectionText) bool { return s.Key == key })
	if i < 0 {
		text.Sections = append(text.Sections, last)
	} else {
		text.Sections[i] = last
	}
	d := draftOf(r, v, text)
	if _, err := s.Do.SaveDraft(r.Context(), v.Org.ID, v.User, d); err != nil {
		return err
	}
	return after(w, r, v.address()+"schrijven", "overgenomen")
}

// writes tells whether this user fills in a part of the form: a section by its key, or "score:geld".
func (p writePage) writes(key string) bool { return p.All || slices.Contains(p.Sections, key) }

// text is a section as it stands in the form.
func (p writePage) text(key string) cycle.SectionText {
	s, _ := p.Text.Section(key)
	return s
}

// problem is what is wrong with a field.
func (p writePage) problem(name string) string {
	for _, q := range p.Invalid {
		if q.Field == name {
			return q.Text
		}
	}
	return ""
}

// named gives problems the names that their fields have in the form.
func named(wrong cycle.Invalid) cycle.Invalid {
	out := slices.Clone(wrong)
	for i := range out {
		switch name := formField(out[i].Field); {
		case out[i].Field == "sections":
			out[i].Field = sectionField + cycle.Progress
		case out[i].Field == "attachments" || out[i].Field == "evidence":
			out[i].Field = "bijlagen"
		case name != "":
			out[i].Field = name
		}
	}
	return out
}

// fixed is the text of a section that was ordered.
func (p writePage) fixed(key string) bool {
	return p.Edition.Fixed(key) && !p.amends() && !p.User.May(cycle.MayRun, p.At)
}

// said is what the last edition told under a section, when it may be of use here.
func (p writePage) said(key string) richtext.Doc {
	if p.Before.Last == nil {
		return nil
	}
	s, _ := p.Before.Last.Section(key)
	return s.Text
}
