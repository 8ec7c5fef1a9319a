package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/richfield"
)

// setUpPage is what a round says of itself, to be changed.
type setUpPage struct {
	frame
	roundVisit
	Seen    int
	Points  []pointRow
	Budgets []field.Choice
	Nodes   []field.Choice
	Picture pictureRow
	Invalid cycle.Invalid
}

// pointRow is a decision point as it was typed.
type pointRow struct{ Text, Amount, Node, Key string }

// cents is the amount that was typed in the fields with this name, nil when there is none.
func (row pointRow) cents(name string) (*money.Cents, *cycle.Problem) {
	if row.Amount == "" {
		return nil, nil
	}
	cents, err := money.Parse(row.Amount, 1)
	if err != nil {
		return nil, &cycle.Problem{Field: name + ".bedrag", Text: fmt.Sprintf("%q is geen bedrag; schrijf bijvoorbeeld € 250.000 of € 1,2 miljoen", row.Amount)}
	}
	return &cents, nil
}

func (s *Workplace) setUpRound(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := v.setUpPage(r)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, roundSetUp(p))
}

func (v roundVisit) setUpPage(r *http.Request) (setUpPage, error) {
	p := setUpPage{frame: v.frame(r, v.Edition.Name+" instellen", "rondes"), roundVisit: v, Seen: v.Edition.Version}
	p.Crumbs = v.crumbs("Instellen")
	if err := v.must(cycle.MaySetUp, v.everywhere()); err != nil {
		return p, err
	}
	p.Points = v.points()
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return p, err
	}
	p.Budgets = budgets(editions)
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	p.Nodes = []field.Choice{{Label: "nergens"}}
	for _, place := range places {
		p.Nodes = append(p.Nodes, field.Choice{Value: string(place.Node), Label: strings.Repeat("\u2003", place.Depth) + place.Number + " " + place.Title})
	}
	return p, err
}

// keepRound takes over what was filled in. A button beside the decision points only changes the form.
func (s *Workplace) keepRound(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := v.setUpPage(r)
	if err != nil {
		return err
	}
	p.read(r)
	if r.PostFormValue("knop") == "terugrekenen" {
		p.Edition.Calendar, p.Edition.ClosesAt = cycle.CountBack(p.Edition.Calendar.Meeting)
		p.Invalid = p.Picture.left(r)
		return show(w, r, http.StatusOK, roundSetUp(p))
	}
	if a, rows := readAction(r.PostFormValue("knop")); rows {
		p.Points, p.Invalid = changed(p.Points, "beslispunt", a), p.Picture.left(r)
		return show(w, r, http.StatusOK, roundSetUp(p))
	}
	p.Invalid = append(p.Invalid, p.Picture.left(r)...)
	if len(p.Invalid) > 0 {
		err = p.Edition.Validate()
	} else {
		err = s.Do.ChangeEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID, func(e cycle.Edition) (cycle.Edition, error) {
			if e.Version != p.Seen {
				return e, cycle.ErrConflict
			}
			to := p.Edition
			e.Name, e.Date, e.Calendar, e.ClosesAt, e.Answers, e.Intro, e.Decides = to.Name, to.Date, to.Calendar, to.ClosesAt, to.Answers, to.Intro, to.Decides
			return e, nil
		})
	}
	if wrong := (cycle.Invalid)(nil); errors.As(err, &wrong) {
		p.Invalid = together(p.Invalid, inForm(wrong))
	} else if err != nil {
		return err
	}
	if len(p.Invalid) > 0 {
		return show(w, r, http.StatusUnprocessableEntity, roundSetUp(p))
	}
	return after(w, r, v.address()+"instellen", "bewaard")
}

// read takes the form.
func (p *setUpPage) read(r *http.Request) {
	p.Seen = version(r)
	e := &p.Edition
	e.Name = richtext.Line(r.PostFormValue("naam"))
	readDates(r, e)
	e.Answers = cycle.EditionID(r.PostFormValue("beantwoordt"))
	intro, err := richfield.Read(r.PostForm, "inleiding")
	if err != nil {
		p.wrong("inleiding", "de inleiding: "+err.Error())
	}
	e.Intro = intro
	p.Points, e.Decides = nil, nil
	for n := 1; r.PostForm.Has(pointName(n) + ".tekst"); n++ {
		p.point(n, pointRow{
			Text: richtext.Line(r.PostFormValue(pointName(n) + ".tekst")), Amount: richtext.Line(r.PostFormValue(pointName(n) + ".bedrag")),
			Node: r.PostFormValue(pointName(n) + ".knoop"), Key: r.PostFormValue(pointName(n) + ".sleutel"),
		})
	}
}

func pointName(n int) string { return "beslispunt" + strconv.Itoa(n) }

func (p *setUpPage) wrong(name, text string) {
	p.Invalid = append(p.Invalid, cycle.Problem{Field: name, Text: text})
}

// point adds a decision point; one without a text is none.
func (p *setUpPage) point(n int, row pointRow) {
	p.Points = append(p.Points, row)
	d := cycle.DecisionPoint{Number: len(p.Edition.Decides) + 1, Text: row.Text, Explained: cycle.NodeID(row.Node), Key: row.Key}
	amount, problem := row.cents(pointName(n))
	if problem != nil {
		p.Invalid = append(p.Invalid, *problem)
	}
	d.Amount = amount
	switch {
	case row.Text != "":
		p.Edition.Decides = append(p.Edition.Decides, d)
	case row.Amount != "" || row.Node != "":
		p.wrong(pointName(n)+".tekst", "schrijf wat er besloten moet worden")
	}
}

// open tells whether the round can be changed now.
func (p setUpPage) open() bool { return p.Edition.Stage == cycle.Writing }

// setsUp tells whether this user sets up the whole organisation.
func (v roundVisit) setsUp() bool { return v.User.May(cycle.MaySetUp, v.everywhere()) }

// ways are the pages on which a round is set up.
func (v roundVisit) ways() []entry {
	return []entry{
		{"ronde", "Stand", v.address()}, {"instellen", "Naam en kalender", v.address() + "instellen"}, {"boom", "Doelenboom", v.tree()},
		{"instellingen", "Niveaus, rubrieken en scores", v.address() + "instellingen"},
	}
}
