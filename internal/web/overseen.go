package web

import (
	"net/http"
	"slices"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// What somebody who runs the round on some branches only sees of people and letters. The rule is cycle.Reach.

// runs is where this user runs the round.
func (v visit) runs() cycle.Reach { return v.User.Reach(cycle.MayRun, v.Day) }

// seesEverybody tells whether no person is kept from this user.
func (v visit) seesEverybody() bool { return v.managesPeople() || v.runs().Whole }

// overseen are the people that this user sees in lists: all of them, or who has to do with the branches on which this
// user runs the round.
func (v visit) overseen(r *http.Request) ([]cycle.User, error) {
	if v.seesEverybody() {
		return v.People, nil
	}
	named, err := v.namedWithin(r, v.runs())
	if err != nil {
		return nil, err
	}
	_, places, err := v.newestTree(r.Context())
	if err != nil {
		return nil, err
	}
	runs, paths := v.runs(), cycle.NewPaths(places)
	var all []cycle.User
	for _, u := range v.People {
		if u.Number == v.User.Number || runs.Concerns(u, named, v.Day, paths) {
			all = append(all, u)
		}
	}
	return all, nil
}

// namedWithin are who writes or checks, in a round that is open, what lies within.
func (v visit) namedWithin(r *http.Request, within cycle.Reach) (map[cycle.UserNumber]bool, error) {
	named := map[cycle.UserNumber]bool{}
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		if !e.BeforeOffering() || e.TakenOver {
			continue
		}
		lines, err := v.linesWithin(r, e.ID, within)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			named[l.Author], named[l.Checker] = true, true
		}
	}
	delete(named, 0) // nobody
	return named, nil
}

// linesWithin are the reports of an edition about what lies within, in reading order.
func (v visit) linesWithin(r *http.Request, edition cycle.EditionID, within cycle.Reach) ([]store.ReportLine, error) {
	lines, err := v.Read.ReportLines(r.Context(), edition)
	if err != nil || within.Whole {
		return lines, err
	}
	paths, err := v.Read.Paths(r.Context(), edition)
	return slices.DeleteFunc(lines, func(l store.ReportLine) bool { return !within.Holds(paths.To(l.Node)) }), err
}

// lettersSeen tells of a letter whether this user sees it in the queue. Who does not see everybody sees what is about a
// round, and not who signs in how: a reminder of reports on their branches, news for who has to do with those.
func (v visit) lettersSeen(r *http.Request) (func(change.Letter) bool, error) {
	if v.seesEverybody() {
		return func(change.Letter) bool { return true }, nil
	}
	people, err := v.overseen(r)
	if err != nil {
		return nil, err
	}
	mine := map[cycle.ReportID]bool{}
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		if e.Stage != cycle.Writing {
			continue
		}
		if err := v.runsReports(r, e.ID, mine); err != nil {
			return nil, err
		}
	}
	return func(l change.Letter) bool {
		if l.Kind == change.LetterReminder && len(l.Reports) > 0 {
			return slices.ContainsFunc(l.Reports, func(id cycle.ReportID) bool { return mine[id] })
		}
		aboutWork := l.Kind == change.LetterReminder || l.Kind == change.LetterNews
		return aboutWork && l.Account != "" && slices.ContainsFunc(people, func(u cycle.User) bool { return u.Account == l.Account })
	}, nil
}

// runsReports adds the reports of an edition on whose branch this user runs the round.
func (v visit) runsReports(r *http.Request, edition cycle.EditionID, mine map[cycle.ReportID]bool) error {
	lines, err := v.linesWithin(r, edition, v.runs())
	for _, l := range lines {
		mine[l.ID] = true
	}
	return err
}
