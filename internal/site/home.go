package site

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
)

// homeShown is what home.templ shows.
type homeShown struct {
	frame
	Years     []homeYear // newest first
	Themes    []themeList
	Holders   []holderRow
	Decisions int
	Lines     int
	Dates     int // milestones
}

// homeYear is the editions of one year.
type homeYear struct {
	Year     int
	Editions []homeEdition
}

type homeEdition struct {
	Name  string
	Href  string
	Kind  string // when the name does not say it
	State banner.State
}

// themeList is a list of themes of the organisation's own.
type themeList struct {
	Name   string
	Themes []publication.Theme
}

// holderRow is somebody with the portfolio held last; one that ended is said to have.
type holderRow struct {
	publication.Holder
	Portfolio string
	Until     cycle.Date
}

// held is the portfolio, and until when.
func (h holderRow) held() string {
	if !h.Until.Known() {
		return h.Portfolio
	}
	until := "tot en met " + h.Until.Format()
	if h.Portfolio == "" {
		return until
	}
	return h.Portfolio + ", " + until
}

func (o *organisationPages) homePages(write PageWriter) error {
	p := homeShown{frame: o.frame("", o.Shelf.Organisation.Name), Decisions: len(o.decisions), Lines: len(o.lines), Dates: len(o.milestones)}
	p.Years = o.homeYears()
	p.Themes, p.Holders = o.themeLists(), o.holderRows()
	page, err := made("", homeShow(p))
	if err != nil {
		return err
	}
	return write(page)
}

// homeYears puts what is about one year together: readers look for a year, not for the month in which somebody wrote.
func (o *organisationPages) homeYears() []homeYear {
	var years []homeYear
	for i := len(o.Editions) - 1; i >= 0; i-- {
		f := &o.Editions[i]
		at := slices.IndexFunc(years, func(y homeYear) bool { return y.Year == f.Edition.Year })
		if at < 0 {
			at = len(years)
			years = append(years, homeYear{Year: f.Edition.Year})
		}
		years[at].Editions = append(years[at].Editions,
			homeEdition{Name: f.Edition.Name, Href: f.Edition.Slug + "/", Kind: editionKind(f.Edition.Kind), State: stateOf(f)})
	}
	slices.SortStableFunc(years, func(a, b homeYear) int { return b.Year - a.Year })
	return years
}

func (o *organisationPages) themeLists() []themeList {
	var lists []themeList
	for _, t := range o.themes {
		name := t.List
		if name == "" {
			name = "Thema's"
		}
		if len(lists) == 0 || lists[len(lists)-1].Name != name {
			lists = append(lists, themeList{Name: name})
		}
		last := &lists[len(lists)-1]
		last.Themes = append(last.Themes, *t)
	}
	return lists
}

func (o *organisationPages) holderRows() []holderRow {
	var now, before []holderRow
	for _, h := range o.holders {
		row := holderRow{Holder: *h}
		for _, t := range h.Terms {
			row.Portfolio, row.Until = t.Portfolio, t.Until
		}
		if row.Until.Known() {
			before = append(before, row)
		} else {
			now = append(now, row)
		}
	}
	return append(now, before...)
}
