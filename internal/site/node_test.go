package site

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// A page read in from elsewhere may have a heading with nothing below it, or a line that looks like one. It is shown.
func TestAHeadingOfTheSourcesOwnIsShownAlsoWithoutText(t *testing.T) {
	p := nodePage{Node: publication.Node{Sections: []publication.SectionText{
		{Key: cycle.Context, Label: "Context"}, {Key: "overig-ooldorp-en-veenhuizerdam", Label: "Ooldorp en Veenhuizerdam"},
	}}}
	p.sections()
	if len(p.Closing) != 1 || p.Closing[0].Label != "Ooldorp en Veenhuizerdam" {
		t.Errorf("shown: %+v", p.Closing)
	}
}
