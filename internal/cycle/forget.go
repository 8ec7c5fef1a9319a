package cycle

import (
	"fmt"
	"slices"
)

// Keeping says how many months an organisation keeps what is no longer needed; 0 is for ever.
type Keeping struct {
	Earlier int `json:"earlier,omitempty"` // what reports said before, after the round
	Inside  int `json:"inside,omitempty"`  // evidence that stays inside, and remarks, after the round
	Mail    int `json:"mail,omitempty"`    // who got which letter, and letters that were given up
	People  int `json:"people,omitempty"`  // who left
	SignIn  int `json:"signIn,omitempty"`  // when somebody was last here
}

// Validate tells what is wrong with the terms.
func (k Keeping) Validate() error {
	var wrong Invalid
	for field, months := range map[string]int{"mensen": k.People, "eerder": k.Earlier, "binnen": k.Inside, "post": k.Mail, "aanmelden": k.SignIn} {
		if months < 0 || months > 1200 {
			wrong = append(wrong, Problem{Field: field, Text: "een termijn is een aantal maanden van 1 tot en met 1200; leeg is: altijd bewaren"})
		}
	}
	slices.SortFunc(wrong, func(a, b Problem) int {
		return slices.Index(keepingFields, a.Field) - slices.Index(keepingFields, b.Field)
	})
	return wrong.orNil()
}

var keepingFields = []string{"mensen", "eerder", "binnen", "post", "aanmelden"}

// Over tells until which day things are past a term: what ended before that day is due. Without a term nothing is.
func Over(months int, day Date) (Date, bool) {
	if months <= 0 || !day.Valid() {
		return "", false
	}
	return Date(day.Time().AddDate(0, -months, 0).Format("2006-01-02")), true
}

// LeftOn is the last day on which somebody worked here: when they were disabled, else the end of the last role; unknown
// for who still has one.
func (u User) LeftOn(day Date) Date {
	var last Date
	for _, g := range u.Grants {
		if !u.Disabled && !g.Until.Before(day) {
			return ""
		}
		last = max(last, g.Until)
	}
	if u.Disabled && u.Left.Known() {
		return u.Left
	}
	return last
}

// Forget empties who somebody was. The number stays, in texts and in the history, and so do the roles with their days: an
// auditor can still see what somebody was allowed to do, and no longer who it was.
func (u User) Forget(day Date) (User, error) {
	switch {
	case u.Forgotten():
		return u, Refusal{"deze persoon is al vergeten; er is niets meer te doen"}
	case !u.LeftOn(day).Known():
		return u, Refusal{fmt.Sprintf("%s werkt hier nog; schakel de persoon eerst uit", u.Name)}
	}
	grants := slices.Clone(u.Grants)
	for i := range grants {
		grants[i].Group = ""
	}
	return User{ID: forgotten(u.Number), Disabled: true, Left: u.LeftOn(day), Grants: grants, Number: u.Number, Version: u.Version}, nil
}

// Forgotten tells whether it is no longer known who this was.
func (u User) Forgotten() bool { return u.ID == forgotten(u.Number) }

// forgotten is an address that nobody has.
func forgotten(n UserNumber) string { return fmt.Sprintf("vergeten/%d", n) }

// WithoutInside is the report without the evidence that stays inside; gone are the files that it named and names no more.
func (r Report) WithoutInside() (after Report, gone []string) {
	before := slices.Clone(r.Files())
	inside := func(e Evidence) bool { return !e.Released }
	r.Scores, r.Actions = slices.Clone(r.Scores), slices.Clone(r.Actions)
	for i := range r.Scores {
		r.Scores[i].Evidence = slices.DeleteFunc(slices.Clone(r.Scores[i].Evidence), inside)
	}
	for i := range r.Actions {
		r.Actions[i].Evidence = slices.DeleteFunc(slices.Clone(r.Actions[i].Evidence), inside)
	}
	left := r.Files()
	return r, slices.DeleteFunc(before, func(hash string) bool { return slices.Contains(left, hash) })
}

// HasInside tells whether a report has evidence that stays inside.
func (r Report) HasInside() bool {
	return slices.ContainsFunc(r.Evidence(), func(e Evidence) bool { return !e.Released })
}
