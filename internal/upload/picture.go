package upload

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"doelenboom/internal/cycle"
)

// How large a picture may be, and how large the one that is kept is.
const (
	mostPoints = 30_000_000 // looked at before anything is unpacked
	mostSide   = 20_000
	widest     = 1600
	tallest    = 4000
	quality    = 82 // of JPEG
)

func isPicture(head []byte) bool { return formatOf(head) != "" }

func formatOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "jpeg"
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return "webp"
	}
	return ""
}

// one picture at a time: a large one takes a few hundred megabytes while it is unpacked.
var one = make(chan struct{}, 1)

// whole is all that is in a file.
func whole(body io.ReaderAt, size int64) ([]byte, error) {
	data := make([]byte, size)
	if _, err := body.ReadAt(data, 0); err != nil && err != io.EOF {
		return nil, err
	}
	return data, nil
}

// remade makes a picture anew.
func remade(f File, name string, body io.ReaderAt, size int64) (File, error) {
	data, err := whole(body, size)
	if err != nil {
		return f, err
	}
	one <- struct{}{}
	defer func() { <-one }()
	encoded, made, ending, err := makePicture(data)
	if err != nil {
		return f, err
	}
	f.Remade, f.Width, f.Height = encoded, made.Dx(), made.Dy()
	f.Kind, _ = cycle.KindOf(ending)
	f.Name = Name(name, ending)
	return f, nil
}

func makePicture(data []byte) (encoded []byte, size image.Rectangle, ending string, err error) {
	format := formatOf(data)
	if animated(format, data) {
		return nil, size, "", wrong("deze afbeelding beweegt; stuur een stilstaande")
	}
	source, err := decode(format, data)
	if err != nil {
		return nil, size, "", err
	}
	turn := orientation(format, data)
	made := turned(shrunk(source, turn, widest, tallest), turn)
	encoded, ending, err = encode(made, format)
	return encoded, made.Bounds(), ending, err
}

func decode(format string, data []byte) (image.Image, error) {
	readers := map[string]struct {
		config func(io.Reader) (image.Config, error)
		whole  func(io.Reader) (image.Image, error)
	}{"png": {png.DecodeConfig, png.Decode}, "jpeg": {jpeg.DecodeConfig, jpeg.Decode}, "webp": {webp.DecodeConfig, webp.Decode}}
	read := readers[format]
	c, err := read.config(bytes.NewReader(data))
	if err != nil {
		return nil, errBroken
	}
	if c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPoints {
		return nil, wrong("de afbeelding is %d bij %d punten; dat is meer dan wij kunnen verwerken (30 miljoen punten). Maak haar kleiner", c.Width, c.Height)
	}
	source, err := read.whole(bytes.NewReader(data))
	if err != nil || source.Bounds().Empty() {
		return nil, errBroken
	}
	return source, nil
}

var errBroken = wrong("de afbeelding is beschadigd; open haar in een ander programma en sla haar opnieuw op")

// animated tells whether there is more than one picture in the file.
func animated(format string, data []byte) bool {
	switch format {
	case "png":
		found := false
		chunks(data[8:], true, func(kind string, _ []byte) bool {
			found = found || kind == "acTL"
			return kind != "IDAT"
		})
		return found
	case "webp":
		found := false
		chunks(data[12:], false, func(kind string, body []byte) bool {
			found = found || kind == "ANIM" || kind == "ANMF" || kind == "VP8X" && len(body) > 0 && body[0]&2 != 0
			return true
		})
		return found
	}
	return false
}

// shrunk fits the picture in the room that there is; a smaller one stays as it is.
func shrunk(source image.Image, turn, wide, tall int) image.Image {
	b := source.Bounds()
	if turn >= 5 { // it lies on its side
		wide, tall = tall, wide
	}
	scale := min(1, float64(wide)/float64(b.Dx()), float64(tall)/float64(b.Dy()))
	if scale == 1 {
		return source
	}
	small := image.NewNRGBA(image.Rect(0, 0, max(1, int(float64(b.Dx())*scale+0.5)), max(1, int(float64(b.Dy())*scale+0.5))))
	draw.CatmullRom.Scale(small, small.Bounds(), source, b, draw.Src, nil)
	return small
}

// encode gives a photo as JPEG, and as PNG what has sharp lines or can be seen through.
func encode(made image.Image, format string) ([]byte, string, error) {
	var photo, drawing bytes.Buffer
	clear := !opaque(made)
	if !clear {
		if err := jpeg.Encode(&photo, made, &jpeg.Options{Quality: quality}); err != nil {
			return nil, "", err
		}
		if format == "jpeg" {
			return photo.Bytes(), "jpg", nil
		}
	}
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&drawing, made); err != nil {
		return nil, "", err
	}
	if clear || drawing.Len() <= 2*photo.Len() {
		return drawing.Bytes(), "png", nil
	}
	return photo.Bytes(), "jpg", nil
}

func opaque(made image.Image) bool {
	o, ok := made.(interface{ Opaque() bool })
	return ok && o.Opaque()
}
