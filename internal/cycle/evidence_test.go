package cycle

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatEvidenceIs(t *testing.T) {
	blob := strings.Repeat("ab", 32)
	for _, test := range []struct {
		name     string
		evidence Evidence
		says     string
	}{
		{"a file", Evidence{Blob: blob}, ""},
		{"a link", Evidence{Link: "https://example.nl/besluit"}, ""},
		{"a letter box", Evidence{Link: "mailto:archief@example.nl"}, ""},
		{"a note", Evidence{Note: "Gebeld op 3 april."}, ""},
		{"nothing", Evidence{Title: "Besluit"}, "kies bij het bewijs"},
		{"two at once", Evidence{Blob: blob, Note: "zie blad 3"}, "na elkaar"},
		{"a link that runs", Evidence{Link: "javascript:alert(1)"}, "geen adres"},
		{"a file on a disk of one's own", Evidence{Link: "file:///C:/plan.pdf"}, "geen adres"},
		{"a name that is no file", Evidence{Blob: "../../etc/passwd"}, "opnieuw"},
		{"a book", Evidence{Note: strings.Repeat("x", 2001)}, "2000 tekens"},
	} {
		if got := test.evidence.Missing(); (got == "") != (test.says == "") || !strings.Contains(got, test.says) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// Evidence is added, released and taken away; nobody alters what somebody else brought.
func TestWritingEvidence(t *testing.T) {
	author := User{Number: 1, Grants: Granted(RoleAuthor)}
	e := Edition{Stage: Writing, Name: "Monitor", Settings: NewOrganisation("", Province, "p", "P").Defaults}
	kept := Evidence{Key: "k1", Note: "Gebeld.", By: 7}
	r := Report{Author: 1, Stage: Drafting, Scores: []Score{{Aspect: "geld", Value: Green, Evidence: []Evidence{kept}}}}

	text := r
	altered := kept
	altered.Note, altered.By, altered.Released = "Niet gebeld.", 1, true
	text.Scores = []Score{{Aspect: "geld", Value: Green, Evidence: []Evidence{altered, {Key: "k2", Link: "https://example.nl/", By: 9}}}}
	got, err := r.Write(author, Spot{}, e, text)
	if err != nil {
		t.Fatal(err)
	}
	was, fresh := got.Scores[0].Evidence[0], got.Scores[0].Evidence[1]
	if was.Note != "Gebeld." || was.By != 7 || !was.Released || fresh.By != 1 {
		t.Errorf("%+v, %+v", was, fresh)
	}

	money := User{Number: 2, Grants: Granted(RoleAdviser)}
	text.Scores = []Score{{Aspect: "geld", Value: Orange}}
	if got, err = r.Write(money, Spot{}, e, text); err != nil || got.Scores[0].Value != Orange || len(got.Scores[0].Evidence) != 1 {
		t.Errorf("writing a score by itself: %+v, %v", got.Scores, err)
	}
	text.Scores = nil
	var invalid Invalid
	if _, err = r.Write(money, Spot{}, e, text); !errors.As(err, &invalid) {
		t.Errorf("a score with evidence was taken away: %v", err)
	}
}
