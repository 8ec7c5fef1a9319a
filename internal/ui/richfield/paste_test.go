package richfield

import (
	"os"
	"strings"
	"testing"

	"doelenboom/internal/testkit"

	"github.com/chromedp/chromedp/kb"
)

func TestPasteFromWord(t *testing.T) {
	word, err := os.ReadFile("testdata/word.html")
	if err != nil {
		t.Fatal(err)
	}
	e := edit(t, Field{}, testkit.Desktop)
	e.paste(string(word))
	e.reads(`**Stand van zaken**

De brug bij Zwartsluis is **sinds mei open**. Het *onderhoud* kostte €` + "\u00a0" + `1,2 miljoen.

- Werk aan de weg
  - de N331
    1. het asfalt
- **Werk** aan het water

1. Eerst [het plan](https://example.org/plan)
2. Dan de uitvoering

| **Jaar** | **Aantal** |  |
|---|---|---|
| 2025 | 12 | bruggen en sluizen |
|  | 3 |  |

Klik hier.
`)
	if n := testkit.Eval[int](e.Page, `document.querySelectorAll(".richfield-text :is([style], [class*=Mso], img:not(.ProseMirror-separator), script, font, a[href^=javascript])").length`); n > 0 {
		t.Errorf("%d elements of Word are left", n)
	}
}

func TestPaste(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"Google Docs", `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400;font-style:normal">Een </span><span style="font-weight:700">vet</span><span style="font-style:italic"> woord</span></p><br><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p role="presentation"><span style="font-weight:400">een</span></p></li><ul><li aria-level="2"><p><span>een a</span></p></li></ul><li aria-level="1"><p><span>twee</span></p></li></ul></b>`,
			"Een **vet** *woord*\n\n- een\n  - een a\n- twee\n"},
		{"Outlook on the web, which loses the style of lists", `<div><p class="x_MsoListParagraph" style="margin-left:36pt">·&nbsp;&nbsp;&nbsp; een</p><p class="x_MsoListParagraph" style="margin-left:72pt"><span>1.</span>&nbsp;&nbsp; <b>een</b> a</p></div><div>tot ziens</div>`,
			"- een\n  1. **een** a\n\ntot ziens\n"},
		{"a letter laid out in a table", `<table><tbody><tr><td><div>Beste Anna,</div><div><br></div><div>Het is af.<br>Groet,<br><br>Bram</div></td></tr></tbody></table>`, "Beste Anna,\n\nHet is af. Groet,\n\nBram\n"},
		{"a web page", `<nav><a href="/">Start</a></nav><h1>Titel</h1><blockquote><p>Eerst</p><p>Dan</p></blockquote><p>Zie <a href="https://example.org/a">daar</a><style>p{color:red}</style><noscript>x</noscript></p><ol><li>een</li><li><p>twee</p><p>slot</p></li></ol>`,
			"Start\n\n**Titel**\n\n> Eerst\n\n> Dan\n\nZie [daar](https://example.org/a)\n\n1. een\n2. twee slot\n"},
		{"hostile", `<svg onload=alert(1)><script>alert(1)</script></svg><img src=x onerror=alert(1)><iframe srcdoc="<script>parent.alert(1)</script>"></iframe><p onclick=alert(1) style="background:url(//x)">tekst<math><mi href="javascript:alert(1)">x</mi></math><a href=" java` + "\n" + `script:alert(1)">klik</a><template><p>weg</p></template><table><tr><td rowspan=65000 colspan=1000>a</td></tr><tr><td>b</td></tr></table>`,
			"tekstklik\n\n| a |" + strings.Repeat("  |", 50) + "\n|" + strings.Repeat("---|", 51) + "\n|" + strings.Repeat("  |", 50) + " b |\n"},
		{"nothing but a picture", `<img src="https://example.org/spoor.gif">`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := edit(t, Field{}, testkit.Desktop)
			e.paste(test.html)
			e.reads(test.want)
			for _, address := range e.Requests() {
				if !strings.HasPrefix(address, e.w.url) {
					t.Errorf("pasting asked for %s", address)
				}
			}
		})
	}
}

func TestAWordIsPastedIntoItsSentence(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.Press("De  is open.")
	e.move(strings.Repeat(kb.ArrowLeft, 9))
	e.paste(`<p class=MsoNormal><b>brug</b><o:p></o:p></p>`)
	e.reads("De **brug** is open.\n")
}

// What is copied in the editor comes out whole, but a copy is another text: it has no id.
func TestACopyHasNoIDOfItsOwn(t *testing.T) {
	e := edit(t, Field{}, testkit.Desktop)
	e.paste(`<p data-pm-slice='0 0 []'>een</p><figure data-blob="` + blob + `" data-alt="Kaart" data-address=""></figure>`)
	e.is(`[{"soort":"alinea","tekst":[{"tekst":"een"}]},{"afbeelding":{"alternatief":"Kaart","blob":"` + blob + `"},"soort":"afbeelding"}]`)
}
