package web

import (
	"errors"
	"net/http"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/breadcrumb"
)

// reportVisit is a report that somebody may see, with all that its pages need.
type reportVisit struct {
	visit
	Report   cycle.Report
	Edition  cycle.Edition
	Place    cycle.Placement
	At       cycle.Spot
	Before   cycle.Before    // what it answers and goes on from
	Last     *cycle.Edition  // the edition it goes on from
	Editions []cycle.Edition // of the organisation
}

// withReport opens the report in the address for whoever may read it; do asks for more when it needs more.
func (s *Workplace) withReport(do func(http.ResponseWriter, *http.Request, reportVisit) error) answer {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		rv, err := openReport(r, v, cycle.ReportID(r.PathValue("report")))
		if err != nil {
			return err
		}
		return do(w, r, rv)
	}
}

func openReport(r *http.Request, v visit, id cycle.ReportID) (reportVisit, error) {
	rv := reportVisit{visit: v}
	var err error
	if rv.Report, err = v.Read.Report(r.Context(), id); err != nil {
		return rv, err
	}
	if err := rv.readEditions(r); err != nil {
		return rv, err
	}
	if rv.Place, err = v.Read.Placement(r.Context(), rv.Report.Edition, rv.Report.Node); err != nil {
		return rv, err
	}
	if rv.At, err = v.at(r, rv.Report.Edition, rv.Report.Node); err != nil {
		return rv, err
	}
	if err := v.must(cycle.MayRead, rv.At); err != nil {
		return rv, err
	}
	return rv, rv.readBefore(r)
}

// readEditions finds the edition of the report among all of them, which are needed too.
func (v *reportVisit) readEditions(r *http.Request) error {
	var err error
	v.Editions, err = v.Read.Editions(r.Context())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(v.Editions, func(e cycle.Edition) bool { return e.ID == v.Report.Edition })
	if at < 0 {
		return cycle.ErrNotFound
	}
	v.Edition = v.Editions[at]
	return nil
}

// readBefore finds what the report answers and goes on from.
func (v *reportVisit) readBefore(r *http.Request) error {
	var err error
	if at := v.Edition.GoesOnFrom(v.Editions); at >= 0 {
		v.Last = &v.Editions[at]
		if v.Before.Last, err = v.reportIn(r, v.Last.ID); err != nil {
			return err
		}
	}
	if v.Edition.Answers != "" {
		v.Before.Ordered, err = v.reportIn(r, v.Edition.Answers)
	}
	return err
}

// reportIn is the report on the same node in another edition, nil when that has none.
func (v *reportVisit) reportIn(r *http.Request, edition cycle.EditionID) (*cycle.Report, error) {
	report, err := v.Read.ReportOf(r.Context(), edition, v.Report.Node)
	if errors.Is(err, cycle.ErrNotFound) {
		return nil, nil
	}
	return &report, err
}

// address is that of the report's own pages.
func (v reportVisit) address() string { return v.report(v.Report.ID) }

// name of the report, as a title.
func (v reportVisit) title() string { return v.Place.Number + " " + v.Place.Title }

// crumbs lead to the report.
func (v reportVisit) crumbs(last string) []breadcrumb.Crumb {
	all := []breadcrumb.Crumb{{Text: v.Edition.Name, Href: v.round(v.Edition)}, {Text: firstWords(v.title(), 7), Href: v.address()}}
	if last == "" {
		all[1].Href = ""
		return all
	}
	return append(all, breadcrumb.Crumb{Text: last})
}

// round is the address of an edition in the workplace.
func (v visit) round(e cycle.Edition) string { return v.root() + "rondes/" + e.Slug + "/" }

// open tells whether the report can be written in now; what the council amended, by those who work it in.
func (v reportVisit) open() bool {
	return v.amends() || v.Edition.Stage == cycle.Writing && (v.Report.Stage == cycle.Drafting || v.Report.Stage == cycle.SentBack)
}

// amends tells whether this user may work an amendment of the council in.
func (v reportVisit) amends() bool { return v.Report.Amends(v.User, v.At, v.Edition) }

// writable is how much of the report this user may write.
func (v reportVisit) writable() (all bool, sections []string) {
	all, sections = v.Report.Writable(v.User, v.At)
	return all || v.amends(), sections
}

// line is the report as lists know it.
func (v reportVisit) line() store.ReportLine {
	return store.ReportLine{Stage: v.Report.Stage, Started: len(v.Report.Writers) > 0, Author: v.Report.Author}
}

// next says who gets the report when its author hands it in.
func (v reportVisit) next() string {
	if v.Report.Checker != 0 {
		return v.name(v.Report.Checker)
	}
	for _, u := range v.People {
		if u.May(cycle.MayCheck, v.At) && u.Number != v.Report.Author {
			return u.Name
		}
	}
	return "de controller"
}
