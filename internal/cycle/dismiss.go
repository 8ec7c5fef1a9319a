package cycle

import (
	"fmt"
	"slices"
)

// Dismiss says that a finding is none. Whoever writes or checks the report may; everybody who reads it sees who did.
func (r Report) Dismiss(by User, at Spot, e Edition, d Dismissal) (Report, error) {
	all, sections := r.Writable(by, at)
	switch {
	case !all && len(sections) == 0 && !by.May(MayCheck, at):
		return r, ErrNotTheWriter
	case e.Stage != Writing:
		return r, e.Closed("haar bevindingen blijven zoals zij zijn")
	case len(d.Rule) > MaxLine || len(d.Key) > MaxLine:
		return r, ErrNotFound // no check finds anything of that name
	case d.Reason == "":
		return r, Invalid{{Field: "reden." + d.Rule + "." + d.Key, Text: "schrijf waarom dit geen bevinding is"}}
	case len([]rune(d.Reason)) > maxReason:
		return r, Invalid{{Field: "reden." + d.Rule + "." + d.Key, Text: fmt.Sprintf("de reden heeft hoogstens %d tekens", maxReason)}}
	}
	d.By = by.Number
	r.Dismissed = slices.DeleteFunc(slices.Clone(r.Dismissed), func(x Dismissal) bool { return x.Rule == d.Rule && x.Key == d.Key })
	r.Dismissed = append(r.Dismissed, d)
	return r, nil
}

const maxReason = 300
