package site

import (
	"strconv"

	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/editions"
)

// Language is what pages are written in. Another one would be another set of texts with the same links.
const language = "nl"

// frame is what every page has round its own content. All links are relative: the same page is served below an own
// host, below /overijssel/, and from a folder.
type frame struct {
	Title     string // of the page; unique within the organisation
	Up        string // from the page to the root of its archive: "", "../", "../../"
	Home      string // from the page to the root of the organisation: "../", "../../"
	Org       publication.Organisation
	Edition   *editionName // nil on pages over several editions
	Crumbs    []breadcrumb.Crumb
	Before    *editions.Neighbour
	After     *editions.Neighbour
	All       string
	AllText   string
	Subject   string // of a mail about this page; the title when it is ""
	Newest    string // on a page of an earlier revision: the address of the same page in the newest one
	Revision  int
	Corrected *publication.Revision // on the front page of an edition: its last revision that was a correction or an update, nil when none was
	Here      string                // the address of the page as it is printed: in full, or below whatever site it is on
	Preview   bool                  // not public: seen by people at work
}

// editionName is how pages name their edition.
type editionName struct {
	Name  string
	State banner.State
}

// pageTitle is the title in the browser's tab: what the page is, then where.
func (f frame) pageTitle() string {
	t := f.Title
	if f.Edition != nil && t != f.Edition.Name {
		t += " · " + f.Edition.Name
	}
	if f.Newest != "" {
		t += " · revisie " + strconv.Itoa(f.Revision)
	}
	if f.Org.Name != t {
		t += " · " + f.Org.Name
	}
	return t
}

func (f frame) subject() string {
	if f.Subject != "" {
		return f.Subject
	}
	return f.pageTitle()
}

// printed is the address of a page as somebody with the paper in hand can type it. An organisation without a host of its own
// stands below that of others.
func (s *Shelf) printed(path string) string {
	if s.Base != "" {
		return s.Base + "/" + path
	}
	return "/" + s.Organisation.Slug + "/" + path
}

func (f frame) sheet() string { return f.Up + sheetName() }
func (f frame) icon() string  { return f.Up + iconName() }
