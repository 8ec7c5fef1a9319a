package cycle

import "testing"

func TestMovingWorkAround(t *testing.T) {
	bramNumber, day := UserNumber(2), Date("2026-06-05")
	got, err := draft.Assign(dirk, Spot{}, round, Assignment{Author: &bramNumber, Due: &day})
	if err != nil || got.Author != 2 || got.Due != day || got.Checker != draft.Checker {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := draft.Assign(carla, Spot{}, round, Assignment{Author: &bramNumber}); err == nil {
		t.Error("a controller gives work to others")
	}
	if _, err := got.Submit(bram, Spot{}, round, june); err != nil {
		t.Errorf("the day that was moved does not hold: %v", err)
	}
	branch := User{Number: 9, Grants: []Grant{{Role: RoleCoordinator, Branch: "6"}}}
	if _, err := draft.Assign(branch, Spot{Path: []NodeID{"5.1", "5"}}, round, Assignment{Due: &day}); err == nil {
		t.Error("who runs one branch moves days in another")
	}
}

func TestReopening(t *testing.T) {
	approved := draft
	approved.Stage, approved.Approvals = Approved, []Approval{{By: 3, Stage: Checked}}
	tests := []struct {
		name   string
		report Report
		by     User
		e      Edition
		reason string
		want   error
	}{
		{"the coordinator takes back what was approved", approved, dirk, round, "nieuw cijfer", nil},
		{"a reason is asked", approved, dirk, round, "", Invalid{}},
		{"the author cannot", approved, anna, round, "nieuw cijfer", ErrForbidden},
		{"what is open is not opened", draft, dirk, round, "nieuw cijfer", ErrConflict},
		{"not in an edition that the executive established", approved, dirk, Edition{Name: "M", Stage: Established}, "nieuw cijfer", ErrConflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.report.Reopen(test.by, Spot{}, test.e, test.reason)
			wantError(t, err, test.want)
			if err == nil && (got.Stage != SentBack || len(got.Approvals) > 0) {
				t.Errorf("%+v", got)
			}
		})
	}
	for stage, want := range map[EditionStage]error{Established: nil, Offered: ErrConflict, Adopted: ErrConflict, Writing: ErrConflict} {
		_, err := Edition{Name: "M", Stage: stage}.Reopen(dirk, "2026-05-04")
		wantError(t, err, want)
	}
}
