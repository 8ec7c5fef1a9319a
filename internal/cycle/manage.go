package cycle

import (
	"fmt"
	"slices"
)

// StillManaged refuses a change of people after which nobody manages the organisation any more, where somebody did: on
// this day, or once everything that has a last day is over. Then nobody could give the right again.
func StillManaged(before, after []User, day Date) error {
	for _, at := range []Spot{{Day: day}, {Day: endOfTime}} {
		manages := func(u User) bool { return u.May(MayManage, at) }
		if slices.ContainsFunc(before, manages) && !slices.ContainsFunc(after, manages) {
			return Refusal{Text: "daarna kan niemand in deze organisatie meer beheren; geef eerst iemand anders de rol beheerder"}
		}
	}
	return nil
}

// endOfTime is after the last day of every grant.
const endOfTime Date = "9999-12-31"

// ValidGrants tells what is wrong with what somebody is given.
func ValidGrants(grants []Grant) error {
	var wrong Invalid
	for _, g := range grants {
		if !g.Role.Known() {
			wrong = append(wrong, Problem{Field: "rol", Code: "role", Text: fmt.Sprintf("%q is geen rol", g.Role)})
		}
		wrong = append(wrong, period(g.From, g.Until)...)
		if len(g.Sections) > 0 && g.Role.Known() && !slices.Contains(gives[g.Role], MayWriteSection) {
			wrong = append(wrong, Problem{Field: "onderdelen", Code: "sections", Text: fmt.Sprintf("bij de rol %s horen geen onderdelen; alleen wie meeschrijft krijgt ze", g.Role)})
		}
	}
	return wrong.orNil()
}

// period tells what is wrong with a first and a last day.
func period(from, until Date) (wrong Invalid) {
	for field, day := range map[string]Date{"van": from, "tot": until} {
		if day.Known() && !day.Valid() {
			wrong = append(wrong, Problem{Field: field, Code: "day", Text: fmt.Sprintf("%q is geen dag", day)})
		}
	}
	if len(wrong) == 0 && until.Before(from) {
		wrong = append(wrong, Problem{Field: "tot", Code: "until", Text: "de laatste dag ligt voor de eerste"})
	}
	return wrong
}

// Valid tells what is wrong with a time of standing in.
func (d Deputyship) Valid() error { return period(d.From, d.Until).orNil() }

// EndGrant ends one of the grants on a day, its last; an unknown day ends it at once. What a group of the provider gave
// ends there.
func (u User) EndGrant(index int, last Date) (User, error) {
	if index < 0 || index >= len(u.Grants) {
		return u, ErrConflict
	}
	g := u.Grants[index]
	if g.Group != "" {
		return u, Refusal{Text: fmt.Sprintf("deze rol komt van de groep %s bij uw aanbieder; haal de persoon daar uit de groep", g.Group)}
	}
	u.Grants = slices.Clone(u.Grants)
	if !last.Known() || last.Before(g.From) {
		u.Grants = slices.Delete(u.Grants, index, index+1)
		return u, nil
	}
	u.Grants[index].Until = last
	return u, ValidGrants(u.Grants[index : index+1])
}
