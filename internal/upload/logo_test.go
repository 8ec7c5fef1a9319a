package upload

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func logo(b []byte) (File, error) {
	f, _, err := Logo(bytes.NewReader(b), int64(len(b)))
	return f, err
}

// noise is the heaviest picture there is: no two points are alike, and the paper is seen through it.
func noise(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32())
	}
	return m
}

func TestALogoFitsTheHeader(t *testing.T) {
	for _, test := range []struct {
		name string
		body []byte
		w, h int
	}{
		{"wide", pngOf(drawing(1920, 320)), 480, 80},
		{"tall", jpegOf(drawing(400, 1600)), 40, 160},
		{"small stays as it is", pngOf(drawing(120, 40)), 120, 40},
		{"taken upright", held(jpegOf(drawing(400, 300)), 6), 120, 160},
	} {
		f, err := logo(test.body)
		if err != nil || f.Width != test.w || f.Height != test.h || len(f.Remade) > cycle.LogoBytes {
			t.Errorf("%s: %d by %d of %d bytes, %v", test.name, f.Width, f.Height, len(f.Remade), err)
		}
	}
	f, err := logo(pngOf(noise(900, 300)))
	if err != nil || len(f.Remade) > cycle.LogoBytes || f.Width < 100 {
		t.Errorf("the heaviest is %d by %d of %d bytes, %v", f.Width, f.Height, len(f.Remade), err)
	}
	if m, err := png.Decode(bytes.NewReader(f.Remade)); err != nil || m.Bounds().Dx() != f.Width {
		t.Errorf("what is kept: %v", err)
	}
}

func TestWhatIsNoLogo(t *testing.T) {
	for _, test := range []struct {
		name, says string
		body       []byte
	}{
		{"nothing", "leeg", nil},
		{"a drawing of lines", "bewaar het logo als png", []byte(`<?xml version="1.0"?><svg onload="alert(1)"/>`)},
		{"a document", "geen afbeelding", []byte("%PDF-1.7")},
		{"a GIF", "geen afbeelding", []byte("GIF89a")},
		{"half a picture", "beschadigd", pngOf(drawing(200, 200))[:300]},
		{"one that moves", "beweegt", with(pngOf(drawing(40, 40)), pngChunk("acTL", make([]byte, 8)))},
		{"a dot", "ten minste 24 bij 24", pngOf(drawing(16, 16))},
	} {
		if _, err := logo(test.body); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v does not say %q", test.name, err, test.says)
		}
	}
}
