package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/field"
)

// keepPage is how long things are kept, and what is past that.
type keepPage struct {
	frame
	visit
	Terms   []field.Field
	Due     change.Due
	Invalid cycle.Invalid
}

// keepingTerms are the fields with the terms, in the order of the page.
var keepingTerms = []struct {
	name, label, help string
	months            func(*cycle.Keeping) *int
}{
	{"mensen", "Mensen die vertrokken", "Daarna kunt u naam en adres laten vergeten.", func(k *cycle.Keeping) *int { return &k.People }},
	{"eerder", "Eerdere teksten van verantwoordingen", "Geteld vanaf de laatste publicatie van de editie.", func(k *cycle.Keeping) *int { return &k.Earlier }},
	{"binnen", "Intern bewijs en opmerkingen", "Geteld vanaf de laatste publicatie van de editie.", func(k *cycle.Keeping) *int { return &k.Inside }},
	{"post", "Verstuurde en mislukte brieven", "Wie wanneer herinnerd is, en waarover.", func(k *cycle.Keeping) *int { return &k.Mail }},
	{"aanmelden", "Wanneer iemand hier het laatst was", "", func(k *cycle.Keeping) *int { return &k.SignIn }},
}

func (s *Workplace) showKeeping(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.keepingWith(w, r, v, http.StatusOK, nil)
}

func (s *Workplace) keepingWith(w http.ResponseWriter, r *http.Request, v visit, status int, invalid cycle.Invalid) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	p := keepPage{frame: v.frame(r, "Bewaren en vergeten", "mensen"), visit: v, Invalid: invalid}
	p.Crumbs = v.peopleCrumbs("Bewaren en vergeten")
	for _, t := range keepingTerms {
		f := field.Field{Name: t.name, Label: t.label, Help: t.help, Asked: true}.With(invalid)
		if months := *t.months(&v.Org.Keeping); months > 0 {
			f.Value = strconv.Itoa(months)
		}
		if invalid != nil {
			f.Value = r.PostFormValue(t.name)
		}
		p.Terms = append(p.Terms, f)
	}
	var err error
	if p.Due, err = change.WhatIsDue(r.Context(), v.Read, v.Org.Keeping, v.Day); err != nil {
		return err
	}
	return show(w, r, status, keepShow(p))
}

func (s *Workplace) setKeeping(w http.ResponseWriter, r *http.Request, v visit) error {
	var k cycle.Keeping
	var wrong cycle.Invalid
	for _, t := range keepingTerms {
		text := strings.TrimSpace(r.PostFormValue(t.name))
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			wrong = append(wrong, cycle.Problem{Field: t.name, Text: "\"" + text + "\" is geen aantal maanden"})
		}
		*t.months(&k) = n
	}
	if len(wrong) == 0 {
		err := s.Do.SetKeeping(r.Context(), v.Org.ID, v.User, k)
		if err == nil {
			return after(w, r, v.people()+"bewaren", "termijnen")
		}
		if !errors.As(err, &wrong) {
			return err
		}
	}
	return s.keepingWith(w, r, v, http.StatusUnprocessableEntity, wrong)
}

// forget removes what is past its term, one thing at a time, by a person.
func (s *Workplace) forget(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, org, id := r.Context(), v.Org.ID, r.PostFormValue("wie")
	var err error
	switch r.PostFormValue("wat") {
	case "mensen":
		n, wrong := strconv.Atoi(id)
		if wrong != nil {
			return cycle.ErrNotFound
		}
		err = s.Do.ForgetUser(ctx, org, v.User, cycle.UserNumber(n))
	case "eerder":
		err = s.Do.ForgetEarlier(ctx, org, v.User, cycle.EditionID(id))
	case "binnen":
		err = s.Do.ForgetInside(ctx, org, v.User, cycle.EditionID(id))
	case "post":
		err = s.Do.ForgetLetters(ctx, org, v.User)
	case "aanmelden":
		err = s.Do.ForgetSeen(ctx, org, v.User)
	default:
		err = v.must(cycle.MayManage, v.everywhere())
		if err == nil {
			err = cycle.Refusal{Text: "kies wat vergeten moet worden"}
		}
	}
	if err != nil {
		return err
	}
	return after(w, r, v.people()+"bewaren", "vergeten")
}

// empty tells whether nothing is past its term.
func (p keepPage) empty() bool {
	return len(p.Due.People)+len(p.Due.Editions)+p.Due.Letters+p.Due.Seen == 0
}

// chooseHolderOf says which portfolio holder somebody is.
func (s *Workplace) chooseHolderOf(w http.ResponseWriter, r *http.Request, v personVisit) error {
	err := s.Do.SetHolder(r.Context(), v.Org.ID, v.User, v.Person.Number, cycle.HolderID(r.PostFormValue("houder")))
	return s.changed(w, r, v, err, "houder", "gewijzigd")
}
