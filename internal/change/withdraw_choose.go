package change

import (
	"fmt"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// choose finds the bytes to erase. What everybody reads must not hold them: it is corrected first, or withdrawn as a whole.
func (x *eraser) choose() error {
	at := slices.IndexFunc(x.revisions, func(r store.Revision) bool { return r.Number == x.asked.Revision })
	if at < 0 {
		return cycle.Refusal{Text: fmt.Sprintf("%s heeft geen revisie %d", x.edition.Name, x.asked.Revision)}
	}
	x.gone = map[string]bool{}
	if len(x.asked.Paths) == 0 {
		return x.chooseWhole(at)
	}
	for _, path := range x.asked.Paths {
		i := slices.IndexFunc(x.manifests[at], func(l publication.ManifestLine) bool { return l.Path == path })
		if i < 0 {
			return cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s heeft geen onderdeel %s; de paden staan in manifest.sha256", x.asked.Revision, x.edition.Slug, path)}
		}
		if path == publication.RevisionPath {
			return cycle.Refusal{Text: "revisie.json zegt welke revisie dit is, en blijft ook als de hele revisie wordt ingetrokken"}
		}
		x.gone[x.manifests[at][i].Sum] = true
	}
	return x.mustBeCorrected()
}

// newest is the newest revision of which something holds and that was not withdrawn as a whole, -1 when there is none.
func (x *eraser) newest(so func(store.Revision) bool) int {
	for i, r := range slices.Backward(x.revisions) {
		if r.WithdrawnWhole == nil && so(r) {
			return i
		}
	}
	return -1
}

// current is the revision that everybody reads after this, or will read once its pages are made.
func (x *eraser) current() int {
	return x.newest(func(r store.Revision) bool { return len(x.asked.Paths) > 0 || r.Number != x.asked.Revision })
}

// mustBeCorrected refuses to erase what everybody reads.
func (x *eraser) mustBeCorrected() error {
	at := x.current()
	if at < 0 {
		return nil
	}
	for _, l := range x.manifests[at] {
		if !x.gone[l.Sum] || lacks(x.revisions[at], l) {
			continue
		}
		where := "de nieuwste revisie (%d)"
		if at < len(x.revisions)-1 {
			where = "revisie %d, die nu op de site staat"
		}
		return cycle.Refusal{Text: fmt.Sprintf("%s staat ook in "+where+"; verbeter die eerst met: doelenboom correct", l.Path, x.revisions[at].Number)}
	}
	return nil
}

// chooseWhole takes the bytes that only this revision holds; what others hold too stays with them. revisie.json stays:
// it says which revision was withdrawn, and the next one goes on from its state.
func (x *eraser) chooseWhole(at int) error {
	if x.revisions[at].WithdrawnWhole != nil {
		return AlreadyWithdrawn{cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s is al ingetrokken", x.asked.Revision, x.edition.Slug)}}
	}
	kept := map[string]bool{}
	for i, lines := range x.manifests {
		for _, l := range lines {
			if i != at && x.revisions[i].WithdrawnWhole == nil {
				kept[l.Sum] = true
			}
		}
	}
	for _, l := range x.manifests[at] {
		if !kept[l.Sum] && l.Path != publication.RevisionPath {
			x.gone[l.Sum] = true
		}
	}
	return nil
}
