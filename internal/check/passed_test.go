package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestMilestonePassed(t *testing.T) {
	green := scored("inhoud", "groen")
	checkRule(t, MilestonePassed, []ruleCase{
		{"medio 2025 is over on 31 August", written(green, due("a", "Dossiers klaar", "medio 2025", cycle.MilestoneOpen)), []string{"milestones/a"}},
		{"a state that nobody filled in is open", written(green, due("a", "Dossiers klaar", "mei 2025", "")), []string{"milestones/a"}},
		{"without a score nobody knows", written(due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), []string{"milestones/a"}},
		{"it was reached", written(green, due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneReached)), nil},
		{"it was moved to later", written(green, due("a", "Dossiers klaar", "mei 2026", cycle.MilestoneMoved)), nil},
		{"its day is yet to come", written(green, due("a", "Dossiers klaar", "najaar 2025", cycle.MilestoneOpen)), nil},
		{"orange tells it", written(scored("inhoud", "oranje"), due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), nil},
		{"a date in words that nobody understands", written(green, due("a", "Dossiers klaar", "zodra het kan", cycle.MilestoneOpen)), nil},
		{"a budget looks ahead", written(in(cycle.Budget), due("a", "Dossiers klaar", "mei 2025", cycle.MilestoneOpen)), nil},
		{"without a reference date today counts", written(green, due("a", "Dossiers klaar", "mei 2025", ""), func(in *Input) { in.Edition.Date, in.Today = "", "2025-06-15" }), []string{"milestones/a"}},
	})
}
