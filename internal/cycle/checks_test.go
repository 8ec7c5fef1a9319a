package cycle

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestSettingsThatChoseNothingKeepTheirBytes(t *testing.T) {
	b, err := json.Marshal(NewOrganisation("o", Province, "o", "O").Defaults)
	if err != nil || strings.Contains(string(b), "checks") {
		t.Errorf("an edition stored before there were checks has other bytes now: %s, %v", b, err)
	}
}

func TestUsualThresholds(t *testing.T) {
	usual := CheckSettings{}.OrUsual()
	if usual.MoneyShare != 5 || usual.MoneyFloor.String() != "€ 100.000" || usual.LowestEase == 0 || usual.SentenceMost == 0 {
		t.Errorf("%+v", usual)
	}
	own := CheckSettings{MoneyShare: 10, Off: []string{"te-lang"}}.OrUsual()
	if own.MoneyShare != 10 || own.MoneyFloor != usual.MoneyFloor || own.On("te-lang") || !own.On("opengelaten") {
		t.Errorf("%+v", own)
	}
}

func TestThresholdsThatCannotBe(t *testing.T) {
	for _, c := range []CheckSettings{{MoneyShare: 101}, {MoneyShare: -1}, {MoneyFloor: -1}, {LowestEase: 101}, {SentenceMost: -1}} {
		e := NewEdition("e", NewOrganisation("o", Province, "o", "O"), Monitor, "m1", "M", 2025)
		e.Settings.Checks = c
		var invalid Invalid
		if !errors.As(e.Validate(), &invalid) || len(invalid) != 1 {
			t.Errorf("%+v may not be: %v", c, invalid)
		}
	}
}
