package browser

import (
	"net/http"
	"testing"

	"doelenboom/internal/testkit"
)

// kind is a kind of page, with an example of it in the served demo.
type kind struct {
	name   string
	path   string
	status int // 0 is 200
	dark   bool
}

// The examples are the richest of their kind: what is well on them is well elsewhere.
const (
	deliverable = "merwerland/jaarverslag-2025/3.1.1-ombouw-n881-kalderburg-eekhaven/"
	tree        = "merwerland/jaarverslag-2025/boom/"
	summary     = "merwerland/jaarverslag-2025/"
	corrected   = "waterland-oost/jaarverslag-2025/4.2.3-natuurlijke-oevers-langs-de-middelwetering/"
	earlier     = "waterland-oost/jaarverslag-2025/revisie/1/4.2.3-natuurlijke-oevers-langs-de-middelwetering/"
	gone        = "waterland-oost/jaarverslag-2025/revisie/1/4.2.4-schuren-langs-de-wetering/"
)

var kinds = []kind{
	{name: "organisaties", path: ""},
	{name: "organisatie", path: "merwerland/"},
	{name: "organisatie, voorbeeld uit openbare bronnen", path: "overijssel/"},
	{name: "editie, vastgesteld jaarverslag", path: summary, dark: true},
	{name: "editie, aangeboden begroting", path: "merwerland/begroting-2026/revisie/1/"},
	{name: "editie, monitor", path: "merwerland/monitor-2025-2/"},
	{name: "editie, ingelezen", path: "waterland-oost/jaarverslag-2025/"},
	{name: "editie, gemeente", path: "wilgenrade/jaarstukken-2025/"},
	{name: "boom", path: tree},
	{name: "programma", path: "merwerland/jaarverslag-2025/3-bereikbaarheid/"},
	{name: "programma met weinig kolommen", path: "merwerland/jaarverslag-2025/8-bestuur-en-organisatie/"},
	{name: "doel", path: "merwerland/jaarverslag-2025/3.2-veilig-onderweg/"},
	{name: "prestatie die afwijkt", path: deliverable, dark: true},
	{name: "prestatie op schema", path: "merwerland/jaarverslag-2025/3.2.1-veilige-fietsroutes/"},
	{name: "prestatie in een begroting, samengevoegd", path: "merwerland/begroting-2026/3.1.3-bruggen-viaducten-en-sluizen-vervangen/"},
	{name: "prestatie in een begroting, gesplitst", path: "merwerland/begroting-2026/4.2.2-circulair-bouwen/"},
	{name: "prestatie, gemeente", path: "wilgenrade/jaarstukken-2025/3.1-nieuwe-school-de-wiekslag/"},
	{name: "prestatie uit openbare bronnen", path: "overijssel/jaarverslag-2016/5.1.2-gebiedsgerichte-ontwikkeling-van-topwerklocaties/"},
	{name: "prestatie, ingelezen en verbeterd", path: corrected},
	{name: "prestatie, eerdere revisie", path: earlier},
	{name: "doel, alleen het nummer bekend", path: "waterland-oost/jaarverslag-2025/4.2/"},
	{name: "over de editie", path: "merwerland/jaarverslag-2025/over/"},
	{name: "over de editie, verbeterd", path: "waterland-oost/jaarverslag-2025/over/"},
	{name: "wijzigingen", path: "merwerland/begroting-2026/wijzigingen/"},
	{name: "lijn", path: "merwerland/lijn/veilige-fietsroutes/"},
	{name: "lijnen", path: "merwerland/lijn/"},
	{name: "besluit", path: "merwerland/besluit/ps-2025-112/", dark: true},
	{name: "besluiten", path: "merwerland/besluit/"},
	{name: "thema", path: "merwerland/thema/verkeersveiligheid/"},
	{name: "themas", path: "merwerland/thema/"},
	{name: "portefeuillehouder", path: "merwerland/portefeuillehouder/bram-stolwijk/"},
	{name: "portefeuillehouders", path: "merwerland/portefeuillehouder/"},
	{name: "mijlpalen", path: "merwerland/mijlpalen/"},
	{name: "niet gevonden", path: "merwerland/jaarverslag-2025/3.2.9/", status: http.StatusNotFound},
	{name: "niet gevonden, geen organisatie", path: "nergens/", status: http.StatusNotFound},
	{name: "ingetrokken", path: gone, status: http.StatusGone, dark: true},
}

func (k kind) String() string { return k.name }

// TestPages looks at an example of every kind. What each look is for stands where it is.
func TestPages(t *testing.T) {
	t.Parallel()
	plain := &tabs{t: t, view: testkit.Phone.WithoutScript()}
	walk(t, kinds, served(t).show, []view[kind]{
		{name: "desktop", window: testkit.Desktop, looks: []look[kind]{
			{"axe", mustBeAccessible[kind]}, {"style", mustHaveStyle}, {"paper", mustPrintWithoutNavigation},
		}},
		{name: "desktop, large text", window: testkit.Desktop, after: []alteration{twiceAsLarge}, looks: []look[kind]{
			{"grows", mustGrow[kind]}, {"fits", mustFit[kind]},
		}},
		{name: "phone", window: testkit.Phone, looks: []look[kind]{
			{"axe", mustBeAccessible[kind]}, {"order", mustStandInOrder}, {"targets", mustHaveRoomToPress},
			{"without script", func(t *testing.T, k kind, page *testkit.Page) { mustReadTheSame(t, k, page, plain.lend(t)) }},
			{"hint", mustHint},
		}},
		{name: "phone, large text", window: testkit.Phone, after: []alteration{twiceAsLarge}, looks: []look[kind]{
			{"grows", mustGrow[kind]}, {"fits", mustFit[kind]},
		}},
		{name: "phone, dark", window: testkit.Phone, dark: true, of: func(k kind) bool { return k.dark }, looks: []look[kind]{
			{"axe", mustBeAccessible[kind]}, {"dark", mustBeDark[kind]},
		}},
		{name: "320 pixels", window: testkit.Narrow, looks: []look[kind]{{"fits", mustFit[kind]}, {"hint", mustHint}}},
		{name: "320 pixels, spaced", window: testkit.Narrow, after: []alteration{spaced}, looks: []look[kind]{{"fits", mustFit[kind]}}},
		{name: "desktop, keyboard", window: testkit.Desktop, looks: []look[kind]{{"tab", mustTabInOrder}, {"focus", mustShowFocus}}},
		{name: "phone, keyboard", window: testkit.Phone, looks: []look[kind]{{"skip link", mustSkip}}},
	}, mustAskNobodyElse)
}

// show brings a tab to the example of a kind.
func (in *installation) show(t *testing.T, page *testkit.Page, k kind) { page.Go(in.url + k.path) }
