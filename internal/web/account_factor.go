package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/field"
)

// factorPage sets up the second factor.
type factorPage struct {
	frame
	Factor  auth.Factor
	Picture picture
	Code    field.Field
	Invalid cycle.Invalid
}

// codesPage shows recovery codes, once.
type codesPage struct {
	frame
	Codes []string
}

func (s *Workplace) beginFactor(w http.ResponseWriter, r *http.Request, v visitor) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	if account.Password == "" {
		return cycle.Refusal{Text: "u meldt zich aan via uw organisatie; daar stelt u ook een tweede stap in"}
	}
	if err := v.byPassword(); err != nil {
		return err
	}
	f, err := s.Auth.BeginFactor(account)
	if err != nil {
		return err
	}
	return s.factorWith(w, r, http.StatusOK, f, nil)
}

func (s *Workplace) factorWith(w http.ResponseWriter, r *http.Request, status int, f auth.Factor, invalid cycle.Invalid) error {
	pic, err := qrPicture(f.URL)
	if err != nil {
		return err
	}
	code := field.Field{Name: "code", Label: "Code uit de app", Required: true, Auto: "one-time-code", Help: "De zes cijfers die de app nu toont."}
	return show(w, r, status, factorView(factorPage{frame{Title: "Tweede stap instellen", Crumbs: accountCrumbs("Tweede stap instellen")}, f, pic, code.With(invalid), invalid}))
}

// byPassword refuses who came in through a provider: what that says counts in its organisation only, and a second factor
// counts in all of them.
func (v visitor) byPassword() error {
	if v.session.Through == "" {
		return nil
	}
	return cycle.Refusal{Text: "u bent nu aangemeld via uw organisatie; meld u aan met uw wachtwoord om de tweede stap in te stellen"}
}

func (s *Workplace) setFactor(w http.ResponseWriter, r *http.Request, v visitor) error {
	if err := v.byPassword(); err != nil {
		return err
	}
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	sealed := r.PostFormValue("geheim")
	codes, err := s.Auth.SetFactor(r.Context(), account, v.session.Hash, sealed, strings.ReplaceAll(r.PostFormValue("code"), " ", ""))
	if errors.Is(err, auth.ErrWrongCode) {
		f, again := s.Auth.ResumeFactor(account, sealed)
		if again != nil {
			return again
		}
		return s.factorWith(w, r, http.StatusUnprocessableEntity, f, wrong("code", err))
	}
	if err != nil {
		return err
	}
	if err := s.renew(w, r, account); err != nil {
		return err
	}
	s.tell(r, v.account)
	return show(w, r, http.StatusOK, codesView(codesPage{frame{Title: "Uw herstelcodes"}, codes}))
}

// renew goes on under a new token: now a second factor was shown.
func (s *Workplace) renew(w http.ResponseWriter, r *http.Request, account store.Account) error {
	signed, err := s.Auth.Raise(r.Context(), account, origin(r), cookie(r, sessionCookie))
	if err == nil {
		setCookie(w, r, sessionCookie, signed.Token)
	}
	return err
}

func (s *Workplace) removeFactor(w http.ResponseWriter, r *http.Request, v visitor) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	if err := s.Auth.RemoveFactor(r.Context(), account, r.PostFormValue("opnieuw"), origin(r)); err != nil {
		return s.refusedForm(w, r, v, err, "opnieuw")
	}
	s.tell(r, v.account)
	return after(w, r, "/werk/account/", "stap-uit")
}

func (s *Workplace) renewCodes(w http.ResponseWriter, r *http.Request, v visitor) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	codes, err := s.Auth.RenewCodes(r.Context(), account, r.PostFormValue("opnieuw"), origin(r))
	if err != nil {
		return s.refusedForm(w, r, v, err, "opnieuw")
	}
	return show(w, r, http.StatusOK, codesView(codesPage{frame{Title: "Uw herstelcodes"}, codes}))
}

// picture is a QR code as one line to draw: an image of its own would need an address, and a page may hold no other.
type picture struct {
	Size string // of the view, margin included
	Path string
}

// margin is what a QR code needs round it, in modules.
const margin = 4

func qrPicture(text string) (picture, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return picture{}, err
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := range size {
			if red, _, _, _ := code.At(x, y).RGBA(); red == 0 {
				path.WriteString("M" + strconv.Itoa(x+margin) + " " + strconv.Itoa(y+margin) + "h1v1h-1z")
			}
		}
	}
	return picture{strconv.Itoa(size + 2*margin), path.String()}, nil
}
