package change

import (
	"context"
	"errors"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Standing is where something stands still: a part of a revision, or the working edition before its first one.
type Standing struct {
	Edition  string // slug
	Path     string // the part; the number in the tree when the edition was never published
	Revision int    // 0 when it was never published
}

// others are revisions of this edition that have a named part with other bytes. They were not erased, because they need not
// say what must go; only who reads them knows. What everybody reads today was corrected first.
func (x *eraser) others() (found []Erased) {
	last := x.current()
	for i, r := range x.revisions {
		if r.WithdrawnWhole != nil || i == last {
			continue
		}
		for _, l := range x.manifests[i] {
			today := last >= 0 && x.frozen[last].Sum(l.Path) == l.Sum
			if slices.Contains(x.asked.Paths, l.Path) && !x.gone[l.Sum] && !today && !lacks(r, l) {
				found = append(found, Erased{Path: l.Path, Revision: r.Number})
			}
		}
	}
	return found
}

// shared are the revisions that have parts of the one that goes as a whole.
func (x *eraser) shared() (all []Sharing) {
	at := slices.IndexFunc(x.revisions, func(r store.Revision) bool { return r.Number == x.asked.Revision })
	for i, r := range x.revisions {
		if i == at || r.WithdrawnWhole != nil {
			continue
		}
		n := 0
		for _, l := range x.manifests[at] {
			if x.frozen[i].Sum(l.Path) == l.Sum && !lacks(r, l) {
				n++
			}
		}
		if n > 0 {
			all = append(all, Sharing{r.Number, n})
		}
	}
	return all
}

// addressed are the addresses, below the organisation, that repeat an erased title where the newest revision has another one:
// an address is given out once.
func (x *eraser) addressed() (addresses []string, err error) {
	last := x.current()
	for i := range x.revisions {
		for _, l := range x.manifests[i] {
			if last < 0 || !x.gone[l.Sum] {
				continue
			}
			was, err := nodeAt(x.frozen[i], l.Path)
			if err != nil {
				return nil, err
			}
			now, err := nodeAt(x.frozen[last], l.Path)
			if err != nil {
				return nil, err
			}
			said := func(slug string) bool {
				return publication.SaysTitle(slug, was.Number, was.Title) && !publication.SaysTitle(slug, now.Number, now.Title)
			}
			if said(was.Address) {
				addresses = append(addresses, x.edition.Slug+"/"+was.Address+"/")
			}
			if said(was.Line) {
				addresses = append(addresses, "lijn/"+was.Line+"/")
			}
		}
	}
	return onceEach(addresses), nil
}

// nodeAt is the node of a part, an empty one when the part is missing or something else.
func nodeAt(f *Frozen, path string) (publication.Node, error) {
	address, isPage := strings.CutSuffix(publication.PageOf(path), "/")
	if !isPage {
		return publication.Node{}, nil
	}
	n, err := f.Node(address)
	return n, unlessMissing(err)
}

// elsewhere finds the other editions that hold the same nodes or those that these go on from, whatever they say there, and
// those of which a register repeats an erased name.
func (x *eraser) elsewhere(ctx context.Context, words map[string]bool) ([]Standing, error) {
	nodes, err := x.askedNodes(ctx)
	if err != nil || len(nodes) == 0 && len(words) == 0 {
		return nil, err
	}
	editions, err := x.tx.Editions(ctx)
	if err != nil {
		return nil, err
	}
	var all []Standing
	for _, e := range editions {
		if e.ID == x.edition.ID {
			continue
		}
		found, err := x.standing(ctx, e, nodes, words)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// askedNodes are the nodes of the named parts, and those that came before or after them by a lineage.
func (x *eraser) askedNodes(ctx context.Context) ([]cycle.NodeID, error) {
	given, err := x.tx.Addresses(ctx, x.edition.ID)
	if err != nil {
		return nil, err
	}
	var nodes []cycle.NodeID
	for node, address := range given {
		if slices.Contains(x.asked.Paths, publication.NodePath(address)) {
			nodes = append(nodes, node)
		}
	}
	ties, err := x.tx.Lineages(ctx)
	if err != nil || len(nodes) == 0 {
		return nil, err
	}
	named := slices.Clone(nodes)
	for _, l := range ties {
		if slices.Contains(named, l.From) && l.To != "" {
			nodes = append(nodes, l.To)
		}
		if slices.Contains(named, l.To) && l.From != "" {
			nodes = append(nodes, l.From)
		}
	}
	slices.Sort(nodes)
	return slices.Compact(nodes), nil
}

// standing is where another edition has the nodes and the words, its newest revision first; the same bytes are told once.
func (x *eraser) standing(ctx context.Context, e cycle.Edition, nodes []cycle.NodeID, words map[string]bool) ([]Standing, error) {
	revisions, err := x.tx.Revisions(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	if len(revisions) == 0 {
		return x.unpublished(ctx, e, nodes)
	}
	given, err := x.tx.Addresses(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, node := range nodes {
		if address := given[node]; address != "" {
			paths = append(paths, publication.NodePath(address))
		}
	}
	var all []Standing
	seen := map[string]bool{}
	for _, r := range slices.Backward(revisions) {
		if r.WithdrawnWhole != nil {
			continue
		}
		found, err := x.standingIn(r, paths, words, seen)
		if err != nil { // a damaged file keeps nobody from withdrawing; what cannot be read is told too
			found = paths
		}
		for _, path := range found {
			all = append(all, Standing{Edition: e.Slug, Path: path, Revision: r.Number})
		}
	}
	return all, nil
}

// standingIn gives those of the paths that a revision still has, and its registers that repeat a word.
func (x *eraser) standingIn(r store.Revision, paths []string, words, seen map[string]bool) (found []string, err error) {
	frozen, err := x.opener.Open(r)
	if err != nil {
		return nil, err
	}
	fresh := func(path string) bool {
		l := publication.ManifestLine{Path: path, Sum: frozen.Sum(path)}
		was := seen[l.Sum]
		seen[l.Sum] = true
		return l.Sum != "" && !was && !lacks(r, l)
	}
	for _, path := range paths {
		if fresh(path) {
			found = append(found, path)
		}
	}
	for _, path := range publication.NamedPaths() {
		if len(words) == 0 || !fresh(path) {
			continue
		}
		said := map[string]bool{}
		if err := addRegister(said, frozen, path); err != nil {
			return nil, err
		}
		for word := range said {
			if words[word] {
				found = append(found, path)
				break
			}
		}
	}
	return found, nil
}

// unpublished is where an edition that was never published has the nodes: its texts may go on from what was erased.
func (x *eraser) unpublished(ctx context.Context, e cycle.Edition, nodes []cycle.NodeID) ([]Standing, error) {
	var all []Standing
	for _, node := range nodes {
		p, err := x.tx.Placement(ctx, e.ID, node)
		switch {
		case errors.Is(err, cycle.ErrNotFound):
		case err != nil:
			return nil, err
		default:
			all = append(all, Standing{Edition: e.Slug, Path: p.Number})
		}
	}
	return all, nil
}
