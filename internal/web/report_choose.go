package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
)

// choosePage lets whoever saved second see both texts and choose, paragraph by paragraph.
type choosePage struct {
	frame
	reportVisit
	Differences []clash
	Form        []posted // all that was filled in, to be sent along
	By          string   // who saved first
	Own         bool     // it was this user, in another window
}

// posted is one value of a form.
type posted struct{ Name, Value string }

// clash is one field or paragraph in which both texts differ.
type clash struct {
	Name         string // of the choice
	Label        string
	Theirs, Mine string
	Both         bool // both can be kept
}

// Answers to a choice.
const (
	keepMine   = "mijn"
	keepTheirs = "hun"
	keepBoth   = "beide"
)

// mine and theirs are what both texts are called.
func (p choosePage) mine() string {
	if p.Own {
		return "Wat u hier typte"
	}
	return "Uw tekst"
}

func (p choosePage) theirs() string {
	if p.Own {
		return "Wat u in het andere venster opsloeg"
	}
	return "De tekst van " + p.By
}

// chooseBetween shows what differs between the report as it is now and what this user filled in.
func (s *Workplace) chooseBetween(w http.ResponseWriter, r *http.Request, v reportVisit, m merger) error {
	p := choosePage{reportVisit: v, frame: v.frame(r, "Kiezen: "+v.title(), "werk"), By: "iemand anders"}
	p.Crumbs, p.Wide = v.crumbs("Kiezen"), true
	if n := len(v.Report.Writers); n > 0 {
		p.By, p.Own = v.name(v.Report.Writers[n-1]), v.Report.Writers[n-1] == v.User.Number
	}
	m.merge(func(d clash) string {
		p.Differences = append(p.Differences, d)
		return keepMine
	})
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == "versie" || name == "daarna" || strings.HasPrefix(name, "keuze.") {
			continue
		}
		for _, value := range r.PostForm[name] {
			p.Form = append(p.Form, posted{name, value})
		}
	}
	return show(w, r, http.StatusConflict, reportChoose(p))
}

// saveChosen saves what was chosen, unless the report changed once more meanwhile.
func (s *Workplace) saveChosen(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if all, sections := v.Report.Writable(v.User, v.At); !all && len(sections) == 0 {
		return cycle.ErrNotFound
	}
	mine, wrong, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	m, err := v.merger(r, mine)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(r.PostFormValue("versie"))
	if seen != v.Report.Version {
		return s.chooseBetween(w, r, v, m)
	}
	if len(wrong) > 0 {
		return s.writeAgain(w, r, v, mine, seen, wrong)
	}
	text := m.merge(func(d clash) string { return chosen(r.PostForm, d.Name) })
	err = s.Do.WriteReport(r.Context(), v.Org.ID, v.User, v.Report.ID, seen, text)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.writeAgain(w, r, v, text, seen, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address()+"schrijven", "bewaard")
}

func chosen(form url.Values, name string) string {
	if c := form.Get("keuze." + name); c == keepTheirs || c == keepBoth {
		return c
	}
	return keepMine
}
