package richfield

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/richtext"
	"doelenboom/internal/testkit"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// policy is what the program sends.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// workplace is a page with one field between two others, which answers with what it read.
type workplace struct {
	url    string
	field  Field
	script ui.Script

	mu   sync.Mutex
	read richtext.Doc
	err  error
}

const blob = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func serve(t *testing.T, f Field) *workplace {
	t.Helper()
	if testing.Short() {
		t.Skip("without a browser: make test looks at the editor")
	}
	script, ok := Script()
	if !ok {
		t.Fatal("the editor is not built in: run `make tools generate`")
	}
	w := &workplace{field: f, script: script}
	s := httptest.NewServer(w)
	t.Cleanup(s.Close)
	w.url = s.URL + "/"
	return w
}

func (w *workplace) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	out.Header().Set("Content-Security-Policy", policy)
	switch r.URL.Path {
	case "/":
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(out, `<!doctype html><html lang="nl"><head><title>Voortgang schrijven</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/stijl.css"></head>
<body><main><h1>5.1.2 Werklocaties</h1><form method="post" action="/bewaren"><label>Kernzin <input name="kernzin"></label>`)
		Text(w.field).Render(r.Context(), out)
		fmt.Fprintf(out, `<button class="button">Bewaren</button></form></main><script type="module" src="/%s"></script></body></html>`, w.script.Name)
	case "/stijl.css":
		out.Header().Set("Content-Type", "text/css")
		fmt.Fprint(out, ui.WorkCSS(), `main { padding: 16px; } form { margin-block: 24px; font-size: 1rem; } form > .field { margin-block: 24px; }
input[name=kernzin] { min-block-size: 44px; }`)
	case "/" + w.script.Name:
		out.Header().Set("Content-Type", "text/javascript")
		out.Write(w.script.Body)
	case "/bewaren":
		r.ParseForm()
		w.mu.Lock()
		w.read, w.err = Read(r.PostForm, w.field.Name)
		w.mu.Unlock()
		http.Redirect(out, r, "/bewaard", http.StatusSeeOther)
	case "/bewaard":
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(out, `<!doctype html><html lang="nl"><title>Bewaard</title><h1>Bewaard</h1>`)
	case "/favicon.ico":
	case "/werk/bestanden":
		w.upload(out, r)
	case "/werk/bestanden/kaart.png", "/werk/bestanden/" + blob:
		out.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(out, `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><path fill="gray" d="M0 0h200v80H0z"/></svg>`)
	default:
		http.NotFound(out, r)
	}
}

func (w *workplace) upload(out http.ResponseWriter, r *http.Request) {
	_, head, err := r.FormFile("bestand")
	if err != nil || !strings.HasSuffix(head.Filename, ".png") {
		out.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprint(out, `{"fout":"Dit bestand is geen afbeelding."}`)
		return
	}
	fmt.Fprintf(out, `{"blob":%q,"adres":"/werk/bestanden/kaart.png"}`, blob)
}

var asked = field.Field{Name: "voortgang", Label: "Voortgang"}

// editing is a page in which the editor stands ready, the cursor at the end of the text.
type editing struct {
	*testkit.Page
	t *testing.T
	w *workplace

	expected string // a complaint that is no fault
}

func edit(t *testing.T, f Field, v testkit.View) *editing {
	t.Helper()
	if f.Name == "" {
		f.Field = asked
	}
	w := serve(t, f)
	e := &editing{Page: testkit.Browser(t).Open(t, v, w.url), t: t, w: w}
	// ProseMirror puts its own selection back 20 ms after it got the focus, and would undo keys pressed before.
	testkit.Eval[any](e.Page, `new Promise(done => { document.querySelector(".richfield-text").focus(); setTimeout(done, 100) })`)
	e.move(kb.End, chromedp.ModifierCtrl)
	t.Cleanup(func() {
		for _, problem := range e.Problems() {
			if e.expected == "" || !strings.Contains(problem, e.expected) {
				t.Errorf("the browser complains: %s", problem)
			}
		}
	})
	return e
}

// blocks is what the editor would post now.
func (e *editing) blocks() string {
	e.t.Helper()
	return testkit.Eval[string](e.Page, `document.querySelector("[name='voortgang.blokken']").value`)
}

func (e *editing) is(want string) {
	e.t.Helper()
	doc, err := richtext.Decode([]byte(e.blocks()))
	if err != nil {
		e.t.Errorf("%v: %s", err, e.blocks())
	}
	got, _ := json.Marshal(doc)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		e.t.Errorf("the text differs:\n%s", diff)
	}
}

// reads compares the text in the plain notation, which is easier to read here.
func (e *editing) reads(want string) {
	e.t.Helper()
	doc, err := richtext.Decode([]byte(e.blocks()))
	if err != nil {
		e.t.Errorf("%v: %s", err, e.blocks())
	}
	if diff := cmp.Diff(want, richtext.Plain(doc)); diff != "" {
		e.t.Errorf("the text differs:\n%s", diff)
	}
}

// move moves the cursor, and gives the browser the moment to tell the editor that a person would give it.
func (e *editing) move(keys string, modifiers ...chromedp.Modifier) {
	e.t.Helper()
	e.Press(keys, modifiers...)
	testkit.Eval[any](e.Page, `new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))`)
}

// until waits for what the page does by itself.
func (e *editing) until(condition string) {
	e.t.Helper()
	if !testkit.Eval[bool](e.Page, `(async () => { for (let i = 0; i < 100; i++) { if (`+condition+`) return true; await new Promise(r => setTimeout(r, 50)) } return false })()`) {
		e.t.Fatalf("this did not come: %s", condition)
	}
}

func (e *editing) press(name string) {
	e.t.Helper()
	e.Click(`.richfield-toolbar button[aria-label="` + name + `"]`)
}

// focused says in which part of the page the keyboard is.
func (e *editing) focused() string {
	return testkit.Eval[string](e.Page, `(a => a.getAttribute("aria-label") ?? a.name ?? "")(document.activeElement) || document.activeElement.id || document.activeElement.textContent`)
}

func (e *editing) paste(html string) {
	e.t.Helper()
	text, _ := json.Marshal(html)
	testkit.Eval[any](e.Page, `(html => { const data = new DataTransfer(); data.setData("text/html", html); data.setData("text/plain", "x")
		document.querySelector(".richfield-text").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})) })(`+string(text)+`)`)
}

func paragraph(id, text string) richtext.Block {
	return richtext.Block{ID: id, Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: text}}}
}

func TestTypingWithBoldAndItalicsIsPosted(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("De brug is ")
	e.Press("b", chromedp.ModifierCtrl)
	e.Press("open")
	e.Press("b", chromedp.ModifierCtrl)
	e.Press(". Zie ")
	e.press("Cursief")
	e.Press("PS/2016/486")
	e.is(`[{"soort":"alinea","tekst":[{"tekst":"De brug is "},{"tekst":"open","vet":true},{"tekst":". Zie "},{"cursief":true,"tekst":"PS/2016/486"}]}]`)
	e.Follow("form > button")
	if got := richtext.Plain(e.w.read); got != "De brug is **open**. Zie *PS/2016/486*\n" || e.w.err != nil {
		t.Errorf("the server read %q, %v", got, e.w.err)
	}
}

func TestWithoutScriptItIsAPlainField(t *testing.T) {
	w := serve(t, Field{Field: asked, Doc: richtext.Parse("Nu **open**.\n\n- een")})
	page := testkit.Browser(t).Open(t, testkit.Desktop.WithoutScript(), w.url)
	page.Click("textarea")
	page.Press(kb.End, chromedp.ModifierCtrl)
	page.Press("- twee")
	page.Follow("form > button")
	if got := richtext.Plain(w.read); got != "Nu **open**.\n\n- een\n- twee\n" || w.err != nil {
		t.Errorf("the server read %q, %v", got, w.err)
	}
}

func TestEveryEnterBeginsAParagraph(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("een")
	e.Press(kb.Enter, chromedp.ModifierShift)
	e.Press("twee\r> drie\rvier")
	e.reads("een\n\ntwee\n\n> drie\n\nvier\n")
}

func TestAListInAList(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("- een\rtwee")
	e.Press(kb.Tab)
	e.press("Genummerde lijst")
	e.Press("\rtwee b\r")
	e.Press(kb.Tab, chromedp.ModifierShift)
	e.Press("drie\r\rdaarna")
	e.reads("- een\n  1. twee\n  2. twee b\n- drie\n\ndaarna\n")
	e.press("Lijst")
	e.press("Ongedaan maken")
	e.reads("- een\n  1. twee\n  2. twee b\n- drie\n\ndaarna\n")
}

// Tab has a meaning in a list; Escape before it leaves all the same, and anywhere else it goes on as in every field.
func TestTheKeyboardIsNotTrapped(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("tekst")
	e.Press(kb.Tab)
	if got := e.focused(); got != "Bewaren" {
		t.Errorf("Tab from a paragraph leads to %q", got)
	}
	e.Press(kb.Tab, chromedp.ModifierShift)
	e.Press("\r- een")
	e.Press(kb.Tab)
	if got := e.focused(); got != "voortgang" {
		t.Errorf("Tab in a list leads to %q", got)
	}
	e.Press(kb.Escape)
	e.Press(kb.Tab)
	if got := e.focused(); got != "Bewaren" {
		t.Errorf("Escape and Tab lead to %q", got)
	}
	e.Press(kb.Tab, chromedp.ModifierShift)
	e.Press(kb.Escape)
	e.Press(kb.Tab, chromedp.ModifierShift)
	if got := e.focused(); got != "Vet" {
		t.Errorf("Escape and Shift+Tab lead to %q", got)
	}
}

// A summary of problems links to the field by its name; then the cursor stands in the editor.
func TestALinkToTheFieldLeadsIntoTheEditor(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Click("input[name=kernzin]")
	testkit.Eval[any](e.Page, `location.hash = "voortgang"`)
	e.Press(kb.Tab, chromedp.ModifierShift)
	if got := e.focused(); got != "Vet" {
		t.Errorf("before the editor stands %q", got)
	}
	e.Click(".field-label")
	e.Press("tekst")
	e.reads("tekst\n")
}

func TestTheToolbarIsOneStopWithArrows(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("tekst")
	e.Press(kb.F10, chromedp.ModifierAlt)
	e.Press(kb.ArrowRight + kb.ArrowRight + kb.ArrowRight)
	if got := e.focused(); got != "Lijst" {
		t.Errorf("the arrows lead to %q", got)
	}
	e.Press("\r")
	e.reads("- tekst\n")
	if got := e.focused(); got != "voortgang" {
		t.Errorf("after a button the keyboard is at %q", got)
	}
	e.Press(kb.F10, chromedp.ModifierAlt)
	if got := e.focused(); got != "Lijst" {
		t.Errorf("the toolbar forgot where it was: %q", got)
	}
	e.Press(kb.End + kb.ArrowRight)
	if got := e.focused(); got != "Vet" {
		t.Errorf("behind the last button comes %q", got)
	}
	e.Press(kb.Escape)
	e.Press(" en meer")
	e.reads("- tekst en meer\n")
}

func TestATableHasAHeadAndGrows(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("ervoor")
	e.press("Tabel")
	e.Press("Jaar\tAantal\t\t2025\t12")
	e.Click(`.richfield-toolbar[aria-label="Tabel"] button:nth-child(4)`) // the column that is written in
	e.reads("ervoor\n\n| Jaar |  |\n|---|---|\n| 2025 |  |\n|  |  |\n")
	e.press("Ongedaan maken")
	e.Press("\t\t\t\t\t2027")
	e.reads("ervoor\n\n| Jaar | Aantal |  |\n|---|---|---|\n| 2025 | 12 |  |\n|  |  |  |\n| 2027 |  |  |\n")
	if heads := testkit.Eval[int](e.Page, `document.querySelectorAll(".richfield-text tr:first-child th").length * 100 + document.querySelectorAll(".richfield-text th").length`); heads != 303 {
		t.Errorf("the heads are not the first row: %d", heads)
	}
	e.Press(kb.Escape)
	e.Press(kb.Tab)
	e.Press(kb.Home + kb.ArrowRight + "\r") // Rij weg
	e.reads("ervoor\n\n| Jaar | Aantal |  |\n|---|---|---|\n| 2025 | 12 |  |\n|  |  |  |\n")
}

func TestTheFirstRowStaysTheHead(t *testing.T) {
	e := edit(t, Field{Doc: richtext.Parse("| Jaar | Aantal |\n|---|---|\n| 2025 | 12 |\n| 2026 | 13 |")}, testkit.Desktop)
	e.Click(".richfield-text th")
	e.Click(`.richfield-toolbar[aria-label="Tabel"] button:nth-child(2)`)
	e.reads("| 2025 | 12 |\n|---|---|\n| 2026 | 13 |\n")
	if heads := testkit.Eval[int](e.Page, `document.querySelectorAll(".richfield-text tr:first-child th").length`); heads != 2 {
		t.Errorf("%d heads", heads)
	}
}

func TestALinkIsAskedAndAScriptIsRefused(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("de site")
	e.move(kb.ArrowLeft+kb.ArrowLeft+kb.ArrowLeft+kb.ArrowLeft, chromedp.ModifierShift)
	e.Press("k", chromedp.ModifierCtrl)
	e.Press("javascript:alert(1)\r")
	if got := e.Text(".richfield-dialog [role=alert]"); !strings.Contains(got, "https://") {
		t.Errorf("a script is answered with %q", got)
	}
	e.MustBeAccessible()
	e.reads("de site\n")
	e.Press("www.example.org/a\r") // the refused address is selected
	e.reads("de [site](https://www.example.org/a)\n")
	e.Press(" mail ")
	e.press("Link")
	e.Press("griffie@example.org\tde griffie\r")
	e.reads("de [site](https://www.example.org/a) mail [de griffie](mailto:griffie@example.org)\n")
}

func TestALinkIsTakenAway(t *testing.T) {
	e := edit(t, Field{Doc: richtext.Parse("[de **hele** site](https://example.org/) is weg")}, testkit.Desktop)
	e.move(kb.Home + kb.ArrowRight)
	e.Press("k", chromedp.ModifierCtrl)
	e.Click(".richfield-dialog .buttons button:nth-child(2)")
	e.reads("de **hele** site is weg\n")
}

func TestIDsStayWithTheirText(t *testing.T) {
	e := edit(t, Field{Doc: richtext.Doc{paragraph("7k2m", "De brug is open."), paragraph("a1b2", "De weg is dicht.")}}, testkit.Desktop)
	e.Press(" Nu")
	e.move(kb.Home + strings.Repeat(kb.ArrowRight, 6))
	e.Press("\r")
	e.is(`[{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"De brug is open."}]},{"id":"a1b2","soort":"alinea","tekst":[{"tekst":"De weg"}]},{"soort":"alinea","tekst":[{"tekst":"is dicht. Nu"}]}]`)
	e.move(kb.ArrowUp + kb.ArrowUp + kb.Home)
	e.Press("\r") // a new paragraph before the first, which keeps its id
	e.move(kb.ArrowUp)
	e.Press("Eerst dit.")
	e.is(`[{"soort":"alinea","tekst":[{"tekst":"Eerst dit."}]},{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"De brug is open."}]},{"id":"a1b2","soort":"alinea","tekst":[{"tekst":"De weg"}]},{"soort":"alinea","tekst":[{"tekst":"is dicht. Nu"}]}]`)
	e.press("Citaat")
	e.is(`[{"soort":"citaat","tekst":[{"tekst":"Eerst dit."}]},{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"De brug is open."}]},{"id":"a1b2","soort":"alinea","tekst":[{"tekst":"De weg"}]},{"soort":"alinea","tekst":[{"tekst":"is dicht. Nu"}]}]`)
}

func TestEverythingComesThroughTheEditorUnharmed(t *testing.T) {
	doc := richtext.Parse("Een **vet** en *schuin* en ***beide*** en [**link**](https://example.org/).\n\n- een\n  1. twee\n    - drie\n\n> Gezegd.\n\n| a | b |\n|---|---|\n| c |  |\n\n![Kaart](afbeelding:" + blob + ")\n\n![](afbeelding:" + blob + ")")
	doc = richtext.Carry(nil, doc, richtext.Taken{})
	e := edit(t, Field{Doc: doc}, testkit.Desktop)
	want, _ := json.Marshal(richtext.Clean(doc))
	e.is(string(want))
	e.Press("Slot.")
	e.reads(richtext.Plain(doc) + "\nSlot.\n")
}

func TestAPictureIsPlacedWithItsWords(t *testing.T) {
	e := edit(t, Field{Field: asked, Upload: "/werk/bestanden"}, testkit.Desktop)
	e.Press("ervoor")
	e.press("Afbeelding")
	e.Click(".richfield-dialog [type=submit]")
	if got := e.Text(".richfield-dialog [role=alert]"); got != "Kies een bestand." {
		t.Errorf("without a file: %q", got)
	}
	choose := func(name string) {
		testkit.Eval[any](e.Page, `(name => { const data = new DataTransfer(); data.items.add(new File(["x"], name)); document.querySelector("[type=file]").files = data.files })("`+name+`")`)
	}
	choose("kaart.png")
	e.Click(".richfield-dialog [type=submit]")
	if got := e.Text(".richfield-dialog [role=alert]"); !strings.Contains(got, "Beschrijf") {
		t.Errorf("without words: %q", got)
	}
	e.MustBeAccessible()
	e.Press("Kaart van de N881")
	choose("kaart.exe")
	e.Click(".richfield-dialog [type=submit]")
	e.until(`document.querySelector(".richfield-dialog [role=alert]").textContent === "Dit bestand is geen afbeelding."`)
	e.expected = "422" // the browser tells the refusal too
	choose("kaart.png")
	e.Click(".richfield-dialog [type=submit]")
	e.until(`!document.querySelector("dialog")`)
	e.Press("erna")
	e.reads("ervoor\n\n![Kaart van de N881](afbeelding:" + blob + ")\n\nerna\n")
}

func TestTheCounterSaysWhatIsTooMuch(t *testing.T) {
	e := edit(t, Field{Field: asked, Most: 10}, testkit.Desktop)
	e.Press("elf tekens!")
	if got := e.Text(".richfield-count"); got != "11 van 10 tekens: 1 te veel" {
		t.Errorf("the counter says %q", got)
	}
	if got := e.Text("[role=status]"); got != "De tekst is te lang." {
		t.Errorf("aloud it says %q", got)
	}
}

// A text of the largest kind opens and can be written in without waiting.
func TestALongTextIsNotSlow(t *testing.T) {
	text := strings.Repeat("De provincie werkt aan **veilige** wegen voor iedereen. ", 4) + "\n\n"
	e := edit(t, Field{Doc: richtext.Parse(strings.Repeat(text, 800))}, testkit.Desktop)
	from := time.Now()
	e.Press("twintig letters erbij")
	if text := e.blocks(); !strings.Contains(text[len(text)-60:], "twintig letters erbij") {
		t.Errorf("they are not there: %s", text[len(text)-60:])
	}
	took := time.Since(from)
	t.Logf("twenty letters in a text of 160,000 took %v", took)
	if took > 10*time.Second {
		t.Errorf("twenty letters took %v", took)
	}
}

func TestTheScriptSaysWhatIsInIt(t *testing.T) {
	w := serve(t, Field{Field: asked})
	body := string(w.script.Body)
	for _, want := range []string{"== prosemirror-view 1.", "== prosemirror-tables 1.", "Permission is hereby granted"} {
		if !strings.Contains(body, want) {
			t.Errorf("the licences miss %q", want)
		}
	}
	if !strings.HasPrefix(w.script.Name, "richfield.") || len(w.script.Name) != len("richfield.123456789abc.js") {
		t.Errorf("it is called %q", w.script.Name)
	}
}

func TestTheEditorIsAccessible(t *testing.T) {
	f := Field{Most: 2000, Upload: "/werk/bestanden",
		Doc: richtext.Parse("De **brug** bij [Zwartsluis](https://example.org/) is open.\n\n- een\n  1. een a\n- twee\n\n> Gezegd is gezegd.\n\n| Jaar | Aantal |\n|---|---|\n| 2025 | 12 |")}
	f.Field = field.Field{Name: "voortgang", Label: "Voortgang", Help: "Wat is er gedaan, en wat merkt de inwoner daarvan?", Problem: "Schrijf wat er is gedaan.", Required: true}
	for name, view := range map[string]testkit.View{"desktop": testkit.Desktop, "phone": testkit.Phone, "narrow": testkit.Narrow} {
		e := edit(t, f, view)
		e.Click(".richfield-text td")
		for _, scheme := range []string{"light", "dark"} {
			e.Media("screen", "prefers-color-scheme", scheme)
			e.MustBeAccessible()
		}
		if wide := testkit.Eval[int](e.Page, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
			t.Errorf("%s: the page is %d pixels too wide", name, wide)
		}
		if small := testkit.Eval[string](e.Page, `[...document.querySelectorAll(".richfield button")].filter(b => b.offsetWidth && (b.offsetWidth < 44 || b.offsetHeight < 44)).map(b => b.ariaLabel).join()`); small != "" {
			t.Errorf("%s: too small: %s", name, small)
		}
	}
}

// A picture that was placed before is shown in the editor, with its words, and stays what it is.
func TestAPictureThatWasPlacedBeforeIsShown(t *testing.T) {
	text := "ervoor\n\n![Kaart van de N881](afbeelding:" + blob + ")\n"
	e := edit(t, Field{Field: asked, Doc: richtext.Parse(text), Upload: "/werk/bestanden", Pictures: "/werk/bestanden/"}, testkit.Desktop)
	if got := testkit.Eval[string](e.Page, `document.querySelector(".richfield-text img").getAttribute("src")`); got != "/werk/bestanden/"+blob {
		t.Errorf("it is looked for at %q", got)
	}
	e.reads(text)
}
