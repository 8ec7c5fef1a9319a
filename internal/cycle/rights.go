package cycle

import "slices"

// Right is what a page or a change asks of whoever does it.
type Right string

// The rights. A role gives some of them; a grant says where in the tree and when.
const (
	MayRead         Right = "lezen"            // drafts and their comments
	MayWrite        Right = "schrijven"        // a whole report, as its author does
	MayWriteSection Right = "meeschrijven"     // named sections of a report
	MayComment      Right = "opmerken"         // at a paragraph
	MayCheck        Right = "controleren"      // and judge beside the author
	MayApprove      Right = "akkoord"          // the last one before the executive
	MayEstablish    Right = "vaststellen"      // for the executive
	MayOffer        Right = "aanbieden"        // to the council
	MayAdopt        Right = "besluit-invoeren" // what the council decided and amended
	MayRun          Right = "ronde"            // open, remind, move a deadline, reopen
	MaySetUp        Right = "inrichten"        // tree, sections, scores, calendar
	MayManage       Right = "beheren"          // people, rights, sign-in, keeping
	MayAudit        Right = "narekenen"        // the whole history, and evidence that is not public
)

// Rights are all rights, in the order of the round.
var Rights = []Right{
	MayRead, MayWrite, MayWriteSection, MayComment, MayCheck, MayApprove, MayEstablish, MayOffer, MayAdopt, MayRun,
	MaySetUp, MayManage, MayAudit,
}

// gives is what each role brings. An author writes the reports that name the author, not all of a branch.
var gives = map[Role][]Right{
	RoleAuthor:      {MayRead, MayWrite, MayComment},
	RoleCoAuthor:    {MayRead, MayWriteSection, MayComment},
	RoleBudget:      {MayRead, MayWriteSection, MayComment},
	RoleAdviser:     {MayRead, MayWriteSection, MayComment},
	RoleChecker:     {MayRead, MayComment, MayCheck},
	RoleCoordinator: {MayRead, MayWrite, MayComment, MayApprove, MayEstablish, MayOffer, MayAdopt, MayRun, MaySetUp, MayAudit},
	RoleHolder:      {MayRead, MayComment, MayApprove, MayEstablish},
	RoleClerk:       {MayRead, MayAdopt},
	RoleAuditor:     {MayRead, MayAudit},
	RoleAdmin:       {MayRead, MaySetUp, MayManage, MayAudit},
	RoleReader:      {MayRead},
}

// Grant is a role that somebody has: where in the tree, and from when until when.
type Grant struct {
	Branch   NodeID     `json:"branch,omitempty"` // with all that is below it; empty is the whole organisation
	For      UserNumber `json:"for,omitempty"`    // whom this stands in for; only made by Acting, never stored
	From     Date       `json:"from,omitzero"`
	Group    string     `json:"group,omitempty"` // of the provider that gave it; empty is given by hand
	Role     Role       `json:"role"`
	Sections []string   `json:"sections,omitempty"` // what a co-author may write; empty is what the role usually writes
	Until    Date       `json:"until,omitzero"`     // the last day
}

// Holds tells whether the grant is in force on a day.
func (g Grant) Holds(day Date) bool {
	return !(g.From.Known() && day.Before(g.From)) && !(g.Until.Known() && g.Until.Before(day))
}

// at tells whether the grant is in force at a spot.
func (g Grant) at(at Spot) bool {
	return g.Holds(at.Day) && (g.Branch == "" || slices.Contains(at.Path, g.Branch))
}

// Deputyship says whom somebody stands in for, and when.
type Deputyship struct {
	For   UserNumber `json:"for"`
	From  Date       `json:"from,omitzero"`
	Until Date       `json:"until,omitzero"`
}

// Holds tells whether it is so on a day.
func (d Deputyship) Holds(day Date) bool { return Grant{From: d.From, Until: d.Until}.Holds(day) }

// Spot is where and when something is done: the node with all that it stands under, and the day. Without a path it is
// the whole organisation, for which a right on a branch is not enough.
type Spot struct {
	Day  Date
	Path []NodeID
}

// May tells whether u has a right at a spot. The system account may what needs no person.
func (u User) May(right Right, at Spot) bool {
	if u.IsSystem() {
		return right != MayCheck && right != MayApprove && right != MayEstablish
	}
	return len(u.granted(right, at)) > 0
}

// MaySomewhere tells whether u has a right at least on some branch: whether a list may hold anything for u.
func (u User) MaySomewhere(right Right, day Date) bool {
	if u.IsSystem() {
		return u.May(right, Spot{Day: day})
	}
	if u.Disabled {
		return false
	}
	return slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Holds(day) && slices.Contains(gives[g.Role], right) })
}

// granted are the grants that give u a right at a spot.
func (u User) granted(right Right, at Spot) []Grant {
	if u.Disabled {
		return nil
	}
	var out []Grant
	for _, g := range u.Grants {
		if g.at(at) && slices.Contains(gives[g.Role], right) {
			out = append(out, g)
		}
	}
	return out
}

// has tells whether u has a role at a spot.
func (u User) has(role Role, at Spot) bool {
	return !u.Disabled && slices.ContainsFunc(u.Grants, func(g Grant) bool {
		return g.Role == role && g.at(at)
	})
}

// Acting is u on a day, with what u may do for those u stands in for.
func (u User) Acting(day Date, everybody []User) User {
	grants := slices.Clone(u.Grants)
	for _, d := range u.Deputies {
		if !d.Holds(day) {
			continue
		}
		for _, other := range everybody {
			if other.Number != d.For || other.Disabled {
				continue
			}
			for _, g := range other.Grants {
				g.For = other.Number
				grants = append(grants, g)
			}
		}
	}
	u.Grants = grants
	return u
}

// Lost tells whether u may less by now than when it was read.
func (u User) Lost(now User, day Date) bool {
	if now.Disabled && !u.Disabled {
		return true
	}
	return slices.ContainsFunc(u.Grants, func(g Grant) bool {
		has := func(x Grant) bool {
			return x.Role == g.Role && x.Branch == g.Branch && x.For == g.For && x.Holds(day) && slices.Equal(x.Sections, g.Sections)
		}
		return g.Holds(day) && !slices.ContainsFunc(now.Grants, has)
	})
}

// Is tells whether u acts as the person with this number: by being it, or by standing in for it.
func (u User) Is(number UserNumber, day Date) bool {
	if number == 0 || u.Number == number {
		return number != 0
	}
	return slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.For == number && g.Holds(day) })
}

// Sections that the roles write who do not write a whole report. "score:geld" is the score on that aspect.
var usualSectionsOf = map[Role][]string{
	RoleBudget:  {FinanceNote, "score:geld"},
	RoleAdviser: {FinanceNote, "score:geld"},
}

// SectionsFor are the sections of a report that u may write at a spot without being its author.
func (u User) SectionsFor(at Spot) []string {
	var out []string
	for _, g := range u.granted(MayWriteSection, at) {
		if len(g.Sections) == 0 {
			out = append(out, usualSectionsOf[g.Role]...)
		}
		out = append(out, g.Sections...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
