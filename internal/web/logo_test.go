package web_test

import (
	"image/color"
	"image/png"
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

func TestTheLogo(t *testing.T) {
	const page, to = "inrichten/huisstijl", "inrichten/huisstijl/logo"
	each(t, func(w *world) {
		w.get("dirk", page).ok(200).has("p", "Er is nog geen logo.")
		for name, test := range map[string]struct{ file, body, says string }{
			"a drawing of lines": {"logo.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "bewaar het logo als png"},
			"a document":         {"logo.pdf", "%PDF-1.7", "dit is geen afbeelding"},
			"half a picture":     {"logo.png", string(testkit.Logo(960, 320, color.Black)[:90]), "beschadigd"},
			"nothing":            {"logo.png", "", "leeg"},
			"far too much":       {"logo.png", "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 25<<20), "groter dan 25 MB"},
		} {
			got := w.send("dirk", to, url.Values{"naam": {"ja"}}, sent{"logo", test.file, []byte(test.body)}).ok(422)
			if !got.holds("p", test.says) || !strings.Contains(got.body, `href="#logo"`) {
				t.Errorf("%s: %s", name, got.text())
			}
		}
		w.send("dirk", to, nil).ok(422).has("a", "er is nog geen logo; kies er een")

		w.send("dirk", to, url.Values{"naam": {"ja"}}, sent{"logo", "logo.png", testkit.Logo(960, 320, color.White)}).ok(303)
		seen := w.get("dirk", page).ok(200).has("p", "Uw logo is op wit papier slecht te zien.").has("label", "480 bij 160 punten")
		o, err := w.db.Read(w.org.ID).Organisation(ctx)
		w.must(err)
		address := "/werk/waterland-oost/logo/" + o.Style.Logo.FileName()
		if !strings.Contains(seen.body, `src="`+address+`" width="168" height="56" alt="`+o.Name+`"`) {
			t.Errorf("the header lacks the logo: %.1500s", seen.body)
		}
		got := w.get("anna", address).ok(200)
		if m, err := png.DecodeConfig(strings.NewReader(got.body)); err != nil || m.Width != 480 || !strings.Contains(got.header.Get("Cache-Control"), "immutable") || got.header.Get("Etag") == "" {
			t.Errorf("%+v, %v, %v", m, got.header, err)
		}
		w.get("anna", "/werk/waterland-oost/logo/logo-01234567.png").ok(404)
		w.get("", address).ok(401)

		w.send("dirk", to, nil).ok(303) // the name stands beside it from now on
		if page := w.get("anna", "").ok(200); !strings.Contains(page.body, `alt=""`) || !page.holds("p", o.Name) {
			t.Error("the name is not beside the logo")
		}
		w.post("dirk", page, url.Values{"accent": {"#00677d"}, "font": {"schreef"}}).ok(303)
		w.get("dirk", page).ok(200).has("p", "op een vlak in uw kleur")
		w.send("anna", to, nil, sent{"logo", "logo.png", testkit.Logo(960, 320, color.Black)}).ok(404)

		w.send("dirk", to, url.Values{"knop": {"weg"}}).ok(303)
		w.get("dirk", page).ok(200).has("p", "Er is nog geen logo.")
		w.get("anna", address).ok(404)
	})
}
