package job

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/housestyle"
)

// Export says which pages are written out.
type Export struct {
	Organisation string // slug
	Edition      string // slug; without it all editions
	Revision     int    // 0 is the one that is shown
	Out          string // a folder, or a file whose name ends in .zip
	// LeftOut is told, when it is there, which editions were left out because all of them was withdrawn.
	LeftOut func(slug string)
}

// ExportSite writes the pages of an organisation as files, with the paths as they are served. Links between pages are
// relative, so the folder works on any server and from a disk. Where an address belongs to something that was left out
// there is a page that says so; what was withdrawn is listed in ingetrokken.txt.
func (r *Runner) ExportSite(ctx context.Context, e Export) error {
	all, err := r.db.Published().Organisations(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(o store.PublishedOrganisation) bool { return o.Slug == e.Organisation })
	if i < 0 {
		return cycle.Refusal{Text: fmt.Sprintf("er is geen organisatie %q; zie: doelenboom organisation list", e.Organisation)}
	}
	x := &export{runner: r, asked: e, org: all[i], files: map[string]exported{}}
	defer x.close()
	if err := x.gather(); err != nil {
		return err
	}
	if strings.HasSuffix(e.Out, ".zip") {
		return x.toZIP(ctx)
	}
	return x.toFolder(ctx)
}

// export is one run of ExportSite.
type export struct {
	runner *Runner
	asked  Export
	org    store.PublishedOrganisation
	files  map[string]exported // by path below the root
	open   []func() error
}

// exported is one file: an entry of an archive, or bytes of our own.
type exported struct {
	from  *site.Archive
	entry site.Entry
	text  []byte
}

// gather lists everything that is written, and opens the archives it is in.
func (x *export) gather() error {
	if x.org.Archive.Index == "" && len(x.org.Editions) > 0 {
		return beingMade(x.org.Name)
	}
	if err := x.add(x.org.Slug+"/", x.org.Archive); err != nil {
		return err
	}
	x.files[x.org.Slug+"/huisstijl.css"] = exported{text: []byte(housestyle.Sheet(x.org.Style))}
	if l := x.org.Style.Logo; l != nil {
		picture, err := x.runner.blobs.Read(l.Blob)
		if err != nil {
			return err
		}
		x.files[x.org.Slug+"/"+l.FileName()] = exported{text: picture}
	}
	for path, text := range site.Looks() { // of the pages that say what was left out
		x.files[x.org.Slug+"/"+path] = exported{text: []byte(text)}
	}
	found := false
	for _, e := range x.org.Editions {
		taken := x.asked.Edition == "" || x.asked.Edition == e.Slug
		found = found || taken
		if err := x.edition(e, taken); err != nil {
			return err
		}
	}
	if !found && x.asked.Edition == "" {
		return cycle.Refusal{Text: x.org.Name + " heeft nog niets gepubliceerd"}
	}
	if !found {
		return cycle.Refusal{Text: fmt.Sprintf("%s heeft geen gepubliceerde editie %q", x.org.Name, x.asked.Edition)}
	}
	x.withdrawn()
	return nil
}

// edition adds the revision that was asked, and a page in place of what is left out. Of an edition of which all was
// withdrawn nothing is there.
func (x *export) edition(e store.PublishedEdition, taken bool) error {
	if e.Revisions[0].WithdrawnWhole != nil && (x.asked.Edition == "" || !taken) {
		if taken && x.asked.LeftOut != nil {
			x.asked.LeftOut(e.Slug)
		}
		return nil
	}
	asked := -1
	if taken {
		if asked = x.askedOf(e); asked < 0 {
			return cycle.Refusal{Text: fmt.Sprintf("%s heeft geen gepubliceerde revisie %d", e.Slug, x.asked.Revision)}
		}
		if err := x.revision(e, asked); err != nil {
			return err
		}
	}
	for i, r := range e.Revisions {
		if i == asked || r.WithdrawnWhole != nil {
			continue
		}
		if err := x.leaveOut(e, i, asked); err != nil {
			return err
		}
	}
	return nil
}

// askedOf is the place of the revision that was asked, -1 when there is none.
func (x *export) askedOf(e store.PublishedEdition) int {
	if x.asked.Revision == 0 {
		return 0
	}
	return slices.IndexFunc(e.Revisions, func(r store.PublishedRevision) bool { return r.Number == x.asked.Revision })
}

// at is where the pages of a revision stand below the root; the first is at the address of the edition.
func (x *export) at(e store.PublishedEdition, i int) string {
	at := x.org.Slug + "/" + e.Slug + "/"
	if i > 0 {
		at += fmt.Sprintf("revisie/%d/", e.Revisions[i].Number)
	}
	return at
}

// revision adds all pages of a revision.
func (x *export) revision(e store.PublishedEdition, i int) error {
	r := e.Revisions[i]
	switch {
	case r.WithdrawnWhole != nil:
		return cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s is ingetrokken: %s", r.Number, e.Slug, r.WithdrawnWhole.Reason)}
	case r.Archive.Index == "":
		return beingMade(fmt.Sprintf("%s, revisie %d", e.Slug, r.Number))
	}
	if w := treeless(r); w != nil {
		return x.withoutPages(e, i, *w)
	}
	return x.add(x.at(e, i), r.Archive)
}

// treeless finds what took away all pages of a revision: they are made from its tree.
func treeless(r store.PublishedRevision) *store.PublishedWithdrawal {
	i := slices.IndexFunc(r.Withdrawn, func(w store.PublishedWithdrawal) bool { return w.Path == publication.TreePath })
	if i < 0 {
		return nil
	}
	return &r.Withdrawn[i]
}

// withoutPages adds what is left of a revision without its tree: its manifest and files, and a first page that says so.
func (x *export) withoutPages(e store.PublishedEdition, i int, w store.PublishedWithdrawal) error {
	a, err := x.archive(e.Revisions[i].Archive)
	if err != nil {
		return err
	}
	at := x.at(e, i)
	for path, entry := range a.All() {
		if path != "" && !strings.HasSuffix(path, "/") {
			x.files[at+path] = exported{from: a, entry: entry}
		}
	}
	return x.tellWithdrawn(e, i, w)
}

// tellWithdrawn puts a page at the beginning of a revision that has no pages any more.
func (x *export) tellWithdrawn(e store.PublishedEdition, i int, w store.PublishedWithdrawal) error {
	page, err := site.TakenBack{
		Organisation: x.publicBody(), Edition: e.Name, Day: dutch.DayOf(w.Moment), Reason: w.Reason, Home: x.home(e, i, ""),
	}.Page()
	x.files[x.at(e, i)+site.FileName("")] = exported{text: page}
	return err
}

// beingMade refuses to write out what has no pages now, after something was withdrawn that they said.
func beingMade(what string) error {
	return cycle.Refusal{Text: fmt.Sprintf("de pagina's van %s worden opnieuw gemaakt; probeer het straks nog eens, of maak ze nu met: doelenboom rebuild", what)}
}

// add adds all pages of an archive, below a path.
func (x *export) add(at string, from store.PublishedArchive) error {
	if from.Index == "" { // of the organisation, before anything was published
		return nil
	}
	a, err := x.archive(from)
	if err != nil {
		return err
	}
	for path, entry := range a.All() {
		x.files[at+site.FileName(path)] = exported{from: a, entry: entry}
	}
	return nil
}

// leaveOut puts a page at every address of revision i that other pages may link to: all of the one that is shown, only the
// beginning of an earlier one. Where another revision of the edition was asked, which may be -1, they lead to that.
func (x *export) leaveOut(e store.PublishedEdition, i, asked int) error {
	if w := treeless(e.Revisions[i]); w != nil {
		return x.tellWithdrawn(e, i, *w)
	}
	paths := []string{""}
	if r := e.Revisions[i]; i == 0 && r.Archive.Index != "" {
		a, err := x.archive(r.Archive)
		if err != nil {
			return err
		}
		for path := range a.All() {
			if strings.HasSuffix(path, "/") {
				paths = append(paths, path)
			}
		}
	}
	at := x.at(e, i)
	for _, path := range paths {
		page, err := x.leftOut(e, i, asked, path).Page()
		if err != nil {
			return err
		}
		x.files[at+site.FileName(path)] = exported{text: page}
	}
	return nil
}

func (x *export) leftOut(e store.PublishedEdition, i, asked int, path string) site.LeftOut {
	root, home := x.org.Slug+"/", x.home(e, i, path)
	l := site.LeftOut{Organisation: x.publicBody(), What: strings.ReplaceAll(e.Slug, "-", " "), Home: home}
	if asked < 0 {
		return l
	}
	number := e.Revisions[asked].Number
	l.What = fmt.Sprintf("Revisie %d van %s", e.Revisions[i].Number, l.What)
	l.Instead, l.InsteadName = x.at(e, asked)+path, fmt.Sprintf("Deze pagina in revisie %d", number)
	if _, ok := x.files[x.at(e, asked)+site.FileName(path)]; !ok {
		l.Instead, l.InsteadName = x.at(e, asked), fmt.Sprintf("Begin van revisie %d", number)
	}
	l.Instead = home + strings.TrimPrefix(l.Instead, root)
	return l
}

// home is the relative address of the organisation for a page of a revision.
func (x *export) home(e store.PublishedEdition, i int, path string) string {
	return strings.Repeat("../", strings.Count(strings.TrimPrefix(x.at(e, i), x.org.Slug+"/")+path, "/"))
}

func (x *export) publicBody() publication.Organisation {
	o := x.org
	return publication.Organisation{Slug: o.Slug, Name: o.Name, Kind: o.Kind, Contact: o.Contact, Notice: o.Notice, NoIndex: o.NoIndex}
}

func (x *export) archive(from store.PublishedArchive) (*site.Archive, error) {
	a, shut, err := openArchive(x.runner.blobs, from.Index, from.Files)
	if err == nil {
		x.open = append(x.open, shut)
	}
	return a, err
}

// withdrawn lists the addresses that are missing because they were withdrawn: path, day and reason, with tabs between.
func (x *export) withdrawn() {
	var b strings.Builder
	line := func(path string, w store.PublishedWithdrawal) {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", path, dutch.DayOf(w.Moment), w.Reason)
	}
	for _, e := range x.org.Editions {
		if x.asked.Edition != "" && x.asked.Edition != e.Slug {
			continue
		}
		for i, r := range e.Revisions {
			for _, w := range r.Withdrawn {
				line(x.at(e, i)+publication.PageOf(w.Path), w)
			}
			if w := r.WithdrawnWhole; w != nil {
				line(x.at(e, i), *w)
			}
		}
	}
	if b.Len() > 0 {
		x.files["ingetrokken.txt"] = exported{text: []byte(b.String())}
	}
}

func (x *export) close() {
	for _, shut := range x.open {
		_ = shut() // they were only read
	}
}

// names are the paths of all files, in the order in which they are written.
func (x *export) names() []string { return slices.Sorted(maps.Keys(x.files)) }
