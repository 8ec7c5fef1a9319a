package cycle

import "slices"

// Turn is what a report waits for, and for whom.
type Turn struct {
	Task string // "schrijven", "controleren", "akkoord geven"; "" when it waits for nothing
	Day  Date   // the last day; unknown when there is none
	Who  []Asked
	Why  string // they: "als aangewezen controleur"
	None string // why it is nobody
}

// Asked is somebody whose turn it is, or who stands in for them.
type Asked struct {
	User UserNumber
	For  UserNumber // whom they stand in for; 0 is themselves
}

// AsWriter is why somebody writes.
const AsWriter = "als schrijver"

// Turn tells whose turn it is at a spot.
//
//  1. while it is open: the author;
//  2. handed in: the controller who was assigned, else each who may check there;
//  3. checked: the portfolio holder of the report, else each portfolio holder who may give the last akkoord there, else
//     whoever else may;
//  4. never somebody who may not, by four eyes; who stands in for them today is asked beside them.
func (r Report) Turn(e Edition, people []User, at Spot) Turn {
	t := Turn{None: "is al klaar"}
	var first []UserNumber
	can := func(User) bool { return true }
	switch r.Stage {
	case Drafting, SentBack:
		t = Turn{Task: "schrijven", Day: r.StepDay(e), Why: AsWriter, None: "er is geen schrijver"}
		if r.Author != 0 {
			first = []UserNumber{r.Author}
		}
	case Submitted:
		t = Turn{Task: "controleren", Day: r.StepDay(e)}
		can = func(u User) bool { return u.May(MayCheck, at) && succeeds(r.Check(u, at)) }
		first, t.Why, t.None = r.checkers(people, can)
	case Checked:
		t = Turn{Task: "akkoord geven", Day: r.StepDay(e), None: "er is niemand die het laatste akkoord mag geven"}
		can = func(u User) bool { return u.May(MayApprove, at) && succeeds(r.Approve(u, at)) }
		first, t.Why = r.approvers(people, can, at)
	}
	t.Who = asked(first, people, at.Day, can)
	return t
}

func succeeds(_ Report, err error) bool { return err == nil }

// checkers are who checks, and why them or why nobody.
func (r Report) checkers(people []User, can func(User) bool) (who []UserNumber, why, none string) {
	if r.Checker == 0 {
		return those(people, can), "als controleur; er is niemand aangewezen", "er is niemand die het mag controleren"
	}
	mine := func(u User) bool { return u.Number == r.Checker && can(u) }
	return those(people, mine), "als aangewezen controleur", "de aangewezen controleur mag het niet controleren"
}

// approvers are who gives the last akkoord, and why them.
func (r Report) approvers(people []User, can func(User) bool, at Spot) (who []UserNumber, why string) {
	for _, choice := range []struct {
		is  func(User) bool
		why string
	}{
		{func(u User) bool { return u.Holder != "" && slices.Contains(r.Holders, u.Holder) }, "als portefeuillehouder van het stuk"},
		{func(u User) bool { return u.has(RoleHolder, at) }, "als portefeuillehouder; bij het stuk staat niemand die akkoord kan geven"},
		{func(User) bool { return true }, "als coördinator; er is geen portefeuillehouder die akkoord kan geven"},
	} {
		who := those(people, func(u User) bool { return choice.is(u) && can(u) })
		if len(who) > 0 {
			return who, choice.why
		}
	}
	return nil, ""
}

func those(people []User, are func(User) bool) []UserNumber {
	var all []UserNumber
	for _, u := range people {
		if are(u) {
			all = append(all, u.Number)
		}
	}
	return all
}

// asked are people with who stands in for them today and can do it too.
func asked(first []UserNumber, people []User, day Date, can func(User) bool) []Asked {
	var all []Asked
	for _, u := range people {
		if slices.Contains(first, u.Number) {
			all = append(all, Asked{User: u.Number})
			continue
		}
		i := slices.IndexFunc(u.Deputies, func(d Deputyship) bool {
			return slices.Contains(first, d.For) && d.Holds(day)
		})
		if i >= 0 && can(u.Acting(day, people)) {
			all = append(all, Asked{User: u.Number, For: u.Deputies[i].For})
		}
	}
	return all
}
