package upload

import (
	"bytes"
	"image"
	"io"

	"doelenboom/internal/cycle"
)

// smallestLogo is how many points a logo has at least, each way: below that nobody knows it again.
const smallestLogo = 24

// Logo makes a picture anew as a logo: small enough for the header of every page. It gives the points too, to be looked at.
func Logo(body io.ReaderAt, size int64) (f File, points image.Image, err error) {
	if err := fits(size); err != nil {
		return f, nil, err
	}
	data, err := whole(body, size)
	if err != nil {
		return f, nil, err
	}
	format := formatOf(data)
	if err := logoFormat(format, data); err != nil {
		return f, nil, err
	}
	one <- struct{}{}
	defer func() { <-one }()
	source, err := decode(format, data)
	if err != nil {
		return f, nil, err
	}
	if b := source.Bounds(); b.Dx() < smallestLogo || b.Dy() < smallestLogo {
		return f, nil, wrong("het logo is maar %d bij %d punten; kies er een van ten minste %d bij %d", b.Dx(), b.Dy(), smallestLogo, smallestLogo)
	}
	return lightest(source, format, orientation(format, data))
}

// logoFormat refuses what is no picture, with what to do.
func logoFormat(format string, data []byte) error {
	head := bytes.ToLower(data[:min(len(data), 1024)])
	switch {
	case format == "" && bytes.Contains(head, []byte("<svg")):
		return wrong("een svg kan hier niet; bewaar het logo als png en kies die")
	case format == "":
		return ErrNoPicture
	case animated(format, data):
		return wrong("deze afbeelding beweegt; kies een stilstaande")
	}
	return nil
}

// lightest makes it smaller until it is as light as it must be. Few are that are not so at once: photos that can be seen
// through.
func lightest(source image.Image, format string, turn int) (f File, points image.Image, err error) {
	for wide, tall := cycle.LogoWidth, cycle.LogoHeight; ; wide, tall = wide*3/4, tall*3/4 {
		points = turned(shrunk(source, turn, wide, tall), turn)
		encoded, ending, err := encode(points, format)
		if err != nil {
			return f, nil, err
		}
		if len(encoded) <= cycle.LogoBytes || tall < smallestLogo {
			f.Remade, f.Width, f.Height = encoded, points.Bounds().Dx(), points.Bounds().Dy()
			f.Kind, _ = cycle.KindOf(ending)
			return f, points, nil
		}
	}
}
