package testkit

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// Logo is a PNG of some points wide and high: a plane of one colour, with an edge of a tenth of its height through which the
// paper is seen.
func Logo(width, height int, c color.Color) []byte {
	edge := height / 10
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := edge; y < height-edge; y++ {
		for x := edge; x < width-edge; x++ {
			m.Set(x, y, c)
		}
	}
	return encoded(m)
}

// Picture is a PNG of some points wide and high, of another size another one.
func Picture(width, height int) []byte {
	return encoded(image.NewGray(image.Rect(0, 0, width, height)))
}

func encoded(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything, and no test asks for a picture of no points
	}
	return b.Bytes()
}
