package cycle

import "slices"

// Reach is how far a right of somebody goes: everywhere, or as far as some branches.
type Reach struct {
	Whole    bool
	Branches []NodeID
}

// Reach is for which part of the tree u has a right on a day.
func (u User) Reach(right Right, day Date) Reach {
	if u.Disabled {
		return Reach{}
	}
	reach := Reach{Whole: u.May(right, Spot{Day: day})}
	for _, g := range u.Grants {
		if g.Branch != "" && g.Holds(day) && slices.Contains(gives[g.Role], right) {
			reach.Branches = append(reach.Branches, g.Branch)
		}
	}
	return reach
}

// Nowhere tells whether it goes nowhere at all.
func (r Reach) Nowhere() bool { return !r.Whole && len(r.Branches) == 0 }

// Holds tells whether a node lies within, by the path of it and all that it stands under.
func (r Reach) Holds(path []NodeID) bool {
	return r.Whole || slices.ContainsFunc(path, func(n NodeID) bool { return slices.Contains(r.Branches, n) })
}

// Meets tells whether a branch and this have a part of the tree in common: one lies within the other. The branch "" is
// the whole tree.
func (r Reach) Meets(branch NodeID, paths Paths) bool {
	if r.Whole || branch == "" {
		return !r.Nowhere()
	}
	if r.Holds(paths.To(branch)) {
		return true
	}
	return slices.ContainsFunc(r.Branches, func(mine NodeID) bool { return slices.Contains(paths.To(mine), branch) })
}

// MayWithin tells whether u has a right for some part of what lies within: whether work there can be given to u.
func (u User) MayWithin(right Right, r Reach, day Date, paths Paths) bool {
	return !u.Disabled && slices.ContainsFunc(u.Grants, func(g Grant) bool {
		return g.Holds(day) && slices.Contains(gives[g.Role], right) && r.Meets(g.Branch, paths)
	})
}

// Concerns tells whether u has to do with what lies within, so that whoever runs the round there sees who u is:
//  1. whose right goes everywhere sees everybody;
//  2. who has work there (named) is seen, and who stands in for somebody who has;
//  3. so is who has a role on a branch that lies within, or in which this lies;
//  4. and who has a role for the whole organisation, but for an author: who writes only what names them is seen by rule 2.
//
// A role that is over or is still to come does not count.
func (r Reach) Concerns(u User, named map[UserNumber]bool, day Date, paths Paths) bool {
	standsIn := func(d Deputyship) bool { return named[d.For] && d.Holds(day) }
	if r.Whole || named[u.Number] || slices.ContainsFunc(u.Deputies, standsIn) {
		return !r.Nowhere()
	}
	return !u.Disabled && slices.ContainsFunc(u.Grants, func(g Grant) bool {
		writesWhatNames := g.Branch == "" && (g.Role == RoleAuthor || g.Role == RoleCoAuthor)
		return g.Holds(day) && !writesWhatNames && r.Meets(g.Branch, paths)
	})
}
