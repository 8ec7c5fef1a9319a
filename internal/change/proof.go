package change

import (
	"context"
	"errors"
	"slices"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Proof is one piece of evidence as it was frozen: in which revisions, under which hash, and what became of its file.
type Proof struct {
	Evidence  cycle.Evidence // empty when only its hash is left
	Sum       string         // SHA-256 of what the report says of it, as bewijs.json lists it; "" for what everybody sees
	Revisions []store.Revision
	File      FileState
	Forgotten bool // its term was over
	Gone      bool // the report does not name it any more
}

// FileState says whether the kept file of evidence is what it was.
type FileState string

// The states of a kept file.
const (
	FileNone    FileState = "geen-bestand" // evidence without a file
	FileSame    FileState = "klopt"
	FileMissing FileState = "ontbreekt"
	FileChanged FileState = "gewijzigd"
)

// Prover knows what the revisions of one edition list of evidence.
type Prover struct {
	blobs     *blob.Store
	addresses map[cycle.NodeID]string
	revisions []frozenEvidence
}

// frozenEvidence is what one revision lists.
type frozenEvidence struct {
	store.Revision
	hidden map[string]publication.HiddenEvidence // by address of the node
	node   func(address string) (publication.Node, error)
	close  func() error
}

// NewProver reads what the revisions of an edition list. Close it when done. A revision that cannot be read lists nothing:
// verify says what is the matter with it.
func NewProver(ctx context.Context, r store.Reader, blobs *blob.Store, edition cycle.EditionID) (*Prover, error) {
	p := &Prover{blobs: blobs}
	var err error
	if p.addresses, err = r.Addresses(ctx, edition); err != nil {
		return nil, err
	}
	rows, err := r.Revisions(ctx, edition)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		f, err := OpenRevision(blobs, row)
		if err != nil {
			continue
		}
		listed := frozenEvidence{Revision: row, hidden: map[string]publication.HiddenEvidence{}, node: f.Node, close: f.Close}
		hidden, _ := f.Evidence() // withdrawn or damaged: none
		for _, h := range hidden {
			listed.hidden[h.Address] = h
		}
		p.revisions = append(p.revisions, listed)
	}
	return p, nil
}

// Close closes what was opened.
func (p *Prover) Close() error {
	var errs []error
	for _, r := range p.revisions {
		errs = append(errs, r.close())
	}
	return errors.Join(errs...)
}

// Of are the proofs of one report: its evidence in its own order, then what is only known by its hash any more.
func (p *Prover) Of(ctx context.Context, r cycle.Report) ([]Proof, error) {
	address := p.addresses[r.Node]
	var all []Proof
	told := map[string]bool{}
	for _, e := range r.Evidence() {
		proof := Proof{Evidence: e, File: FileNone}
		if !e.Released {
			proof.Sum = publication.EvidenceSum(e)
			told[proof.Sum] = true
		}
		for _, at := range p.revisions {
			if at.lists(address, e, proof.Sum) {
				proof.Revisions = append(proof.Revisions, at.Revision)
			}
		}
		var err error
		if proof.File, err = p.file(ctx, e.Blob); err != nil {
			return nil, err
		}
		all = append(all, proof)
	}
	return append(all, p.onlyHashes(address, r, told)...), nil
}

// onlyHashes are the hashes of evidence that the report does not name any more.
func (p *Prover) onlyHashes(address string, r cycle.Report, told map[string]bool) []Proof {
	var all []Proof
	for _, at := range p.revisions {
		for _, sum := range at.hidden[address].Sums {
			if told[sum] {
				continue
			}
			i := slices.IndexFunc(all, func(x Proof) bool { return x.Sum == sum })
			if i < 0 {
				i = len(all)
				forgotten := slices.Contains(r.Forgotten, sum)
				all = append(all, Proof{Sum: sum, File: FileNone, Forgotten: forgotten, Gone: !forgotten})
			}
			all[i].Revisions = append(all[i].Revisions, at.Revision)
		}
	}
	return all
}

// lists tells whether a revision has a piece of evidence: by its hash when it stays inside, else as everybody sees it.
func (at frozenEvidence) lists(address string, e cycle.Evidence, sum string) bool {
	if sum != "" {
		return slices.Contains(at.hidden[address].Sums, sum)
	}
	n, err := at.node(address)
	if err != nil {
		return false
	}
	has := func(all []publication.Evidence) bool {
		return slices.ContainsFunc(all, func(x publication.Evidence) bool { return x.Key == e.Key && x.File == e.Blob })
	}
	return slices.ContainsFunc(n.Scores, func(s publication.Score) bool { return has(s.Evidence) }) ||
		slices.ContainsFunc(n.Actions, func(a publication.Action) bool { return has(a.Evidence) })
}

// file recomputes the hash of a kept file.
func (p *Prover) file(ctx context.Context, hash string) (FileState, error) {
	if hash == "" {
		return FileNone, nil
	}
	switch err := p.blobs.Verify(ctx, hash); {
	case err == nil:
		return FileSame, nil
	case errors.Is(err, cycle.ErrNotFound):
		return FileMissing, nil
	case errors.Is(err, blob.ErrDamaged):
		return FileChanged, nil
	default:
		return "", err
	}
}

// Proofs are those of one report, for who recomputes.
func (s *Service) Proofs(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID) (all []Proof, err error) {
	read := s.db.Read(org)
	r, err := read.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	path, err := read.Path(ctx, r.Edition, r.Node)
	if err != nil {
		return nil, err
	}
	at := cycle.Spot{Day: dutch.DayOf(s.db.Now()), Path: path}
	if !by.May(cycle.MayAudit, at) {
		return nil, cycle.Denied(cycle.MayAudit, at)
	}
	p, err := NewProver(ctx, read, s.blobs, r.Edition)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	return p.Of(ctx, r)
}
