package prose

import (
	"strings"
	"testing"

	"doelenboom/internal/richtext"
)

func picture(image *richtext.Image) richtext.Doc {
	return richtext.Doc{{Kind: richtext.Picture, Image: image}}
}

func html(d richtext.Doc, to Resolver) string { return string(Append(nil, d, to)) }

func TestProse(t *testing.T) {
	ref := richtext.Doc{{Kind: richtext.Paragraph, ID: "7k2m", Spans: []richtext.Span{{Text: "zie "}, {Text: "8.1.5", Ref: &richtext.Ref{Kind: richtext.RefNumber, ID: "8.1.5"}}}}}
	leads := func(target Target, known bool) Resolver {
		return func(richtext.Ref) (Target, bool) { return target, known }
	}
	tests := []struct {
		name string
		doc  richtext.Doc
		to   Resolver
		want string
	}{
		{"a paragraph has an address and a link to it", ref[:1], nil, `<p id="p-7k2m" class="block">zie 8.1.5 <a class="anchor" href="#p-7k2m" aria-label="Link naar deze alinea">#</a></p>`},
		{"a reference becomes a link that says what it is", ref, leads(Target{Href: "../x/", Title: "8.1.5 TecBase"}, true), `zie <a href="../x/" title="8.1.5 TecBase">8.1.5</a>`},
		{"a reference to nothing stays readable and says so", ref, leads(Target{Note: "niet in deze editie"}, true), `zie 8.1.5 <span class="ref-note">(niet in deze editie)</span>`},
		{"text cannot become markup", richtext.Paragraphs(`<b onclick="x">&`), nil, `&lt;b onclick=&#34;x&#34;&gt;&amp;`},
		{"a link to a script leads nowhere", richtext.Doc{{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: "x", Link: "javascript:alert(1)"}}}}, nil, `<a href="about:invalid#TemplFailedSanitizationURL">x</a>`},
		{"a list begins at once, with its link beside it", richtext.Doc{{Kind: richtext.List, ID: "7k2m", Items: []richtext.Item{{Spans: []richtext.Span{{Text: "een"}}}}}}, nil,
			`<div id="p-7k2m" class="block"><a class="anchor" href="#p-7k2m" aria-label="Link naar deze lijst">#</a><ul><li>een</li></ul></div>`},
		{"a list in a list", richtext.Parse("- een\n  - twee"), nil, `<ul><li>een<ul><li>twee</li></ul></li></ul>`},
		{"numbers in a table stand to the right", richtext.Parse("| Weg | km |\n|---|---|\n| N881 | −1,5 |"), nil, `<tr><th scope="row">N881</th><td class="num">−1,5</td></tr>`},
		{"a picture that is not here is told in words", picture(&richtext.Image{Alt: "kaart van de N881"}), nil, `[Afbeelding: kaart van de N881]`},
		{"a picture has room kept for it, and words", picture(&richtext.Image{Alt: `kaart "N881"`}), leads(Target{Href: "../bestanden/x.png", Width: 800, Height: 600}, true), `<img src="../bestanden/x.png" width="800" height="600" alt="kaart &#34;N881&#34;" loading="lazy" decoding="async">`},
		{"a picture for the looks has no words", picture(&richtext.Image{Decorative: true}), leads(Target{Href: "x.png"}, true), `<img src="x.png" alt="" loading="lazy" decoding="async">`},
		{"a picture that was withdrawn says so", picture(&richtext.Image{Alt: "kaart"}), leads(Target{Note: "ingetrokken"}, true), `[Afbeelding, ingetrokken: kaart]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := html(test.doc, test.to); !strings.Contains(got, test.want) {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}
