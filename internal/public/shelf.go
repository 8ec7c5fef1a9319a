package public

import (
	"net/url"
	"strconv"
	"strings"

	"doelenboom/internal/store"
)

// state is what is published, made ready for looking up.
type state struct {
	version       int64
	organisations []*organisation
	bySlug        map[string]*organisation
	byHost        map[string]*organisation
	list          page
	robots        page
	indexes       map[string]bool // of all archives
}

type organisation struct {
	slug, name string
	base       string // address of its own host
	noIndex    bool
	own        *archive // home, lines, decisions, and all that is not of one edition
	editions   map[string]*edition
	robots     page // when asked on its own host
}

type edition struct {
	slug      string
	shown     *revision // at the edition's own address
	revisions map[int]*revision
}

type revision struct {
	number    int
	archive   *archive
	whole     *store.PublishedWithdrawal
	withdrawn map[string]store.PublishedWithdrawal // by path below the edition
}

type archive struct {
	store.PublishedArchive
	noIndex bool
}

func newState(version int64, published []store.PublishedOrganisation) *state {
	s := &state{version: version, bySlug: map[string]*organisation{}, byHost: map[string]*organisation{}, indexes: map[string]bool{}}
	for _, p := range published {
		o := s.organisation(p)
		s.organisations = append(s.organisations, o)
		s.bySlug[o.slug] = o
		if host := hostOf(o.base); host != "" {
			s.byHost[host] = o
		}
	}
	s.list, s.robots = listPage(s.organisations), robotsPage(s.organisations)
	return s
}

func (s *state) organisation(p store.PublishedOrganisation) *organisation {
	o := &organisation{slug: p.Slug, name: p.Name, base: p.Base, noIndex: p.NoIndex, editions: map[string]*edition{}}
	o.own = s.archive(p.Archive, p.NoIndex)
	o.robots = ownRobotsPage(p.NoIndex)
	for _, e := range p.Editions {
		ed := &edition{slug: e.Slug, revisions: map[int]*revision{}}
		for i, r := range e.Revisions {
			// An earlier revision is there for whoever has its address; a search engine leads to the one that counts.
			rev := s.revision(r, p.NoIndex || i > 0)
			ed.revisions[r.Number] = rev
			if i == 0 {
				ed.shown = rev
			}
		}
		o.editions[e.Slug] = ed
	}
	return o
}

func (s *state) archive(a store.PublishedArchive, noIndex bool) *archive {
	if a.Index != "" {
		s.indexes[a.Index] = true
	}
	return &archive{a, noIndex}
}

func (s *state) revision(r store.PublishedRevision, noIndex bool) *revision {
	rev := &revision{number: r.Number, archive: s.archive(r.Archive, noIndex), whole: r.WithdrawnWhole}
	for _, w := range r.Withdrawn {
		if rev.withdrawn == nil {
			rev.withdrawn = map[string]store.PublishedWithdrawal{}
		}
		rev.withdrawn[pageOf(w.Path)] = w
	}
	return rev
}

// pageOf is the page that was made of a part: that of a node has the name of its part.
func pageOf(part string) string {
	if name, ok := strings.CutPrefix(part, "knopen/"); ok {
		return strings.TrimSuffix(name, ".json") + "/"
	}
	return part
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
		switch {
		case err != nil:
			p.elsewhere = below
			return p
		case !slash:
			return place{org: o, edition: ed, path: path, full: path}
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
