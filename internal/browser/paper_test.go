package browser

import (
	"bytes"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

// printed is what stands on each sheet of a printed page.
func printed(t *testing.T, page *testkit.Page) []string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-layout", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(page.PDF())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftotext, run `make tools`: %v", err)
	}
	sheets := strings.Split(string(out), "\f")
	return sheets[:len(sheets)-1]
}

// On paper nobody can click: there is no navigation, and what the page says is all there.
func mustPrintWithoutNavigation(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	if k.status != 0 || k.path == "" {
		return
	}
	text := strings.Join(printed(t, page), "\n")
	for _, never := range []string{"Naar de inhoud", "Alle edities van", "Vorige pagina", "Volgende pagina", "Klopt er iets niet", "Op deze pagina", "Scores in alle edities", "›"} {
		if strings.Contains(text, never) {
			t.Errorf("%s prints %q", k, never)
		}
	}
	heading := testkit.Eval[string](page, `document.querySelector("h1").innerText`)
	if !strings.Contains(single(text), single(heading)) {
		t.Errorf("%s does not print its heading %q", k, heading)
	}
}

// Colours are lost on paper: each score says its word, also where the screen shows only its shape.
func TestPaperSaysScoresInWords(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, in.url+deliverable)
	text := single(strings.Join(printed(t, page), "\n"))
	for _, want := range []string{"Inhoud bijsturen", "Geld aandacht", "was: op schema", "Provincie Merwerland", "Jaarverslag 2025", "vastgesteld op 20 mei 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("a printed deliverable does not say %q", want)
		}
	}
	page.Go(in.url + tree)
	text = single(strings.Join(printed(t, page), "\n"))
	if got := len(regexp.MustCompile(`(Inhoud|Geld)( en Geld)? (op schema|aandacht|bijsturen)`).FindAllString(text, -1)) + strings.Count(text, "Inhoud en Geld "); got < 2*82 {
		t.Errorf("a printed tree says %d scores in words", got)
	}
}

// A link to elsewhere stands with its address.
func TestPaperPrintsAddresses(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, in.url+"overijssel/jaarverslag-2016/5.1.2-gebiedsgerichte-ontwikkeling-van-topwerklocaties/")
	if text := strings.Join(strings.Fields(strings.Join(printed(t, page), "")), ""); !strings.Contains(text, "(https://overijssel.jaarverslag-2016.nl/p16844/") {
		t.Error("the source of the page is printed without its address")
	}
}

// Who has the paper finds the page again: its own address stands at its end, of an earlier revision that of the revision.
func TestPaperPrintsWhereThePageIs(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, in.url+deliverable)
	for _, path := range []string{deliverable, tree, "merwerland/", "merwerland/jaarverslag-2025/revisie/1/"} {
		page.Go(in.url + path)
		if seen := testkit.Eval[string](page, `document.body.innerText`); strings.Contains(seen, "Adres van deze pagina") {
			t.Errorf("%s shows its address on the screen, where the browser does", path)
		}
		sheets := printed(t, page)
		if text := strings.ReplaceAll(single(sheets[len(sheets)-1]), " ", ""); !strings.Contains(text, "Adresvandezepagina:/"+path) {
			t.Errorf("%s does not print its address at its end", path)
		}
	}
}

// No sheet has the address alone, wherever the text ends.
func TestPaperKeepsTheAddressWithTheText(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, in.url+deliverable)
	for push := 0; push <= 1000; push += 20 {
		pushed := styled("@media print { h1 { margin-block-start: " + strconv.Itoa(push) + "px } }")
		testkit.Eval[bool](page, pushed.do)
		sheets := printed(t, page)
		if last := single(sheets[len(sheets)-1]); strings.HasPrefix(last, "Adres van deze pagina") {
			t.Errorf("pushed down by %d pixels, the last of %d sheets only says %q", push, len(sheets), last)
		}
		testkit.Eval[bool](page, pushed.undo)
	}
}

// A table is not cut by the end of a sheet, wherever it falls.
func TestPaperKeepsTablesWhole(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, in.url+"merwerland/jaarverslag-2025/3-bereikbaarheid/")
	for push := 0; push <= 1000; push += 100 { // lets it fall on other places of the sheet
		pushed := styled("@media print { h1 { margin-block-start: " + strconv.Itoa(push) + "px } }")
		testkit.Eval[bool](page, pushed.do)
		whole := 0
		for _, sheet := range printed(t, page) {
			if strings.Contains(sheet, "Gerealiseerd") && strings.Contains(sheet, "Lasten") && strings.Contains(sheet, "reserve") {
				whole++
			}
		}
		if whole != 1 {
			t.Errorf("pushed down by %d pixels, the table stands whole on %d sheets", push, whole)
		}
		testkit.Eval[bool](page, pushed.undo)
	}
}

// single has one space between words.
func single(text string) string { return strings.Join(strings.Fields(text), " ") }
