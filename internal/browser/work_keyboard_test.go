package browser

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"doelenboom/internal/cycle"
	"doelenboom/internal/testkit"
)

// tabTo presses Tab until the focus is on what the test of an element e says.
func tabTo(t *testing.T, page *testkit.Page, is string) {
	t.Helper()
	for range 120 {
		page.Press(kb.Tab)
		if testkit.Eval[bool](page, `(e => `+is+`)(document.activeElement)`) {
			return
		}
	}
	t.Fatalf("Tab does not come to %s on %s", is, page.Address())
}

// A report is written with nothing but the keyboard: from the list of work to handing it in.
func TestAReportIsWrittenWithTheKeyboard(t *testing.T) {
	t.Parallel()
	w := changing(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, w.url+"als/lotte")
	page.Go(w.url + "werk/" + w.org.Slug + "/")
	tabTo(t, page, `e.textContent.startsWith("`+typed+`")`)
	page.Enter()
	tabTo(t, page, `e.textContent === "Schrijven"`)
	page.Enter()

	tabTo(t, page, `e.id === "kernzin"`)
	page.Press("a", chromedp.ModifierCtrl)
	page.Press("Vijftig woningen voor ouderen zijn klaar.")
	tabTo(t, page, `e.name === "score.inhoud"`)
	for range 5 { // whatever was chosen, the arrows go round to it
		if testkit.Eval[string](page, `document.activeElement.value`) == cycle.Orange {
			break
		}
		page.Press(kb.ArrowDown)
	}
	for _, reason := range []string{"oorzaak", "gevolg", "maatregel"} {
		tabTo(t, page, `e.name === "score.inhoud.`+reason+`"`)
		page.Press("a", chromedp.ModifierCtrl)
		page.Press("De " + reason + ".")
	}
	tabTo(t, page, `e.isContentEditable && e.closest(".field").querySelector("textarea").name === "rubriek.voortgang"`)
	page.Press("a", chromedp.ModifierCtrl)
	page.Press("Klaar zijn" + kb.Enter + "- Kalderburg" + kb.Enter + "Eekhaven")
	page.Press(kb.Tab) // in a list Tab has a meaning
	if !testkit.Eval[bool](page, `document.activeElement.isContentEditable`) {
		t.Error("Tab left the list without Escape")
	}
	page.Press(kb.Escape + kb.Tab)
	if testkit.Eval[bool](page, `document.activeElement.closest(".field")?.querySelector("textarea")?.name === "rubriek.voortgang"`) {
		t.Error("Escape and Tab do not leave the editor")
	}
	tabTo(t, page, `e.matches("select") && e.name.startsWith("actie.")`)
	page.Press("g") // gereed
	if state := testkit.Eval[string](page, `document.activeElement.value`); state != string(cycle.ActionDone) {
		t.Errorf("the action is %q", state)
	}
	tabTo(t, page, `e.textContent === "Nieuwe mijlpaal 1"`)
	page.Press(kb.Enter)
	tabTo(t, page, `e.name === "mijlpaal.nieuw1.tekst"`)
	page.Press("Sleutels overhandigd")
	tabTo(t, page, `e.name === "mijlpaal.nieuw1.datum"`)
	page.Press("ooit een keer")
	tabTo(t, page, `e.textContent === "Opslaan"`)
	page.Enter()

	if at := begunAt(page); at != "fouten" {
		t.Errorf("a refused form begins at %q", at)
	}
	page.Press(kb.Tab + kb.Enter)
	if at := testkit.Eval[string](page, `document.activeElement.name ?? ""`); at != "mijlpaal.nieuw1.datum" {
		page.Press(kb.Tab) // the browser stands before the field
		if at = testkit.Eval[string](page, `document.activeElement.name ?? ""`); at != "mijlpaal.nieuw1.datum" {
			t.Errorf("what is wrong leads to %q", at)
		}
	}
	page.Press("a", chromedp.ModifierCtrl)
	page.Press("1 juli 2026")
	tabTo(t, page, `e.textContent === "Opslaan"`)
	page.Enter()
	if got := page.Text(".done"); got != "Opgeslagen." {
		t.Fatalf("after saving: %q\n%s", got, page.Text("main"))
	}
	w.mustHold(t)
	tabTo(t, page, `e.textContent.startsWith("Indienen bij")`)
	page.Enter()
	if got := page.Text(".done"); !strings.HasPrefix(got, "Ingediend.") {
		t.Errorf("after handing in: %q", got)
	}
	if stage := w.report(t, typed).Stage; stage != cycle.Submitted {
		t.Errorf("the report is %s", stage)
	}
	complaints := slices.DeleteFunc(page.Problems(), func(p string) bool { return strings.Contains(p, "status of 422") })
	if len(complaints) > 0 {
		t.Errorf("the browser complains: %s", complaints)
	}
}

// mustHold looks whether what was typed is what is kept.
func (w *workplace) mustHold(t *testing.T) {
	t.Helper()
	r := w.report(t, typed)
	progress, _ := r.Section(cycle.Progress)
	if got := progress.Text.Text(); r.Headline != "Vijftig woningen voor ouderen zijn klaar." || got != "Klaar zijn\n\nKalderburg\nEekhaven" {
		t.Errorf("headline %q, progress %q", r.Headline, got)
	}
	if s, _ := r.Score("inhoud"); s.Value != cycle.Orange || s.Cause != "De oorzaak." || s.Effect != "De gevolg." || s.Measure != "De maatregel." {
		t.Errorf("score %+v", s)
	}
	if m := r.Milestones[len(r.Milestones)-1]; m.Text.Text() != "Sleutels overhandigd" || m.Date.Text != "1 juli 2026" {
		t.Errorf("milestone %+v", m)
	}
	if r.Actions[0].State != cycle.ActionDone {
		t.Errorf("action %+v", r.Actions[0])
	}
}

// Without scripts a report is written, handed in, remarked, sent back, checked and given to somebody else.
func TestTheRoundGoesOnWithoutScripts(t *testing.T) {
	t.Parallel()
	w := changing(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop.WithoutScript(), w.url+"als/daan")
	at := w.url + "werk/" + w.org.Slug + "/verantwoordingen/" + string(w.reports[unscript]) + "/"
	done := func(want string) {
		t.Helper()
		if got := page.Text(".done"); !strings.HasPrefix(got, want) {
			t.Errorf("it says %q, not %q: %s", got, want, page.Text("main"))
		}
	}
	fill := func(selector, text string) {
		t.Helper()
		page.Click(selector)
		page.Press("a", chromedp.ModifierCtrl)
		page.Press(text)
	}
	write := func(text, button string) {
		t.Helper()
		page.Go(at + "schrijven")
		fill(`textarea[name="rubriek.voortgang"]`, text)
		page.Follow(button)
	}
	write("Het veen is natter.", ".write-bar .button.second")
	done("Opgeslagen.")
	write("Het veen is 10 centimeter natter.", ".write-bar .button:not(.second)")
	done("Ingediend.")

	page.Go(w.url + "als/" + checker)
	page.Go(at)
	page.Click(".show-block .remark > summary")
	fill(".show-block .remark[open] textarea", "Waar gemeten?")
	page.Follow(".show-block .remark[open] button")
	done("Uw opmerking staat erbij.")
	page.Click(".thread .remark > summary")
	fill(".thread .remark[open] textarea", "Bij de Molenhoek?")
	page.Follow(".thread .remark[open] button")
	done("Uw opmerking staat erbij.")
	page.Follow(".thread-do > form button")
	done("De opmerking is afgehandeld.")
	fill(".decide textarea", "Noem de plek.")
	page.Follow(".decide .button.danger")
	done("Teruggestuurd.")

	page.Go(w.url + "als/daan")
	write("Het veen is bij de Molenhoek 10 centimeter natter.", ".write-bar .button:not(.second)")
	done("Ingediend.")
	page.Go(w.url + "als/" + checker)
	page.Go(at)
	page.Follow(".decide-bar form .button")
	done("Gecontroleerd.")
	page.Go(w.url + "als/" + coordinator)
	page.Go(at)
	page.Follow(`form[action$="akkoord"] .button`)
	done("Akkoord gegeven.")

	page.Go(w.url + "werk/" + w.org.Slug + "/rondes/monitor-2026-1/?programma=2&stand=akkoord")
	page.Click(".tick [type=checkbox]")
	page.Click("form .remark > summary")
	testkit.Eval[bool](page, `(document.querySelector("[name=dag]").value = "2026-06-05", true)`)
	page.Follow(".bulk .button")
	page.Follow("form .button")
	done("Gewijzigd.")
	if r := w.report(t, unscript); r.Due != "2026-06-05" || r.Stage != cycle.Approved {
		t.Errorf("%s, %s", r.Due, r.Stage)
	}
	comments, err := w.db.Read(w.org.ID).Comments(context.Background(), w.reports[unscript])
	if err != nil || len(comments) != 2 || comments[0].Resolved == 0 {
		t.Errorf("%+v, %v", comments, err)
	}
}
