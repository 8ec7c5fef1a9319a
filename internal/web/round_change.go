package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"doelenboom/internal/cycle"
)

// number writes the number of a user in a form.
func number(n cycle.UserNumber) string { return strconv.Itoa(int(n)) }

// assignPage shows what would change before it does.
type assignPage struct {
	frame
	roundVisit
	Lines   []roundLine
	What    []string // what will change, in words
	Form    []posted
	Invalid cycle.Invalid
}

// assign changes who writes what until when, for the reports that were ticked: first a page that shows what will change,
// then the change.
func (s *Workplace) assign(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	lines, err := v.ticked(r)
	if err != nil {
		return err
	}
	to, what, wrong := v.assignment(r)
	p := assignPage{frame: v.frame(r, "Wijzigen", "rondes"), roundVisit: v, Lines: lines, What: what, Invalid: wrong}
	p.Crumbs = v.crumbs("Wijzigen")
	switch {
	case len(lines) == 0:
		return cycle.Refusal{Text: "u hebt geen verantwoordingen aangevinkt"}
	case len(wrong) > 0:
		return show(w, r, http.StatusUnprocessableEntity, assignShow(p))
	case len(what) == 0:
		return cycle.Refusal{Text: "u hebt niet gezegd wat er anders moet: kies een schrijver of een dag"}
	case r.PostFormValue("zeker") != "ja":
		for _, name := range []string{"stuk", "schrijver", "dag"} {
			for _, value := range r.PostForm[name] {
				p.Form = append(p.Form, posted{name, value})
			}
		}
		return show(w, r, http.StatusOK, assignShow(p))
	}
	ids := make([]cycle.ReportID, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	if err := s.Do.AssignReports(r.Context(), v.Org.ID, v.User, ids, to); err != nil {
		return err
	}
	return after(w, r, v.address(), "gewijzigd")
}

// ticked are the reports of this round that were ticked.
func (v roundVisit) ticked(r *http.Request) ([]roundLine, error) {
	lines, err := v.lines(r)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, id := range r.PostForm["stuk"] {
		wanted[id] = true
	}
	var all []roundLine
	for _, l := range lines {
		if wanted[string(l.ID)] && l.May {
			all = append(all, l)
		}
	}
	return all, nil
}

// assignment is what the form asks to change, in words too.
func (v roundVisit) assignment(r *http.Request) (to cycle.Assignment, what []string, wrong cycle.Invalid) {
	if text := r.PostFormValue("schrijver"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			wrong = append(wrong, cycle.Problem{Field: "schrijver", Text: "kies een schrijver uit de lijst"})
		}
		author := cycle.UserNumber(n)
		to.Author = &author
		what = append(what, "de schrijver wordt "+v.name(author))
	}
	if text := r.PostFormValue("dag"); text != "" {
		due := cycle.Date(text)
		if !due.Valid() {
			wrong = append(wrong, cycle.Problem{Field: "dag", Text: fmt.Sprintf("%q is geen dag", text)})
		}
		to.Due = &due
		what = append(what, "de laatste dag van schrijven wordt "+due.Format())
	}
	return to, what, wrong
}

// approveMany gives the akkoord that each of the ticked reports waits for, where nothing stands in its way.
func (s *Workplace) approveMany(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, id := range r.PostForm["stuk"] {
		wanted[id] = true
	}
	lines, err := v.lines(r)
	if err != nil {
		return err
	}
	var check, approve []cycle.ReportID
	for _, l := range lines {
		switch {
		case !wanted[string(l.ID)]:
		case l.Stage == cycle.Submitted:
			check = append(check, l.ID)
		case l.Stage == cycle.Checked:
			approve = append(approve, l.ID)
		}
	}
	if len(check)+len(approve) == 0 {
		return cycle.Refusal{Text: "u hebt niets aangevinkt dat op een akkoord wacht"}
	}
	if len(check) > 0 {
		err = s.Do.CheckReports(r.Context(), v.Org.ID, v.User, check)
	}
	if err == nil && len(approve) > 0 {
		err = s.Do.ApproveReports(r.Context(), v.Org.ID, v.User, approve)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "akkoord-samen")
}

// reopenReport takes a report back to its author.
func (s *Workplace) reopenReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	err := s.Do.ReopenReport(r.Context(), v.Org.ID, v.User, v.Report.ID, version(r), r.PostFormValue("reden"))
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.showAgain(w, r, v, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "heropend")
}
