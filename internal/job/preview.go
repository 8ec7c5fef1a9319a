package job

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/site"
	"doelenboom/internal/ui/housestyle"
)

// Previews gives the site of an organisation as it would be when an edition is published now. What was made stays in
// memory as long as nothing changes in the organisation, for a few editions, so that clicking through it is fast.
type Previews struct {
	runner *Runner

	lock sync.Mutex
	kept []*preview // used last comes last
}

// mostPreviews is how many are kept: each holds the parts of one edition, about 15 kB a node.
const mostPreviews = 4

// NewPreviews makes Previews.
func NewPreviews(r *Runner) *Previews { return &Previews{runner: r} }

// Page gives a page of the preview of an edition by its path below the organisation, and its type; cycle.ErrNotFound
// when there is no such page. Whether somebody may see it is for the caller to know.
func (p *Previews) Page(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, path string) (kind string, body []byte, err error) {
	for {
		v, err := p.preview(ctx, org, edition)
		if err != nil {
			return "", nil, err
		}
		kind, body, gone, err := v.page(ctx, path)
		if err != nil {
			p.forget(v)
		}
		if !gone {
			return kind, body, err
		}
	}
}

// previewKey says what a preview was made of: the newest line of history, what is shown, and the day.
type previewKey struct {
	org     cycle.OrganisationID
	edition cycle.EditionID
	line    int64
	shelf   int64
	day     cycle.Date
}

// preview finds the preview of now, or makes room for a new one.
func (p *Previews) preview(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID) (*preview, error) {
	head, err := p.runner.db.Read(org).Head(ctx)
	if err != nil {
		return nil, err
	}
	key := previewKey{org, edition, head.Line, head.Shelf, dutch.DayOf(p.runner.db.Now())}
	p.lock.Lock()
	defer p.lock.Unlock()
	v := &preview{key: key, runner: p.runner}
	if i := slices.IndexFunc(p.kept, func(k *preview) bool { return k.key == key }); i >= 0 {
		v = p.kept[i]
		p.kept = slices.Delete(p.kept, i, i+1)
	}
	p.kept = slices.DeleteFunc(append(p.kept, v), func(k *preview) bool {
		stale := k.key.org == org && k.key.edition == edition && k != v
		if stale {
			go k.close() // somebody may be reading it
		}
		return stale
	})
	if len(p.kept) > mostPreviews {
		go p.kept[0].close()
		p.kept = p.kept[1:]
	}
	return v, nil
}

// forget lets a preview that went wrong be made anew.
func (p *Previews) forget(v *preview) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if i := slices.Index(p.kept, v); i >= 0 {
		p.kept = slices.Delete(p.kept, i, i+1)
		go v.close()
	}
}

// preview is one of them. It is made when its first page is asked for.
type preview struct {
	key    previewKey
	runner *Runner

	lock  sync.Mutex // one page at a time: an edition is read by few people before it is public
	gone  bool
	batch *batch
	pages map[string]map[string]site.Page // by archive, by path in it
}

// page renders one; gone tells that the preview was closed meanwhile.
func (v *preview) page(ctx context.Context, path string) (kind string, body []byte, gone bool, err error) {
	v.lock.Lock()
	defer v.lock.Unlock()
	if v.gone {
		return "", nil, true, nil
	}
	err = survived(func() error {
		if v.batch == nil {
			if err := v.make(ctx); err != nil {
				return err
			}
		}
		page, err := v.find(ctx, path)
		if err != nil || page.Render == nil {
			return err
		}
		var b bytes.Buffer
		kind, err = page.ContentType, page.Render(&b)
		body = b.Bytes()
		return err
	})
	if err == nil && kind == "" {
		return "", nil, false, cycle.ErrNotFound
	}
	return kind, body, false, err
}

// make puts the edition, as it would be frozen, on the shelf beside what is shown.
func (v *preview) make(ctx context.Context) error {
	frozen, err := v.runner.do.Preview(ctx, v.key.org, v.key.edition)
	if err != nil {
		return err
	}
	s, err := v.runner.readShelf(ctx, v.key.org, nil)
	if err != nil {
		return err
	}
	s.preview(frozen)
	if err := s.openAll(); err != nil {
		s.close()
		return err
	}
	b := s.newBatch()
	b.preview = true
	v.batch, v.pages = b, map[string]map[string]site.Page{}
	return nil
}

// preview puts a revision that is not kept on the shelf, as the newest of its edition.
func (s *shelf) preview(p change.Previewed) {
	r := &revision{Revision: p.Revision, frozen: &change.Frozen{Reader: p.Reader}, unkept: true}
	if at := s.place(p.Edition.ID); at >= 0 {
		s.editions[at].revisions = append(s.editions[at].revisions, r)
		return
	}
	s.editions = append(s.editions, &shelved{Edition: p.Edition, revisions: []*revision{r}})
	s.sort()
}

// find looks a page up in the archive that its path leads to; the zero Page when there is none.
func (v *preview) find(ctx context.Context, path string) (site.Page, error) {
	if page, is := v.houseStyle(path); is {
		return page, nil
	}
	slug, rest, below := strings.Cut(path, "/")
	at := slices.IndexFunc(v.batch.editions, func(e *shelved) bool { return e.Slug == slug })
	if at < 0 {
		return v.in(ctx, "", path, v.batch.renderOrganisation)
	}
	if !below { // relative links would lead elsewhere
		return site.Page{}, nil
	}
	revisions := v.batch.editions[at].revisions
	n := len(revisions) - 1
	if number, inside, ok := earlierIn(rest); ok {
		n = slices.IndexFunc(revisions[:n], func(r *revision) bool { return r.Number == number })
		if n < 0 {
			return site.Page{}, nil
		}
		rest, slug = inside, slug+"/"+strconv.Itoa(number)
	}
	return v.in(ctx, slug, rest, func(w site.PageWriter) error {
		in, err := v.batch.edition(at, n)
		if err != nil {
			return err
		}
		return site.RenderEdition(in, w)
	})
}

// houseStyle gives what stands outside the archives: the sheet of tokens and the logo.
func (v *preview) houseStyle(path string) (site.Page, bool) {
	style := v.batch.org.Style
	switch l := style.Logo; {
	case path == "huisstijl.css":
		return site.Page{ContentType: site.CSS, Render: func(w io.Writer) error { _, err := io.WriteString(w, housestyle.Sheet(style)); return err }}, true
	case l != nil && path == l.FileName():
		return site.Page{ContentType: l.Kind().Type, Render: func(w io.Writer) error {
			picture, err := v.runner.blobs.Read(l.Blob)
			if err == nil {
				_, err = w.Write(picture)
			}
			return err
		}}, true
	}
	return site.Page{}, false
}

// earlierIn takes "revisie/2/5.1-titel/" apart.
func earlierIn(path string) (number int, rest string, ok bool) {
	after, ok := strings.CutPrefix(path, "revisie/")
	if !ok {
		return 0, "", false
	}
	text, rest, _ := strings.Cut(after, "/")
	number, err := strconv.Atoi(text)
	return number, rest, err == nil
}

// in finds a page in an archive, of which the list of pages is made once. Most pages are rendered when they are asked for.
func (v *preview) in(ctx context.Context, archive, path string, render func(site.PageWriter) error) (site.Page, error) {
	pages, ok := v.pages[archive]
	if !ok {
		pages = map[string]site.Page{}
		err := render(func(p site.Page) error {
			pages[p.Path] = p
			return ctx.Err()
		})
		if err != nil {
			return site.Page{}, err
		}
		v.pages[archive] = pages
	}
	return pages[path], nil
}

// close waits until nobody reads it any more.
func (v *preview) close() {
	v.lock.Lock()
	defer v.lock.Unlock()
	if v.gone = true; v.batch != nil {
		v.batch.close()
	}
	v.batch, v.pages = nil, nil
}
