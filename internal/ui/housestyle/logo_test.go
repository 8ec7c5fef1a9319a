package housestyle

import (
	"image"
	"image/color"
	"os"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

// drawn is a picture with a plane in the middle; nil ground is seen through.
func drawn(mark, ground color.Color) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 60, 30))
	for y := range 30 {
		for x := range 60 {
			if x > 10 && x < 50 && y > 5 && y < 25 {
				m.Set(x, y, mark)
			} else if ground != nil {
				m.Set(x, y, ground)
			}
		}
	}
	return m
}

func TestWhatIsDrawnIsToldFromItsBackground(t *testing.T) {
	blue, white := color.NRGBA{R: 0x0b, G: 0x5c, B: 0xab, A: 255}, color.White
	shades := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for i := range shades.Pix {
		shades.Pix[i] = uint8(i / 160)
		if i%4 == 3 {
			shades.Pix[i] = 255
		}
	}
	for _, test := range []struct {
		name           string
		picture        image.Image
		colour, ground string
		anything       bool
	}{
		{"on nothing", drawn(blue, nil), "#0b5cab", "", true},
		{"on white", drawn(blue, white), "#0b5cab", "#ffffff", true},
		{"half transparent counts as what it is", drawn(color.NRGBA{R: 0x0b, G: 0x5c, B: 0xab, A: 200}, nil), "#0b5cab", "", true},
		{"hardly there is not there", drawn(color.NRGBA{R: 0x0b, G: 0x5c, B: 0xab, A: 60}, nil), "", "", false},
		{"one plane", drawn(white, white), "", "#ffffff", false},
		{"a photo", shades, "", "", true},
	} {
		colour, ground, anything := Measure(test.picture)
		if colour != test.colour || ground != test.ground || anything != test.anything {
			t.Errorf("%s: %q on %q, %v", test.name, colour, ground, anything)
		}
	}
}

// Whatever the logo, it can be seen on both papers, on a plate when it must be.
func TestALogoCanBeSeenOnBothPapers(t *testing.T) {
	for _, colour := range []string{"#ffffff", "#ffd000", "#0b5cab", "#000000", "#808080", "#c8102e", "#14181c", "#0b0b60"} {
		for _, accent := range []string{"", "#0b5cab", "#ffd000", "#111111"} {
			s := cycle.HouseStyle{Accent: accent, Logo: &cycle.Logo{Colour: colour}}
			for _, paper := range []string{LightHeader, DarkHeader} {
				on := Plate(s, paper)
				if on == "" {
					on = paper
				}
				if got := Contrast(*s.Logo, on); got < seen {
					t.Errorf("%s with accent %q on %s stands on %s: %.2f", colour, accent, paper, on, got)
				}
			}
		}
	}
}

func TestThePapersOfTheHeaderAreThoseOfTheTokens(t *testing.T) {
	tokens, err := os.ReadFile("../tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, paper := range []string{"#fff", DarkHeader} {
		if !strings.Contains(string(tokens), "--utrecht-document-background-color: "+paper+";") {
			t.Errorf("no scheme has the paper %s", paper)
		}
	}
}

func TestWhatIsSaidOfALogo(t *testing.T) {
	for _, test := range []struct {
		name  string
		style cycle.HouseStyle
		says  []string
	}{
		{"no logo", cycle.HouseStyle{}, nil},
		{"one that can be seen anywhere", cycle.HouseStyle{Logo: &cycle.Logo{Colour: "#c8102e"}}, nil},
		{"a dark one", cycle.HouseStyle{Logo: &cycle.Logo{Colour: "#0b0b60"}}, []string{"op een wit vlak"}},
		{"a white one", cycle.HouseStyle{Logo: &cycle.Logo{Colour: "#ffffff"}}, []string{"op een donker vlak"}},
		{"a white one and a colour", cycle.HouseStyle{Accent: "#00677d", Logo: &cycle.Logo{Colour: "#ffffff"}}, []string{"op een vlak in uw kleur"}},
		{"a background of its own", cycle.HouseStyle{Logo: &cycle.Logo{Colour: "#0b0b60", Ground: "#ffffff"}}, nil},
		{"grey on grey", cycle.HouseStyle{Logo: &cycle.Logo{Colour: "#999999", Ground: "#cccccc"}}, []string{"weinig af"}},
		{"a photo", cycle.HouseStyle{Logo: &cycle.Logo{}}, nil},
	} {
		got := Remarks(test.style)
		if len(got) != len(test.says) || len(got) == 1 && !strings.Contains(got[0], test.says[0]) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// The logo stands in the sheet, so no page is made again for it. The name stays as text.
func TestTheSheetSetsOutTheLogo(t *testing.T) {
	l := cycle.Logo{Blob: strings.Repeat("ab", 32), Ending: "png", Width: 480, Height: 160, Colour: "#0b0b60"}
	sheet := Sheet(cycle.HouseStyle{Logo: &l})
	for _, want := range []string{`url("logo-abababab.png")`, "inline-size: 168px; block-size: 56px", "prefers-color-scheme: dark", "background-color: #ffffff"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %s:\n%s", want, sheet)
		}
	}
	if strings.Contains(sheet, ".page-organisation span") {
		t.Error("the name is not seen, though it is not in the logo")
	}
	l.Named = true
	if !strings.Contains(Sheet(cycle.HouseStyle{Logo: &l}), ".page-organisation span") {
		t.Error("the name is seen twice")
	}
}
