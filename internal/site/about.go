package site

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/prose"

	"github.com/a-h/templ"
)

// aboutShown is what about.templ shows: what this publication is and how to check it.
type aboutShown struct {
	frame
	About     publication.Edition
	Revisions []revisionShown // newest first
}

// revisionShown is a row of the list of revisions.
type revisionShown struct {
	Revision
	State string
	Href  string // where it can be read; "" for this one
	This  bool

	Resolve prose.Resolver // of the reason
	Front   []linkShown    // what it corrected last on the front page

	Decided      string // by this decision: it gave the state, or asked for the correction
	DecisionHref string
}

// fragment is the part of the address that leads to the revision.
func (r *Revision) fragment() string { return "revisie-" + itoa(r.Number) }

// forgot tells whether the decisions that a revision named were withdrawn.
func (r *Revision) forgot() bool {
	return r.Whole != nil || slices.ContainsFunc(r.Withdrawn, func(w Withdrawn) bool { return w.Path == publication.DecisionsPath })
}

// kept says what can be read of the revisions before.
func (p *aboutShown) kept() string {
	for _, r := range p.Revisions {
		if r.Whole != nil || len(r.Withdrawn) > 0 {
			return "Wordt de editie gecorrigeerd of bijgewerkt, of krijgt zij een nieuwe status, dan komt er een volgende revisie. Wat van een vorige niet is ingetrokken, blijft te lezen."
		}
	}
	return "Wordt de editie gecorrigeerd of bijgewerkt, of krijgt zij een nieuwe status, dan komt er een volgende revisie; de vorige blijft te lezen."
}

// lastCorrection is the last revision that corrected something or brought it up to date and still stands, nil when none did.
func lastCorrection(all []Revision) *publication.Revision {
	for i := len(all) - 1; i >= 0; i-- {
		if r := &all[i]; (r.Corrects() || r.Kind == cycle.Updated) && r.Whole == nil {
			return &r.Revision
		}
	}
	return nil
}

// dayOf is the day on which a revision was made.
func dayOf(r publication.Revision) string { return dutch.DayOf(r.Moment).Format() }

func aboutPage(e *editionPages) templ.Component {
	p := aboutShown{frame: e.frame("over/", "Over deze editie", ""), About: e.EditionInput.Edition}
	for i, r := range e.Revisions {
		row := revisionShown{Revision: r, This: r.Number == e.Revision.Number}
		row.State = banner.State{State: r.State, Date: r.StateDate, Council: e.Edition.Organisation.Council, TakenOver: e.Edition.TakenOver}.Short()
		decision, at := decidedBy(r.Revision)
		if row.Decided = decision; at != "" && (r.Corrects() || !r.forgot() || e.decisions[at] != "") { // what only such a one was decided by has no page
			row.DecisionHref = p.Home + "besluit/" + at + "/"
		}
		row.Front = correctedFront(&e.EditionInput.Edition, r.Number, p.Up)
		row.Resolve = e.reasonResolver(p.frame, &e.Revisions[i])
		switch root := p.Home + e.Edition.Slug + "/"; {
		case row.This || r.Whole != nil:
		case i == len(e.Revisions)-1:
			row.Href = root // the newest stands at the address of the edition
		default:
			row.Href = root + "revisie/" + itoa(r.Number) + "/"
		}
		p.Revisions = append([]revisionShown{row}, p.Revisions...)
	}
	return aboutShow(p)
}

// correctedFront are the introduction and the decision points that a revision was the last to correct.
func correctedFront(e *publication.Edition, revision int, up string) (all []linkShown) {
	for i := range e.Decides {
		if d := &e.Decides[i]; d.Correction != nil && d.Correction.Revision == revision {
			all = append(all, linkShown{"beslispunt " + itoa(d.Number), up + "#" + d.Fragment()})
		}
	}
	if e.Correction != nil && e.Correction.Revision == revision {
		all = append(all, linkShown{"inleiding", up + "#inleiding"})
	}
	return all
}

// reasonResolver leads to what the reason of a revision names. A decision that only a revision names of which the decisions were
// withdrawn has no page any more.
func (e *editionPages) reasonResolver(f frame, r *Revision) prose.Resolver {
	links := r.Links
	if r.forgot() {
		links = slices.DeleteFunc(slices.Clone(links), func(l publication.Link) bool {
			return l.Kind == publication.LinkDecision && e.decisions[l.Address] == ""
		})
	}
	return resolver(f, links)
}
