package web

import (
	"net/http"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// lack is something that stands in the way, and where it can be mended.
type lack struct{ Text, Href string }

// mostLacks are shown; who sees more goes to the round itself.
const mostLacks = 25

// lacks is what stands in the way of the next step of the edition: establishing, offering or adopting.
func (v roundVisit) lacks(lines []store.ReportLine) []lack {
	var all []lack
	switch v.Edition.Stage {
	case cycle.Writing, cycle.Established:
		for _, l := range lines {
			if l.Stage != cycle.Approved && !v.Edition.TakenOver {
				all = append(all, lack{l.Number + " " + l.Title + ": " + stageWord(l), v.report(l.ID)})
			}
		}
	case cycle.Offered:
		for _, a := range v.Edition.Amendments {
			switch {
			case a.Outcome == cycle.VotePending:
				all = append(all, lack{"Amendement " + a.Number + ": nog niet ingevoerd wat ervan werd", v.amendments() + a.Key + "/"})
			case a.Outcome.Carried() && !a.WorkedIn:
				all = append(all, lack{"Amendement " + a.Number + ": " + string(a.Outcome) + ", nog niet verwerkt", v.amendments() + "#" + a.Key})
			}
		}
	}
	return all
}

// offerLacks is lacks with what the executive must do first.
func (v roundVisit) offerLacks(lines []store.ReportLine) []lack {
	all := v.lacks(lines)
	if v.Edition.Stage == cycle.Writing && !v.Edition.TakenOver {
		all = append([]lack{{"Nog niet vastgesteld door " + v.Org.Bodies.Executive, v.executive()}}, all...) // of the others not all are shown
	}
	return all
}

// Addresses of the pages about the whole edition.
func (v roundVisit) executive() string  { return v.address() + "bestuur" }
func (v roundVisit) amendments() string { return v.address() + "amendementen/" }

// public is where everybody reads the edition: below the organisation's own host when it has one.
func (v roundVisit) public() string {
	if v.Org.Base != "" {
		return v.Org.Base + "/" + v.Edition.Slug + "/"
	}
	return "/" + v.Org.Slug + "/" + v.Edition.Slug + "/"
}

// mayEverywhere tells whether this user has a right for the whole organisation.
func (v roundVisit) mayEverywhere(right cycle.Right) bool { return v.User.May(right, v.everywhere()) }

// stepLink is a way to a page about the whole edition.
type stepLink struct {
	Label, Href string
	Main        bool
}

// steps are the pages about the whole edition that this user has something to do on, in this stage of it.
func (v roundVisit) steps() []stepLink {
	var all []stepLink
	add := func(right cycle.Right, when bool, label, href string, main bool) {
		if when && v.mayEverywhere(right) {
			all = append(all, stepLink{label, href, main})
		}
	}
	stage := v.Edition.Stage
	add(cycle.MayApprove, v.Edition.BeforeOffering(), "Overzicht voor het bestuur", v.executive(), stage == cycle.Writing)
	add(cycle.MayOffer, stage == cycle.Established && v.Edition.Planned == nil, "Aanbieden", v.address()+"aanbieden", true)
	add(cycle.MayOffer, stage == cycle.Writing, "Aanbieden", v.address()+"aanbieden", false)
	add(cycle.MayAdopt, stage == cycle.Offered, "Vaststellen", v.address()+"vaststellen", true)
	add(cycle.MayRead, stage == cycle.Offered || len(v.Edition.Amendments) > 0, "Amendementen", v.amendments(), false)
	add(cycle.MayOffer, !v.Edition.BeforeOffering(), v.mending(), v.address()+"verbeteren", false)
	add(cycle.MayRead, true, "Voorbeeld van de site", v.preview(), false)
	if stage == cycle.Offered || stage == cycle.Adopted {
		all = append(all, stepLink{"De openbare site", v.public(), false})
	}
	return all
}

// unplan takes the moment of offering back.
func (s *Workplace) unplan(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := s.Do.UnplanEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID); err != nil {
		return err
	}
	return after(w, r, v.address(), "teruggenomen")
}
