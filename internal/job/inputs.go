package job

import (
	"encoding/json"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// madeOf is everything that the pages of a revision are made of, with a frozen revision as its hash. Of the editions
// beside it, and those that a page leads to over them, pages name what is on the shelf; with the one before they compare.
type madeOf struct {
	Program      string
	Organisation publication.Organisation
	Earlier      bool
	Revisions    []frozenAs // up to this one
	Gone         []frozenAs // withdrawn as a whole
	Before       []frozenAs // the newest of the edition it goes on from; empty when there is none
	Beside       [2]string
	Nearest      [2]map[cycle.NodeID]site.Stand
}

// frozenAs is a revision by its hash, with what was erased since.
type frozenAs struct {
	Manifest  string
	Withdrawn []store.Withdrawal
}

func frozen(r *revision) frozenAs { return frozenAs{r.Manifest, r.Withdrawn} }

// inputs is the hash of what the pages of revision n of edition i are made of. When it is what it was, they need not even
// be looked at: what follows a correction must not grow with the number of earlier revisions.
func (b *batch) inputs(i, n int) (string, error) {
	e := b.editions[i]
	of := madeOf{Program: Program, Organisation: publicBody(b.org), Earlier: n < len(e.revisions)-1}
	for _, r := range e.revisions[:n+1] {
		of.Revisions = append(of.Revisions, frozen(r))
	}
	for _, r := range e.gonePast(n) {
		of.Gone = append(of.Gone, frozenAs{r.Manifest, []store.Withdrawal{*r.WithdrawnWhole}})
	}
	if at := b.before(i); at >= 0 {
		of.Before = append(of.Before, frozen(b.editions[at].newest()))
	}
	places, err := b.places()
	if err != nil {
		return "", err
	}
	for side, at := range []int{i - 1, i + 1} {
		if at >= 0 && at < len(b.editions) {
			of.Beside[side] = places.editions[at].sum
		}
	}
	of.Nearest[0], of.Nearest[1] = places.editions[i].before, places.editions[i].after
	text, err := json.Marshal(of)
	return publication.Hash(text), err
}

// stands tells whether an archive that was made of the same is there, whole.
func (b *batch) stands(a store.Archive) bool {
	was := b.archives[archiveKey{a.Edition, a.Revision}]
	if b.fresh || was.Inputs != a.Inputs || !b.runner.blobs.Has(was.Index) {
		return false
	}
	for _, hash := range was.Files {
		if !b.runner.blobs.Has(hash) {
			return false
		}
	}
	return true
}
