package compare

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// MilestoneKind is what happened to a milestone.
type MilestoneKind string

// What can happen to a milestone. One that was settled before (reached, missed, dropped) and is no longer named is not
// gone: there was nothing more to say about it.
const (
	MilestoneNew     MilestoneKind = "nieuw"
	MilestoneMoved   MilestoneKind = "verschoven"
	MilestoneReached MilestoneKind = "gehaald"
	MilestoneMissed  MilestoneKind = "gemist"
	MilestoneDropped MilestoneKind = "vervallen"
	MilestoneGone    MilestoneKind = "niet meer genoemd"
)

// MilestoneChange is one milestone that differs. Block leads to it on the page of the later side.
type MilestoneChange struct {
	Key     string
	Kind    MilestoneKind
	Text    string
	Block   string
	Was, Is publication.WrittenDate
}

// Later tells whether a moved milestone moved to a later day; false when either date is not understood.
func (m MilestoneChange) Later() bool { return m.Is.Last().After(m.Was.Last()) }

func stones(n publication.Node) []publication.EntryMilestone {
	out := make([]publication.EntryMilestone, len(n.Milestones))
	for i, m := range n.Milestones {
		out[i] = publication.EntryMilestone{Date: m.Date, First: m.First, Key: m.Key, State: m.State, Text: m.Text.Text()}
		if len(m.Text) > 0 && m.Text[0].ID != "" {
			out[i].Block = "p-" + m.Text[0].ID
		}
	}
	return out
}

func entryStones(e publication.Entry) []publication.EntryMilestone { return e.Milestones }

func milestones(before, after []publication.EntryMilestone) []MilestoneChange {
	var out []MilestoneChange
	from, goesOn := MilestonesGoOn(before, after), make([]bool, len(before))
	for i, is := range after {
		change := MilestoneChange{Key: is.Key, Text: is.Text, Block: is.Block, Is: is.Date, Kind: MilestoneNew}
		if from[i] != unknown {
			was := before[from[i]]
			goesOn[from[i]] = true
			if change.Kind = milestoneKind(was, is); change.Kind != MilestoneNew {
				change.Was = was.Date
			}
		}
		if change.Kind != "" {
			out = append(out, change)
		}
	}
	for i, was := range before {
		if !goesOn[i] && settled(was.State) == "" {
			out = append(out, MilestoneChange{Key: was.Key, Kind: MilestoneGone, Text: was.Text, Was: was.Date})
		}
	}
	return out
}

func milestoneKey(m *publication.EntryMilestone) string { return m.Key }

// milestoneKind is the most important thing that happened: what became of it goes before when. One that was settled and
// is open now is what comes each year, under a key that was used before.
func milestoneKind(was, is publication.EntryMilestone) MilestoneKind {
	if kind := settled(is.State); kind != "" && is.State != was.State {
		return kind
	}
	if settled(was.State) != "" && (is.State == cycle.MilestoneOpen || is.State == "") {
		return MilestoneNew
	}
	if otherDate(was.Date, is.Date) {
		return MilestoneMoved
	}
	if is.State == cycle.MilestoneMoved && was.State != is.State && was.Date != is.Date && !is.Date.Within(was.Date) {
		return MilestoneMoved
	}
	return ""
}

func settled(s cycle.MilestoneState) MilestoneKind {
	switch s {
	case cycle.MilestoneReached:
		return MilestoneReached
	case cycle.MilestoneMissed:
		return MilestoneMissed
	case cycle.MilestoneDropped:
		return MilestoneDropped
	}
	return ""
}

// otherDate tells whether a date means days that it did not mean before; of words that are not understood, whether they
// are other words. A date where there was none did not move, and neither did one that is only told more exactly, or in the
// same words ("4e kwartaal", in each edition of its year).
func otherDate(was, is publication.WrittenDate) bool {
	switch {
	case was == publication.WrittenDate{} || is == publication.WrittenDate{}, was.Text == is.Text && is.Text != "":
		return false
	case was.Known() && is.Known():
		return !is.Within(was)
	}
	return was.Text != is.Text
}

// find is the row with a key; nil when there is none.
func find[T any](rows []T, key string, of func(T) string) *T {
	for i := range rows {
		if of(rows[i]) == key {
			return &rows[i]
		}
	}
	return nil
}
