package change_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

const second = "4.2.4 Stille oevers\n\nHier verandert niets.\n"

// eachTampered is each with a way to change rows behind the back of the program.
func eachTampered(t *testing.T, f func(w *world, behind func(statement string))) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		w := newWorld(t, databases.Open(t, c))
		raw := databases.Behind(t, c)
		f(w, func(statement string) {
			t.Helper()
			if _, err := raw.ExecContext(ctx, statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		})
	})
}

func moved(from, to string) string {
	return fmt.Sprintf(`update address set address = '%s' where address = '%s'`, to, from)
}

// An address is given out once. Who changes one behind the back of the program does not move the page with the next
// correction: that is refused, and nothing of it is kept.
func TestAPageIsNotMovedByAnAddressThatWasChanged(t *testing.T) {
	eachTampered(t, func(w *world, behind func(string)) {
		w.imports(w.e, page(w), second)
		w.publishes(w.e)
		first, other := w.frozen(w.e, "4.2.3").Address, w.frozen(w.e, "4.2.4").Address
		for _, moves := range [][]string{
			{moved(first, "elders"), moved("elders", first)},
			{moved(first, "tussen"), moved(other, first), moved("tussen", other), moved(first, "tussen"), moved(other, first), moved("tussen", other)},
		} {
			head, err := w.db.Read(w.org.ID).Head(ctx)
			must(w, err)
			for _, statement := range moves[:len(moves)/2] {
				behind(statement)
			}
			again := change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))}
			_, err = w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, again)
			var no cycle.Refusal
			if !errors.As(err, &no) || !strings.Contains(no.Text, "is gepubliceerd op het adres "+first+" en zou nu op") {
				w.Errorf("it answered %v", err)
			}
			if after, err := w.db.Read(w.org.ID).Head(ctx); err != nil || after.Line != head.Line {
				w.Errorf("something was kept: line %d was %d (%v)", after.Line, head.Line, err)
			}
			for _, statement := range moves[len(moves)/2:] {
				behind(statement)
			}
		}
		r := w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))})
		if now := w.frozen(w.e, "4.2.3").Address; r.Number != 2 || now != first {
			w.Errorf("put back, it is revision %d at %s", r.Number, now)
		}
	})
}

// A row that was taken away is given out again where that gives the same address. A new page gets one of its own.
func TestAnAddressThatWasTakenAwayComesBackAsItWas(t *testing.T) {
	eachTampered(t, func(w *world, behind func(string)) {
		w.imports(w.e, page(w), second)
		w.publishes(w.e)
		was := w.frozen(w.e, "4.2.3").Address
		behind(`delete from address where address = '` + was + `'`)
		w.corrects(change.Correction{Reason: "erbij", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."), "4.2.5 Nieuw\n\nDit kwam erbij.\n")})
		if now := w.frozen(w.e, "4.2.3").Address; now != was {
			w.Errorf("the page moved from %s to %s", was, now)
		}
		if now := w.frozen(w.e, "4.2.5").Address; now == "" || now == was {
			w.Errorf("the new page is at %q", now)
		}
	})
}

// When the newest revision was withdrawn as a whole, pages stay where the one before it put them.
func TestAPageStaysWhereItWasBeforeAWithdrawal(t *testing.T) {
	eachTampered(t, func(w *world, behind func(string)) {
		w.imports(w.e, page(w), second)
		w.publishes(w.e)
		was := w.frozen(w.e, "4.2.3").Address
		w.corrects(change.Correction{Reason: "erbij", Documents: documents(w, "4.2.5 Nieuw\n\nDit kwam erbij.\n")})
		_, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 2, Reason: "te vroeg"})
		must(w, err)
		again := change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))}
		behind(moved(was, "elders"))
		if _, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, again); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("it answered %v", err)
		}
		behind(moved("elders", was))
		w.corrects(again)
	})
}
