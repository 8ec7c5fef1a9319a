package publication

import (
	"errors"
	"fmt"
	"slices"
)

// FaultKind is what is the matter with a part.
type FaultKind string

// The kinds of faults. A part that was withdrawn by a decision on record is told, and is no damage.
const (
	PartMissing   FaultKind = "ontbreekt"
	PartChanged   FaultKind = "gewijzigd"
	PartExtra     FaultKind = "hoort nergens bij"
	PartWithdrawn FaultKind = "ingetrokken"
	PartKept      FaultKind = "ingetrokken maar niet gewist"
)

// Fault is one thing that verifying a revision found.
type Fault struct {
	Path string // of the part, or of the manifest
	Sum  string
	Kind FaultKind
	Text string // one sentence
}

// Damage tells whether it is more than a notice.
func (f Fault) Damage() bool { return f.Kind != PartWithdrawn }

// Withdrawal is a part whose bytes were erased on purpose; without Path it is the whole revision.
type Withdrawal struct {
	Path   string
	Reason string
}

// Verify recomputes everything that the hash of a revision covers: the manifest, and each part that it lists.
func Verify(hash string, manifest []byte, get func(sum string) ([]byte, error), withdrawn []Withdrawal) []Fault {
	if Hash(manifest) != hash {
		return []Fault{{ManifestPath, hash, PartChanged, "het manifest is niet het manifest dat is vastgelegd"}}
	}
	lines, err := ParseManifest(manifest)
	if err != nil {
		return []Fault{{ManifestPath, hash, PartChanged, err.Error()}}
	}
	var faults []Fault
	for _, l := range lines {
		if f := verifyPart(l, get, withdrawn); f.Kind != "" {
			faults = append(faults, f)
		}
	}
	return faults
}

func verifyPart(l ManifestLine, get func(sum string) ([]byte, error), withdrawn []Withdrawal) Fault {
	data, err := get(l.Sum)
	kept := err == nil
	i := slices.IndexFunc(withdrawn, func(w Withdrawal) bool { return w.Path == "" || w.Path == l.Path })
	fault := func(kind FaultKind, text string) Fault {
		return Fault{Path: l.Path, Sum: l.Sum, Kind: kind, Text: fmt.Sprintf("%s: %s", l.Path, text)}
	}
	switch {
	case i >= 0 && kept && withdrawn[i].Path != "":
		return fault(PartKept, "ingetrokken, maar de inhoud is er nog")
	case i >= 0:
		return fault(PartWithdrawn, "ingetrokken: "+withdrawn[i].Reason)
	case errors.Is(err, ErrMissing):
		return fault(PartMissing, "ontbreekt")
	case err != nil:
		return fault(PartChanged, "kan niet gelezen worden: "+err.Error())
	case Hash(data) != l.Sum:
		return fault(PartChanged, "is niet wat er is gepubliceerd")
	}
	return Fault{}
}

// Extra are the parts that are kept though none of the manifests lists them.
func Extra(stored []string, manifests ...[]byte) []Fault {
	listed := map[string]bool{}
	for _, m := range manifests {
		lines, _ := ParseManifest(m) // a broken one is told by Verify
		for _, l := range lines {
			listed[l.Sum] = true
		}
	}
	var faults []Fault
	for _, sum := range stored {
		if !listed[sum] {
			faults = append(faults, Fault{Sum: sum, Kind: PartExtra, Text: sum + " staat in geen manifest"})
		}
	}
	return faults
}
