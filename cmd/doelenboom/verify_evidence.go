package main

import (
	"context"
	"errors"
	"fmt"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// verifiedEvidence is one piece of evidence that was frozen with an edition.
type verifiedEvidence struct {
	Edition   string `json:"editie"`
	Number    string `json:"onderdeel"`
	Revisions []int  `json:"revisies"`
	Sum       string `json:"sha256,omitempty"`  // as bewijs.json lists it; of what everybody sees there is none
	File      string `json:"bestand,omitempty"` // SHA-256
	State     string `json:"stand"`             // klopt, ontbreekt, gewijzigd, geen-bestand, vergeten, weggehaald
}

// evidence tells of the evidence of an edition which revisions list it, and whether the kept files are what they were.
func (v *verified) evidence(ctx context.Context, in *installation, o cycle.Organisation, e cycle.Edition) (err error) {
	reader := in.db.Read(o.ID)
	p, err := change.NewProver(ctx, reader, in.blobs, e.ID)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	reports, err := reader.Reports(ctx, e.ID)
	if err != nil {
		return err
	}
	for _, r := range reports {
		proofs, err := p.Of(ctx, r)
		if err != nil {
			return err
		}
		for _, proof := range proofs {
			if len(proof.Revisions) == 0 {
				continue // not frozen yet
			}
			place, err := reader.Placement(ctx, e.ID, r.Node)
			if err != nil {
				return err
			}
			v.Evidence = append(v.Evidence, frozenAs(proof, e, place))
		}
	}
	return nil
}

func frozenAs(proof change.Proof, e cycle.Edition, place cycle.Placement) verifiedEvidence {
	x := verifiedEvidence{Edition: e.Slug, Number: place.Number, Sum: proof.Sum, File: proof.Evidence.Blob, State: string(proof.File)}
	switch {
	case proof.Forgotten:
		x.State = "vergeten"
	case proof.Gone:
		x.State = "weggehaald"
	}
	for _, r := range proof.Revisions {
		x.Revisions = append(x.Revisions, r.Number)
	}
	return x
}

// tellEvidence says, for each edition that has any, how much evidence was frozen and what became of it.
func (v verified) tellEvidence(con console) {
	var editions []string
	counts := map[string]map[string]int{}
	for _, x := range v.Evidence {
		if counts[x.Edition] == nil {
			editions = append(editions, x.Edition)
			counts[x.Edition] = map[string]int{}
		}
		counts[x.Edition][x.State]++
		counts[x.Edition][""]++
	}
	for _, e := range editions {
		n := counts[e]
		text := fmt.Sprintf("%s/%s: bewijs: %d vastgelegd", v.Organisation, e, n[""])
		for _, state := range []struct{ key, word string }{
			{string(change.FileSame), "waarvan het bestand klopt"}, {string(change.FileChanged), "waarvan het bestand is veranderd"},
			{string(change.FileMissing), "waarvan het bestand ontbreekt"}, {"vergeten", "vergeten"}, {"weggehaald", "later weggehaald"},
		} {
			if n[state.key] > 0 {
				text += fmt.Sprintf(", %d %s", n[state.key], state.word)
			}
		}
		con.say("%s (elk stuk: --json)", text)
	}
}
