package housestyle

import (
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func must(t *testing.T, hex string) colour {
	t.Helper()
	c, ok := parse(hex)
	if !ok {
		t.Fatalf("%q is no colour", hex)
	}
	return c
}

// Known from the understanding documents of WCAG and its techniques: #767676 is the lightest grey that passes on white.
func TestContrastIsThatOfTheStandard(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#767676", "#ffffff", 4.54}, {"#777777", "#ffffff", 4.48}, {"#0000ff", "#ffffff", 8.59}} {
		if got := contrast(must(t, c.a), must(t, c.b)); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s is %.2f, not %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestAColourComesBackAsItWasWritten(t *testing.T) {
	for _, hex := range []string{"#000000", "#ffffff", "#0b5cab", "#123456", "#010203", "#fedcba"} {
		if got := must(t, hex).String(); got != hex {
			t.Errorf("%s became %s", hex, got)
		}
	}
	for _, hex := range []string{"", "red", "#fff", "#12345g", "#1234567", "#12345;", "+123456"} {
		if _, ok := parse(hex); ok {
			t.Errorf("%q is taken for a colour", hex)
		}
	}
}

// Whatever colour an organisation has, its links can be read.
func TestEveryAccentCanBeRead(t *testing.T) {
	value := regexp.MustCompile(`(--[a-z-]+): (#[0-9a-f]{6});`)
	for _, hex := range []string{"#ffff00", "#ffffff", "#000000", "#0b5cab", "#e30613", "#ff9900", "#00a651", "#0b0b60", "#c8102e", "#808080"} {
		light, dark, ok := strings.Cut(Sheet(cycle.HouseStyle{Accent: hex}), "dark")
		if !ok {
			t.Fatalf("%s has no dark form", hex)
		}
		for part, papers := range map[string][]string{light: {"#ffffff", lightPaper}, dark: {"#14181c", darkPaper}} {
			found := value.FindAllStringSubmatch(part, -1)
			if len(found) != 4 {
				t.Fatalf("%s gives %s", hex, part)
			}
			for _, token := range found {
				for _, paper := range papers {
					if got := contrast(must(t, token[2]), must(t, paper)); got < 4.5 {
						t.Errorf("%s: %s %s on %s is only %.2f", hex, token[1], token[2], paper, got)
					}
				}
			}
		}
	}
}

func TestAnAccentThatCanBeReadStaysWhatItIs(t *testing.T) {
	if shown, darker := Accent(cycle.HouseStyle{Accent: "#0B5CAB"}); shown != "#0b5cab" || darker {
		t.Errorf("it became %s", shown)
	}
	if shown, darker := Accent(cycle.HouseStyle{Accent: "#ffcc00"}); !darker || contrast(must(t, shown), white) < 4.5 || contrast(must(t, shown), white) > 5.2 {
		t.Errorf("yellow became %s, darker %v", shown, darker)
	}
}

// The papers are those of the tokens that a house style sets beside.
func TestThePapersAreThoseOfTheTokens(t *testing.T) {
	tokens, err := os.ReadFile("../tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, paper := range []string{lightPaper, darkPaper} {
		if !strings.Contains(string(tokens), "--doelenboom-shade: "+paper+";") {
			t.Errorf("no scheme has the shade %s", paper)
		}
	}
}

func TestAFontIsChosenByName(t *testing.T) {
	for _, font := range cycle.Fonts {
		sheet := Sheet(cycle.HouseStyle{Font: font})
		if (font == cycle.FontSystem) == strings.Contains(sheet, "font-family") {
			t.Errorf("%q gives %s", font, sheet)
		}
	}
	if sheet := Sheet(cycle.HouseStyle{}); sheet != "/* huisstijl */\n" {
		t.Errorf("no house style is %q", sheet)
	}
}
