package web_test

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func TestFindingsWhileWriting(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De aanleg loopt vertraging op; PM cijfers eerste kwartaal.", false)
		page := w.get("anna", w.writing("5.1.1")).ok(200).has("summary", "Dit vond de controle").has("summary", "Dit klopt wel")
		if !strings.Contains(page.text(), "PM") {
			t.Error("a place left open is not found")
		}
		w.get("carla", w.reading("5.1.1")).ok(200).has("h2", "Dit vond de controle")
		form := page.form("/bevindingen")
		rule, key := "", ""
		for _, part := range strings.Split(page.body, `value="opengelaten.`)[1:] {
			rule, key = "opengelaten", part[:strings.IndexByte(part, '"')]
		}
		if key == "" {
			t.Fatal("there is no way to say that it is none")
		}
		at := w.reading("5.1.1") + "bevindingen"
		form.Set("bevinding", rule+"."+key)
		w.post("anna", at, form).ok(422).has("p", "Schrijf waarom dit geen bevinding is")
		form.Set("reden."+rule+"."+key, "PM is hier een afkorting.")
		w.post("joost", at, form).ok(404)
		w.post("anna", at, form).ok(303)
		w.get("carla", w.reading("5.1.1")).has("p", "Volgens Anna (verzonnen) klopt dit wel: PM is hier een afkorting.")
		if r := w.report("5.1.1"); len(r.Dismissed) != 1 || r.Stage != cycle.Drafting {
			t.Errorf("%+v", r.Dismissed)
		}
	})
}

// Somebody who says of a finding that it is none goes on typing: nothing of that is in the way of saving.
func TestADismissalIsNoNewerText(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "PM cijfers.", false)
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		r := w.report("5.1.1")
		w.must(w.do.DismissFinding(ctx, w.org.ID, w.people["carla"], r.ID, cycle.Dismissal{Rule: "opengelaten", Key: "x", Reason: "zo bedoeld"}))
		form.Set("daarna", "")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
	})
}
