package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/finding"
)

// showPage is a report as colleagues read it before it is public: what it says, what is new in it, what was remarked,
// and what the reader may do with it.
type showPage struct {
	frame
	reportVisit
	Sections []shownSection
	Comments []thread
	Loose    []thread // remarks on the whole report, or on a paragraph that is gone
	Steps    []step
	Files    map[string]cycle.Upload // by their blob
	Findings []finding.Finding
	Since    []compare.FactChange // what changed since this user let it pass
	Whole    bool                 // show the texts as they stand, not what changed in them
	Invalid  cycle.Invalid
	Form     url.Values // what was sent, when something is wrong with it
}

// shownSection is a section with its paragraphs.
type shownSection struct {
	cycle.SectionText
	Name   string
	Was    string // the same section in the last edition
	Blocks []shownBlock
}

// shownBlock is a paragraph with what was remarked at it.
type shownBlock struct {
	richtext.Block
	Threads []thread
}

// thread is a remark with its answers.
type thread struct {
	cycle.Comment
	Answers []cycle.Comment
}

// step is how far the report came, by whom.
type step struct{ Text, Who string }

func (s *Workplace) showReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	p, err := s.showPage(r, v)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, reportShow(p))
}

func (s *Workplace) showPage(r *http.Request, v reportVisit) (showPage, error) {
	p := showPage{reportVisit: v, frame: v.frame(r, v.title(), "werk"), Whole: r.URL.Query().Get("toon") == "tekst"}
	p.Crumbs = v.crumbs("")
	comments, err := v.Read.Comments(r.Context(), v.Report.ID)
	if err != nil {
		return p, err
	}
	p.Comments = threads(comments)
	placed := map[cycle.CommentID]bool{}
	for _, text := range inFormOrder(v.Edition.Settings, v.Report.Sections) {
		p.Sections = append(p.Sections, p.section(text, placed))
	}
	for _, t := range p.Comments {
		if !placed[t.ID] {
			p.Loose = append(p.Loose, t)
		}
	}
	p.Steps = v.steps()
	if p.Since, err = v.passedSince(r); err != nil {
		return p, err
	}
	if p.Files, err = v.files(r); err != nil {
		return p, err
	}
	if v.Edition.Stage == cycle.Writing {
		p.Findings, err = v.findings(r, v.Report)
	}
	return p, err
}

// inFormOrder puts sections in the order in which they are written; what the settings do not know comes last.
func inFormOrder(settings cycle.Settings, texts []cycle.SectionText) []cycle.SectionText {
	place := func(s cycle.SectionText) int {
		if at := slices.IndexFunc(settings.Sections, func(known cycle.Section) bool { return known.Key == s.Key }); at >= 0 {
			return at
		}
		return len(settings.Sections)
	}
	return slices.SortedStableFunc(slices.Values(texts), func(a, b cycle.SectionText) int { return place(a) - place(b) })
}

func (p showPage) section(text cycle.SectionText, placed map[cycle.CommentID]bool) shownSection {
	s := shownSection{SectionText: text, Name: text.Label}
	if s.Name == "" {
		s.Name = p.Edition.Settings.SectionLabel(text.Key)
	}
	if p.Before.Last != nil {
		was, _ := p.Before.Last.Section(text.Key)
		s.Was = was.Text.Text()
	}
	for _, b := range text.Text {
		shown := shownBlock{Block: b}
		for _, t := range p.Comments {
			if t.Block == b.ID && b.ID != "" {
				shown.Threads = append(shown.Threads, t)
				placed[t.ID] = true
			}
		}
		s.Blocks = append(s.Blocks, shown)
	}
	return s
}

// threads puts answers with what they answer.
func threads(comments []cycle.Comment) []thread {
	var all []thread
	at := map[string]int{}
	for _, c := range comments {
		if i, ok := at[c.Answers]; ok && c.Answers != "" {
			all[i].Answers = append(all[i].Answers, c)
			continue
		}
		at[string(c.ID)] = len(all)
		all = append(all, thread{Comment: c})
	}
	return all
}

func (v reportVisit) steps() []step {
	var all []step
	if n := len(v.Report.Writers); n > 0 {
		names := make([]string, n)
		for i, w := range v.Report.Writers {
			names[i] = v.name(w)
		}
		all = append(all, step{"geschreven door", strings.Join(names, ", ")})
	}
	for _, a := range v.Report.Approvals {
		all = append(all, step{string(a.Stage) + " door", v.name(a.By)})
	}
	return all
}

// changed tells whether a section says something else than in the last edition.
func (s shownSection) changed() bool { return s.Was != "" && s.Was != s.Text.Text() }

// What this user may do with the report now.
func (p showPage) mayWrite() bool {
	all, sections := p.writable()
	return p.open() && (all || len(sections) > 0)
}

// dismissing is the form that says of findings that they are none, "" for who may not.
func (p showPage) dismissing() string {
	if _, err := p.Report.Dismiss(p.User, p.At, p.Edition, cycle.Dismissal{Reason: "reden"}); err != nil {
		return ""
	}
	return "bevinding-weg"
}

func (p showPage) mayComment() bool { return p.User.May(cycle.MayComment, p.At) }

func (p showPage) mayCheck() bool {
	_, err := p.Report.Check(p.User, p.At)
	return p.Edition.Stage == cycle.Writing && err == nil
}

func (p showPage) mayApprove() bool {
	_, err := p.Report.Approve(p.User, p.At)
	return p.Edition.Stage == cycle.Writing && err == nil
}

// decides tells whether the report waits for this reader.
func (p showPage) decides() bool { return p.mayCheck() || p.mayApprove() }

func (p showPage) maySendBack() bool {
	_, err := p.Report.SendBack(p.User, p.At, p.Edition, "reden")
	return err == nil
}

// mayReopen: whoever can send back needs nothing else.
func (p showPage) mayReopen() bool {
	_, err := p.Report.Reopen(p.User, p.At, p.Edition, "reden")
	return err == nil && !p.maySendBack()
}

func (p showPage) mayJudge() bool {
	_, err := p.Report.Judge(p.User, p.At, p.Edition, cycle.Judgement{Note: "oordeel"})
	return err == nil
}

// judged is the controller's own score on an aspect.
func (p showPage) judged(aspect string) string {
	if p.Form.Has("oordeel." + aspect) {
		return p.Form.Get("oordeel." + aspect)
	}
	if p.Report.Judgement == nil {
		return ""
	}
	for _, s := range p.Report.Judgement.Scores {
		if s.Aspect == aspect {
			return s.Value
		}
	}
	return ""
}

func (p showPage) judgement() string {
	if p.Form.Has("oordeel") {
		return p.Form.Get("oordeel")
	}
	if p.Report.Judgement == nil {
		return ""
	}
	return p.Report.Judgement.Note
}

// wrong tells whether something is wrong with a field.
func (p showPage) wrong(name string) bool {
	return slices.ContainsFunc(p.Invalid, func(q cycle.Problem) bool { return q.Field == name })
}

// remark is the field for a remark at a paragraph or an answer, as it was typed when it was refused.
func (p showPage) remark(block, on, label string) field.Field {
	f := field.Field{Name: remarkField(block, on), Label: label, Required: true}
	if p.wrong(f.Name) {
		f.Value = p.Form.Get("tekst")
	}
	return f.With(p.Invalid)
}

// remarkField is the id of that field.
func remarkField(block, on string) string { return "tekst-" + block + on }

// version is the version of the report that the form was made of.
func version(r *http.Request) int {
	n, _ := strconv.Atoi(r.PostFormValue("versie"))
	return max(n, 0) // 0 never matches: a conflict
}

// checkReport is the controller's "akkoord".
func (s *Workplace) checkReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if err := s.passed(r, v, cycle.MayCheck, cycle.Checked); err != nil {
		return err
	}
	return after(w, r, v.root(), "gecontroleerd")
}

// approveReport is the last "akkoord" before the executive.
func (s *Workplace) approveReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if err := s.passed(r, v, cycle.MayApprove, cycle.Approved); err != nil {
		return err
	}
	return after(w, r, v.root(), "akkoord")
}

// passed gives an akkoord to the report as it was read. Asked twice it was given already, and that is all there is to it.
func (s *Workplace) passed(r *http.Request, v reportVisit, right cycle.Right, to cycle.ReportStage) error {
	if err := v.must(right, v.At); err != nil {
		return err
	}
	err := error(cycle.Refusal{Text: "het stuk veranderde terwijl u het las; lees het opnieuw voor u akkoord geeft"})
	if version(r) == v.Report.Version {
		err = s.Do.PassAsRead(r.Context(), v.Org.ID, v.User, to, []change.Reading{{Report: v.Report.ID, Version: v.Report.Version}})
	}
	if !errors.Is(err, cycle.ErrConflict) {
		return err
	}
	now, unread := v.Read.Report(r.Context(), v.Report.ID)
	if unread == nil && now.Repeats(to, v.User, version(r), "") {
		return nil
	}
	return err
}

// sendBack returns the report to its author.
func (s *Workplace) sendBack(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	reason := richtext.Lines(r.PostFormValue("reden"))
	err := s.Do.SendBackReport(r.Context(), v.Org.ID, v.User, v.Report.ID, version(r), reason)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.showAgain(w, r, v, cycle.Invalid{{Field: "reden", Text: invalid.Error()}})
	}
	if err != nil {
		return err
	}
	return after(w, r, v.root(), "teruggestuurd")
}

// submitReport hands in what is saved.
func (s *Workplace) submitReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	return s.submitSaved(w, r, v, version(r))
}

// comment keeps a remark or an answer.
func (s *Workplace) comment(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	c := cycle.Comment{
		Report: v.Report.ID, Block: r.PostFormValue("alinea"), Answers: r.PostFormValue("antwoord-op"), Text: richtext.Lines(r.PostFormValue("tekst")),
	}
	if b := v.block(c.Block); b != nil {
		c.Quote = firstWords(b.Text(), 12)
	} else {
		c.Block = "" // the paragraph went while somebody typed: then it is said of the whole
	}
	err := s.Do.AddComment(r.Context(), v.Org.ID, v.User, c)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.showAgain(w, r, v, cycle.Invalid{{Field: remarkField(c.Block, c.Answers), Text: invalid.Error()}})
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "opgemerkt")
}

func (s *Workplace) resolve(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if err := s.Do.ResolveComment(r.Context(), v.Org.ID, v.User, v.Report.ID, cycle.CommentID(r.PathValue("opmerking"))); err != nil {
		return err
	}
	return after(w, r, v.address(), "afgehandeld")
}

// judge keeps the controller's own judgement.
func (s *Workplace) judge(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	j := judgementIn(r.PostForm, v.Edition)
	err := s.Do.JudgeReport(r.Context(), v.Org.ID, v.User, v.Report.ID, version(r), j)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.showAgain(w, r, v, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "oordeel")
}

func judgementIn(form url.Values, e cycle.Edition) cycle.Judgement {
	j := cycle.Judgement{Note: richtext.Lines(form.Get("oordeel"))}
	for _, a := range e.Settings.Aspects {
		if v := form.Get("oordeel." + a.Key); v != "" {
			j.Scores = append(j.Scores, cycle.Score{Aspect: a.Key, Value: v})
		}
	}
	return j
}

// showAgain shows the report with what is wrong with what was sent.
func (s *Workplace) showAgain(w http.ResponseWriter, r *http.Request, v reportVisit, wrong cycle.Invalid) error {
	p, err := s.showPage(r, v)
	if err != nil {
		return err
	}
	p.Invalid, p.Form = wrong, r.PostForm
	return show(w, r, http.StatusUnprocessableEntity, reportShow(p))
}

// block finds a paragraph of the report.
func (v reportVisit) block(id string) *richtext.Block {
	for _, s := range v.Report.Sections {
		if i := slices.IndexFunc(s.Text, func(b richtext.Block) bool { return b.ID == id && id != "" }); i >= 0 {
			return &s.Text[i]
		}
	}
	return nil
}

// firstWords are the first n words of a text.
func firstWords(text string, n int) string {
	words := strings.Fields(text)
	if len(words) <= n {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:n], " ") + " …"
}
