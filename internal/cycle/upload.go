package cycle

import (
	"slices"
	"time"

	"doelenboom/internal/richtext"
)

// FileKind is a kind of file that may be sent in, by the ending of its name.
type FileKind struct {
	Ending string // without the dot
	Type   string // as the web calls it
	Word   string // as people call it
}

// FileKinds are all of them. There is no kind here that a browser could run.
var FileKinds = []FileKind{
	{"png", "image/png", "afbeelding"},
	{"jpg", "image/jpeg", "afbeelding"},
	{"pdf", "application/pdf", "pdf"},
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"},
	{"odt", "application/vnd.oasis.opendocument.text", "odt"},
	{"ods", "application/vnd.oasis.opendocument.spreadsheet", "ods"},
	{"csv", "text/csv", "csv"},
	{"txt", "text/plain", "tekst"},
}

// KindOf finds a kind by its ending; the second result says whether there is one.
func KindOf(ending string) (FileKind, bool) {
	i := slices.IndexFunc(FileKinds, func(k FileKind) bool { return k.Ending == ending })
	if i < 0 {
		return FileKind{}, false
	}
	return FileKinds[i], true
}

// Picture tells whether it can stand in a text.
func (k FileKind) Picture() bool { return k.Ending == "png" || k.Ending == "jpg" }

// UploadUse is what a file that was sent in serves for.
type UploadUse string

// A file that nobody saved goes after a while; one that was frozen stays, whatever becomes of the report.
const (
	UploadLoose  UploadUse = "los"
	UploadNamed  UploadUse = "genoemd" // by the report as it is saved
	UploadFrozen UploadUse = "bevroren"
)

// Upload is a file that was sent in with a report: a picture, an attachment or evidence; or a picture with the
// introduction of an edition. What those say of it stands there; this is what the file itself is.
type Upload struct {
	Blob     string     `json:"blob"` // SHA-256
	By       UserNumber `json:"by"`
	Edition  EditionID  `json:"edition,omitempty"`  // of whose introduction it is; empty when it is of a report
	Ending   string     `json:"ending"`             // of its kind
	Height   int        `json:"height,omitempty"`   // of a picture, in pixels
	Moment   time.Time  `json:"-"`                  // since when it is used so
	Name     string     `json:"name"`               // as it was called, without a path
	Original string     `json:"original,omitempty"` // SHA-256 of what came, of a picture that was made anew
	Report   ReportID   `json:"report,omitempty"`
	Size     int64      `json:"size"` // bytes
	Use      UploadUse  `json:"-"`
	Width    int        `json:"width,omitempty"` // of a picture
}

// OwnerID is the id of the report or the edition that has a file.
type OwnerID string

// Owner is what the file was sent in with.
func (u Upload) Owner() OwnerID {
	if u.Edition != "" {
		return OwnerID(u.Edition)
	}
	return OwnerID(u.Report)
}

// Kind is the kind of file it is.
func (u Upload) Kind() FileKind { k, _ := KindOf(u.Ending); return k }

// Pictures are the blobs of all pictures in the prose of the report.
func (r *Report) Pictures() []string {
	var all []string
	for _, doc := range r.Docs() {
		all = picturesIn(*doc, all)
	}
	return all
}

// Pictures are the blobs of the pictures in the introduction.
func (e *Edition) Pictures() []string { return picturesIn(e.Intro, nil) }

// WithoutPictures is the edition without the pictures in its introduction with one of these hashes.
func (e Edition) WithoutPictures(gone map[string]bool) Edition {
	e.Intro = slices.DeleteFunc(slices.Clone(e.Intro), func(b richtext.Block) bool {
		if b.Kind != richtext.Picture || b.Image == nil {
			return false
		}
		_, is := gone[b.Image.Blob]
		return is
	})
	return e
}

func picturesIn(doc richtext.Doc, all []string) []string {
	for _, b := range doc {
		if b.Kind == richtext.Picture && b.Image != nil && !slices.Contains(all, b.Image.Blob) {
			all = append(all, b.Image.Blob)
		}
	}
	return all
}

// Files are the blobs of the attachments and of all evidence.
func (r *Report) Files() []string {
	var all []string
	for _, a := range r.Attachments {
		all = append(all, a.Blob)
	}
	for _, e := range r.Evidence() {
		if e.Blob != "" {
			all = append(all, e.Blob)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Evidence is that at every score and every action.
func (r *Report) Evidence() []Evidence {
	var all []Evidence
	for _, s := range r.Scores {
		all = append(all, s.Evidence...)
	}
	for _, a := range r.Actions {
		all = append(all, a.Evidence...)
	}
	return all
}

// Without is the report without the attachments and the evidence that are files with one of these hashes.
func (r Report) Without(gone map[string]bool) Report {
	left := func(all []Evidence) []Evidence {
		return slices.DeleteFunc(slices.Clone(all), func(e Evidence) bool { _, is := gone[e.Blob]; return is && e.Blob != "" })
	}
	r.Attachments = slices.DeleteFunc(slices.Clone(r.Attachments), func(a Attachment) bool { _, is := gone[a.Blob]; return is })
	r.Scores, r.Actions = slices.Clone(r.Scores), slices.Clone(r.Actions)
	for i := range r.Scores {
		r.Scores[i].Evidence = left(r.Scores[i].Evidence)
	}
	for i := range r.Actions {
		r.Actions[i].Evidence = left(r.Actions[i].Evidence)
	}
	return r
}
