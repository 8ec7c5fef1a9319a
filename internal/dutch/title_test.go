package dutch

import "testing"

func TestTitleKey(t *testing.T) {
	for _, title := range []string{"Regio's aan zet", "Regio’s aan zet", "Regio's  aan  zet.", " REGIO‘s aan\u00a0zet ", "Re\u00adgio's aan zet"} {
		if got := TitleKey(title); got != "regio's aan zet" {
			t.Errorf("%q: %q", title, got)
		}
	}
	for a, b := range map[string]string{
		"„Samen” – sterk": "\"Samen\" - sterk", "Financie\u0308n": "Financiën",
	} {
		if TitleKey(a) != TitleKey(b) {
			t.Errorf("%q and %q are told apart: %q, %q", a, b, TitleKey(a), TitleKey(b))
		}
	}
	for a, b := range map[string]string{"Regio's": "Regios", "Vóór elkaar": "Voor elkaar", "Fase 1": "Fase 2", "A-B": "AB"} {
		if TitleKey(a) == TitleKey(b) {
			t.Errorf("%q and %q are one title: %q", a, b, TitleKey(a))
		}
	}
}
