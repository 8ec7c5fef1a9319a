package cycle

import (
	"errors"
	"testing"
)

func TestWhichReminderIsDue(t *testing.T) {
	e := Edition{Remind: []int{-7, -1, 1}}
	for _, c := range []struct {
		name   string
		days   []int
		last   Date
		today  Date
		offset int
		due    bool
	}{
		{"too early", e.Remind, "2027-05-20", "2027-05-12", 0, false},
		{"a week before", e.Remind, "2027-05-20", "2027-05-13", -7, true},
		{"the day after a week before", e.Remind, "2027-05-20", "2027-05-14", -7, true},
		{"the day before", e.Remind, "2027-05-20", "2027-05-19", -1, true},
		{"both before were missed: one letter", e.Remind, "2027-05-20", "2027-05-20", -1, true},
		{"the day after", e.Remind, "2027-05-20", "2027-05-21", 1, true},
		{"a week late still", e.Remind, "2027-05-20", "2027-05-28", 1, true},
		{"more than a week late", e.Remind, "2027-05-20", "2027-05-29", 1, false},
		{"before was missed and the day is over", []int{-7}, "2027-05-20", "2027-05-21", -7, false},
		{"on the day itself", []int{0}, "2027-05-20", "2027-05-20", 0, true},
		{"no reminders", nil, "2027-05-20", "2027-05-20", 0, false},
		{"no last day", e.Remind, "", "2027-05-20", 0, false},
	} {
		offset, due := Edition{Remind: c.days}.DueReminder(c.last, c.today)
		if due != c.due || due && offset != c.offset {
			t.Errorf("%s: %d, %v", c.name, offset, due)
		}
	}
	for stage, last := range map[ReportStage]Date{
		Drafting: "2027-05-25", SentBack: "2027-05-25", Submitted: "2027-06-01", Checked: "2027-06-08", Approved: "", Imported: "",
	} {
		r := Report{Stage: stage, Due: "2027-05-25"}
		if got := r.StepDay(Edition{ClosesAt: "2027-05-20", Calendar: Calendar{Check: "2027-06-01", Approve: "2027-06-08"}}); got != last {
			t.Errorf("%s waits until %s", stage, got)
		}
	}
	if Occasion(Submitted, 1, "2027-05-20") == Occasion(Checked, 1, "2027-05-20") || Occasion(Drafting, 1, "2027-05-20") != Occasion(SentBack, 1, "2027-05-20") {
		t.Error("writing, checking and the last akkoord are three occasions")
	}
	if days, err := ValidReminders([]int{1, -7, 1}); err != nil || len(days) != 2 || days[0] != -7 {
		t.Errorf("%v, %v", days, err)
	}
	if _, err := ValidReminders([]int{-91}); !errors.As(err, new(Invalid)) {
		t.Errorf("%v", err)
	}
}
