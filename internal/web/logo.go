package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/housestyle"
	"doelenboom/internal/upload"
)

// logoField is where a logo is chosen; what is wrong with it is told there.
const logoField = "logo"

// saveLogo takes the picture that was chosen; without one it says whether the name stands in the logo that there is.
func (s *Workplace) saveLogo(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.must(cycle.MaySetUp, v.everywhere()); err != nil {
		return err
	}
	picture, err := sentLogo(w, r)
	said := "logo"
	switch {
	case err != nil:
	case r.PostFormValue("knop") == "weg":
		said, err = "logo-weg", s.Do.RemoveLogo(r.Context(), v.Org.ID, v.User)
	case picture != nil:
		_, err = s.Do.SetLogo(r.Context(), v.Org.ID, v.User, bytes.NewReader(picture), r.PostForm.Has("naam"), nil)
	default:
		said, err = "bewaard", s.Do.NameLogo(r.Context(), v.Org.ID, v.User, r.PostForm.Has("naam"))
	}
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.houseStyleWith(w, r, v, v.Org.Style, cycle.Invalid{{Field: logoField, Text: invalid.Error()}})
	}
	if err != nil {
		return err
	}
	return afterAt(w, r, v.root()+"inrichten/huisstijl", said, logoField)
}

// sentLogo reads the form; the picture is nil when none was chosen.
func sentLogo(w http.ResponseWriter, r *http.Request) (picture []byte, err error) {
	if !withFiles(r) {
		return nil, nil
	}
	r.Body = http.MaxBytesReader(w, r.Body, upload.Most+1<<20)
	form, err := readFields(r, largestKept, func(part *multipart.Part) error {
		b, err := io.ReadAll(part)
		if part.FormName() == logoField {
			picture = b
			if len(b) == 0 {
				picture = []byte{}
			}
		}
		return cutOff(err)
	})
	r.PostForm, r.Form = form, form
	return picture, err
}

// logo is the address of the logo in the workplace; "" when there is none.
func (v visit) logo() string {
	if v.Org.Style.Logo == nil {
		return ""
	}
	return v.root() + "logo/" + v.Org.Style.Logo.FileName()
}

// namedByLogo tells whether the name of the organisation stands in its logo, so that it is only heard.
func (v visit) namedByLogo() bool { return v.Org.Style.Logo != nil && v.Org.Style.Logo.Named }

// showLogo hands on the logo of today, to be kept: another one has another name.
func (s *Workplace) showLogo(w http.ResponseWriter, r *http.Request, v visit) error {
	l := v.Org.Style.Logo
	if l == nil || r.PathValue("naam") != l.FileName() {
		return cycle.ErrNotFound
	}
	f, err := s.Do.OpenFile(l.Blob)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	handedOn(w.Header(), true, "")
	w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	w.Header().Set("ETag", `"`+l.Blob+`"`)
	w.Header().Set("Content-Type", l.Kind().Type)
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}

// logoSample is how the logo stands on one of the papers.
type logoSample struct {
	Name, Paper, Plate, Accent  string
	Width, Height, Across, Down int // in the points of CSS: the logo, and the whole
}

const sampleEdge = 20 // of paper round the logo

func logoSamples(style cycle.HouseStyle) []logoSample {
	width, height := housestyle.Shown(*style.Logo)
	light, _ := housestyle.Accent(style)
	samples := []logoSample{
		{Name: "Op wit papier", Paper: housestyle.LightHeader, Accent: light},
		{Name: "Op een donker scherm", Paper: housestyle.DarkHeader, Accent: housestyle.AccentOnDark(style)},
	}
	for i := range samples {
		s := &samples[i]
		s.Plate = housestyle.Plate(style, s.Paper)
		s.Width, s.Height, s.Across, s.Down = width, height, width+2*sampleEdge, height+2*sampleEdge
	}
	return samples
}

func (s logoSample) box() string { return "0 0 " + strconv.Itoa(s.Across) + " " + strconv.Itoa(s.Down) }

// logoClass are the plates behind the logo in the workplace, which has colours of its own.
func logoClass(style cycle.HouseStyle) string {
	class := "work-logo"
	if style.Logo.Ground == "" && housestyle.Faint(*style.Logo, housestyle.LightHeader) {
		class += " on-ink"
	}
	if style.Logo.Ground == "" && housestyle.Faint(*style.Logo, housestyle.DarkHeader) {
		class += " on-white"
	}
	return class
}

func shownSize(l cycle.Logo) (width, height string) {
	w, h := housestyle.Shown(l)
	return strconv.Itoa(w), strconv.Itoa(h)
}
