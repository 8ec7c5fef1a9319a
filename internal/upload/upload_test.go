package upload

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

// drawing is a picture of w by h points, with one dark corner: above, at the left.
func drawing(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: uint8(x), G: uint8(y), B: uint8(x * y), A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{A: 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func pngOf(m image.Image) []byte {
	var b bytes.Buffer
	png.Encode(&b, m)
	return b.Bytes()
}

func jpegOf(m image.Image) []byte {
	var b bytes.Buffer
	jpeg.Encode(&b, m, nil)
	return b.Bytes()
}

// pngChunk is one piece of a PNG.
func pngChunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// with puts a piece behind the head of a PNG.
func with(picture, chunk []byte) []byte {
	const head = 8 + 25
	return append(append(append([]byte(nil), picture[:head]...), chunk...), picture[head:]...)
}

// held is a JPEG with what a camera says of how it was held, and where it was.
func held(picture []byte, turn byte) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{turn, 0, 0, 0}) + "\x00\x00\x00\x00Jan Geheim, 52.1 N")
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := append([]byte{0xff, 0xe1, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
	return append(append(append([]byte(nil), picture[:2]...), segment...), picture[2:]...)
}

func zipped(names ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		w, _ := z.Create(name)
		io.WriteString(w, text)
	}
	z.Close()
	return b.Bytes()
}

func read(name string, b []byte) (File, error) {
	return Read(name, bytes.NewReader(b), int64(len(b)))
}

// A lossless WebP of one point, as libwebp writes it.
const tinyWebP = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

func TestWhatIsTaken(t *testing.T) {
	odt, _ := cycle.KindOf("odt")
	seeThrough := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	for _, test := range []struct {
		name, sent, kept, ending string
		body                     []byte
	}{
		{"a drawing stays PNG", "kaart.png", "kaart.png", "png", pngOf(image.NewGray(image.Rect(0, 0, 300, 200)))},
		{"a photo stays JPEG", "IMG_1.JPEG", "IMG_1.jpg", "jpg", jpegOf(drawing(300, 200))},
		{"what can be seen through stays so", "logo.png", "logo.png", "png", pngOf(seeThrough)},
		{"WebP becomes what everybody can read", "foto.webp", "foto.png", "png", []byte(tinyWebP)},
		{"a picture under another name is what it is", "brief.pdf", "brief.png", "png", pngOf(seeThrough)},
		{"a pdf", "Besluit.PDF", "Besluit.pdf", "pdf", []byte("%PDF-1.7\n…")},
		{"a pdf without an ending", "besluit", "besluit.pdf", "pdf", []byte("%PDF-1.7\n…")},
		{"a text of Word", "brief.docx", "brief.docx", "docx", zipped("[Content_Types].xml", "word/document.xml")},
		{"a table of Excel", "cijfers.xlsx", "cijfers.xlsx", "xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")},
		{"a text of LibreOffice", "brief.odt", "brief.odt", "odt", zipped("mimetype="+odt.Type, "content.xml")},
		{"a table as text, from an old Excel", "lijst.csv", "lijst.csv", "csv", []byte("naam;bedrag\r\nCaf\xe9;12,50\r\n")},
		{"a text", "notitie.txt", "notitie.txt", "txt", []byte("Gebeld met de aannemer.\n")},
		{"a path in the name", `..\..\C:\werk\plan.pdf`, "plan.pdf", "pdf", []byte("%PDF-1.4")},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := read(test.sent, test.body)
			if err != nil || f.Name != test.kept || f.Kind.Ending != test.ending {
				t.Fatalf("%q, %s, %v", f.Name, f.Kind.Ending, err)
			}
			if f.Kind.Picture() != (f.Remade != nil && f.Width > 0 && f.Height > 0) {
				t.Errorf("%d by %d, %d bytes made anew", f.Width, f.Height, len(f.Remade))
			}
		})
	}
}

func TestWhatIsRefused(t *testing.T) {
	small := pngOf(drawing(20, 20))
	huge := append([]byte(nil), small...)
	binary.BigEndian.PutUint32(huge[16:], 40_000)
	binary.BigEndian.PutUint32(huge[20:], 40_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	animatedWebP := []byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	for _, test := range []struct {
		name, sent, says string
		body             []byte
	}{
		{"nothing", "leeg.pdf", "leeg", nil},
		{"a GIF that is a page too", "x.gif", "gif", []byte("GIF89a/*<script>alert(1)</script>*/=0")},
		{"a drawing that can hold scripts", "x.svg", "dit soort bestand", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)},
		{"one under the name of a picture", "x.png", "dit soort bestand", []byte(`<svg onload="alert(1)"/>`)},
		{"a page under the name of a text", "x.txt", "iets anders", []byte("\n <HTML><script>alert(1)</script>")},
		{"a script under the name of a table", "x.csv", "iets anders", []byte("#!/bin/sh\nrm -rf /\n")},
		{"a page", "x.html", "dit soort bestand", []byte("<p>")},
		{"a program", "x.exe", "dit soort bestand", []byte("MZ\x90\x00")},
		{"a program under the name of a text", "x.txt", "iets anders", []byte("MZ\x90\x00\x01")},
		{"a bag of files", "x.zip", "verzameling", zipped("a.txt", "b.exe")},
		{"a bag of files under the name of a document", "x.docx", "verzameling", zipped("a.txt")},
		{"a document with a macro", "x.docx", "macro", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")},
		{"half a document", "x.docx", "beschadigd", zipped("word/document.xml")[:40]},
		{"half a picture", "x.png", "beschadigd", pngOf(drawing(200, 200))[:300]},
		{"a picture that unpacks to gigabytes", "x.png", "30 miljoen", huge},
		{"a picture that moves", "x.png", "beweegt", with(small, pngChunk("acTL", make([]byte, 8)))},
		{"a WebP that moves", "x.webp", "beweegt", animatedWebP},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(test.sent, test.body)
			if invalid := (cycle.Invalid)(nil); !errors.As(err, &invalid) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%v does not say %q", err, test.says)
			}
		})
	}
	if _, err := Read("x.pdf", strings.NewReader("%PDF-"), Most+1); !errors.Is(err, ErrTooLarge) && err.Error() != ErrTooLarge.Error() {
		t.Errorf("too large: %v", err)
	}
}

// Nothing stays of what was not the picture: where it was taken, by whom, and what was hidden behind it.
func TestNothingElseStays(t *testing.T) {
	secret := "Jan Geheim"
	for name, body := range map[string][]byte{
		"a photo":             held(jpegOf(drawing(40, 30)), 1),
		"a drawing":           with(pngOf(drawing(40, 30)), pngChunk("tEXt", []byte("Author\x00"+secret))),
		"a page behind a PNG": append(pngOf(drawing(40, 30)), "<script>"+secret+"</script>"...),
	} {
		f, err := read("x.png", body)
		if err != nil || bytes.Contains(f.Remade, []byte(secret)) || !bytes.Contains(body, []byte(secret)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALargePictureFitsThePage(t *testing.T) {
	for _, test := range []struct {
		name string
		body []byte
		w, h int
	}{
		{"wide", jpegOf(drawing(3200, 800)), 1600, 400},
		{"small", jpegOf(drawing(320, 80)), 320, 80},
		{"tall", jpegOf(drawing(1000, 5000)), 800, 4000},
		{"taken upright", held(jpegOf(drawing(4000, 3000)), 6), 1600, 2133},
	} {
		f, err := read("foto.jpg", test.body)
		if err != nil || f.Width != test.w || f.Height != test.h {
			t.Errorf("%s: %d by %d, %v", test.name, f.Width, f.Height, err)
		}
	}
}

// However the camera was held, the dark corner comes where it was in the world.
func TestAPictureStandsTheRightWayUp(t *testing.T) {
	right := map[byte][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	for turn, corner := range right {
		f, err := read("foto.jpg", held(jpegOf(drawing(64, 32)), turn))
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(f.Remade))
		if err != nil {
			t.Fatal(err)
		}
		b := m.Bounds()
		r, g, blue, _ := m.At(b.Dx()/8+corner[0]*b.Dx()*3/4, b.Dy()/8+corner[1]*b.Dy()*3/4).RGBA()
		if r+g+blue > 3*0x2800 || (turn >= 5) != (b.Dy() > b.Dx()) {
			t.Errorf("turn %d: %d by %d, its dark corner is %x %x %x", turn, b.Dx(), b.Dy(), r, g, blue)
		}
	}
}

// The same file gives the same bytes, so that it is kept once.
func TestTheSameFileGivesTheSameBytes(t *testing.T) {
	body := jpegOf(drawing(2000, 1000))
	a, err := read("a.jpg", body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := read("b.jpg", body); err != nil || !bytes.Equal(a.Remade, b.Remade) {
		t.Error("they differ", err)
	}
}

func TestName(t *testing.T) {
	for sent, want := range map[string]string{
		"../../etc/passwd":              "passwd.pdf",
		"":                              "bestand.pdf",
		"...":                           "bestand.pdf",
		"CON.txt":                       "bestand.pdf",
		"Notitie  wegen\n2026.docx":     "Notitie wegen 2026.pdf",
		"aan\u202egpj.exe":              "aangpj.pdf",
		"wat is <dit>?.pdf":             "wat is -dit--.pdf",
		"Financiën – bijlage 1.pdf":     "Financiën – bijlage 1.pdf",
		strings.Repeat("é", 300) + ".x": strings.Repeat("é", 100) + ".pdf",
		"x\xff.pdf":                     "x.pdf",
	} {
		if got := Name(sent, "pdf"); got != want {
			t.Errorf("%q becomes %q, not %q", sent, got, want)
		}
	}
}

// Whatever is sent, it is answered, and what is kept as a picture is one.
func FuzzRead(f *testing.F) {
	f.Add("a.png", pngOf(drawing(8, 8)))
	f.Add("a.jpg", held(jpegOf(drawing(8, 8)), 6))
	f.Add("a.webp", []byte(tinyWebP))
	f.Add("a.docx", zipped("[Content_Types].xml", "word/document.xml"))
	f.Add("a.csv", []byte("a;b\n"))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		file, err := read(name, body)
		if err != nil {
			return
		}
		if strings.ContainsAny(file.Name, "/\\\x00\n") || !strings.HasSuffix(file.Name, "."+file.Kind.Ending) {
			t.Errorf("the name is %q", file.Name)
		}
		if file.Kind.Picture() {
			if c, _, err := image.DecodeConfig(bytes.NewReader(file.Remade)); err != nil || c.Width != file.Width || c.Height != file.Height || c.Width > widest || c.Height > tallest {
				t.Errorf("the picture is %+v, %v", c, err)
			}
		}
	})
}
