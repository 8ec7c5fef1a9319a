package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/ui/field"
)

// amendmentsPage is what the council proposed to change in an edition.
type amendmentsPage struct {
	frame
	roundVisit
	Rows []amendmentLine
	May  bool // enter and work in
}

// amendmentLine is an amendment with the node that it is about.
type amendmentLine struct {
	cycle.CouncilAmendment
	Node   string // "5.1.1 Bedrijventerreinen"
	Report string // address of the report on it; "" when there is none
	Open   bool   // its text may be written now
}

func (s *Workplace) showAmendments(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := v.must(cycle.MayRead, v.everywhere()); err != nil {
		return err
	}
	p := amendmentsPage{frame: v.frame(r, "Amendementen", "rondes"), roundVisit: v}
	p.Crumbs = v.crumbs("Amendementen")
	p.May = v.mayEverywhere(cycle.MayAdopt) && v.Edition.Stage == cycle.Offered
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	reports, err := v.Read.ReportLines(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	for _, a := range v.Edition.Amendments {
		row := amendmentLine{CouncilAmendment: a}
		for _, place := range places {
			if place.Node == a.Node {
				row.Node = place.Number + " " + place.Title
			}
		}
		for _, l := range reports {
			if l.Node == a.Node {
				row.Report, row.Open = v.report(l.ID), p.May && a.Outcome.Carried() && !a.WorkedIn
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return show(w, r, http.StatusOK, amendmentsShow(p))
}

// amendmentPage is where one is entered or changed.
type amendmentPage struct {
	frame
	roundVisit
	Form    amendmentForm
	Nodes   []field.Choice
	Invalid cycle.Invalid
}

// amendmentForm is what is filled in.
type amendmentForm struct {
	Key, Number, Title, Mover, Text, Node, Outcome string
	For, Against, Effect, Decision                 string
}

// writeAmendment shows the form: empty, or with the amendment in the address.
func (s *Workplace) writeAmendment(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	key := r.PathValue("sleutel")
	if key == "nieuw" {
		return s.amendmentAgain(w, r, v, amendmentForm{Outcome: string(cycle.VotePending)}, nil, http.StatusOK)
	}
	a, ok := v.Edition.Amendment(key)
	if !ok {
		return cycle.ErrNotFound
	}
	f := amendmentForm{
		Key: a.Key, Number: a.Number, Title: a.Title, Mover: a.Mover, Text: a.Text, Node: string(a.Node), Outcome: string(a.Outcome),
	}
	if a.For+a.Against > 0 {
		f.For, f.Against = strconv.Itoa(a.For), strconv.Itoa(a.Against)
	}
	if a.Effect != 0 {
		f.Effect = strings.TrimPrefix(a.Effect.String(), "€ ")
	}
	decisions, err := v.Read.Decisions(r.Context())
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(decisions, func(d cycle.Decision) bool { return d.ID == a.Decision && a.Decision != "" }); i >= 0 {
		f.Decision = decisions[i].Reference
	}
	return s.amendmentAgain(w, r, v, f, nil, http.StatusOK)
}

func (s *Workplace) amendmentAgain(w http.ResponseWriter, r *http.Request, v roundVisit, f amendmentForm, wrong cycle.Invalid, status int) error {
	if err := v.must(cycle.MayAdopt, v.everywhere()); err != nil {
		return err
	}
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	title := "Amendement invoeren"
	if f.Key != "" {
		title = "Amendement " + f.Number
	}
	p := amendmentPage{frame: v.frame(r, title, "rondes"), roundVisit: v, Form: f, Invalid: wrong}
	p.Crumbs = v.crumbs("Amendementen")
	p.Crumbs[2].Href = v.amendments()
	p.Nodes = []field.Choice{{Value: "", Label: "geen onderdeel, of het hele stuk"}}
	for _, place := range places {
		p.Nodes = append(p.Nodes, field.Choice{Value: string(place.Node), Label: place.Number + " " + place.Title})
	}
	return show(w, r, status, amendmentWrite(p))
}

// saveAmendment enters or changes it.
func (s *Workplace) saveAmendment(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f := amendmentForm{
		Number: typed(r, "nummer"), Title: typed(r, "titel"), Mover: typed(r, "indiener"), Text: typed(r, "tekst"), Node: typed(r, "onderdeel"),
		Outcome: typed(r, "uitkomst"), For: typed(r, "voor"), Against: typed(r, "tegen"), Effect: typed(r, "bedrag"), Decision: typed(r, "besluit"),
	}
	if key := r.PathValue("sleutel"); key != "nieuw" {
		f.Key = key
	}
	a, wrong := f.amendment()
	if len(wrong) > 0 {
		return s.amendmentAgain(w, r, v, f, wrong, http.StatusUnprocessableEntity)
	}
	_, err := s.Do.Amend(r.Context(), v.Org.ID, v.User, v.Edition.ID, change.Amending{CouncilAmendment: a, Reference: f.Decision})
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		for i := range invalid {
			if invalid[i].Field == "stemmen" {
				invalid[i].Field = "voor"
			}
		}
		return s.amendmentAgain(w, r, v, f, invalid, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.amendments(), "amendement")
}

// typed is what was typed in a field, without white space round it.
func typed(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostFormValue(name), "\r\n", "\n"))
}

// amendment is the form as a value.
func (f amendmentForm) amendment() (cycle.CouncilAmendment, cycle.Invalid) {
	var wrong cycle.Invalid
	a := cycle.CouncilAmendment{
		Key: f.Key, Number: f.Number, Title: f.Title, Mover: f.Mover, Text: f.Text, Node: cycle.NodeID(f.Node), Outcome: cycle.Vote(f.Outcome),
	}
	for _, votes := range []struct {
		name, text string
		into       *int
	}{{"voor", f.For, &a.For}, {"tegen", f.Against, &a.Against}} {
		if votes.text == "" {
			continue
		}
		var err error
		if *votes.into, err = strconv.Atoi(votes.text); err != nil {
			wrong = append(wrong, cycle.Problem{Field: votes.name, Text: "vul een aantal stemmen in"})
		}
	}
	if f.Effect != "" {
		var err error
		if a.Effect, err = money.Parse(f.Effect, 1); err != nil {
			wrong = append(wrong, cycle.Problem{Field: "bedrag", Text: "dit is geen bedrag; schrijf bijvoorbeeld 250.000 of −250.000"})
		}
	}
	return a, wrong
}

// workIn says that the edition follows an amendment, or not any more.
func (s *Workplace) workIn(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	undo := r.PostFormValue("terug") == "ja"
	if err := s.Do.WorkInAmendment(r.Context(), v.Org.ID, v.User, v.Edition.ID, r.PathValue("sleutel"), undo); err != nil {
		return err
	}
	if undo {
		return after(w, r, v.amendments(), "amendement-terug")
	}
	return after(w, r, v.amendments(), "verwerkt")
}

// voteChoices are what can become of an amendment.
func voteChoices() []field.Choice {
	var all []field.Choice
	for _, v := range cycle.Votes {
		all = append(all, field.Choice{Value: string(v), Label: v.Word()})
	}
	return all
}

// effect says what an amendment does to the money.
func (a amendmentLine) effect() string {
	switch {
	case a.Effect > 0:
		return a.Effect.String() + " meer lasten"
	case a.Effect < 0:
		return (-a.Effect).String() + " minder lasten"
	}
	return ""
}

// votes says who voted how.
func (a amendmentLine) votes() string {
	if a.For+a.Against == 0 {
		return ""
	}
	return strconv.Itoa(a.For) + " voor, " + strconv.Itoa(a.Against) + " tegen"
}
