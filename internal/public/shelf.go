package public

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/housestyle"
)

// state is which organisations there are, made ready for looking up. What each of them shows is read when it is asked
// for, so that a start does not wait for everything that was ever published.
type state struct {
	version       int64
	organisations []*organisation
	bySlug        map[string]*organisation
	byHost        map[string]*organisation
	list          page
	robots        page
}

type organisation struct {
	store.PublishedOrganisation      // without what it shows
	robots                      page // when asked on its own host
	houseStyle                  func() page

	reading sync.Mutex
	shown   atomic.Pointer[contents] // nil until it was read
}

// contents are what an organisation shows.
type contents struct {
	own      *store.PublishedArchive // home, lines, decisions, and all that is not of one edition
	erased   map[string]erased       // pages that only what was withdrawn gave, by publication.PageMark
	editions map[string]*edition
}

// erased is a page that went with a register or a revision.
type erased struct {
	store.PublishedWithdrawal
	edition string // name
}

type edition struct {
	slug      string
	name      string
	shown     *revision // at the edition's own address
	revisions map[int]*revision
}

type revision struct {
	number    int
	earlier   bool // another one is at the edition's own address
	archive   *store.PublishedArchive
	whole     *store.PublishedWithdrawal
	withdrawn map[string]store.PublishedWithdrawal // by path below the edition
}

func newState(version int64, published []store.PublishedOrganisation) *state {
	s := &state{version: version, bySlug: map[string]*organisation{}, byHost: map[string]*organisation{}}
	for _, p := range published {
		o := &organisation{
			PublishedOrganisation: p, robots: ownRobotsPage(p.NoIndex),
			houseStyle: sync.OnceValue(func() page { return newPage(housestyle.Sheet(p.Style), styleType) }),
		}
		s.organisations = append(s.organisations, o)
		s.bySlug[o.Slug] = o
		if host := cycle.HostOf(o.Base); host != "" {
			s.byHost[host] = o
		}
	}
	s.list, s.robots = listPage(s.organisations), robotsPage(s.organisations)
	return s
}

// indexes are those of all archives that are known to be shown.
func (s *state) indexes() map[string]bool {
	all := map[string]bool{}
	for _, o := range s.organisations {
		c := o.shown.Load()
		if c == nil {
			continue
		}
		all[c.own.Index] = true
		for _, e := range c.editions {
			for _, r := range e.revisions {
				all[r.archive.Index] = true
			}
		}
	}
	return all
}

func newContents(p store.PublishedOrganisation) *contents {
	c := &contents{own: &p.Archive, editions: map[string]*edition{}, erased: map[string]erased{}}
	for _, e := range p.Editions {
		ed := &edition{slug: e.Slug, name: e.Name, revisions: map[int]*revision{}}
		for i, r := range e.Revisions {
			rev := newRevision(r)
			rev.earlier = i > 0
			c.noteErased(e.Name, r)
			ed.revisions[r.Number] = rev
			if i == 0 {
				ed.shown = rev
			}
		}
		c.editions[e.Slug] = ed
	}
	return c
}

// noteErased notes which pages a revision gave before it or its registers were withdrawn.
func (c *contents) noteErased(edition string, r store.PublishedRevision) {
	all := r.Withdrawn
	if r.WithdrawnWhole != nil {
		all = append(slices.Clone(all), *r.WithdrawnWhole)
	}
	for _, w := range all {
		for _, mark := range w.Pages {
			if was, ok := c.erased[mark]; !ok || was.Moment.Before(w.Moment) { // the last one took it away
				c.erased[mark] = erased{w, edition}
			}
		}
	}
}

// erasedPage finds what took a page away that is not there.
func (p place) erasedPage() (erased, bool) {
	if len(p.shown.erased) == 0 {
		return erased{}, false
	}
	e, ok := p.shown.erased[publication.PageMark(p.full)]
	return e, ok
}

// open tells whether there is something at the address of the edition: it is shown, and not withdrawn as a whole.
func (e *edition) open() bool { return e.shown != nil && e.shown.whole == nil }

func newRevision(r store.PublishedRevision) *revision {
	rev := &revision{number: r.Number, archive: &r.Archive, whole: r.WithdrawnWhole}
	for _, w := range r.Withdrawn {
		if rev.withdrawn == nil {
			rev.withdrawn = map[string]store.PublishedWithdrawal{}
		}
		rev.withdrawn[publication.PageOf(w.Path)] = w
	}
	return rev
}

// place is what an address points at: a path in an archive of an organisation, or nothing.
type place struct {
	org      *organisation
	shown    *contents // of the organisation
	edition  *edition
	revision *revision
	archive  *store.PublishedArchive
	path     string // in the archive
	full     string // below the organisation

	ownHost   bool   // the organisation has the host for itself
	elsewhere string // below the organisation: where the page really stands
}

// find takes an address apart: path is without the slash in front, below the organisation.
//
//  1. <edition>/revisie/<n>/<path>: that revision; the one that is shown stands at the edition's own address;
//  2. <edition>/revisie/<else>: a page that was made for the edition's own address, and is an earlier revision now,
//     links to lines and decisions as "../../lijn/...", as if it stood two steps higher;
//  3. <edition>/<path>: the revision that is shown;
//  4. everything else: the organisation's own archive.
func (o *organisation) find(c *contents, path string) place {
	first, rest, slash := strings.Cut(path, "/")
	ed := c.editions[first]
	if ed == nil || !slash {
		return place{org: o, shown: c, archive: c.own, path: path, full: path}
	}
	p := place{org: o, shown: c, edition: ed, revision: ed.shown, path: rest, full: path}
	if below, ok := strings.CutPrefix(rest, "revisie/"); ok {
		number, rest, slash := strings.Cut(below, "/")
		n, err := strconv.Atoi(number)
		switch {
		case err != nil:
			p.elsewhere = below
			return p
		case !slash:
			return place{org: o, shown: c, edition: ed, path: path, full: path}
		case ed.shown != nil && n == ed.shown.number:
			p.elsewhere = first + "/" + rest
			return p
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
