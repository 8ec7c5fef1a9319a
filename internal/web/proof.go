package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// proofPage lets who recomputes see what was frozen of the evidence at one report, and hold a file of their own against it.
type proofPage struct {
	frame
	reportVisit
	Proofs []shownProof
	Files  map[string]cycle.Upload
	File   field.Field
	Tried  *tried
}

// shownProof is one piece of evidence with where it stands.
type shownProof struct {
	change.Proof
	Place string // "Score Geld", "Actie 2"
}

// tried is a file that somebody held against the evidence. Nothing of it is kept but its hash, as long as the page is shown.
type tried struct {
	Name, Sum string
	Same      []string // what it is the same as
	Made      []string // pictures that were made anew of it when it came in
}

// mostTried is the largest file that is held against the evidence, in bytes: larger than any that is taken in.
const mostTried = 100 << 20

func (s *Workplace) showProof(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	p, err := s.proofPage(r, v)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, proofShow(p))
}

func (s *Workplace) proofPage(r *http.Request, v reportVisit) (proofPage, error) {
	p := proofPage{reportVisit: v, frame: v.frame(r, "Bewijs narekenen: "+v.title(), "werk")}
	p.Crumbs = v.crumbs("Bewijs narekenen")
	p.File = field.Field{Name: "bestand", Label: "Bestand op uw computer", Help: "Wij rekenen het controlegetal uit en bewaren het bestand niet."}
	proofs, err := s.Do.Proofs(r.Context(), v.Org.ID, v.User, v.Report.ID)
	if err != nil {
		return p, err
	}
	for _, proof := range proofs {
		p.Proofs = append(p.Proofs, shownProof{proof, v.placeOf(proof.Evidence.Key)})
	}
	p.Files, err = v.files(r)
	return p, err
}

// placeOf is where evidence with a key stands, "" when it stands nowhere any more.
func (v reportVisit) placeOf(key string) string {
	has := func(all []cycle.Evidence) bool {
		return key != "" && slices.ContainsFunc(all, func(e cycle.Evidence) bool { return e.Key == key })
	}
	for _, s := range v.Report.Scores {
		if has(s.Evidence) {
			a, _ := v.Edition.Settings.Aspect(s.Aspect)
			return "Score " + strings.ToLower(a.Label)
		}
	}
	for _, a := range v.Report.Actions {
		if has(a.Evidence) {
			return "Actie " + strconv.Itoa(a.Number)
		}
	}
	return ""
}

// tryProof holds a file against the evidence.
func (s *Workplace) tryProof(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	p, err := s.proofPage(r, v)
	if err != nil {
		return err
	}
	name, sum, problem, err := triedFile(w, r)
	if err != nil {
		return err
	}
	if problem != "" {
		p.File.Problem = problem
		return show(w, r, http.StatusUnprocessableEntity, proofShow(p))
	}
	p.Tried = &tried{Name: name, Sum: sum}
	for _, proof := range p.Proofs {
		switch {
		case proof.Evidence.Blob == sum:
			p.Tried.Same = append(p.Tried.Same, evidenceName(proof.Evidence))
		case p.Files[proof.Evidence.Blob].Original == sum:
			p.Tried.Made = append(p.Tried.Made, evidenceName(proof.Evidence))
		}
	}
	return show(w, r, http.StatusOK, proofShow(p))
}

// triedFile reads the file that was sent, as it comes in, and gives its hash.
func triedFile(w http.ResponseWriter, r *http.Request) (name, sum, problem string, err error) {
	if !withFiles(r) {
		return "", "", "kies een bestand", nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostTried)
	_, err = readFields(r, largestForm, func(part *multipart.Part) error {
		h := sha256.New()
		_, err := io.Copy(h, part)
		if part.FormName() == "bestand" {
			name, sum = part.FileName(), hex.EncodeToString(h.Sum(nil))
		}
		return err
	})
	switch tooLarge := (*http.MaxBytesError)(nil); {
	case errors.As(err, &tooLarge):
		return "", "", "dit bestand is groter dan " + ui.Size(mostTried) + "; zo groot is geen bewijs", nil
	case err != nil:
		return "", "", "", errFormBroken
	case sum == "":
		return "", "", "kies een bestand", nil
	}
	return name, sum, "", nil
}

// frozenWords are the revisions in which evidence was frozen.
func (p proofPage) frozenWords(proof shownProof) []string {
	var all []string
	for _, r := range proof.Revisions {
		all = append(all, p.Edition.Name+", revisie "+ui.Number(r.Number)+", "+moment(r.Moment))
	}
	return all
}

// fileWord says whether the kept file is what it was.
func fileWord(s change.FileState) string {
	switch s {
	case change.FileSame:
		return "Het bewaarde bestand klopt: het heeft nog dit controlegetal."
	case change.FileMissing:
		return "Het bewaarde bestand is er niet meer. Zet het terug uit de reservekopie."
	case change.FileChanged:
		return "Het bewaarde bestand is veranderd: het heeft dit controlegetal niet meer. Zet het terug uit de reservekopie."
	}
	return ""
}

// proves tells whether this user may recompute the evidence of the report, and there is or was any.
func (v reportVisit) proves() bool {
	return v.User.May(cycle.MayAudit, v.At) && len(v.Report.Evidence())+len(v.Report.Forgotten) > 0
}
