package change_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// Publishing again in the same state tells what it is: no new status, and why.
func TestPublishingAgainInTheSameStateTellsWhy(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		publish := func(to cycle.Release) {
			w.Helper()
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, to)
			must(w, err)
		}
		publish(cycle.Release{State: cycle.StateOffered, Date: "2026-05-20", Meetings: []cycle.Date{"2026-06-02"}})
		publish(cycle.Release{State: cycle.StateOffered, Date: "2026-05-20", Meetings: []cycle.Date{"2026-06-09", "2026-06-02", "2026-06-09"}})
		publish(cycle.Release{State: cycle.StateOffered, Date: "2026-05-21", Meetings: []cycle.Date{"2026-06-02"}})
		publish(cycle.Release{State: cycle.StateAdopted, Date: "2026-06-02", Reference: "PS/2026/77"})
		publish(cycle.Release{State: cycle.StateAdopted, Date: "2026-06-02", Reference: "PS/2026/78"})
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Decisions: []cycle.Decision{{Reference: "PS/2026/78", Title: "Jaarverslag 2025"}}})
		must(w, err)
		publish(cycle.Release{State: cycle.StateAdopted, Date: "2026-06-03", Reference: "PS/2026/78"})
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		want := []struct {
			kind   cycle.RevisionKind
			reason string
		}{
			{cycle.FirstRevision, ""},
			{cycle.Updated, "De dagen waarop het wordt behandeld, zijn veranderd."},
			{cycle.Updated, "De dag waarop dit is aangeboden, is nu 21 mei 2026; eerder stond er 20 mei 2026. De dagen waarop het wordt behandeld, zijn veranderd."},
			{cycle.NextState, ""},
			{cycle.Updated, "Het besluit waarmee dit is vastgesteld, is nu PS/2026/78; eerder stond er PS/2026/77. De lijst van besluiten is bijgewerkt."},
			{cycle.Updated, "De dag waarop dit is vastgesteld, is nu 3 juni 2026; eerder stond er 2 juni 2026. De lijst van besluiten is bijgewerkt."},
		}
		for i, r := range revisions {
			f, err := change.OpenRevision(w.blobs, r)
			must(w, err)
			told, err := f.Revision()
			must(w, err)
			must(w, f.Close())
			if told.Kind != want[i].kind || told.Reason != want[i].reason || r.Kind != want[i].kind {
				w.Errorf("revision %d is %q: %q", r.Number, told.Kind, told.Reason)
			}
			if i == 1 && !slices.Equal(told.Meetings, []cycle.Date{"2026-06-02", "2026-06-09"}) {
				w.Errorf("the meetings are %v", told.Meetings)
			}
		}
		same := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-03", Reference: "PS/2026/78"}
		if _, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, same); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("the same once more gives %v", err)
		}
	})
}

// What became known elsewhere and changes a page is told with the page.
func TestPublishingAgainTellsWhichPagesChanged(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "5.1.2 Werklocaties\n\nZie prestatie 8.1.5.\n", "5.1.3 Water\n\nHet gaat goed.\n")
		w.publishes(w.e)
		earlier := w.edition("jaarverslag-2024", cycle.Accounts, 2024)
		w.imports(earlier, "8.1.5 Fietspaden\n\nKlaar.\n")
		w.publishes(earlier)
		again := w.publishes(w.e)
		if want := "Wat sinds de vorige revisie bekend werd, is verwerkt bij 5.1.2."; again.Reason != want {
			w.Errorf("revision %d says %q, want %q", again.Number, again.Reason, want)
		}
		f, err := change.OpenRevision(w.blobs, again)
		must(w, err)
		defer f.Close()
		if told, err := f.Revision(); err != nil || told.Reason != again.Reason {
			w.Errorf("frozen is %q, %v", told.Reason, err)
		}
		if _, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateUnknown}); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("once more gives %v", err)
		}
	})
}

// A decision of tomorrow is none; when tomorrow begins, the clock of the Netherlands tells, also in summer.
func TestADecisionOfTomorrowIsRefused(t *testing.T) {
	adopted := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20", Reference: "PS/2026/77"}
	for _, test := range []struct {
		now   time.Time
		taken bool
	}{
		{time.Date(2026, 6, 19, 21, 59, 0, 0, time.UTC), false}, // one minute to midnight
		{time.Date(2026, 6, 19, 22, 1, 0, 0, time.UTC), true},
	} {
		databases.EachConfig(t, func(t *testing.T, c store.Config) {
			c.Now = func() time.Time { return test.now }
			w := newWorld(t, databases.Open(t, c))
			w.imports(w.e, page(w))
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted)
			if invalid := (cycle.Invalid)(nil); test.taken && err != nil || !test.taken && (!errors.As(err, &invalid) || invalid[0].Field != "date") {
				w.Errorf("adopted on 20 June, at %s it answers %v", test.now, err)
			}
			if _, err := w.do.On(adopted.Date).PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted); !test.taken && err != nil {
				w.Errorf("told as of that day it answers %v", err)
			}
		})
	}
}

// Who puts the day of a state right cannot put it before the state that went ahead of it.
func TestTheDayOfAStateStaysBehindTheStateBefore(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		publish := func(to cycle.Release) error {
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, to)
			return err
		}
		adopted := func(day cycle.Date) cycle.Release {
			return cycle.Release{State: cycle.StateAdopted, Date: day, Reference: "PS/2026/77"}
		}
		must(w, publish(cycle.Release{State: cycle.StateOffered, Date: "2026-05-20"}))
		must(w, publish(cycle.Release{State: cycle.StateOffered, Date: "2026-05-19"}))
		must(w, publish(adopted("2026-06-02")))
		if wrong, err := (cycle.Invalid)(nil), publish(adopted("2025-06-02")); !errors.As(err, &wrong) || wrong[0].Field != "date" || !strings.Contains(wrong[0].Text, "is aangeboden op 19 mei 2026") {
			w.Errorf("adopted a year before it was offered: %v", err)
		}
		must(w, publish(adopted("2026-06-03")))
	})
}

func TestAYearThatWasMistypedIsRefused(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		for _, day := range []cycle.Date{"1016-05-20", "2999-05-20"} {
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateOffered, Date: day})
			if err == nil || !strings.Contains(err.Error(), "kijk naar het jaar") {
				w.Errorf("%s gives %v", day, err)
			}
		}
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2026-05-20", Reference: "PS/2026/1\x1b[2J"})
		if err == nil {
			w.Error("a decision may hold what a terminal obeys")
		}
	})
}
