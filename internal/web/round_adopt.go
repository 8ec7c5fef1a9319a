package web

import (
	"errors"
	"net/http"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/field"
)

// adoptPage is where is entered what the council decided about an offered edition.
type adoptPage struct {
	frame
	roundVisit
	Lacks   []lack
	Form    adoptForm
	Invalid cycle.Invalid
}

// adoptForm is what is filled in.
type adoptForm struct{ State, Day, Decision string }

func (s *Workplace) showAdopt(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f := adoptForm{State: string(v.Edition.NextRelease(cycle.StateOffered, v.Day).State), Day: string(v.Edition.Calendar.Meeting)}
	if !v.Edition.Calendar.Meeting.Known() || v.Day.Before(v.Edition.Calendar.Meeting) {
		f.Day = string(v.Day)
	}
	return s.adoptAgain(w, r, v, f, nil, http.StatusOK)
}

func (s *Workplace) adoptAgain(w http.ResponseWriter, r *http.Request, v roundVisit, f adoptForm, wrong cycle.Invalid, status int) error {
	if err := v.must(cycle.MayAdopt, v.everywhere()); err != nil {
		return err
	}
	if v.Edition.Stage != cycle.Offered {
		return cycle.Refusal{Text: v.Edition.Stands() + "; vaststellen kan alleen wat is aangeboden"}
	}
	p := adoptPage{frame: v.frame(r, "Vaststellen", "rondes"), roundVisit: v, Lacks: v.lacks(nil), Form: f, Invalid: wrong}
	p.Crumbs = v.crumbs("Vaststellen")
	return show(w, r, status, adoptShow(p))
}

// adopt enters the council's decision and freezes the edition as it adopted it.
func (s *Workplace) adopt(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f := adoptForm{State: r.PostFormValue("staat"), Day: r.PostFormValue("dag"), Decision: strings.TrimSpace(r.PostFormValue("besluit"))}
	to := cycle.Release{State: cycle.PublicState(f.State), Date: cycle.Date(f.Day), Reference: f.Decision}
	var wrong cycle.Invalid
	if to.State != cycle.StateAdopted && to.State != cycle.StateNoted {
		wrong = append(wrong, cycle.Problem{Field: "staat", Text: "kies wat er is besloten"})
	}
	if !to.Date.Valid() {
		wrong = append(wrong, cycle.Problem{Field: "dag", Text: "vul de dag van het besluit in"})
	} else if v.Day.Before(to.Date) {
		wrong = append(wrong, cycle.Problem{Field: "dag", Text: "deze dag moet nog komen"})
	}
	if f.Decision == "" {
		wrong = append(wrong, cycle.Problem{Field: "besluit", Text: "vul het nummer van het besluit in"})
	}
	if len(wrong) > 0 {
		return s.adoptAgain(w, r, v, f, wrong, http.StatusUnprocessableEntity)
	}
	err := s.release(r, v, to, v.Edition.Stage == cycle.Offered, "vaststellen kan alleen wat is aangeboden")
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.adoptAgain(w, r, v, f, releaseFields(invalid), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "vastgesteld")
}

// stateChoices are what the council can decide about this kind of edition.
func (p adoptPage) stateChoices() []field.Choice {
	all := []field.Choice{{Value: string(cycle.StateAdopted), Label: "Vastgesteld"}}
	if p.Edition.Kind == cycle.Monitor || p.Edition.Kind == cycle.Outlook {
		all = append(all, field.Choice{Value: string(cycle.StateNoted), Label: "Voor kennisgeving aangenomen"})
	}
	return all
}
