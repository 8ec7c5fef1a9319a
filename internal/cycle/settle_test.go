package cycle

import (
	"errors"
	"strings"
	"testing"

	"doelenboom/internal/richtext"
)

func TestSettingsDiffer(t *testing.T) {
	usual := NewOrganisation("", Province, "x", "X").Defaults
	other := usual
	other.Sections = append([]Section{{Key: "extra", Label: "Extra"}}, usual.Sections...)
	other.Aspects = nil
	chosen := usual
	chosen.Checks = CheckSettings{}.OrUsual()
	for name, tt := range map[string]struct {
		a, b Settings
		want string
	}{
		"the same": {usual, usual, ""}, "sections and scores": {usual, other, "rubrieken scores"},
		"the usual thresholds, written out": {usual, chosen, ""}, "all": {usual, Settings{Checks: CheckSettings{MoneyShare: 9}}, "niveaus rubrieken scores controles"},
	} {
		if got := strings.Join(tt.a.Differs(tt.b), " "); got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestSettling(t *testing.T) {
	carla := User{Number: 4, Grants: Granted(RoleCoordinator)}
	anna := User{Number: 1, Grants: Granted(RoleAuthor)}
	usual := func() Settings { return NewOrganisation("", Province, "x", "X").Defaults }
	reports := []Report{{
		Sections: []SectionText{{Key: Progress, Text: richtext.Paragraphs("Het loopt.")}},
		Scores:   []Score{{Aspect: "geld", Value: Orange}},
	}}
	places := []Placement{{Depth: 2, Number: "5.1.1", Title: "Bedrijventerreinen"}}
	tests := []struct {
		name   string
		by     User
		stage  EditionStage
		change func(*Settings)
		want   string // what is said no to; empty is yes
	}{
		{"other words", carla, Writing, func(s *Settings) { s.Levels[0].Label = "Programma"; s.Sections[0].Label = "Kort" }, ""},
		{"an empty section goes", carla, Writing, func(s *Settings) { s.Sections = s.Sections[1:] }, ""},
		{"a section with text stays", carla, Writing, func(s *Settings) { s.Sections = s.Sections[:2] }, "de rubriek Toelichting op voortgang kan niet weg: zij heeft tekst in 1 verantwoording"},
		{"a subject without scores goes", carla, Writing, func(s *Settings) { s.Aspects = s.Aspects[1:] }, ""},
		{"a subject with scores stays", carla, Writing, func(s *Settings) { s.Aspects = s.Aspects[:1] }, `de score "aandacht" op Geld kan niet weg`},
		{"a value in use stays", carla, Writing, func(s *Settings) { s.Aspects[1].Values = []ScoreValue{s.Aspects[1].Values[0], s.Aspects[1].Values[2]} }, `de score "aandacht" op Geld kan niet weg`},
		{"a level with something on it stays", carla, Writing, func(s *Settings) { s.Levels = s.Levels[:2] }, "op het niveau Prestatie staat nog 5.1.1 Bedrijventerreinen"},
		{"no levels", carla, Writing, func(s *Settings) { s.Levels = nil }, "ten minste één niveau"},
		{"a level without a name", carla, Writing, func(s *Settings) { s.Levels[1].Plural = "" }, "niveau 2 heeft een naam nodig"},
		{"a score with one value", carla, Writing, func(s *Settings) { s.Aspects[0].Values = s.Aspects[0].Values[:1] }, "ten minste twee waarden"},
		{"a colour twice", carla, Writing, func(s *Settings) { s.Aspects[0].Values[1].Key = Green }, "groen staat twee keer"},
		{"a threshold that is none", carla, Writing, func(s *Settings) { s.Checks.MoneyShare = 400 }, "percentage"},
		{"once it is established", carla, Established, func(*Settings) {}, "haar inrichting staat vast"},
		{"an author", anna, Writing, func(*Settings) {}, "u mag de inrichting niet veranderen"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			to := usual()
			tt.change(&to)
			e, err := Edition{Name: "Monitor", Stage: tt.stage, Settings: usual()}.Settle(tt.by, "2026-05-04", to, reports, places)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%v", err)
			}
			if tt.want == "" && len(e.Settings.Levels) != 3 {
				t.Errorf("%+v", e.Settings)
			}
		})
	}
	if _, err := (Edition{}).Settle(anna, "2026-05-04", usual(), nil, nil); !errors.Is(err, ErrForbidden) {
		t.Error(err)
	}
}

func TestWhatIsNewGetsAKeyThatLasts(t *testing.T) {
	s := Settings{
		Sections: []Section{{Key: "risico-s", Label: "Gevaren"}, {Label: "Risico's"}},
		Aspects:  []Aspect{{Label: "Kwaliteit", Values: []ScoreValue{{Word: "goed"}, {Word: "goed"}}}},
	}.Keyed()
	if s.Sections[0].Key != "risico-s" || s.Sections[1].Key == "" || s.Sections[1].Key == s.Sections[0].Key {
		t.Errorf("%+v", s.Sections)
	}
	if a := s.Aspects[0]; a.Key != "kwaliteit" || a.Values[0].Key != "goed" || a.Values[1].Key != "goed-2" {
		t.Errorf("%+v", a)
	}
}
