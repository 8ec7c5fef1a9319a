package change_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// However its number is written, a decision has one page: where it adopts, where it asks for a correction, and in a text as far
// as it is plain there that it is one.
func TestADecisionIsOneHoweverItsNumberIsWritten(t *testing.T) {
	each(t, func(w *world) {
		unclear := map[string]bool{"PS 2025.118": true, "ps.2025.118": true, "Ps-2025-118": true, "rb 2025-118": true}
		for number, again := range map[string][]string{
			"PS/2025/118": {"ps 2025-118", "PS 2025.118", "ps.2025.118", "PS2025/118", "Ps-2025-118", "PS/2025/ 118"},
			"2025-331":    {"2025/331", "Raadsbesluit 2025-331", "2025.331"},
			"Z25.001234":  {"z25.001234", "Z25-001234", "Z 25/001234"},
			"RB 2025/118": {"rb 2025-118", "RB2025/118", "RB/2025/118"},
			"RIS 312345":  {"RIS312345", "ris 312345", "RIS-312345"},
			"AB 2025/12":  {"ab/2025/12", "AB-2025-12"},
			"RIS 312346":  nil, "Z25.001235": nil, "2025-3311": nil, "GS/2025/118": nil,
		} {
			e := w.edition("over-"+slugOf(number), cycle.Accounts, 2025)
			plain := slices.DeleteFunc(append([]string{number}, again...), func(v string) bool { return unclear[v] })
			text := "5.1.1 Dijken\n\nWij werken volgens " + strings.Join(plain, ", en ook volgens ") + ".\n"
			w.imports(e, text)
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2025-06-20", Reference: number})
			must(w, err)
			before := len(w.decisions())
			for i, variant := range again {
				docs := documents(w, text+"\nEn meer"+strings.Repeat("!", i)+".\n")
				_, err := w.do.Correct(ctx, w.org.ID, cycle.System, e.ID, change.Correction{Reason: "besluit", Decision: variant, Documents: docs})
				must(w, err)
			}
			if all := w.decisions(); len(all) != before {
				w.Errorf("%s is more than one decision: %+v", number, all)
			}
			if len(again) > 0 {
				if refs := w.frozen(e, "5.1.1").Sections[0].Text.Refs(); len(refs) != len(plain) {
					w.Errorf("the text %q names it %d times", text, len(refs))
				}
			}
		}
		if all := w.decisions(); len(all) != 10 {
			w.Errorf("there are %d decisions", len(all))
		}
	})
}

func slugOf(number string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "/", "-", ".", "-").Replace(number))
}

func (w *world) decisions() []cycle.Decision {
	w.Helper()
	all, err := w.db.Read(w.org.ID).Decisions(ctx)
	must(w, err)
	return all
}

// "12" is a number of anything. Where the register itself has numbers and nothing else, it is one of those.
func TestOnlyANumberIsNoDecision(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		adopt := func(number string) (store.Revision, error) {
			return w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2025-06-20", Reference: number})
		}
		for _, number := range []string{"12", "nr. 12", "312345"} {
			_, err := adopt(number)
			if invalid := (cycle.Invalid)(nil); !errors.As(err, &invalid) || invalid[0].Field != "decision" || !strings.Contains(invalid[0].Text, "is alleen een nummer") || !strings.Contains(invalid[0].Text, "PS/2016/486") {
				w.Errorf("%q answers %v", number, err)
			}
		}
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Decisions: []cycle.Decision{{Reference: "312344", Kind: cycle.Resolution, Title: "Vaststelling jaarstukken 2024"}}})
		must(w, err)
		if _, err := adopt("12"); err == nil {
			w.Error("12 is taken for a number like 312344")
		}
		if _, err := adopt("312345"); err != nil {
			w.Errorf("beside 312344, 312345 answers %v", err)
		}
	})
}
