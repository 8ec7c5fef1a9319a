package web

import (
	"errors"
	"net/http"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/ui/field"
)

// offerPage is where an edition is offered to the council: now, or at a moment.
type offerPage struct {
	frame
	roundVisit
	Lacks   []lack
	Form    offerForm
	Invalid cycle.Invalid
}

// offerForm is what is filled in.
type offerForm struct {
	Day, Meeting, Second string
	When                 string // "nu", "later"
	Time                 string // "09:00"
}

func (s *Workplace) showOffer(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	c := v.Edition.Calendar
	f := offerForm{Day: string(c.Offer), Meeting: string(c.Meeting), When: "nu", Time: "09:00"}
	if !c.Offer.Known() || c.Offer.Before(v.Day) {
		f.Day = string(v.Day)
	}
	return s.offerAgain(w, r, v, f, nil, http.StatusOK)
}

func (s *Workplace) offerAgain(w http.ResponseWriter, r *http.Request, v roundVisit, f offerForm, wrong cycle.Invalid, status int) error {
	if err := v.must(cycle.MayOffer, v.everywhere()); err != nil {
		return err
	}
	if !v.Edition.BeforeOffering() {
		return cycle.Refusal{Text: v.Edition.Stands() + "; er is niets meer aan te bieden"}
	}
	lines, err := v.Read.ReportLines(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	p := offerPage{frame: v.frame(r, "Aanbieden", "rondes"), roundVisit: v, Lacks: v.offerLacks(lines), Form: f, Invalid: wrong}
	p.Crumbs = v.crumbs("Aanbieden")
	return show(w, r, status, offerShow(p))
}

// offer offers, or sets the moment.
func (s *Workplace) offer(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f := offerForm{
		Day: r.PostFormValue("dag"), Meeting: r.PostFormValue("vergadering"), Second: r.PostFormValue("vergadering-2"),
		When: r.PostFormValue("wanneer"), Time: r.PostFormValue("tijd"),
	}
	to, at, wrong := f.release(v)
	var err error
	switch {
	case len(wrong) > 0:
		return s.offerAgain(w, r, v, f, wrong, http.StatusUnprocessableEntity)
	case f.When == "later" && v.Edition.BeforeOffering():
		err = s.Do.PlanEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID, to, at)
	default:
		err = s.release(r, v, to, v.Edition.BeforeOffering(), "er is niets meer aan te bieden")
	}
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.offerAgain(w, r, v, f, releaseFields(invalid), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	if f.When == "later" {
		return after(w, r, v.address(), "klaargezet")
	}
	return after(w, r, v.address(), "aangeboden")
}

// release makes an edition public in a state, when it is the time for that. When the same form made it so already, there is
// nothing left to do; whatever else is public by now is refused.
func (s *Workplace) release(r *http.Request, v roundVisit, to cycle.Release, fits bool, otherwise string) error {
	if err := v.must(to.Right(), v.everywhere()); err != nil {
		return err
	}
	err := error(cycle.Refusal{Text: v.Edition.Stands() + "; " + otherwise})
	if fits {
		_, err = s.Do.PublishEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID, to)
	}
	if !errors.Is(err, cycle.ErrConflict) {
		return err
	}
	stands, unread := s.Do.Released(r.Context(), v.Org.ID, v.Edition.ID, to)
	if unread == nil && stands {
		return nil
	}
	return err
}

// release is what the form asks for; at is the moment, when it is later.
func (f offerForm) release(v roundVisit) (to cycle.Release, at time.Time, wrong cycle.Invalid) {
	to = cycle.Release{State: cycle.StateOffered, Date: cycle.Date(f.Day)}
	if !to.Date.Valid() {
		wrong = append(wrong, cycle.Problem{Field: "dag", Text: "vul de dag van aanbieden in"})
	}
	for name, text := range map[string]string{"vergadering": f.Meeting, "vergadering-2": f.Second} {
		if text != "" && !cycle.Date(text).Valid() {
			wrong = append(wrong, cycle.Problem{Field: name, Text: "dit is geen dag"})
		}
	}
	for _, text := range []string{f.Meeting, f.Second} {
		if text != "" {
			to.Meetings = append(to.Meetings, cycle.Date(text))
		}
	}
	switch f.When {
	case "nu":
		if v.Day.Before(to.Date) {
			wrong = append(wrong, cycle.Problem{Field: "dag", Text: "deze dag moet nog komen; kies dan een vast moment"})
		}
	case "later":
		clock, err := time.ParseInLocation("2006-01-02 15:04", f.Day+" "+f.Time, dutch.Zone())
		if err != nil && to.Date.Valid() {
			wrong = append(wrong, cycle.Problem{Field: "tijd", Text: "vul een tijd in, bijvoorbeeld 09:00"})
		}
		at = clock
	default:
		wrong = append(wrong, cycle.Problem{Field: "wanneer", Text: "kies wanneer de editie openbaar wordt"})
	}
	return to, at, wrong
}

// releaseFields gives problems the names that their fields have in the forms.
func releaseFields(wrong cycle.Invalid) cycle.Invalid {
	fields := map[string]string{"date": "dag", "decision": "besluit", "state": "staat", "reason": "reden", "intro": "inleiding", "meetings": "vergadering"}
	all := append(cycle.Invalid(nil), wrong...)
	for i := range all {
		if name := fields[all[i].Field]; name != "" {
			all[i].Field = name
		}
		all[i].Text = withoutOptions(all[i].Text)
	}
	return all
}

// whenChoices are now and later.
func whenChoices() []field.Choice {
	return []field.Choice{
		{Value: "nu", Label: "Nu meteen"},
		{Value: "later", Label: "Op een vast moment", Help: "Op de dag van aanbieden, om de tijd hieronder."},
	}
}
