package site

import (
	"slices"

	"doelenboom/internal/publication"
	"doelenboom/internal/ui/breadcrumb"
)

// groupsShown is what theme.templ shows: nodes of all editions that share something.
type groupsShown struct {
	frame
	Kind   string
	Lead   string
	Terms  []publication.HoldingPeriod // of a portfolio holder
	Groups []editionGroup
	Empty  string
}

var (
	themeIndex  = breadcrumb.Crumb{Text: "Thema's", Href: "thema/"}
	holderIndex = breadcrumb.Crumb{Text: "Portefeuillehouders", Href: "portefeuillehouder/"}
)

const groupsLead = "Elk onderdeel staat hier zoals de nieuwste editie het heeft."

func (o *organisationPages) themePages(write PageWriter) error {
	p := listShown{frame: o.frame("thema/", "Thema's"), Empty: "Geen editie heeft thema's."}
	index, err := made("thema/", themesShow(p, o.themeLists()))
	if err == nil {
		err = write(index)
	}
	for _, t := range slices.Concat(o.themes, o.earlier.themes) {
		if err != nil {
			return err
		}
		path := "thema/" + t.Slug + "/"
		kind := t.List
		if kind == themeIndex.Text {
			kind = "" // the trail says it
		}
		shown := groupsShown{frame: o.frame(path, t.Name, themeIndex), Kind: kind, Lead: groupsLead, Empty: "Geen onderdeel hoort bij dit thema."}
		shown.Groups = o.latestNodes(shown.Up, func(en *publication.Entry) bool { return slices.Contains(en.Themes, t.Slug) })
		err = writeMade(write, path, shown)
	}
	return err
}

func (o *organisationPages) holderPages(write PageWriter) error {
	p := listShown{frame: o.frame("portefeuillehouder/", "Portefeuillehouders"), Empty: "Geen editie noemt een portefeuillehouder."}
	for _, h := range o.holderRows() {
		p.Rows = append(p.Rows, listRow{Text: h.Name, Href: h.Slug + "/", Note: h.held()})
	}
	index, err := made("portefeuillehouder/", listShow(p))
	if err == nil {
		err = write(index)
	}
	for _, h := range slices.Concat(o.holders, o.earlier.holders) {
		if err != nil {
			return err
		}
		path := "portefeuillehouder/" + h.Slug + "/"
		shown := groupsShown{frame: o.frame(path, h.Name, holderIndex), Kind: "Portefeuillehouder", Lead: "De onderdelen waarvoor " + h.Name + " verantwoordelijk was, zoals de nieuwste editie met die naam ze heeft.", Terms: h.Terms, Empty: "Geen onderdeel noemt deze naam."}
		shown.Groups = o.latestNodes(shown.Up, func(en *publication.Entry) bool { return slices.Contains(en.Holders, h.Slug) })
		err = writeMade(write, path, shown)
	}
	return err
}

func writeMade(write PageWriter, path string, shown groupsShown) error {
	page, err := made(path, groupsShow(shown))
	if err != nil {
		return err
	}
	return write(page)
}

// held says when somebody held a portfolio.
func held(t publication.HoldingPeriod) string {
	switch {
	case t.From.Valid() && t.Until.Valid():
		return t.From.Format() + " tot en met " + t.Until.Format()
	case t.From.Valid():
		return "sinds " + t.From.Format()
	case t.Until.Valid():
		return "tot en met " + t.Until.Format()
	}
	return ""
}
