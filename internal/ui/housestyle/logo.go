package housestyle

import (
	"fmt"
	"image"
	"math"

	"doelenboom/internal/cycle"
)

// How large a logo is shown at most, in the points of CSS; it may have twice as many, for fine screens.
const (
	shownWidth  = cycle.LogoWidth / 2
	shownHeight = 56

	narrowHeight = 40 // on a phone, where the header is in the way of the page
)

// seen is the contrast that a logo has at least with what it stands on. WCAG 2.2 asks 3 of pictures that tell something
// (criterion 1.4.11); it leaves logos free, but a reader wants to see it all the same.
const seen = 3

// Shown is how large the logo is on the page; it is never made larger than it is.
func Shown(l cycle.Logo) (width, height int) {
	scale := min(1, float64(shownWidth)/float64(l.Width), float64(shownHeight)/float64(l.Height))
	return max(1, int(math.Round(float64(l.Width)*scale))), max(1, int(math.Round(float64(l.Height)*scale)))
}

// The papers that a header has.
const (
	LightHeader = "#ffffff" // --utrecht-document-background-color, in both schemes
	DarkHeader  = "#14181c"
)

// Contrast is that of the logo with a paper, from 1 to 21. With a background of its own it is that with this background,
// on whatever paper; without a colour that says something it is 21.
func Contrast(l cycle.Logo, paper string) float64 {
	if l.Ground != "" {
		paper = l.Ground
	}
	drawn, ok := parse(l.Colour)
	on, fine := parse(paper)
	if !ok || !fine {
		return 21
	}
	return contrast(drawn, on)
}

// Faint tells whether the logo is hard to see on a paper.
func Faint(l cycle.Logo, paper string) bool { return Contrast(l, paper) < seen }

// Plate is what lies behind the logo so that it can be seen, on the light or the dark paper of the header: the colour of
// the organisation or ink on light paper, white on dark. Empty when it needs nothing, or has a background of its own.
func Plate(s cycle.HouseStyle, paper string) string {
	if s.Logo == nil || s.Logo.Ground != "" || !Faint(*s.Logo, paper) {
		return ""
	}
	plates := []string{LightHeader}
	if paper == LightHeader {
		plates = []string{DarkHeader}
		if shown, _ := Accent(s); shown != "" {
			plates = []string{shown, DarkHeader}
		}
	}
	for _, p := range plates {
		if !Faint(*s.Logo, p) {
			return p
		}
	}
	return plates[len(plates)-1] // cannot be: what is faint on one of the papers is not so on the other
}

// logoRules put the logo before the name in the header. The name stays there as text, for who does not see the logo; when it
// stands in the logo itself, it is only heard.
func logoRules(s cycle.HouseStyle) string {
	if s.Logo == nil {
		return ""
	}
	l := *s.Logo
	width, height := Shown(l)
	rules := fmt.Sprintf(".page-name { align-items: center; }\n"+
		".page-organisation { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }\n"+
		".page-organisation::before { content: \"\"; box-sizing: content-box; inline-size: %dpx; block-size: %dpx; "+
		"background: %surl(%q) content-box center / contain no-repeat; print-color-adjust: exact;%s }\n",
		width, height, spaced(Plate(s, LightHeader)), l.FileName(), padded(Plate(s, LightHeader)))
	if l.Named {
		rules += ".page-organisation span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }\n"
	}
	if narrow := min(1, narrowHeight/float64(height)); narrow < 1 {
		rules += fmt.Sprintf("@media screen and (max-width: 30em) {\n  .page-organisation::before { inline-size: %dpx; block-size: %dpx }\n}\n", max(1, int(float64(width)*narrow)), narrowHeight)
	}
	dark := Plate(s, DarkHeader)
	if dark == "" && Plate(s, LightHeader) != "" {
		dark = "transparent"
	}
	if dark != "" {
		rules += "@media screen and (prefers-color-scheme: dark) {\n  .page-organisation::before { background-color: " + dark + ";" + padded(dark) + " }\n}\n"
	}
	return rules
}

func spaced(plate string) string {
	if plate == "" {
		return ""
	}
	return plate + " "
}

// padded is the room between the logo and the edge of its plate.
func padded(plate string) string {
	switch plate {
	case "":
		return ""
	case "transparent":
		return " padding: 0;"
	}
	return " padding: 6px; border-radius: 3px; background-clip: border-box;"
}

// Measure looks at the points of a picture: the mean colour of what is drawn, and the colour of the background when it has
// one of its own. A photo up to its edges has neither: every paper carries it. The last result says that there is anything.
func Measure(m image.Image) (drawn, ground string, anything bool) {
	back, kind := background(m)
	if kind == photo {
		return "", "", true
	}
	var sum colour
	n := 0.0
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c, there := at(m, image.Pt(x, y))
			if there && !(kind == solid && near(c, back)) {
				sum, n = colour{sum.r + c.r, sum.g + c.g, sum.b + c.b}, n+1
			}
		}
	}
	if kind == solid {
		ground = back.String()
	}
	if n == 0 {
		return "", ground, false
	}
	return colour{sum.r / n, sum.g / n, sum.b / n}.String(), ground, true
}

// What the corners of a picture say of its background.
const (
	clear = iota // the paper is seen through it
	solid        // one colour
	photo        // the picture goes up to its edges
)

func background(m image.Image) (back colour, kind int) {
	b := m.Bounds()
	kind = solid
	for i, p := range []image.Point{b.Min, {b.Max.X - 1, b.Min.Y}, {b.Min.X, b.Max.Y - 1}, {b.Max.X - 1, b.Max.Y - 1}} {
		c, there := at(m, p)
		switch {
		case !there:
			return colour{}, clear
		case i == 0:
			back = c
		case !near(c, back):
			kind = photo
		}
	}
	return back, kind
}

// at is the colour of a point, and whether it is more there than not.
func at(m image.Image, p image.Point) (colour, bool) {
	r, g, b, a := m.At(p.X, p.Y).RGBA()
	if a < 0x8000 {
		return colour{}, false
	}
	part := func(v uint32) float64 { return linear(uint64(min((v*0xff+a/2)/a, 0xff))) }
	return colour{part(r), part(g), part(b)}, true
}

// near tells whether two colours look the same.
func near(a, b colour) bool {
	apart := func(x, y float64) bool { return math.Abs(float64(stored(x)-stored(y))) > 24 }
	return !apart(a.r, b.r) && !apart(a.g, b.g) && !apart(a.b, b.b)
}

// Remarks are what whoever chooses the logo should know of how it is seen.
func Remarks(s cycle.HouseStyle) []string {
	if s.Logo == nil {
		return nil
	}
	if s.Logo.Ground != "" {
		if Faint(*s.Logo, LightHeader) {
			return []string{"Uw logo steekt weinig af tegen zijn eigen achtergrond. Kies als het kan een logo met meer verschil in licht en donker."}
		}
		return nil
	}
	var all []string
	switch Plate(s, LightHeader) {
	case "":
	case DarkHeader:
		all = append(all, "Uw logo is op wit papier slecht te zien. Daarom staat het daar op een donker vlak.")
	default:
		all = append(all, "Uw logo is op wit papier slecht te zien. Daarom staat het daar op een vlak in uw kleur.")
	}
	if Plate(s, DarkHeader) != "" {
		all = append(all, "Uw logo is op een donker scherm slecht te zien. Daarom staat het daar op een wit vlak.")
	}
	return all
}
