package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/richfield"
)

// correctPage is where the introduction of an edition is corrected after everybody could read it.
type correctPage struct {
	frame
	roundVisit
	Seen    int
	Form    correctForm
	Gone    *store.Revision // the newest one, when it was withdrawn as a whole
	Less    bool            // something of the revisions was withdrawn
	Invalid cycle.Invalid
}

// correctForm is what is filled in.
type correctForm struct {
	Intro                  richtext.Doc
	Points                 []pointRow
	Picture                pictureRow
	Kind, Decision, Reason string
}

// mending is what can be put right here, as the links to this page call it.
func (v roundVisit) mending() string {
	if len(v.Edition.Decides) > 0 {
		return "Inleiding en beslispunten verbeteren"
	}
	return "Inleiding verbeteren"
}

func (s *Workplace) showCorrect(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	return s.correctAgain(w, r, v, v.Edition.Version, correctForm{Intro: v.Edition.Intro, Points: v.points()}, nil, http.StatusOK)
}

func (s *Workplace) correctAgain(w http.ResponseWriter, r *http.Request, v roundVisit, seen int, f correctForm, wrong cycle.Invalid, status int) error {
	if err := v.must(cycle.MayOffer, v.everywhere()); err != nil {
		return err
	}
	if v.Edition.BeforeOffering() {
		return v.notYetPublic()
	}
	p := correctPage{frame: v.frame(r, v.mending(), "rondes"), roundVisit: v, Seen: seen, Form: f, Invalid: wrong}
	p.Crumbs = v.crumbs(v.mending())
	revisions, err := v.Read.Revisions(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	p.Less = slices.ContainsFunc(revisions, func(r store.Revision) bool { return r.WithdrawnWhole != nil || len(r.Withdrawn) > 0 })
	if n := len(revisions); n > 0 && revisions[n-1].WithdrawnWhole != nil {
		p.Gone = &revisions[n-1]
	}
	return show(w, r, status, correctShow(p))
}

// notYetPublic refuses a correction of what nobody read yet, and says on which page it is changed.
func (v roundVisit) notYetPublic() cycle.Refusal {
	way := "verander de inleiding bij Naam en kalender van deze ronde"
	if v.Edition.Stage == cycle.Established {
		way = "kies eerst Vaststelling terugnemen in het Overzicht voor het bestuur, en verander de inleiding dan bij Naam en kalender"
	}
	return cycle.Refusal{Text: v.Edition.Stands() + "; " + way}
}

// addToCorrection takes in a picture for an introduction that is corrected: from the editor, or with the form as it was
// filled in.
func (s *Workplace) addToCorrection(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := v.must(cycle.MayOffer, v.everywhere()); err != nil {
		return err
	}
	if v.Edition.BeforeOffering() {
		return v.notYetPublic()
	}
	add := s.addsPicture(r, v)
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		return s.answerPicture(w, r, v.visit, add)
	}
	sent, wrong, err := introForm(w, r, add)
	if err != nil {
		return err
	}
	f, rest := readCorrection(r, v.Edition)
	wrong = append(wrong, lostIntro(f.Intro, rest)...)
	f.Picture.place(r, sent, &f.Intro, &wrong)
	return s.correctAgain(w, r, v, version(r), f, wrong, statusOf(wrong))
}

// correct freezes the edition with another introduction, as the next revision.
func (s *Workplace) correct(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f, wrong := readCorrection(r, v.Edition)
	wrong = append(wrong, f.Picture.left(r)...)
	var err error
	if len(wrong) == 0 {
		err = s.corrects(r, v, f)
		if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
			wrong = releaseFields(invalid)
		} else if err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		return s.correctAgain(w, r, v, version(r), f, wrong, http.StatusUnprocessableEntity)
	}
	return after(w, r, v.address(), "verbeterd")
}

// corrects makes the revision, when the edition is public. When the same form made it already, there is nothing left to do.
func (s *Workplace) corrects(r *http.Request, v roundVisit, f correctForm) error {
	if err := v.must(cycle.MayOffer, v.everywhere()); err != nil {
		return err
	}
	if v.Edition.BeforeOffering() {
		return v.notYetPublic()
	}
	c := change.Correction{
		Decision: f.Decision, Reason: f.Reason, Intro: &change.Introduction{Text: f.Intro, Seen: version(r)}, Points: f.changes(v.Edition),
	}
	_, err := s.Do.Correct(r.Context(), v.Org.ID, v.User, v.Edition.ID, c)
	if !errors.Is(err, cycle.ErrConflict) {
		return err
	}
	stands, unread := s.Do.CorrectedSo(r.Context(), v.Org.ID, v.Edition.ID, c)
	if unread == nil && stands {
		return nil
	}
	return err
}

// readCorrection takes the form, and tells all that is wrong with it.
func readCorrection(r *http.Request, e cycle.Edition) (correctForm, cycle.Invalid) {
	f := correctForm{
		Kind: r.PostFormValue("soort"), Decision: richtext.Line(r.PostFormValue("besluit")), Reason: strings.TrimSpace(r.PostFormValue("reden")),
	}
	var wrong cycle.Invalid
	var err error
	if f.Intro, err = richfield.Read(r.PostForm, "inleiding"); err != nil {
		wrong = append(wrong, cycle.Problem{Field: "inleiding", Text: "de inleiding: " + err.Error()})
	}
	wrong = append(wrong, f.readPoints(r, e)...)
	switch cycle.RevisionKind(f.Kind) {
	case cycle.SlipOfThePen:
		f.Decision = ""
	case cycle.ByDecision:
		if f.Decision == "" {
			wrong = append(wrong, cycle.Problem{Field: "besluit", Text: "vul het nummer van het besluit in"})
		}
	default:
		wrong = append(wrong, cycle.Problem{Field: "soort", Text: "kies wat voor correctie dit is"})
	}
	if f.Reason == "" {
		wrong = append(wrong, cycle.Problem{Field: "reden", Text: "schrijf waarom dit verandert"})
	}
	return f, wrong
}

// points are the decision points as they are changed in a form.
func (v roundVisit) points() (rows []pointRow) {
	for _, d := range v.Edition.Decides {
		row := pointRow{Text: d.Text, Node: string(d.Explained), Key: d.Key}
		if d.Amount != nil {
			row.Amount = d.Amount.String()
		}
		rows = append(rows, row)
	}
	return rows
}

// readPoints takes the decision points from the form: none comes with a correction, and none goes.
func (f *correctForm) readPoints(r *http.Request, e cycle.Edition) (wrong cycle.Invalid) {
	for i := range e.Decides {
		name := pointName(i + 1)
		row := pointRow{Text: richtext.Line(r.PostFormValue(name + ".tekst")), Amount: richtext.Line(r.PostFormValue(name + ".bedrag"))}
		f.Points = append(f.Points, row)
		if row.Text == "" {
			wrong = append(wrong, cycle.Problem{Field: name + ".tekst", Text: "schrijf wat er besloten moest worden"})
		}
		if _, problem := row.cents(name); problem != nil {
			wrong = append(wrong, *problem)
		}
	}
	return wrong
}

// changes are the decision points as the form has them.
func (f *correctForm) changes(e cycle.Edition) (all []cycle.PointChange) {
	for i, row := range f.Points {
		amount, _ := row.cents("") // it was read before
		all = append(all, cycle.PointChange{Number: e.Decides[i].Number, Text: row.Text, Amount: amount, NoAmount: amount == nil})
	}
	return all
}

// correctionKinds are the two reasons for which what is public may change.
func correctionKinds() []field.Choice {
	return []field.Choice{
		{Value: string(cycle.SlipOfThePen), Label: "Verschrijving", Help: "Een tikfout of een verkeerd cijfer. Wat er is besloten, blijft hetzelfde."},
		{Value: string(cycle.ByDecision), Label: "Bij besluit", Help: "Een besluit vraagt om een andere tekst."},
	}
}
