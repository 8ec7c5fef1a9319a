package web

import (
	"errors"
	"net/http"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/housestyle"
)

// houseStylePage is how the public pages of the organisation look: a colour, a font and a logo, never a style sheet.
type houseStylePage struct {
	frame
	visit
	Style   cycle.HouseStyle
	Shown   string // the colour as readers see it
	Darker  bool   // it had to be made darker
	Invalid cycle.Invalid
}

func (s *Workplace) showHouseStyle(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.houseStyleWith(w, r, v, v.Org.Style, nil)
}

func (s *Workplace) houseStyleWith(w http.ResponseWriter, r *http.Request, v visit, style cycle.HouseStyle, wrong cycle.Invalid) error {
	if err := v.must(cycle.MaySetUp, v.everywhere()); err != nil {
		return err
	}
	p := houseStylePage{frame: v.frame(r, "Huisstijl", "inrichten"), visit: v, Style: style, Invalid: wrong}
	p.Shown, p.Darker = housestyle.Accent(style)
	status := http.StatusOK
	if len(wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return show(w, r, status, houseStyleShow(p))
}

func (s *Workplace) saveHouseStyle(w http.ResponseWriter, r *http.Request, v visit) error {
	style := v.Org.Style
	style.Accent, style.Font = richtext.Line(r.PostFormValue("accent")), cycle.Font(r.PostFormValue("font"))
	err := s.Do.ChangeOrganisation(r.Context(), v.Org.ID, v.User, func(o cycle.Organisation) (cycle.Organisation, error) {
		o.Style.Accent, o.Style.Font = style.Accent, style.Font
		return o, nil
	})
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.houseStyleWith(w, r, v, style, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.root()+"inrichten/huisstijl", "bewaard")
}

// fonts are what can be chosen; readers have them already, nothing is sent along.
var fonts = []field.Choice{
	{Value: string(cycle.FontSystem), Label: "zoals het apparaat van de lezer het doet"},
	{Value: string(cycle.FontSerif), Label: "met schreef, als een boek"},
	{Value: string(cycle.FontHumanist), Label: "zonder schreef, met de vorm van handschrift"},
}

// font is what is ticked when nothing was chosen.
func (p houseStylePage) font() string {
	if p.Style.Font == "" {
		return string(cycle.FontSystem)
	}
	return string(p.Style.Font)
}
