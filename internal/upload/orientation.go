package upload

import (
	"encoding/binary"
	"image"

	"golang.org/x/image/draw"
)

// orientation is how a camera said the picture is to be turned, 1 to 8 as in EXIF; 1 when it says nothing.
func orientation(format string, data []byte) int {
	tiff := exif(format, data)
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 14:
		return 1
	case string(tiff[:2]) == "MM":
		order = binary.BigEndian
	case string(tiff[:2]) != "II":
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at > int64(len(tiff))-2 {
		return 1
	}
	count := int(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + int64(12*i)
		if entry+12 > int64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[entry:]) != 0x0112 {
			continue
		}
		if turn := int(order.Uint16(tiff[entry+8:])); turn >= 1 && turn <= 8 {
			return turn
		}
		return 1
	}
	return 1
}

// exif finds what the camera wrote, nil when there is nothing.
func exif(format string, data []byte) (found []byte) {
	switch format {
	case "jpeg":
		return jpegExif(data)
	case "png":
		chunks(data[8:], true, func(kind string, body []byte) bool {
			if kind == "eXIf" {
				found = body
			}
			return kind != "IDAT"
		})
	case "webp":
		chunks(data[12:], false, func(kind string, body []byte) bool {
			if kind == "EXIF" {
				found = body
				if len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
					found = body[6:]
				}
			}
			return true
		})
	}
	return found
}

// jpegExif walks the segments before the picture itself.
func jpegExif(data []byte) []byte {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xda || length < 2 || at+2+length > len(data) {
			return nil
		}
		body := data[at+4 : at+2+length]
		if marker == 0xe1 && len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
			return body[6:]
		}
		at += 2 + length
	}
	return nil
}

// chunks walks the pieces of a PNG (big: length, name, body, check) or a WebP (name, length, body), until see has enough.
func chunks(data []byte, big bool, see func(kind string, body []byte) bool) {
	for len(data) >= 8 {
		kind, length, after := string(data[:4]), int64(binary.LittleEndian.Uint32(data[4:])), int64(0)
		if big {
			kind, length, after = string(data[4:8]), int64(binary.BigEndian.Uint32(data)), 4
		} else if length%2 == 1 {
			after = 1
		}
		data = data[8:]
		if length > int64(len(data)) || !see(kind, data[:length]) || length+after > int64(len(data)) {
			return
		}
		data = data[length+after:]
	}
}

// turned puts a picture the right way up.
func turned(source image.Image, turn int) image.Image {
	if turn == 1 {
		return source
	}
	from, ok := source.(*image.NRGBA)
	if !ok {
		from = image.NewNRGBA(image.Rect(0, 0, source.Bounds().Dx(), source.Bounds().Dy()))
		draw.Draw(from, from.Bounds(), source, source.Bounds().Min, draw.Src)
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	to := image.NewNRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		to = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := moved(turn, x, y, w, h)
			copy(to.Pix[to.PixOffset(tx, ty):][:4], from.Pix[from.PixOffset(x, y):][:4])
		}
	}
	return to
}

// moved is where a point of the picture as it was taken comes.
func moved(turn, x, y, w, h int) (int, int) {
	switch turn {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
