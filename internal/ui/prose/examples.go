package prose

import (
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
)

// Examples show every kind of block, and references that are known, known elsewhere and unknown.
func Examples() []ui.Example {
	ref := func(id, text string) richtext.Span {
		return richtext.Span{Text: text, Ref: &richtext.Ref{Kind: richtext.RefDecision, ID: id}}
	}
	cell := func(texts ...string) (row []richtext.Cell) {
		for _, text := range texts {
			row = append(row, richtext.Cell{Spans: []richtext.Span{{Text: text}}})
		}
		return row
	}
	doc := richtext.Doc{
		{ID: "prose1", Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: "De oever is "}, {Text: "klaar", Bold: true}, {Text: ", zegt "}, ref("known", "AB/2025/12"), {Text: ". Zie ook "}, ref("gone", "AB/2019/3"), {Text: " en "}, {Text: "de kaart", Link: "https://voorbeeld.example/kaart"}, {Text: "."}}},
		{ID: "prose2", Kind: richtext.List, Items: []richtext.Item{{Spans: []richtext.Span{{Text: "riet"}}, Items: []richtext.Item{{Spans: []richtext.Span{{Text: "smalle strook"}}}}}, {Spans: []richtext.Span{{Text: "gras"}}}}},
		{ID: "prose3", Kind: richtext.Table, Rows: [][]richtext.Cell{cell("Oever", "Lengte in meter"), cell("Noord", "1.250"), cell("Zuid", "980")}},
		{ID: "prose4", Kind: richtext.Quotation, Spans: []richtext.Span{{Text: "Het water is weer van het land."}}},
		{ID: "prose5", Kind: richtext.Picture, Image: &richtext.Image{Alt: "een vlakke oever met riet"}},
	}
	to := func(r richtext.Ref) (Target, bool) {
		if r.ID == "known" {
			return Target{Href: "#ab", Title: "Oevers langs de Wetering"}, true
		}
		return Target{Note: "niet in deze editie"}, true
	}
	return []ui.Example{{Name: "Alle soorten blokken", Component: Text(doc, to)}}
}
