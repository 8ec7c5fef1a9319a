package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// visit is one request by somebody who is signed in, within one organisation.
type visit struct {
	Org    cycle.Organisation
	User   cycle.User   // with what this user may do today for those they stand in for
	People []cycle.User // shared with other requests: read only
	Day    cycle.Date
	Now    time.Time
	Read   store.Reader
	many   bool // the account works for more than one organisation
}

// answer is a page or a change within one organisation.
type answer func(http.ResponseWriter, *http.Request, visit) error

// within opens the organisation in the address for whoever has the right there, on some branch at least. What lies on
// another branch is refused by what is asked of it.
func (s *Workplace) within(right cycle.Right, do answer) func(http.ResponseWriter, *http.Request, visitor) error {
	return func(w http.ResponseWriter, r *http.Request, who visitor) error {
		v, err := s.visit(r, who)
		if err != nil {
			return err
		}
		if !v.User.MaySomewhere(right, v.Day) {
			return cycle.ErrNotFound
		}
		s.see(r, v)
		return do(w, r, v)
	}
}

// see notes once a day that somebody is here. It keeps nobody from working when that fails.
func (s *Workplace) see(r *http.Request, v visit) {
	key := string(v.Org.ID) + "/" + number(v.User.Number)
	if was, _ := s.seen.Load(key); was == v.Day {
		return
	}
	if err := s.Do.See(r.Context(), v.Org.ID, v.User.Number, v.Day); err != nil {
		slog.Warn("noteren wie er is, lukt niet", "error", err)
		return
	}
	s.seen.Store(key, v.Day)
}

func (s *Workplace) visit(r *http.Request, who visitor) (visit, error) {
	for _, m := range who.memberships {
		if m.Organisation.Slug != r.PathValue("organisatie") {
			continue
		}
		now := s.Now().UTC()
		v := visit{Org: m.Organisation, Day: dutch.DayOf(now), Now: now, Read: s.Read.Read(m.Organisation.ID), many: len(who.memberships) > 1}
		var err error
		v.People, err = s.staff.of(r.Context(), v.Read, v.Org.ID)
		v.User = m.User.Acting(v.Day, v.People)
		return v, err
	}
	if why := who.refused[r.PathValue("organisatie")]; why != nil {
		return visit{}, why
	}
	return visit{}, cycle.ErrNotFound
}

// staff keeps who works for an organisation, for as long as the database says that none of them changed: every page
// needs their names, and reading them all was two thirds of "mijn werk".
type staff struct{ known sync.Map } // of peopleAt, by organisation

type peopleAt struct {
	mark [2]int64
	all  []cycle.User
}

func (s *staff) of(ctx context.Context, read store.Reader, org cycle.OrganisationID) ([]cycle.User, error) {
	mark, err := read.UsersMark(ctx)
	if err != nil {
		return nil, err
	}
	if was, ok := s.known.Load(org); ok && was.(peopleAt).mark == mark {
		return was.(peopleAt).all, nil
	}
	all, err := read.Users(ctx)
	if err == nil {
		s.known.Store(org, peopleAt{mark, all}) // under the mark from before: who changed meanwhile is read again
	}
	return all, err
}

// root is the address of the organisation's workplace.
func (v visit) root() string { return "/werk/" + v.Org.Slug + "/" }

// at is a node of an edition, today.
func (v visit) at(r *http.Request, edition cycle.EditionID, node cycle.NodeID) (cycle.Spot, error) {
	path, err := v.Read.Path(r.Context(), edition, node)
	return cycle.Spot{Day: v.Day, Path: path}, err
}

// paths are what the nodes of an edition stand under, as far as this user's rights ask for it: those that hold everywhere
// do not.
func (v visit) paths(r *http.Request, edition cycle.EditionID) (cycle.Paths, error) {
	if !slices.ContainsFunc(v.User.Grants, func(g cycle.Grant) bool { return g.Branch != "" }) {
		return cycle.Paths{}, nil
	}
	return v.Read.Paths(r.Context(), edition)
}

// everywhere is the whole organisation, today.
func (v visit) everywhere() cycle.Spot { return cycle.Spot{Day: v.Day} }

// name is what somebody is called; a number that nobody has any more is a person who left.
func (v visit) name(number cycle.UserNumber) string {
	if number == 0 {
		return "niemand"
	}
	for _, u := range v.People {
		if u.Number == number && u.Name != "" {
			return u.Name
		}
	}
	return "iemand die vertrok"
}

// must answers ErrNotFound to whoever has not the right at a spot: what somebody may not see is not there.
func (v visit) must(right cycle.Right, at cycle.Spot) error {
	if !v.User.May(right, at) {
		return cycle.ErrNotFound
	}
	return nil
}
