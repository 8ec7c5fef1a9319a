package cycle

import (
	"slices"
	"strings"
)

// HouseStyle is how the pages of an organisation look, as values and a logo: never a style sheet of its own.
type HouseStyle struct {
	Accent string `json:"accent,omitempty"` // the colour of links and lines, "#0b5cab"; made darker when it cannot be read
	Font   Font   `json:"font,omitempty"`
	Logo   *Logo  `json:"logo,omitempty"`
}

// Font is the name of a list of fonts that readers have.
type Font string

// The fonts an organisation can choose from.
const (
	FontSystem   Font = "systeem" // what the reader's machine uses itself; so is none
	FontSerif    Font = "schreef"
	FontHumanist Font = "humanist"
)

// Fonts are all that can be chosen.
var Fonts = []Font{FontSystem, FontSerif, FontHumanist}

// ValidColour tells whether a text is a colour as "#0b5cab".
func ValidColour(text string) bool {
	return len(text) == 7 && text[0] == '#' && strings.Trim(text[1:], "0123456789abcdefABCDEF") == ""
}

// problems are what is wrong with a house style.
func (s HouseStyle) problems() Invalid {
	var v Invalid
	if s.Accent != "" && !ValidColour(s.Accent) {
		v = append(v, Problem{Field: "accent", Text: "schrijf de kleur als # met zes cijfers of letters, zoals #0b5cab"})
	}
	if s.Font != "" && !slices.Contains(Fonts, s.Font) {
		v = append(v, Problem{Field: "font", Text: "kies als lettertype systeem, schreef of humanist"})
	}
	if s.Logo != nil && !s.Logo.sound() {
		v = append(v, Problem{Field: "logo", Text: "het logo is niet te tonen; kies het opnieuw"})
	}
	return v
}
