package web

import (
	"errors"
	"net/http"

	"doelenboom/internal/cycle"
)

// showSettings are the levels, sections, scores and rules of a round.
func (s *Workplace) showSettings(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := v.settingsPage(r)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, settingsShow(p))
}

func (v roundVisit) settingsPage(r *http.Request) (settingsPage, error) {
	p := settingsPage{
		frame: v.frame(r, v.Edition.Name+": niveaus, rubrieken en scores", "rondes"), visit: v.visit, Round: &v, Settings: v.Edition.Settings, Seen: v.Edition.Version,
		Kinds: []cycle.EditionKind{v.Edition.Kind}, Action: v.address() + "instellingen", Open: v.Edition.Stage == cycle.Writing,
		Why: v.Edition.Name + " is al " + string(v.Edition.Stage) + "; haar inrichting staat vast.",
	}
	p.Crumbs = v.crumbs("Niveaus, rubrieken en scores")
	return p, v.must(cycle.MaySetUp, v.everywhere())
}

func (s *Workplace) keepSettings(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := v.settingsPage(r)
	if err != nil {
		return err
	}
	return p.keep(w, r, func() error { return v.settles(r, p.Settings) }, func() error {
		return s.Do.SettleEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID, p.Seen, p.Settings)
	})
}

// settles tells what the rules say of settings, and keeps nothing.
func (v roundVisit) settles(r *http.Request, to cycle.Settings) error {
	reports, err := v.Read.Reports(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	_, err = v.Edition.Settle(v.User, v.Day, to, reports, places)
	return err
}

// keep reads the form and keeps it, unless a button only changes its rows or something is wrong. What the form itself cannot
// read is told together with what the rules say of the rest.
func (p *settingsPage) keep(w http.ResponseWriter, r *http.Request, judge, save func() error) error {
	if err := p.readSettings(r); err != nil {
		return err
	}
	if a, rows := readAction(r.PostFormValue("knop")); rows {
		p.press(a)
		return show(w, r, http.StatusOK, settingsShow(*p))
	}
	if len(p.Invalid) > 0 {
		save = judge
	}
	err := save()
	if wrong := (cycle.Invalid)(nil); errors.As(err, &wrong) {
		p.Invalid = together(p.Invalid, inSettings(wrong))
	} else if err != nil {
		return err
	}
	if len(p.Invalid) > 0 {
		return show(w, r, http.StatusUnprocessableEntity, settingsShow(*p))
	}
	return after(w, r, p.Action, "bewaard")
}

// showDefaults are the settings of a new round that begins with nothing.
func (s *Workplace) showDefaults(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.defaultsPage(r)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, settingsShow(p))
}

func (v visit) defaultsPage(r *http.Request) (settingsPage, error) {
	p := settingsPage{
		frame: v.frame(r, "Niveaus, rubrieken en scores van nieuwe rondes", "inrichten"), visit: v, Settings: v.Org.Defaults, Seen: v.Org.Version,
		Kinds: []cycle.EditionKind{cycle.Outlook, cycle.Budget, cycle.Monitor, cycle.Accounts}, Action: v.root() + "inrichten/standaard", Open: true,
	}
	p.Crumbs = v.setUpCrumbs("Nieuwe rondes")
	return p, v.must(cycle.MaySetUp, v.everywhere())
}

func (s *Workplace) keepDefaults(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.defaultsPage(r)
	if err != nil {
		return err
	}
	return p.keep(w, r, func() error { return p.Settings.Keyed().Check() }, func() error {
		return s.Do.ChangeOrganisation(r.Context(), v.Org.ID, v.User, func(o cycle.Organisation) (cycle.Organisation, error) {
			if o.Version != p.Seen {
				return o, cycle.ErrConflict
			}
			o.Defaults = p.Settings.Keyed()
			return o, o.Defaults.Check()
		})
	})
}
