package banner

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Examples show every public state.
func Examples() []ui.Example {
	const council = "het algemeen bestuur"
	offered := State{State: cycle.StateOffered, Date: "2026-10-06", Council: council, Meetings: []cycle.Date{"2026-10-21", "2026-11-04"}}
	adopted := State{State: cycle.StateAdopted, Date: "2026-05-20", Council: council}
	noted := State{State: cycle.StateNoted, Date: "2025-11-05", Council: council}
	return []ui.Example{
		{Name: "Naast de naam van een editie", Component: templ.Join(Badge(offered), templ.Raw("<br>"), Badge(adopted), templ.Raw("<br>"), Badge(noted), templ.Raw("<br>"), Badge(State{}))},
		{Name: "Aangeboden", Component: full(offered)},
		{Name: "Vastgesteld", Component: full(adopted)},
		{Name: "Ter kennis genomen", Component: full(noted)},
		{Name: "Overgenomen, staat onbekend", Component: full(State{TakenOver: true})},
	}
}

// full is a banner with something more inside.
func full(s State) templ.Component {
	return ui.Around(Banner(s), templ.Raw(`<p class="small">Stand op 31 december 2025</p>`))
}
