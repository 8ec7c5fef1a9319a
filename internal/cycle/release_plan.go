package cycle

import "time"

// Plan is an offering that waits for its moment. The program does it then in the name of who set it, whose rights are
// looked at again.
type Plan struct {
	At      time.Time  `json:"at"`
	By      UserNumber `json:"by"`
	Failed  string     `json:"failed,omitempty"` // why it was not done when its moment came
	Release Release    `json:"release"`
}

// Plan sets a moment for an offering that could be done now.
func (e Edition) Plan(by User, now time.Time, day Date, public PublicState, reports []Report, p Plan) (Edition, error) {
	switch {
	case !by.May(p.Release.Right(), Spot{Day: day}):
		return e, Denied(p.Release.Right(), Spot{Day: day})
	case p.Release.State != StateOffered:
		return e, Refusal{"alleen aanbieden kan op een later moment; een besluit voert u in als het is genomen"}
	case !p.At.After(now):
		return e, Invalid{{Field: "tijd", Text: "dit moment is al voorbij; kies een later moment, of bied nu meteen aan"}}
	}
	if err := p.Release.Likely(day); err != nil {
		return e, err
	}
	if _, _, err := e.Publish(public, reports, p.Release); err != nil {
		return e, err
	}
	p.By, p.Failed, p.Release = by.Number, "", p.Release.Ordered()
	e.Planned = &p
	return e, nil
}

// Unplan forgets the moment.
func (e Edition) Unplan(by User, day Date) (Edition, error) {
	right := MayOffer
	if e.Planned != nil {
		right = e.Planned.Release.Right()
	}
	switch {
	case !by.May(right, Spot{Day: day}):
		return e, Denied(right, Spot{Day: day})
	case e.Planned == nil:
		return e, Refusal{"voor " + e.Name + " staat geen moment klaar; er is niets in te trekken"}
	}
	e.Planned = nil
	return e, nil
}

// NextRelease is what the edition becomes next to the public, as far as is known: what was planned, else what its calendar
// says. When the council is done with it there is no next state, and the state is the same.
func (e Edition) NextRelease(now PublicState, day Date) Release {
	switch {
	case e.Planned != nil:
		return e.Planned.Release
	case now == "":
		return Release{State: StateOffered, Date: known(e.Calendar.Offer, day), Meetings: days(e.Calendar.Meeting)}
	case now == StateOffered && (e.Kind == Monitor || e.Kind == Outlook):
		return Release{State: StateNoted, Date: known(e.Calendar.Meeting, day)}
	case now == StateOffered:
		return Release{State: StateAdopted, Date: known(e.Calendar.Meeting, day)}
	}
	return Release{State: now}
}

func known(day, otherwise Date) Date {
	if day.Known() {
		return day
	}
	return otherwise
}

func days(day Date) []Date {
	if !day.Known() {
		return nil
	}
	return []Date{day}
}
