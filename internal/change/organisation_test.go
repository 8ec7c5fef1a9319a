package change_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"doelenboom/internal/cycle"
)

// A house style stands outside the archives: servers hear of it, and no page is made again.
func TestAHouseStyleIsSeenWithoutMakingPages(t *testing.T) {
	each(t, func(w *world) {
		style := func(s cycle.HouseStyle) error {
			return w.do.ChangeOrganisation(ctx, w.org.ID, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) {
				o.Style = s
				return o, nil
			})
		}
		before, err := w.db.Published().ShelfVersion(ctx)
		must(w, err)
		must(w, style(cycle.HouseStyle{Accent: "#00677d", Font: cycle.FontSerif}))
		after, err := w.db.Published().ShelfVersion(ctx)
		must(w, err)
		if after == before {
			w.Error("servers do not hear of a house style")
		}
		jobs, err := w.db.Read(w.org.ID).Jobs(ctx)
		must(w, err)
		if len(jobs) != 0 {
			w.Errorf("there is work to do: %+v", jobs)
		}
		shown, err := w.db.Published().Organisations(ctx)
		must(w, err)
		if len(shown) != 1 || shown[0].Style.Accent != "#00677d" || shown[0].Style.Font != cycle.FontSerif {
			w.Errorf("shown: %+v", shown)
		}
		for _, wrong := range []cycle.HouseStyle{{Accent: "rood"}, {Accent: "#00677d;} body{"}, {Font: "Comic"}} {
			if style(wrong) == nil {
				w.Errorf("%+v was taken", wrong)
			}
		}
		w.sound()
		must(w, w.do.ChangeOrganisation(ctx, w.org.ID, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) {
			o.Notice = "Voorbeeld"
			return o, nil
		}))
		if jobs, err := w.db.Read(w.org.ID).Jobs(ctx); err != nil || len(jobs) != 1 {
			w.Errorf("a notice stands on every page: %v, %v", jobs, err)
		}
	})
}

// Of those who add an organisation at the same address at the same time one succeeds; the others are told why they do not.
func TestAnAddressIsGivenToOneOrganisation(t *testing.T) {
	each(t, func(w *world) {
		for name, test := range map[string]struct {
			slug, base, says string
		}{
			"in the same path": {slug: "merwerland", says: `er is al een organisatie met het adres "merwerland"`},
			"on the same host": {slug: "vlierland-%d", base: "https://vlierland.example", says: "https://vlierland.example is al de site van Vlierland"},
		} {
			answers := make([]error, 8)
			var all sync.WaitGroup
			for i := range answers {
				all.Go(func() {
					slug := test.slug
					if test.base != "" {
						slug = fmt.Sprintf(slug, i)
					}
					o := cycle.NewOrganisation("", cycle.Province, slug, "Vlierland")
					o.Base = test.base
					_, answers[i] = w.do.AddOrganisation(ctx, cycle.System, o)
				})
			}
			all.Wait()
			added := 0
			for _, err := range answers {
				switch {
				case err == nil:
					added++
				case !errors.As(err, &cycle.Refusal{}) || !strings.Contains(err.Error(), test.says):
					w.Errorf("%s: %v", name, err)
				}
			}
			if added != 1 {
				w.Errorf("%s: %d were added", name, added)
			}
		}
		all, err := w.db.Organisations(ctx)
		must(w, err)
		orphans, err := w.db.Orphans(ctx)
		must(w, err)
		if len(all) != 3 || len(orphans) != 0 {
			w.Errorf("there are %d organisations, %d without a row", len(all), len(orphans))
		}
	})
}

// Nor does an organisation get the host of another one when its address changes, also when both ask at the same time.
func TestAChangeGivesAHostToOneOrganisation(t *testing.T) {
	each(t, func(w *world) {
		var asks [4]cycle.OrganisationID
		for i := range asks {
			o, err := w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, fmt.Sprintf("vlierland-%d", i), "Vlierland"))
			must(w, err)
			asks[i] = o.ID
		}
		moves := func(org cycle.OrganisationID, base string) error {
			return w.do.ChangeOrganisation(ctx, org, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) {
				o.Base = base
				return o, nil
			})
		}
		var answers [len(asks)]error
		var all sync.WaitGroup
		for i, org := range asks {
			all.Go(func() { answers[i] = moves(org, "https://vlierland.example") })
		}
		all.Wait()
		moved := 0
		for i, err := range answers {
			switch {
			case err == nil:
				moved++
				must(w, moves(asks[i], "http://VLIERLAND.example")) // its own
			case !errors.As(err, &cycle.Refusal{}) || !strings.Contains(err.Error(), "vlierland.example is al de site van Vlierland"):
				w.Errorf("%v", err)
			}
		}
		if moved != 1 {
			w.Errorf("%d have the host", moved)
		}
	})
}
