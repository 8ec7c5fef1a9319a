package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/prose"
	"doelenboom/internal/upload"
)

// sandbox is the policy under which a file from outside is handed on: should a browser open it after all, it runs nothing,
// asks nothing and is no part of this site.
const sandbox = "sandbox; default-src 'none'"

// file is the address of a file that was sent in.
func (v visit) file(hash string) string { return v.root() + "bestanden/" + hash }

// showFile hands on a file to whoever may read a report that has it: a picture to be seen, anything else to be saved.
func (s *Workplace) showFile(w http.ResponseWriter, r *http.Request, v visit) error {
	u, err := v.mayOpen(r, r.PathValue("hash"))
	if err != nil {
		return err
	}
	f, err := s.Do.OpenFile(u.Blob)
	if err != nil {
		return err
	}
	defer f.Close()
	handedOn(w.Header(), u.Kind().Picture(), u.Name)
	w.Header().Set("Content-Type", u.Kind().Type)
	http.ServeContent(w, r, "", u.Moment, f)
	return nil
}

// handedOn sets what a browser must know of a file from outside; without a name the link says under which it is saved.
func handedOn(h http.Header, picture bool, name string) {
	h.Set("Content-Security-Policy", sandbox)
	h.Set("X-Content-Type-Options", "nosniff")
	switch {
	case picture:
	case name == "":
		h.Set("Content-Disposition", "attachment")
	default:
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
}

// mayOpen finds the file in a report, or in the introduction of an edition, that this user may read.
func (v visit) mayOpen(r *http.Request, hash string) (cycle.Upload, error) {
	rows, err := v.Read.Uploads(r.Context(), hash)
	if err != nil {
		return cycle.Upload{}, err
	}
	for _, u := range rows {
		if u.Edition != "" {
			if v.User.May(cycle.MayRead, v.everywhere()) {
				return u, nil
			}
			continue
		}
		report, err := v.Read.Report(r.Context(), u.Report)
		if err != nil {
			return u, err
		}
		at, err := v.at(r, report.Edition, report.Node)
		if err != nil {
			return u, err
		}
		if v.User.May(cycle.MayRead, at) {
			return u, nil
		}
	}
	return cycle.Upload{}, cycle.ErrNotFound
}

// pictures shows the pictures of a text; other references are only text at work.
func (v visit) pictures(ref richtext.Ref) (prose.Target, bool) {
	if ref.Kind != richtext.RefPicture {
		return prose.Target{}, false
	}
	return prose.Target{Href: v.file(ref.ID)}, true
}

// addFiles takes in what was sent: one picture, for the editor, or the form with everything that was filled in.
func (s *Workplace) addFiles(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		return s.addPicture(w, r, v)
	}
	text, wrong, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return s.writeAgain(w, r, v, text, version(r), wrong)
	}
	if _, err := s.Do.SaveDraft(r.Context(), v.Org.ID, v.User, draftOf(r, v, text)); err != nil {
		return err
	}
	place := r.PostFormValue("toevoegen")
	if place == "" {
		place = attachmentPlace
	}
	return afterAt(w, r, v.address()+"schrijven", "toegevoegd", place)
}

// pictureAnswer is what the editor wants to know.
type pictureAnswer struct {
	Blob    string `json:"blob,omitempty"`
	Address string `json:"adres,omitempty"`
	Wrong   string `json:"fout,omitempty"`
}

func (s *Workplace) addPicture(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	return s.answerPicture(w, r, v.visit, func(name string, body io.Reader) (cycle.Upload, error) {
		u, err := s.Do.AddFile(r.Context(), v.Org.ID, v.User, v.Report.ID, name, body)
		if err == nil && !u.Kind().Picture() {
			err = cycle.Invalid{{Field: upload.Field, Text: noPicture}}
		}
		return u, err
	})
}

// answerPicture tells the editor where the picture is that it sent, or what is wrong with it.
func (s *Workplace) answerPicture(w http.ResponseWriter, r *http.Request, v visit, add func(string, io.Reader) (cycle.Upload, error)) error {
	u, err := sentPicture(w, r, add)
	if err == nil {
		return answerJSON(w, http.StatusOK, pictureAnswer{Blob: u.Blob, Address: v.file(u.Blob)})
	}
	status, p := s.refusal(err)
	if status == http.StatusInternalServerError || status == http.StatusNotFound {
		return err
	}
	return answerJSON(w, status, pictureAnswer{Wrong: p.Text})
}

func sentPicture(w http.ResponseWriter, r *http.Request, add func(string, io.Reader) (cycle.Upload, error)) (cycle.Upload, error) {
	r.Body = http.MaxBytesReader(w, r.Body, upload.Most+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return cycle.Upload{}, errNoFile
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return cycle.Upload{}, errNoFile
		}
		if part.FormName() != "bestand" || part.FileName() == "" {
			continue
		}
		u, err := add(part.FileName(), part)
		return u, cutOff(err)
	}
}

var errNoFile = noFile(upload.Field)

// noFile says at a field of a form that its file is not there.
func noFile(field string) cycle.Invalid {
	return cycle.Invalid{{Field: field, Text: "er kwam geen bestand aan; kies het opnieuw"}}
}

// cutOff makes it plain that what was sent is too large.
func cutOff(err error) error {
	var tooMuch *http.MaxBytesError
	if errors.As(err, &tooMuch) {
		return upload.ErrTooLarge
	}
	return err
}
