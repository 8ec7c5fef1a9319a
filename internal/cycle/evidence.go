package cycle

import (
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/richtext"
)

// How much may be added to one report, and how long its words are.
const (
	mostFiles   = 50 // attachments, and evidence at one score or action
	longestNote = 2000
	longestName = 200
)

// Evidence shows that a score or an action is as it says: a file, a link or a note. It stays inside the organisation
// unless somebody releases it; it freezes with the edition either way.
type Evidence struct {
	Blob     string     `json:"blob,omitempty"` // SHA-256 of a file
	By       UserNumber `json:"by"`
	Key      string     `json:"key"`
	Link     string     `json:"link,omitempty"` // http or https
	Note     string     `json:"note,omitempty"`
	Released bool       `json:"released,omitempty"`
	Size     int64      `json:"size,omitempty"`  // of the file, in bytes
	Title    string     `json:"title,omitempty"` // what the file or link is called
}

// Attachment is a file that is published with a report, as a download.
type Attachment struct {
	Blob  string `json:"blob"` // SHA-256
	Key   string `json:"key"`
	Name  string `json:"name"` // file name, without a path
	Size  int64  `json:"size"` // bytes
	Title string `json:"title"`
}

// Dismissal says that a finding is none, and why.
type Dismissal struct {
	By     UserNumber `json:"by"`
	Key    string     `json:"key"` // of the finding, within its rule
	Reason string     `json:"reason"`
	Rule   string     `json:"rule"`
}

// Judgement is what the controller thinks, beside the author's own scores. It stays when author or executive decide
// otherwise.
type Judgement struct {
	By     UserNumber `json:"by"`
	Note   string     `json:"note,omitempty"`
	Scores []Score    `json:"scores,omitempty"`
}

// Missing is what evidence lacks, in Dutch; "" when it is one file, one link or one note.
func (e Evidence) Missing() string {
	given := 0
	for _, there := range []bool{e.Blob != "", e.Link != "", strings.TrimSpace(e.Note) != ""} {
		if there {
			given++
		}
	}
	switch {
	case given == 0:
		return "kies bij het bewijs een bestand, of vul een adres of een notitie in"
	case given > 1:
		return "bewijs is een bestand, een adres of een notitie; voeg ze na elkaar toe"
	case e.Blob != "" && !validBlob(e.Blob):
		return "dit bestand is er niet; voeg het opnieuw toe"
	case e.Link != "" && !richtext.SafeLink(e.Link):
		return fmt.Sprintf("%q is geen adres; een adres begint met https://", e.Link)
	case len([]rune(e.Note)) > longestNote:
		return "een notitie heeft hoogstens 2000 tekens; zet een langer stuk in een bestand"
	case len([]rune(e.Title)) > longestName:
		return "een naam heeft hoogstens 200 tekens"
	}
	return ""
}

// Missing is what an attachment lacks, in Dutch.
func (a Attachment) Missing() string {
	switch {
	case !validBlob(a.Blob):
		return "dit bestand is er niet; voeg het opnieuw toe"
	case strings.TrimSpace(a.Title) == "":
		return "geef de bijlage een naam waaraan lezers zien wat erin staat"
	case len([]rune(a.Title)) > longestName:
		return "een naam heeft hoogstens 200 tekens"
	}
	return ""
}

func validBlob(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

// validFiles checks attachments and evidence.
func (r Report) validFiles() Invalid {
	var v Invalid
	note := func(field, text string) {
		if text != "" {
			v = append(v, Problem{Field: field, Text: text})
		}
	}
	if len(r.Attachments) > mostFiles {
		note("attachments", "een verantwoording heeft hoogstens 50 bijlagen")
	}
	keys := map[string]bool{}
	once := func(field, key string) {
		if key == "" || keys[key] {
			note(field, "dit staat er twee keer; laad de pagina opnieuw")
		}
		keys[key] = true
	}
	for _, a := range r.Attachments {
		note("attachments", a.Missing())
		once("attachments", a.Key)
	}
	if len(r.Evidence()) > 4*mostFiles {
		note("evidence", "een verantwoording heeft hoogstens 200 stuks bewijs")
	}
	for _, e := range r.Evidence() {
		note("evidence", e.Missing())
		once("evidence", e.Key)
	}
	return v
}

// vouched is text with its evidence as it was given: what was there before changes only in whether it is released, and
// what is new is by whoever brings it.
func (r Report) vouched(by UserNumber, text Report) Report {
	known := map[string]Evidence{}
	for _, e := range r.Evidence() {
		known[e.Key] = e
	}
	vouch := func(all []Evidence) []Evidence {
		all = slices.Clone(all)
		for i, e := range all {
			if was, ok := known[e.Key]; ok {
				was.Released = e.Released
				all[i] = was
				continue
			}
			all[i].By = by
		}
		return all
	}
	text.Scores, text.Actions = slices.Clone(text.Scores), slices.Clone(text.Actions)
	for i := range text.Scores {
		text.Scores[i].Evidence = vouch(text.Scores[i].Evidence)
	}
	for i := range text.Actions {
		text.Actions[i].Evidence = vouch(text.Actions[i].Evidence)
	}
	return text
}

// unscored are the scores with evidence that text takes away.
func (r Report) unscored(e Edition, text Report) Invalid {
	var v Invalid
	for _, s := range r.Scores {
		if _, given := text.Score(s.Aspect); !given && len(s.Evidence) > 0 {
			a, _ := e.Settings.Aspect(s.Aspect)
			v = append(v, Problem{Field: "scores", Text: fmt.Sprintf("bij de score op %s hoort bewijs; de schrijver van het stuk moet dat eerst weghalen", a.Label)})
		}
	}
	return v
}
