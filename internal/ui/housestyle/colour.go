package housestyle

import (
	"fmt"
	"math"
	"strconv"

	"doelenboom/internal/cycle"
)

// colour is sRGB in linear light, each part from 0 to 1: so it can be mixed as light is.
type colour struct{ r, g, b float64 }

var (
	black = colour{}
	white = colour{1, 1, 1}
)

// parse reads "#0b5cab"; false when it is no colour.
func parse(hex string) (colour, bool) {
	if !cycle.ValidColour(hex) {
		return black, false
	}
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	return colour{linear(n >> 16 & 255), linear(n >> 8 & 255), linear(n & 255)}, err == nil
}

// linear and stored go between a byte and light, as WCAG 2.2 defines it under "relative luminance"
// (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
func linear(part uint64) float64 {
	v := float64(part) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func stored(light float64) int {
	v := 12.92 * light
	if light > 0.0031308 {
		v = 1.055*math.Pow(light, 1/2.4) - 0.055
	}
	return int(math.Round(255 * min(max(v, 0), 1)))
}

func (c colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", stored(c.r), stored(c.g), stored(c.b))
}

func (c colour) luminance() float64 { return 0.2126*c.r + 0.7152*c.g + 0.0722*c.b }

// contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// towards mixes c with another colour: share 0 is c itself, 1 is the other.
func (c colour) towards(o colour, share float64) colour {
	return colour{c.r + (o.r-c.r)*share, c.g + (o.g-c.g)*share, c.b + (o.b-c.b)*share}
}

// bright is the light form of a colour: as much light as it can have without losing its hue, softened with white.
func (c colour) bright() colour {
	most := max(c.r, c.g, c.b)
	if most == 0 {
		return white
	}
	return colour{c.r / most, c.g / most, c.b / most}.towards(white, 0.35)
}

// readable is c when it has enough contrast with the paper; else it goes along the way just so far that it has, also
// after rounding to bytes. The way ends in black or white.
func (c colour) readable(on colour, enough float64, way ...colour) colour {
	const steps = 256
	for _, next := range way {
		for i := range steps {
			mixed := c.towards(next, float64(i)/steps)
			if kept, ok := parse(mixed.String()); ok && contrast(kept, on) >= enough {
				return mixed
			}
		}
		c = next
	}
	return c
}
