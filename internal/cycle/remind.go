package cycle

import (
	"fmt"
	"slices"
)

// remindLate is how many days a reminder may come late, when the program was not running: after that it says nothing new.
const remindLate = 7

// DueReminder is which of the reminders of an edition is due for a report with this last day: the newest of which the day
// has come. Of several that were missed only that one is sent, and not one from before the last day when that is over.
func (e Edition) DueReminder(last, today Date) (offset int, due bool) {
	if !last.Valid() {
		return 0, false
	}
	for _, o := range e.Remind {
		if day := last.AddDays(o); !today.Before(day) && (!due || o > offset) {
			offset, due = o, true
		}
	}
	missed := offset <= 0 && last.Before(today) || last.AddDays(offset+remindLate).Before(today)
	return offset, due && !missed
}

// Occasion names a reminder of what a report in a stage waits for, so that nobody gets it twice; when the last day moves it
// is another one.
func Occasion(stage ReportStage, offset int, last Date) string {
	if stage.Open() {
		return fmt.Sprintf("%+d %s", offset, last)
	}
	return fmt.Sprintf("%s %+d %s", stage, offset, last)
}

// StepDay is the last day of what the report waits for; unknown when that has none, or when it waits for nothing.
func (r Report) StepDay(e Edition) Date {
	switch r.Stage {
	case Drafting, SentBack:
		return r.Deadline(e)
	case Submitted:
		return e.Calendar.Check
	case Checked:
		return e.Calendar.Approve
	}
	return ""
}

// ValidReminders puts days in order, or tells what is wrong with them.
func ValidReminders(days []int) ([]int, error) {
	days = slices.Clone(days)
	slices.Sort(days)
	days = slices.Compact(days)
	if len(days) > 10 || len(days) > 0 && (days[0] < -90 || days[len(days)-1] > 90) {
		return nil, Invalid{{Field: "voor", Text: "noem hoogstens tien dagen, van 90 dagen voor tot 90 dagen na de laatste dag"}}
	}
	return days, nil
}
