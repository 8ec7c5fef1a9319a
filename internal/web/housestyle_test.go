package web_test

import (
	"testing"

	"doelenboom/internal/cycle"
)

func TestTheHouseStyle(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("dirk", "inrichten/huisstijl").ok(200).form("huisstijl")
		form.Set("accent", "geel")
		w.post("dirk", "inrichten/huisstijl", form).ok(422).has("a", "schrijf de kleur als # met zes cijfers of letters")
		form.Set("accent", "#ffd000")
		form.Set("font", "schreef")
		w.post("dirk", "inrichten/huisstijl", form).ok(303)
		w.get("dirk", "inrichten/huisstijl").ok(200).has("p", "Uw kleur is op wit papier te licht om te lezen.")
		o, err := w.db.Read(w.org.ID).Organisation(ctx)
		w.must(err)
		if o.Style.Accent != "#ffd000" || o.Style.Font != cycle.FontSerif {
			t.Errorf("%+v", o.Style)
		}
		w.get("anna", "inrichten/huisstijl").ok(404)
	})
}
