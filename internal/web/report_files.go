package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/upload"
)

// What stands with a report besides its text. Each piece that there is has a line in the form with its key:
//
//	bijlage=<key>, bijlage.<key>.titel          and of one that is not saved yet .blob and .naam
//	score.geld.bewijs=<key>, bewijs.<key>.openbaar   and of one that is not saved yet .blob, .adres, .notitie, .titel
//	bijlage.<key>.weg, bewijs.<key>.weg         it is taken away
//
// What is added is filled in under "nieuw", and gets such a line as soon as it comes in. So it goes along when the form is
// shown once more, whatever for, and nobody sends a file twice.
const (
	attachmentPlace = "bijlage"
	picturePlace    = "afbeelding"
	evidencePlace   = "bewijs"
	fresh           = ".nieuw."
)

// How much one form may send.
const (
	mostSent      = 110 << 20 // bytes: text and four large files
	mostSentFiles = 20
)

// noPicture refuses another file where a picture of a report is asked for: it can come along in another way.
var noPicture = upload.ErrNoPicture.Error() + ", en zet andere bestanden bij de bijlagen"

// needsWords refuses a picture of which nobody hears what it shows.
const needsWords = "beschrijf wat er te zien is, of kies dat de afbeelding voor de sier is; kies daarna het bestand opnieuw"

// sentFiles are the files that came with a form, by the name of the field.
type sentFiles map[string]cycle.Upload

// readParts reads a form with files. A file that is refused is told at its field; the rest of the form is read all the same.
func (s *Workplace) readParts(w http.ResponseWriter, r *http.Request, v reportVisit) (sentFiles, cycle.Invalid, error) {
	r.Body = http.MaxBytesReader(w, r.Body, mostSent)
	files := sentFiles{}
	var wrong cycle.Invalid
	form, err := readFields(r, largestForm, func(part *multipart.Part) error {
		u, problem, err := s.takeFile(r, v, part.FormName(), part.FileName(), part, len(files))
		wrong = append(wrong, problem...)
		if u.Blob != "" {
			files[part.FormName()] = u
		}
		return err
	})
	r.PostForm, r.Form = form, form
	return files, wrong, err
}

// readFields reads what was typed in a form with files, most bytes of it, and hands each file to take.
func readFields(r *http.Request, most int64, take func(*multipart.Part) error) (url.Values, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errFormBroken
	}
	form := url.Values{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		}
		if err != nil {
			return nil, errFormBroken
		}
		if part.FileName() != "" {
			if err := take(part); err != nil {
				return nil, err
			}
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, most+1))
		if most -= int64(len(value)); err != nil || most < 0 {
			return nil, errFormBroken
		}
		form.Add(part.FormName(), string(value))
	}
}

var errFormBroken = cycle.Refusal{Text: "wat u stuurde is groter dan wij aannemen, of kwam niet helemaal aan. Stuur hoogstens vier grote bestanden tegelijk"}

// takeFile keeps one file of a form, or says what is wrong with it.
func (s *Workplace) takeFile(r *http.Request, v reportVisit, field, name string, body io.Reader, before int) (cycle.Upload, cycle.Invalid, error) {
	if before >= mostSentFiles {
		return cycle.Upload{}, cycle.Invalid{{Field: field, Text: "u stuurde te veel bestanden tegelijk"}}, nil
	}
	u, err := s.Do.AddFile(r.Context(), v.Org.ID, v.User, v.Report.ID, name, body)
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return cycle.Upload{}, cycle.Invalid{{Field: field, Text: invalid.Error()}}, nil
	}
	return u, nil, cutOff(err)
}

// withFiles tells whether a form was sent in the way that carries files.
func withFiles(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return kind == "multipart/form-data"
}

// added gives what was filled in under "nieuw" a line of its own.
func (f *reportReader) added(was cycle.Report, files sentFiles, newKey func() string) {
	f.addAttachment(files, newKey)
	f.addPicture(files)
	for _, place := range evidencePlaces(was, f.edition) {
		f.addEvidence(place, files, newKey)
	}
}

// evidencePlaces are the scores and actions at which evidence can stand, as the form names them.
func evidencePlaces(r cycle.Report, e cycle.Edition) []string {
	var all []string
	for _, a := range e.Settings.Aspects {
		all = append(all, scoreField+a.Key)
	}
	for _, a := range r.Actions {
		all = append(all, actionField+a.Key)
	}
	return all
}

// take reads a field that is filled in under "nieuw", and empties it.
func (f *reportReader) take(name string) string {
	value := strings.TrimSpace(f.form.Get(name))
	f.form.Del(name)
	return value
}

func (f *reportReader) addAttachment(files sentFiles, newKey func() string) {
	u, sent := files[attachmentPlace+fresh+"bestand"]
	if !sent {
		return
	}
	title := richtext.Line(f.take(attachmentPlace + fresh + "titel"))
	if title == "" {
		title = strings.TrimSuffix(u.Name, "."+u.Ending)
	}
	key := newKey()
	line := attachmentPlace + "." + key
	f.form.Add(attachmentPlace, key)
	f.form.Set(line+".blob", u.Blob)
	f.form.Set(line+".naam", u.Name)
	f.form.Set(line+".titel", title)
}

// addPicture puts a picture behind the text of a section, for who writes without the editor.
func (f *reportReader) addPicture(files sentFiles) {
	u, sent := files[picturePlace+fresh+"bestand"]
	if !sent {
		return
	}
	key, words, decorative := f.form.Get(picturePlace+fresh+"rubriek"), richtext.Line(f.form.Get(picturePlace+fresh+"tekst")), f.form.Has(picturePlace+fresh+"sier")
	switch {
	case !u.Kind().Picture():
		f.problem(picturePlace+fresh+"bestand", "%s", noPicture)
	case words == "" && !decorative:
		f.problem(picturePlace+fresh+"tekst", needsWords)
	default:
		name := sectionField + key
		doc, ok := f.text(name, "de tekst")
		if !ok {
			f.problem(picturePlace+fresh+"rubriek", "kies bij welke tekst de afbeelding hoort")
			return
		}
		doc = append(slices.Clip(doc), richtext.Block{Kind: richtext.Picture, Image: &richtext.Image{Blob: u.Blob, Alt: words, Decorative: decorative}})
		f.form.Del(name + ".blokken")
		f.form.Set(name, richtext.Plain(doc))
		f.take(picturePlace + fresh + "tekst")
		f.take(picturePlace + fresh + "sier")
	}
}

// addEvidence makes a line of each thing that was filled in: a file, an address, a note.
func (f *reportReader) addEvidence(place string, files sentFiles, newKey func() string) {
	name := place + "." + evidencePlace + fresh
	var given []cycle.Evidence
	if u, sent := files[name+"bestand"]; sent {
		given = append(given, cycle.Evidence{Blob: u.Blob, Title: u.Name})
	}
	if link := strings.TrimSpace(f.form.Get(name + "adres")); link != "" {
		given = append(given, cycle.Evidence{Link: link})
	}
	if note := strings.TrimSpace(f.form.Get(name + "notitie")); note != "" {
		given = append(given, cycle.Evidence{Note: note})
	}
	title := richtext.Line(f.form.Get(name + "titel"))
	if len(given) == 0 {
		if title != "" {
			f.problem(name+"titel", "%s", cycle.Evidence{}.Missing())
		}
		return
	}
	for _, e := range given {
		if problem := e.Missing(); problem != "" {
			f.problem(name+map[bool]string{true: "adres", false: "notitie"}[e.Link != ""], "%s", problem)
			return
		}
	}
	for _, e := range given {
		if title != "" {
			e.Title = title
		}
		e.Key, e.Released = newKey(), f.form.Has(name+"openbaar")
		f.addLine(place, e)
	}
	for _, field := range []string{"adres", "notitie", "titel", "openbaar"} {
		f.form.Del(name + field)
	}
}

func (f *reportReader) addLine(place string, e cycle.Evidence) {
	line := evidencePlace + "." + e.Key
	f.form.Add(place+"."+evidencePlace, e.Key)
	for _, v := range evidenceLine(e) {
		f.form.Set(v.Name, v.Value)
	}
	if e.Released {
		f.form.Set(line+".openbaar", "ja")
	}
}

// evidenceLine is what the form sends along of evidence that is not saved yet.
func evidenceLine(e cycle.Evidence) []posted {
	line := evidencePlace + "." + e.Key
	return []posted{{line + ".blob", e.Blob}, {line + ".adres", e.Link}, {line + ".notitie", e.Note}, {line + ".titel", e.Title}}
}

// attachments are those that there were, as far as they are not taken away, and those that were added. One that somebody
// else added meanwhile is not in the form, and stays.
func (f *reportReader) attachments(was []cycle.Attachment) []cycle.Attachment {
	var all []cycle.Attachment
	known := map[string]bool{}
	for _, a := range was {
		known[a.Key] = true
		line := attachmentPlace + "." + a.Key
		if f.form.Has(line + ".weg") {
			continue
		}
		if f.form.Has(line + ".titel") {
			a.Title = richtext.Line(f.form.Get(line + ".titel"))
		}
		all = append(all, a)
	}
	for _, key := range f.form[attachmentPlace] {
		line := attachmentPlace + "." + key
		if known[key] || f.form.Has(line+".weg") {
			continue
		}
		known[key] = true
		all = append(all, cycle.Attachment{Key: key, Blob: f.form.Get(line + ".blob"), Name: f.form.Get(line + ".naam"), Title: richtext.Line(f.form.Get(line + ".titel"))})
	}
	for _, a := range all {
		if problem := a.Missing(); problem != "" {
			f.problem(attachmentPlace+"."+a.Key+".titel", "%s", problem)
		}
	}
	return all
}

// evidence is that at one place.
func (f *reportReader) evidence(place string, was []cycle.Evidence) []cycle.Evidence {
	var all []cycle.Evidence
	known := map[string]bool{}
	listed := f.form[place+"."+evidencePlace]
	for _, e := range was {
		known[e.Key] = true
		line := evidencePlace + "." + e.Key
		if f.form.Has(line + ".weg") {
			continue
		}
		if slices.Contains(listed, e.Key) {
			e.Released = f.form.Has(line + ".openbaar")
		}
		all = append(all, e)
	}
	for _, key := range listed {
		line := evidencePlace + "." + key
		if known[key] || f.form.Has(line+".weg") {
			continue
		}
		known[key] = true
		all = append(all, cycle.Evidence{
			Key: key, Blob: f.form.Get(line + ".blob"), Link: f.form.Get(line + ".adres"), Note: f.form.Get(line + ".notitie"),
			Title: f.form.Get(line + ".titel"), Released: f.form.Has(line + ".openbaar"),
		})
	}
	return all
}

// taken are the keys of what the report has and the form not any more: they are sent along, so that they stay away.
func (p writePage) taken() []string {
	var all []string
	for _, a := range p.Report.Attachments {
		if !slices.ContainsFunc(p.Text.Attachments, func(b cycle.Attachment) bool { return b.Key == a.Key }) {
			all = append(all, attachmentPlace+"."+a.Key+".weg")
		}
	}
	now := p.Text.Evidence()
	for _, e := range p.Report.Evidence() {
		if !slices.ContainsFunc(now, func(b cycle.Evidence) bool { return b.Key == e.Key }) {
			all = append(all, evidencePlace+"."+e.Key+".weg")
		}
	}
	return all
}

// typed is what was filled in under "nieuw" and could not be taken over.
func (p writePage) typed(name string) string { return p.Typed.Get(name) }

// opened tells whether the fields for new evidence at a place are to be seen at once.
func (p writePage) opened(place string, all []cycle.Evidence) bool {
	return len(all) > 0 || slices.ContainsFunc(p.Invalid, func(q cycle.Problem) bool {
		return strings.HasPrefix(q.Field, place+"."+evidencePlace)
	})
}

// evidenceName is what evidence is called in a list.
func evidenceName(e cycle.Evidence) string {
	switch {
	case e.Title != "":
		return e.Title
	case e.Link != "":
		return e.Link
	case e.Note != "":
		return firstWords(e.Note, 12)
	}
	return "bestand"
}

// fileFacts is kind and size of a file: "pdf, 240 kB".
func fileFacts(u cycle.Upload) string {
	if u.Blob == "" {
		return "dit bestand is er niet meer"
	}
	return u.Kind().Word + ", " + ui.Size(u.Size)
}

func (p writePage) fileFacts(blob string) string { return fileFacts(p.Files[blob]) }

// files are those that the report has, by their blob.
func (v reportVisit) files(r *http.Request) (map[string]cycle.Upload, error) {
	rows, err := v.Read.UploadsOf(r.Context(), cycle.OwnerID(v.Report.ID))
	all := map[string]cycle.Upload{}
	for _, u := range rows {
		all[u.Blob] = u
	}
	return all, err
}

// textsToWrite are the sections in which this user may place a picture.
func (p writePage) textsToWrite() []field.Choice {
	var all []field.Choice
	for _, s := range p.Edition.Settings.Sections {
		if p.writes(s.Key) && !p.fixed(s.Key) {
			all = append(all, field.Choice{Value: s.Key, Label: s.Label})
		}
	}
	return all
}
