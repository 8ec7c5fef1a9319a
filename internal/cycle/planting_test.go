package cycle

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// grown is the tree of an edition; a node's id is the number that it has in the edition before, where the same tree stood.
func grown(numbers ...string) TreeNow {
	now := TreeNow{Edition: Edition{ID: "monitor", Stage: Writing, Settings: NewOrganisation("", Province, "x", "X").Defaults}}
	for i, number := range numbers {
		p := Placement{Edition: "monitor", Node: NodeID(number), Number: number, Title: "Over " + number, Position: i, Depth: strings.Count(number, ".")}
		if dot := strings.LastIndex(number, "."); dot > 0 {
			p.Parent = NodeID(number[:dot])
		}
		now.Places = append(now.Places, p)
	}
	now.Before = slices.Clone(now.Places)
	return now
}

// drawn is a tree on one line: number=node, children in brackets left out because numbers tell.
func drawn(places []Placement) string {
	var all []string
	for _, p := range places {
		all = append(all, p.Number+"="+string(p.Node)+strings.Repeat("'", max(0, p.Depth-strings.Count(p.Number, "."))))
	}
	return strings.Join(all, " ")
}

// told is a conversion table on one line.
func told(rows []Conversion) string {
	var all []string
	for _, c := range rows {
		all = append(all, fmt.Sprintf("%s>%s %s", c.From.Number, c.To.Number, c.Kind))
	}
	return strings.Join(all, ", ")
}

func TestAPlanChangesTheTree(t *testing.T) {
	tree := []string{"2", "2.3", "2.3.1", "2.4", "2.4.1", "2.4.2", "3"}
	tests := []struct {
		name  string
		steps []TreeStep
		want  string
		rows  string
	}{
		{"nothing", nil, "2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.2=2.4.2 3=3", ""},
		{"two goals exchange their numbers, and their deliverables follow",
			[]TreeStep{{Kind: StepNumber, Node: "2.3", Number: "2.4"}, {Kind: StepNumber, Node: "2.4", Number: "2.3"}},
			"2=2 2.3=2.4 2.3.1=2.4.1 2.3.2=2.4.2 2.4=2.3 2.4.1=2.3.1 3=3",
			"2.3>2.4 doorgezet, 2.3.1>2.4.1 doorgezet, 2.4>2.3 doorgezet, 2.4.1>2.3.1 doorgezet, 2.4.2>2.3.2 doorgezet"},
		{"another title is a changed deliverable",
			[]TreeStep{{Kind: StepName, Node: "2.3.1", Title: "Anders"}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.2=2.4.2 3=3", "2.3.1>2.3.1 gewijzigd"},
		{"what is moved gets the next number of its new parent",
			[]TreeStep{{Kind: StepMove, Node: "2.3.1", Parent: "2.4"}},
			"2=2 2.3=2.3 2.4=2.4 2.4.1=2.4.1 2.4.2=2.4.2 2.4.3=2.3.1 3=3", "2.3.1>2.4.3 doorgezet"},
		{"what is moved can get a place of its own among the others",
			[]TreeStep{{Kind: StepMove, Node: "2.4.2", Parent: "2.3", After: "2.3.1", Number: "2.3.0"}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.3.0=2.4.2 2.4=2.4 2.4.1=2.4.1 3=3", "2.4.2>2.3.0 doorgezet"},
		{"a deliverable is added at the place of its number",
			[]TreeStep{{Kind: StepAdd, Node: "n", Parent: "2.4", Number: "2.4.1a", Title: "Nieuw"}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.1a=n 2.4.2=2.4.2 3=3", ">2.4.1a nieuw"},
		{"something is added below what was added",
			[]TreeStep{{Kind: StepAdd, Node: "n", Title: "Nieuw"}, {Kind: StepAdd, Node: "m", Parent: "n", Title: "Daaronder"}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.2=2.4.2 3=3 4=n 4.1=m", ">4 nieuw, >4.1 nieuw"},
		{"a goal ends with its deliverables, and the others close the gap",
			[]TreeStep{{Kind: StepEnd, Node: "2.3", Whole: true}, {Kind: StepCount, Node: "2"}},
			"2=2 2.1=2.4 2.1.1=2.4.1 2.1.2=2.4.2 3=3",
			"2.3> beeindigd, 2.3.1> beeindigd, 2.4>2.1 doorgezet, 2.4.1>2.1.1 doorgezet, 2.4.2>2.1.2 doorgezet"},
		{"what is below a goal is counted from a number of one's own; what is deeper from 1",
			[]TreeStep{{Kind: StepCount, Node: "2", Number: "2.5"}, {Kind: StepCount, Node: "2.4", Number: "0"}},
			"2=2 2.5=2.3 2.5.1=2.3.1 2.6=2.4 2.6.0=2.4.1 2.6.1=2.4.2 3=3",
			"2.3>2.5 doorgezet, 2.3.1>2.5.1 doorgezet, 2.4>2.6 doorgezet, 2.4.1>2.6.0 doorgezet, 2.4.2>2.6.1 doorgezet"},
		{"the whole tree is counted from a number of one's own",
			[]TreeStep{{Kind: StepCount, Number: "10"}},
			"10=2 10.1=2.3 10.1.1=2.3.1 10.2=2.4 10.2.1=2.4.1 10.2.2=2.4.2 11=3",
			"2>10 doorgezet, 2.3>10.1 doorgezet, 2.3.1>10.1.1 doorgezet, 2.4>10.2 doorgezet, 2.4.1>10.2.1 doorgezet, 2.4.2>10.2.2 doorgezet, 3>11 doorgezet"},
		{"a deliverable is split and goes on as the first part",
			[]TreeStep{{Kind: StepSplit, Node: "2.4.1", Parts: []TreePart{{Node: "2.4.1", Number: "2.4.1", Title: "Een"}, {Node: "n", Number: "2.4.3", Title: "Twee"}}}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.3=n 2.4.2=2.4.2 3=3", "2.4.1>2.4.1 gesplitst, 2.4.1>2.4.3 gesplitst"},
		{"a goal is split and ends; what was below it goes with the first part",
			[]TreeStep{{Kind: StepSplit, Node: "2.4", Parts: []TreePart{{Node: "n", Number: "2.4", Title: "Een"}, {Node: "m", Number: "2.5", Title: "Twee"}}}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=n 2.4.1=2.4.1 2.4.2=2.4.2 2.5=m 3=3",
			"2.4>2.4 gesplitst, 2.4>2.5 gesplitst, 2.4.1>2.4.1 doorgezet, 2.4.2>2.4.2 doorgezet"},
		{"two goals become one that goes on as the second",
			[]TreeStep{{Kind: StepMerge, From: []NodeID{"2.3", "2.4"}, Node: "2.4", Number: "2.3", Title: "Samen"}},
			"2=2 2.3=2.4 2.3.1=2.4.1 2.3.2=2.4.2 2.3.3=2.3.1 3=3",
			"2.3>2.3 samengevoegd, 2.3.1>2.3.3 doorgezet, 2.4>2.3 samengevoegd, 2.4.1>2.3.1 doorgezet, 2.4.2>2.3.2 doorgezet"},
		{"two deliverables become a new one",
			[]TreeStep{{Kind: StepMerge, From: []NodeID{"2.4.1", "2.4.2"}, Node: "n", Title: "Samen"}},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=n 3=3", "2.4.1>2.4.1 samengevoegd, 2.4.2>2.4.1 samengevoegd"},
		{"a part that is merged on at once leaves no trace of itself",
			[]TreeStep{
				{Kind: StepSplit, Node: "2.4.1", Parts: []TreePart{{Node: "2.4.1", Title: "Een"}, {Node: "n", Number: "2.4.3", Title: "Twee"}}},
				{Kind: StepMerge, From: []NodeID{"2.4.2", "n"}, Node: "2.4.2", Title: "Samen"},
			},
			"2=2 2.3=2.3 2.3.1=2.3.1 2.4=2.4 2.4.1=2.4.1 2.4.2=2.4.2 3=3",
			"2.4.1>2.4.1 gesplitst, 2.4.1>2.4.2 samengevoegd, 2.4.2>2.4.2 samengevoegd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after, wrong := TreePlan{Steps: tt.steps}.Apply(grown(tree...))
			if len(wrong) > 0 {
				t.Fatal(wrong)
			}
			if got := drawn(after.Places); got != tt.want {
				t.Errorf("the tree is\n%s, want\n%s", got, tt.want)
			}
			if got := told(after.Conversions); got != tt.rows {
				t.Errorf("the table is\n%s, want\n%s", got, tt.rows)
			}
			if len(after.Lineages) != len(after.Conversions) {
				t.Errorf("%d lineages for %d rows", len(after.Lineages), len(after.Conversions))
			}
		})
	}
}

// Why something is done goes to each row that it makes, and goes again with it.
func TestANoteGoesToWhatItIsAbout(t *testing.T) {
	because := func(s TreeStep, note string) TreeStep { s.Note = note; return s }
	now := grown("2", "2.3", "2.3.1", "2.4", "2.4.1")
	plan := TreePlan{Steps: []TreeStep{
		because(TreeStep{Kind: StepNumber, Node: "2.3", Number: "2.5"}, "De volgorde van het akkoord."),
		because(TreeStep{Kind: StepName, Node: "2.3.1", Title: "Anders"}, "duidelijker; voor iedereen"),
		because(TreeStep{Kind: StepAdd, Node: "n", Parent: "2.4", Title: "Nieuw"}, "amendement 7"),
		because(TreeStep{Kind: StepEnd, Node: "2.4.1"}, "het geld is op"),
		{Kind: StepNumber, Node: "2.4", Number: "2.6"},
	}}
	after, wrong := plan.Apply(now)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	want := map[string]string{
		"2.3>2.5": "De volgorde van het akkoord.", "2.3.1>2.5.1": "De volgorde van het akkoord; duidelijker; voor iedereen",
		">2.6.2": "amendement 7", "2.4.1>": "het geld is op", "2.4>2.6": "",
	}
	for _, c := range after.Conversions {
		row := c.From.Number + ">" + c.To.Number
		if note, known := want[row]; !known || note != c.Note {
			t.Errorf("%s because of %q", row, c.Note)
		}
	}
	if len(after.Conversions) != len(want) {
		t.Errorf("%d rows", len(after.Conversions))
	}
	// A second plan adds its reasons, and takes away those of what it undoes.
	now.Places, now.Lineages = after.Places, after.Lineages
	after, _ = TreePlan{Steps: []TreeStep{
		because(TreeStep{Kind: StepNumber, Node: "2.3", Number: "2.3"}, "toch niet"),
		because(TreeStep{Kind: StepNumber, Node: "2.4", Number: "2.7"}, "ruimte voor later"),
	}}.Apply(now)
	if len(after.Dropped) != 1 || after.Dropped[0].From != "2.3" {
		t.Errorf("dropped %+v", after.Dropped)
	}
	for _, l := range after.Lineages {
		if notes := map[NodeID]string{"2.4": "ruimte voor later", "n": "amendement 7; ruimte voor later", "2.3.1": "De volgorde van het akkoord; duidelijker; voor iedereen; toch niet"}; notes[l.To] != l.Note {
			t.Errorf("%s because of %q", l.To, l.Note)
		}
	}
	// What somebody noted by hand stays, also when a plan adds to it.
	now = grown("2", "2.3")
	now.Lineages = []Lineage{{ID: "l", Kind: Continued, From: "2.3", To: "2.3", Note: "volgens het college"}}
	after, _ = TreePlan{Steps: []TreeStep{because(TreeStep{Kind: StepNumber, Node: "2.3", Number: "2.4"}, "de volgorde")}}.Apply(now)
	if len(after.Lineages) != 1 || after.Lineages[0].Note != "volgens het college; de volgorde" || after.Lineages[0].Planned {
		t.Errorf("%+v", after.Lineages)
	}
	if _, wrong := (TreePlan{Steps: []TreeStep{because(TreeStep{Kind: StepName, Node: "2", Title: "Twee"}, strings.Repeat("a", MaxLine+1))}}).Apply(now); len(wrong) != 1 || wrong[0].Field != "stap-1" {
		t.Errorf("a note that is too long: %v", wrong)
	}
}

// What was applied can still be told when the tree has other names.
func TestAFinishedPlanIsKept(t *testing.T) {
	at := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	steps := []TreeStep{{Kind: StepMove, Node: "2.3", Parent: "3", After: "3.1", Note: "past daar beter"}, {Kind: StepAdd, Node: "n", Title: "Nieuw"}}
	p := TreePlan{Edition: "monitor", Steps: steps, Version: 4}.Finish(grown("2", "2.3", "3", "3.1"), 4, at)
	if len(p.Steps) != 0 || p.Version != 4 || len(p.Done) != 1 {
		t.Fatalf("%+v", p)
	}
	called := []TreeCalled{{Node: "2.3", Name: "2.3 Over 2.3"}, {Node: "3", Name: "3 Over 3"}, {Node: "3.1", Name: "3.1 Over 3.1"}}
	if d := p.Done[0]; d.At != at || d.By != 4 || !slices.Equal(d.Called, called) || len(d.Steps) != 2 || d.Steps[0].Note != "past daar beter" {
		t.Errorf("%+v", d)
	}
}

func TestAPlanIsRefused(t *testing.T) {
	tests := []struct {
		name  string
		steps []TreeStep
		field string
		want  string
	}{
		{"a number that stands twice", []TreeStep{{Kind: StepNumber, Node: "2.3", Number: "3"}}, "", `nummer 3 staat twee keer: bij "Over 2.3" en bij "Over 3"`},
		{"a parent that is gone", []TreeStep{{Kind: StepEnd, Node: "2.3.1"}, {Kind: StepAdd, Node: "n", Parent: "2.3.1", Title: "Nieuw"}}, "stap-2", "staat niet meer in de doelenboom"},
		{"a node that is gone", []TreeStep{{Kind: StepEnd, Node: "2.3.1"}, {Kind: StepName, Node: "2.3.1", Title: "Weer"}}, "stap-2", "staat niet meer"},
		{"a circle", []TreeStep{{Kind: StepMove, Node: "2", Parent: "2.3.1"}}, "stap-1", "kan niet onder zichzelf staan"},
		{"a place below another parent", []TreeStep{{Kind: StepMove, Node: "2.3.1", Parent: "3", After: "2.3"}}, "stap-1", "staat niet op dezelfde plek"},
		{"a goal with deliverables ends alone", []TreeStep{{Kind: StepEnd, Node: "2.3"}}, "stap-1", "onder 2.3 staat nog 1 onderdeel"},
		{"a report with a text would vanish", []TreeStep{{Kind: StepEnd, Node: "2.4", Whole: true}}, "", "2.4.1 Over 2.4.1 kan niet verdwijnen: de verantwoording heeft al tekst"},
		{"nothing without a title", []TreeStep{{Kind: StepAdd, Node: "n", Parent: "2"}}, "stap-1", "een titel"},
		{"nothing without a number", []TreeStep{{Kind: StepNumber, Node: "2"}}, "stap-1", "een nummer"},
		{"counting from a number of another branch", []TreeStep{{Kind: StepCount, Node: "2.3", Number: "2.4.1"}}, "stap-1", `begin met een nummer als 2.3.3; "2.4.1" kan hier niet`},
		{"counting from below nothing", []TreeStep{{Kind: StepCount, Number: "-1"}}, "stap-1", "begin met een nummer als 3"},
		{"counting from a word", []TreeStep{{Kind: StepCount, Node: "2", Number: "2.a"}}, "stap-1", `"2.a" kan hier niet`},
		{"counting from a number that another has", []TreeStep{{Kind: StepCount, Number: "99999"}}, "stap-1", "kan hier niet"},
		{"a split into one", []TreeStep{{Kind: StepSplit, Node: "2", Parts: []TreePart{{Node: "2", Title: "Een"}}}}, "stap-1", "ten minste twee"},
		{"a merger of one", []TreeStep{{Kind: StepMerge, From: []NodeID{"2"}, Node: "2", Title: "Een"}}, "stap-1", "ten minste twee"},
		{"a merger with what is below", []TreeStep{{Kind: StepMerge, From: []NodeID{"2", "2.3"}, Node: "2", Title: "Een"}}, "stap-1", "kan niet samengaan"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := grown("2", "2.3", "2.3.1", "2.4", "2.4.1", "3")
			now.Kept = map[NodeID]string{"2.4.1": "de verantwoording heeft al tekst"}
			_, wrong := TreePlan{Steps: tt.steps}.Apply(now)
			if len(wrong) != 1 || wrong[0].Field != tt.field || !strings.Contains(wrong[0].Text, tt.want) {
				t.Errorf("%q", wrong)
			}
		})
	}
}

func TestANewDeliverableNeedsAReport(t *testing.T) {
	now := grown("2", "2.3", "2.3.1", "2.4")
	now.Reported = map[NodeID]bool{"2.3.1": true}
	after, wrong := TreePlan{Steps: []TreeStep{
		{Kind: StepAdd, Node: "doel", Parent: "2", Title: "Een doel"}, {Kind: StepAdd, Node: "prestatie", Parent: "doel", Title: "Een prestatie", Author: 7},
		{Kind: StepMove, Node: "2.4", Parent: "2.3"},
	}}.Apply(now)
	if len(wrong) > 0 || len(after.Opens) != 2 {
		t.Fatal(wrong, after.Opens)
	}
	if o := after.Opens[0]; o.Node != "2.4" || o.Author != 0 {
		t.Errorf("a goal that became a deliverable: %+v", o)
	}
	if o := after.Opens[1]; o.Node != "prestatie" || o.Author != 7 {
		t.Errorf("a new deliverable: %+v", o)
	}
}

// A plan that undoes an earlier one takes back what was recorded; what somebody noted by hand stays.
func TestASecondPlanRecordsAgainstTheEditionBefore(t *testing.T) {
	now := grown("2", "2.1", "2.2")
	now.Places[1].Title = "Anders"
	now.Lineages = []Lineage{
		{ID: "1", Kind: Changed, From: "2.1", To: "2.1", Edition: "monitor"},
		{ID: "2", Kind: Continued, From: "2.2", To: "2.2", Edition: "monitor", Note: "Zie de bijlage."},
	}
	after, wrong := TreePlan{Steps: []TreeStep{{Kind: StepName, Node: "2.1", Title: "Over 2.1"}}}.Apply(now)
	if len(wrong) > 0 || len(after.Lineages) > 0 || len(after.Dropped) != 1 || after.Dropped[0].ID != "1" {
		t.Errorf("%v %+v %+v", wrong, after.Lineages, after.Dropped)
	}
	after, _ = TreePlan{Steps: []TreeStep{{Kind: StepNumber, Node: "2.1", Number: "2.9"}}}.Apply(now)
	if len(after.Lineages) > 0 || len(after.Dropped) > 0 {
		t.Errorf("changed once more: %+v %+v", after.Lineages, after.Dropped)
	}
}

func TestTheFirstEditionComesFromNowhere(t *testing.T) {
	now := grown("2", "2.1")
	now.Before = nil
	after, _ := TreePlan{Steps: []TreeStep{{Kind: StepAdd, Node: "n", Title: "Nieuw"}}}.Apply(now)
	if told(after.Conversions) != ">3 nieuw" || len(after.Lineages) > 0 {
		t.Errorf("%s %+v", told(after.Conversions), after.Lineages)
	}
}
