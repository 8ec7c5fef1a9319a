package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// pictureRow is a picture for the introduction as it was filled in without the editor.
type pictureRow struct {
	Words      string
	Decorative bool
}

// addToIntro takes in a picture for the introduction: from the editor, or with the form as it was filled in. Nothing is saved
// but the picture; who never saves the form leaves it to be swept.
func (s *Workplace) addToIntro(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := v.setUpPage(r)
	if err != nil {
		return err
	}
	if !p.open() {
		return v.Edition.Closed("er kan geen afbeelding meer bij")
	}
	add := s.addsPicture(r, v)
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		return s.answerPicture(w, r, v.visit, add)
	}
	sent, wrong, err := introForm(w, r, add)
	if err != nil {
		return err
	}
	p.read(r)
	p.Invalid = append(wrong, lostIntro(p.Edition.Intro, p.Invalid)...)
	p.Picture.place(r, sent, &p.Edition.Intro, &p.Invalid)
	return show(w, r, statusOf(p.Invalid), roundSetUp(p))
}

// lostIntro is what is wrong with an introduction that cannot be shown again. The rest is told when the form is sent in.
func lostIntro(intro richtext.Doc, wrong cycle.Invalid) cycle.Invalid {
	return slices.DeleteFunc(wrong, func(p cycle.Problem) bool { return p.Field != "inleiding" || intro != nil })
}

// addsPicture takes in a picture for the introduction of this edition.
func (s *Workplace) addsPicture(r *http.Request, v roundVisit) func(string, io.Reader) (cycle.Upload, error) {
	return func(name string, body io.Reader) (cycle.Upload, error) {
		return s.Do.AddPicture(r.Context(), v.Org.ID, v.User, v.Edition.ID, name, body)
	}
}

// statusOf is that of a form that is shown again.
func statusOf(wrong cycle.Invalid) int {
	if len(wrong) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// introForm reads the form with its picture. One that is refused is told at its field.
func introForm(w http.ResponseWriter, r *http.Request, add func(string, io.Reader) (cycle.Upload, error)) (sent cycle.Upload, wrong cycle.Invalid, err error) {
	if !withFiles(r) {
		return sent, noFile(introPictureFile), nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostSent)
	form, err := readFields(r, largestForm, func(part *multipart.Part) error {
		if part.FormName() != introPictureFile {
			return nil
		}
		u, err := add(part.FileName(), part)
		if invalid := (cycle.Invalid)(nil); errors.As(cutOff(err), &invalid) {
			wrong = cycle.Invalid{{Field: introPictureFile, Text: invalid.Error()}}
			return nil
		}
		sent = u
		return err
	})
	r.PostForm, r.Form = form, form
	cleanForm(r)
	if err == nil && sent.Blob == "" && len(wrong) == 0 {
		wrong = noFile(introPictureFile)
	}
	return sent, wrong, err
}

const (
	introPictureFile  = picturePlace + fresh + "bestand"
	introPictureWords = picturePlace + fresh + "tekst"
	introPictureOnly  = picturePlace + fresh + "sier"
)

func (p *pictureRow) read(r *http.Request) {
	*p = pictureRow{richtext.Line(r.PostFormValue(introPictureWords)), r.PostForm.Has(introPictureOnly)}
}

// left stops who keeps an introduction with a picture filled in that is not in it: it would be gone without a word. A form
// that brings no files has the name of the picture in its place.
func (p *pictureRow) left(r *http.Request) cycle.Invalid {
	p.read(r)
	if p.Words == "" && r.PostFormValue(introPictureFile) == "" {
		return nil
	}
	return cycle.Invalid{{Field: introPictureFile, Text: "de afbeelding staat nog niet in de inleiding; kies het bestand opnieuw en daarna Afbeelding plaatsen, of maak deze velden leeg"}}
}

// place puts the picture behind the introduction, when it is said what is to be seen.
func (p *pictureRow) place(r *http.Request, sent cycle.Upload, intro *richtext.Doc, wrong *cycle.Invalid) {
	p.read(r)
	switch {
	case sent.Blob == "":
	case p.Words == "" && !p.Decorative:
		*wrong = append(*wrong, cycle.Problem{Field: introPictureWords, Text: needsWords})
	default:
		image := &richtext.Image{Blob: sent.Blob, Alt: p.Words, Decorative: p.Decorative}
		*intro = append(slices.Clip(*intro), richtext.Block{Kind: richtext.Picture, Image: image})
		*p = pictureRow{}
	}
}
