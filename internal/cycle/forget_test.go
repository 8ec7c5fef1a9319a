package cycle

import (
	"errors"
	"testing"
)

func TestWhoLeftIsForgotten(t *testing.T) {
	left := User{
		Number: 7, ID: "anna@example.nl", Name: "Anna", Mail: "anna@example.nl", Account: "a", Disabled: true, Left: "2027-03-01", Version: 3, Quiet: true, Holder: "h",
		Deputies: []Deputyship{{For: 8}}, Grants: []Grant{{Role: RoleAuthor, From: "2026-01-01", Group: "schrijvers"}},
	}
	got, err := left.Forget("2028-01-01")
	if err != nil || got.Name != "" || got.Mail != "" || got.Account != "" || got.Deputies != nil || got.Holder != "" || got.ID == left.ID || !got.Forgotten() {
		t.Errorf("%+v, %v", got, err)
	}
	if got.Number != 7 || got.Version != 3 || got.ObjectID() != "7" || got.Grants[0].From != "2026-01-01" || got.Grants[0].Group != "" {
		t.Errorf("what stays is gone: %+v", got)
	}
	if left.Grants[0].Group == "" {
		t.Error("who was handed in changed")
	}
	if _, err := got.Forget("2028-01-01"); !errors.Is(err, ErrConflict) {
		t.Errorf("twice: %v", err)
	}
}

func TestWhenSomebodyLeft(t *testing.T) {
	for _, c := range []struct {
		name string
		user User
		left Date
	}{
		{"works here", User{Grants: Granted(RoleAuthor)}, ""},
		{"works here until the end of the year", User{Grants: []Grant{{Role: RoleAuthor, Until: "2027-12-31"}}}, ""},
		{"all roles are over", User{Grants: []Grant{{Role: RoleAuthor, Until: "2026-12-31"}, {Role: RoleReader, Until: "2027-01-31"}}}, "2027-01-31"},
		{"was disabled", User{Disabled: true, Left: "2027-02-01", Grants: Granted(RoleAuthor)}, "2027-02-01"},
	} {
		if got := c.user.LeftOn("2027-06-01"); got != c.left {
			t.Errorf("%s: %s", c.name, got)
		}
		if _, err := c.user.Forget("2027-06-01"); (err == nil) != c.left.Known() {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTerms(t *testing.T) {
	if _, some := Over(0, "2027-06-01"); some {
		t.Error("without a term something is due")
	}
	if until, some := Over(6, "2027-06-01"); !some || until != "2026-12-01" {
		t.Errorf("%s", until)
	}
	if err := (Keeping{People: 24, Mail: 12}).Validate(); err != nil {
		t.Error(err)
	}
	if err := (Keeping{People: -1, Mail: 5000}).Validate(); !errors.As(err, new(Invalid)) {
		t.Errorf("%v", err)
	}
}

func TestEvidenceThatStaysInsideIsForgotten(t *testing.T) {
	r := Report{
		Attachments: []Attachment{{Blob: "c"}},
		Scores:      []Score{{Evidence: []Evidence{{Blob: "a"}, {Blob: "b", Released: true}}}},
		Actions:     []Action{{Evidence: []Evidence{{Blob: "b"}, {Blob: "c"}, {Note: "gezien"}}}},
	}
	after, gone := r.WithoutInside()
	if len(gone) != 1 || gone[0] != "a" || after.HasInside() || !r.HasInside() || len(after.Scores[0].Evidence) != 1 || len(r.Scores[0].Evidence) != 2 {
		t.Errorf("%v, %+v", gone, after)
	}
}

// What was forgotten stays known by its hash, whoever writes in the report afterwards.
func TestWritingKeepsWhatWasForgotten(t *testing.T) {
	r := draft
	r.Forgotten = []string{"ab"}
	text := r
	text.Headline, text.Forgotten = "De brug is open.", nil
	got, err := r.Write(anna, Spot{}, round, text)
	if err != nil || len(got.Forgotten) != 1 || got.Headline != text.Headline {
		t.Errorf("%+v, %v", got, err)
	}
}
