package web

import (
	"errors"
	"net/http"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/breadcrumb"
)

// organisationPage is what an organisation says of itself, with the way to all else that is set up.
type organisationPage struct {
	frame
	visit
	To      cycle.Organisation // as it was filled in
	Seen    int
	Invalid cycle.Invalid
}

// setUpCrumbs lead to a page below the page where an organisation is set up.
func (v visit) setUpCrumbs(last string) []breadcrumb.Crumb {
	return []breadcrumb.Crumb{{Text: "Inrichten", Href: v.root() + "inrichten/"}, {Text: last}}
}

func (s *Workplace) showOrganisation(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.organisationPage(r)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, organisationShow(p))
}

func (v visit) organisationPage(r *http.Request) (organisationPage, error) {
	p := organisationPage{frame: v.frame(r, "Inrichten", "inrichten"), visit: v, To: v.Org, Seen: v.Org.Version}
	return p, v.must(cycle.MaySetUp, v.everywhere())
}

func (s *Workplace) keepOrganisation(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.organisationPage(r)
	if err != nil {
		return err
	}
	get := func(name string) string { return richtext.Line(r.PostFormValue(name)) }
	p.Seen = version(r)
	p.To.Name, p.To.Contact, p.To.Notice = get("naam"), get("contact"), get("melding")
	p.To.Bodies = cycle.Bodies{Council: get("raad"), CouncilShort: get("raad.kort"), Executive: get("bestuur"), ExecutiveShort: get("bestuur.kort")}
	err = s.Do.ChangeOrganisation(r.Context(), v.Org.ID, v.User, func(o cycle.Organisation) (cycle.Organisation, error) {
		if o.Version != p.Seen {
			return o, cycle.ErrConflict
		}
		o.Name, o.Contact, o.Notice, o.Bodies = p.To.Name, p.To.Contact, p.To.Notice, p.To.Bodies
		return o, nil
	})
	if wrong := (cycle.Invalid)(nil); errors.As(err, &wrong) {
		p.Invalid = organisationFields(wrong)
		return show(w, r, http.StatusUnprocessableEntity, organisationShow(p))
	}
	if err != nil {
		return err
	}
	return after(w, r, v.root()+"inrichten/", "bewaard")
}

// organisationFields puts problems at the fields of the form.
func organisationFields(wrong cycle.Invalid) cycle.Invalid {
	names := map[string]string{"name": "naam", "council": "raad", "executive": "bestuur", "contact": "contact"}
	all := make(cycle.Invalid, len(wrong))
	for i, p := range wrong {
		if name := names[p.Field]; name != "" {
			p.Field = name
		}
		all[i] = p
	}
	return all
}
