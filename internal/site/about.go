package site

import (
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"

	"github.com/a-h/templ"
)

// aboutShown is what about.templ shows: what this publication is and how to check it.
type aboutShown struct {
	frame
	About     publication.Edition
	Meetings  string
	Revisions []revisionShown // newest first
	Hash      string          // of the manifest of this revision
}

// revisionShown is a row of the list of revisions.
type revisionShown struct {
	Revision
	State string
	Href  string // where it can be read; "" for this one
	This  bool
}

func aboutPage(e *editionPages) templ.Component {
	p := aboutShown{frame: e.frame("over/", "Over deze editie", ""), About: e.EditionInput.Edition}
	for _, r := range e.Revisions {
		row := revisionShown{Revision: r, This: r.Number == e.Revision.Number}
		row.State = banner.State{State: r.State, Date: r.StateDate, Council: e.Edition.Organisation.Council, TakenOver: e.Edition.TakenOver}.Short()
		if row.This {
			p.Hash = r.Manifest
		} else if r.Whole == nil {
			row.Href = p.Home + e.Edition.Slug + "/revisie/" + itoa(r.Number) + "/"
		}
		p.Revisions = append([]revisionShown{row}, p.Revisions...)
	}
	return aboutShow(p)
}
