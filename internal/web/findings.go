package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/finding"
)

// findings are what the checks say of a text of this report, those that somebody dismissed last.
func (v reportVisit) findings(r *http.Request, text cycle.Report) ([]finding.Finding, error) {
	in, err := v.checked(r, text)
	if err != nil {
		return nil, err
	}
	return v.told(check.Run(in), v.Report.Dismissed), nil
}

// checked is a text of this report with what it is held against.
func (v reportVisit) checked(r *http.Request, text cycle.Report) (check.Input, error) {
	in := check.Input{Report: text, Edition: v.Edition, Placement: v.Place, Today: v.Day}
	if v.Before.Last != nil && v.Last != nil {
		in.Before = &check.Earlier{Edition: *v.Last, Report: *v.Before.Last}
	}
	named := check.NamedIn(in)
	var err error
	if in.Numbers, err = v.numbers(r, named.Numbers); err != nil {
		return in, err
	}
	if in.Decisions, err = v.decisions(r, named); err != nil {
		return in, err
	}
	if in.Places, err = v.Read.Places(r.Context()); err != nil {
		return in, err
	}
	in.Money, err = v.money(r)
	return in, err
}

// numbers are those of the tree that a text names and that are there.
func (v reportVisit) numbers(r *http.Request, named []string) (map[string]cycle.NodeID, error) {
	known := map[string]cycle.NodeID{}
	for _, number := range named {
		p, err := v.Read.PlacementByNumber(r.Context(), v.Edition.ID, number)
		if errors.Is(err, cycle.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		known[number] = p.Node
	}
	return known, nil
}

// decisions are those of the register that a text is held against.
func (v reportVisit) decisions(r *http.Request, named check.Named) ([]cycle.Decision, error) {
	known := []cycle.Decision{} // not nil: the register is there to be asked
	if named.Waits {
		taken, err := v.Read.TakenDecisions(r.Context())
		if err != nil {
			return nil, err
		}
		known = append(known, taken...)
	}
	for _, reference := range named.Decisions {
		if slices.ContainsFunc(known, func(d cycle.Decision) bool { return d.Reference == reference }) {
			continue
		}
		d, err := v.Read.DecisionByReference(r.Context(), reference)
		if errors.Is(err, cycle.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		known = append(known, d)
	}
	return known, nil
}

// money are the lines of this node that the edition tells of.
func (v reportVisit) money(r *http.Request) ([]cycle.MoneyLine, error) {
	var all []cycle.MoneyLine
	for _, e := range v.Editions {
		if e.Year != v.Edition.Year {
			continue
		}
		lines, err := v.Read.MoneyLinesOf(r.Context(), e.ID, v.Report.Node)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if v.Edition.TellsOf(l, e) {
				all = append(all, l)
			}
		}
	}
	return all, nil
}

// told puts findings in the words and names of a page.
func (v visit) told(found []check.Finding, dismissed []cycle.Dismissal) []finding.Finding {
	var open, gone []finding.Finding
	for _, f := range found {
		row := finding.Finding{
			Rule: string(f.Rule), Key: f.Key, Severity: string(f.Severity), What: f.What, Why: f.Why, Mend: f.Mend, Field: formField(f.Field),
		}
		for _, d := range dismissed {
			if d.Rule == row.Rule && d.Key == row.Key {
				row.Dismissed, row.By = d.Reason, v.name(d.By)
			}
		}
		if row.Dismissed != "" {
			gone = append(gone, row)
			continue
		}
		open = append(open, row)
	}
	return append(open, gone...)
}

// formField is the name in the form of what a check calls "sections/voortgang".
func formField(field string) string {
	kind, key, _ := strings.Cut(field, "/")
	switch kind {
	case "headline":
		return "kernzin"
	case "sections":
		return sectionField + key
	case "scores":
		return scoreField + key
	case "actions":
		return actionField + key
	case "milestones":
		return milestoneField + key
	}
	return ""
}

// undismissed are the findings that nobody said are none.
func undismissed(all []finding.Finding) []finding.Finding {
	for i, f := range all {
		if f.Dismissed != "" {
			return all[:i]
		}
	}
	return all
}

// at are the findings at one field, "" for those that have none.
func at(all []finding.Finding, field string) []finding.Finding {
	var here []finding.Finding
	for _, f := range all {
		if f.Field == field {
			here = append(here, f)
		}
	}
	return here
}

// dismiss keeps why a finding is none.
func (s *Workplace) dismiss(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	name := r.PostFormValue("bevinding")
	rule, key, _ := strings.Cut(name, ".")
	d := cycle.Dismissal{Rule: rule, Key: key, Reason: richtext.Line(r.PostFormValue("reden." + name))}
	if err := s.Do.DismissFinding(r.Context(), v.Org.ID, v.User, v.Report.ID, d); err != nil {
		return err
	}
	address := v.address()
	if r.PostFormValue("terug") == "schrijven" {
		address += "schrijven"
	}
	return after(w, r, address, "geen-bevinding")
}
