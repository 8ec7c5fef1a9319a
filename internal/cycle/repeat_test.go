package cycle

import (
	"testing"

	"doelenboom/internal/richtext"
)

func TestWhatIsAskedTwice(t *testing.T) {
	at := func(stage ReportStage, version int, approvals ...Approval) Report {
		return Report{Stage: stage, Version: version, Returned: "Welke brug?", Approvals: approvals}
	}
	tests := []struct {
		name   string
		now    Report
		to     ReportStage
		by     User
		reason string
		want   bool
	}{
		{"handed in from the version that was seen", at(Submitted, 3), Submitted, anna, "", true},
		{"handed in, and then given to another", at(Submitted, 4), Submitted, anna, "", false},
		{"not handed in yet", at(Drafting, 3), Submitted, anna, "", false},
		{"handed in and checked since", at(Checked, 4, Approval{3, Checked}), Submitted, anna, "", false},
		{"the same akkoord", at(Checked, 3, Approval{3, Checked}), Checked, carla, "", true},
		{"the akkoord of a colleague", at(Checked, 3, Approval{4, Checked}), Checked, carla, "", false},
		{"the last akkoord", at(Approved, 3, Approval{3, Checked}, Approval{5, Approved}), Approved, eva, "", true},
		{"the last akkoord, by who checked", at(Approved, 3, Approval{3, Checked}, Approval{5, Approved}), Approved, carla, "", false},
		{"sent back for the same reason", at(SentBack, 3), SentBack, carla, "Welke brug?", true},
		{"sent back for another", at(SentBack, 3), SentBack, carla, "Te kort.", false},
	}
	for _, test := range tests {
		if got := test.now.Repeats(test.to, test.by, 2, test.reason); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestAMilestoneThatWasSentTwice(t *testing.T) {
	is := func(key, text, day string) Milestone {
		return Milestone{Key: key, Text: richtext.Paragraphs(text), Date: WrittenDate{Text: day}}
	}
	saved := Report{Milestones: []Milestone{is("a", "Brug open", "1 juli 2026")}}
	for _, test := range []struct {
		name  string
		typed Milestone
		want  bool
	}{
		{"the same under a new key", is("b", "Brug open", "1 juli 2026"), true},
		{"itself, changed or not", is("a", "Brug open", "1 juli 2026"), false},
		{"on another day", is("b", "Brug open", "medio 2026"), false},
		{"something else", is("b", "Weg open", "1 juli 2026"), false},
	} {
		if got := saved.HasTwin(test.typed); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
