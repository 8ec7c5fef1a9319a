package change_test

import (
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
