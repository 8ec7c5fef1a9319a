package web

import (
	"errors"
	"net/http"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
)

// passedSince is what changed in the report since this user let it pass: nothing when they did not, or when it says the
// same. The history knows when they did, and under its hash is kept what the report said then.
func (v reportVisit) passedSince(r *http.Request) ([]compare.FactChange, error) {
	lines, err := v.Read.HistoryOf(r.Context(), v.Report.ObjectKind(), v.Report.ObjectID())
	if err != nil {
		return nil, err
	}
	for _, l := range lines { // the newest first
		if l.User != v.User.Number || l.Action != "report.checked" && l.Action != "report.approved" {
			continue
		}
		was, err := v.Read.EarlierReport(r.Context(), v.Report.ID, l.After)
		if errors.Is(err, cycle.ErrNotFound) {
			return nil, nil // withdrawn since
		}
		return compare.Reports(was, v.Report, v.Edition.Settings), err
	}
	return nil, nil
}
