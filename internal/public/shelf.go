package public

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Shelf is everything that may be seen.
type Shelf struct {
	Version       int64
	Organisations []Organisation
}

// Organisation is what is shown of one.
type Organisation struct {
	Slug     string
	Name     string
	Base     string // address of its own host, when it has one
	NoIndex  bool
	Style    string  // the house style: a stylesheet with tokens
	Own      Archive // home, lines, decisions, and all that is not of one edition
	Editions []Edition
}

// Edition is what is shown of one.
type Edition struct {
	Slug      string
	Name      string
	Shown     int        // number of the revision that is shown
	Revisions []Revision // that were ever shown
}

// Revision is the site of one revision.
type Revision struct {
	Number    int
	Archive   Archive
	Whole     bool // withdrawn altogether
	Reason    string
	Moment    time.Time
	Withdrawn []Withdrawn
}

// Withdrawn is a page that was erased.
type Withdrawn struct {
	Path   string // below the edition, as the archive had it
	Reason string
	Moment time.Time
}

// Archive names the blobs of an archive: the index, and the files it points into.
type Archive struct {
	Index string
	Files []string
}

// state is a Shelf made ready for looking up.
type state struct {
	shelf  Shelf
	bySlug map[string]*organisation
	byHost map[string]*organisation
	list   page
	robots page
}

type organisation struct {
	Organisation
	own      *archive
	editions map[string]*edition
	style    page // the house style
	robots   page // when asked on its own host
}

type edition struct {
	Edition
	shown     *revision
	revisions map[int]*revision
}

type revision struct {
	Revision
	archive   *archive
	withdrawn map[string]Withdrawn
}

// archive is an Archive with the headers that are the same for all its pages.
type archive struct {
	Archive
	noIndex bool
}

func newState(shelf Shelf) *state {
	s := &state{shelf: shelf, bySlug: map[string]*organisation{}, byHost: map[string]*organisation{}}
	for _, o := range shelf.Organisations {
		org := newOrganisation(o)
		s.bySlug[o.Slug] = org
		if host := hostOf(o.Base); host != "" {
			s.byHost[host] = org
		}
	}
	s.list = listPage(shelf.Organisations)
	s.robots = robotsPage(shelf.Organisations)
	return s
}

func newOrganisation(o Organisation) *organisation {
	org := &organisation{Organisation: o, own: &archive{o.Own, o.NoIndex}, editions: map[string]*edition{}}
	for _, e := range o.Editions {
		ed := &edition{Edition: e, revisions: map[int]*revision{}}
		for _, r := range e.Revisions {
			// An earlier revision is there for whoever has its address; a search engine leads to the one that counts.
			rev := &revision{r, &archive{r.Archive, o.NoIndex || r.Number != e.Shown}, map[string]Withdrawn{}}
			for _, w := range r.Withdrawn {
				rev.withdrawn[w.Path] = w
			}
			ed.revisions[r.Number] = rev
		}
		ed.shown = ed.revisions[e.Shown]
		org.editions[e.Slug] = ed
	}
	org.style, org.robots = newPage(o.Style, styleType), ownRobotsPage(o)
	return org
}

// hostOf is the host and port of an address, in lower case.
func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// place is what an address points at: a path in an archive of an organisation, or nothing.
type place struct {
	org      *organisation
	edition  *edition
	revision *revision
	archive  *archive
	path     string // in the archive
	full     string // below the organisation
	outside  bool   // below revisie/, but of the organisation: a relative link that left the edition
}

// find takes an address apart: path is without the slash in front, below the organisation.
//
//  1. <edition>/revisie/<n>/<path>: that revision;
//  2. <edition>/revisie/<else>: pages of an earlier revision link to lines and decisions as "../../lijn/...", as if
//     they stood two steps higher;
//  3. <edition>/<path>: the revision that is shown;
//  4. everything else: the organisation's own archive.
func (o *organisation) find(path string) place {
	first, rest, slash := strings.Cut(path, "/")
	ed := o.editions[first]
	if ed == nil || !slash {
		return place{org: o, archive: o.own, path: path, full: path}
	}
	p := place{org: o, edition: ed, revision: ed.shown, path: rest, full: path}
	if below, ok := strings.CutPrefix(rest, "revisie/"); ok {
		number, rest, slash := strings.Cut(below, "/")
		n, err := strconv.Atoi(number)
		if err != nil {
			return place{org: o, outside: true, path: below}
		}
		if !slash {
			return place{org: o, edition: ed, path: path, full: path}
		}
		p.revision, p.path = ed.revisions[n], rest
	}
	if p.revision != nil {
		p.archive = p.revision.archive
	}
	return p
}

// revisionNamed tells whether there is a revision of this number.
func (e *edition) revisionNamed(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && e.revisions[n] != nil
}
