package web

import (
	"net/http"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/finding"
)

// findingsPage is what the checks found in a whole round, rule by rule.
type findingsPage struct {
	frame
	roundVisit
	Groups []ruleGroup
	Total  int
}

// ruleGroup is one rule with the reports in which it found something.
type ruleGroup struct {
	check.Definition
	Rows []foundIn
}

// foundIn is a finding in a report.
type foundIn struct {
	finding.Finding
	Number, Title, Href string
}

// roundFindings runs the checks over every report of the round that this user may see.
func (s *Workplace) roundFindings(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p := findingsPage{frame: v.frame(r, "Bevindingen: "+v.Edition.Name, "rondes"), roundVisit: v}
	p.Crumbs = v.crumbs("Bevindingen")
	inputs, err := v.inputs(r)
	if err != nil {
		return err
	}
	byRule := map[string][]foundIn{}
	for _, in := range inputs {
		for _, f := range undismissed(v.told(check.Run(in), in.Report.Dismissed)) {
			byRule[f.Rule] = append(byRule[f.Rule], foundIn{f, in.Placement.Number, in.Placement.Title, v.report(in.Report.ID)})
			p.Total++
		}
	}
	for _, d := range check.Rules {
		if rows := byRule[string(d.Rule)]; len(rows) > 0 {
			p.Groups = append(p.Groups, ruleGroup{d, rows})
		}
	}
	return show(w, r, http.StatusOK, findingsShow(p))
}

// inputs are all reports of the round that this user may see, each with what it is held against.
func (v roundVisit) inputs(r *http.Request) ([]check.Input, error) {
	ctx := r.Context()
	reports, err := v.Read.Reports(ctx, v.Edition.ID)
	if err != nil {
		return nil, err
	}
	places, err := v.Read.Placements(ctx, v.Edition.ID)
	if err != nil {
		return nil, err
	}
	base := check.Input{Edition: v.Edition, Today: v.Day, Numbers: map[string]cycle.NodeID{}}
	at := map[cycle.NodeID]cycle.Placement{}
	for _, p := range places {
		base.Numbers[p.Number], at[p.Node] = p.Node, p
	}
	if base.Decisions, err = v.Read.Decisions(ctx); err != nil {
		return nil, err
	}
	if base.Places, err = v.Read.Places(ctx); err != nil {
		return nil, err
	}
	earlier, money, err := v.earlierAndMoney(r)
	if err != nil {
		return nil, err
	}
	paths := cycle.NewPaths(places)
	var all []check.Input
	for _, report := range reports {
		if !v.User.May(cycle.MayRead, cycle.Spot{Day: v.Day, Path: paths.To(report.Node)}) {
			continue
		}
		in := base
		in.Report, in.Placement, in.Before, in.Money = report, at[report.Node], earlier[report.Node], money[report.Node]
		all = append(all, in)
	}
	return all, nil
}

// earlierAndMoney are, by node, the report in the edition that this one goes on from, and the money lines told here.
func (v roundVisit) earlierAndMoney(r *http.Request) (map[cycle.NodeID]*check.Earlier, map[cycle.NodeID][]cycle.MoneyLine, error) {
	ctx := r.Context()
	editions, err := v.Read.Editions(ctx)
	if err != nil {
		return nil, nil, err
	}
	earlier, money := map[cycle.NodeID]*check.Earlier{}, map[cycle.NodeID][]cycle.MoneyLine{}
	if i := v.Edition.GoesOnFrom(editions); i >= 0 {
		reports, err := v.Read.Reports(ctx, editions[i].ID)
		if err != nil {
			return nil, nil, err
		}
		for _, report := range reports {
			earlier[report.Node] = &check.Earlier{Edition: editions[i], Report: report}
		}
	}
	for _, e := range editions {
		if e.Year != v.Edition.Year {
			continue
		}
		lines, err := v.Read.MoneyLines(ctx, e.ID)
		if err != nil {
			return nil, nil, err
		}
		for _, l := range lines {
			if v.Edition.TellsOf(l, e) {
				money[l.Node] = append(money[l.Node], l)
			}
		}
	}
	return earlier, money, nil
}
