package web

import (
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/field"
)

// openRoutes are the pages for who is not signed in.
func (s *Workplace) openRoutes() map[string]func(http.ResponseWriter, *http.Request) error {
	return map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /werk/aanmelden":                            s.showSignIn,
		"POST /werk/aanmelden":                           s.doSignIn,
		"POST /werk/aanmelden/code":                      s.confirm,
		"POST /werk/afmelden":                            s.signOut,
		"GET /werk/aanmelden/{organisatie}/extern":       s.toProvider,
		"GET /werk/aanmelden/{organisatie}/extern/terug": s.fromProvider,
		"GET /werk/wachtwoord-vergeten":                  s.showForgotten,
		"POST /werk/wachtwoord-vergeten":                 s.forgotten,
		"GET /werk/wachtwoord/{ticket}":                  s.showTicket,
		"POST /werk/wachtwoord/{ticket}":                 s.useTicket,
	}
}

// signInPage asks for address and password, or leads to a provider.
type signInPage struct {
	frame
	Pending   pending
	Address   field.Field
	Password  field.Field
	Invalid   cycle.Invalid
	Providers []cycle.Organisation
	Unsafe    bool // no cookie can be kept: the line is not encrypted
}

// pending is what somebody was doing when they were not signed in: where to, and the form that they sent.
type pending struct {
	To   string
	Form string // as browsers send it; empty when it was no form
}

const largestKept = 4 << 20

// pendingIn reads what the form to sign in carries along.
func pendingIn(r *http.Request) pending {
	p := pending{To: local(r.FormValue("naar")), Form: r.PostFormValue("bewaard")}
	if _, err := url.ParseQuery(p.Form); err != nil {
		p.Form = ""
	}
	return p
}

// query is the same for a link; a form is too long for one.
func (p pending) query() string {
	if p.To == "/werk/" {
		return ""
	}
	return "?naar=" + url.QueryEscape(p.To)
}

// askToSignIn answers a page or a form of somebody who is not signed in, or not any more: with the page to sign in on, and
// what was typed in it. It comes from our own pages only: server refuses forms of other sites.
func (s *Workplace) askToSignIn(w http.ResponseWriter, r *http.Request) error {
	p := pending{To: local(r.URL.RequestURI())}
	if r.Method == http.MethodPost {
		typed := typedIn(w, r)
		switch { // no page has a password or a secret in it: that form is filled in anew
		case holdsPassword(typed):
			p = pending{To: "/werk/account/"}
		case typed.Get("geheim") == "":
			p.Form = typed.Encode()
		}
	}
	return s.signInAgain(w, r, http.StatusUnauthorized, "Meld u aan", p, "", nil)
}

// holdsPassword tells whether a form asks for a password: those of the account do.
func holdsPassword(form url.Values) bool {
	for name := range form {
		if name == "wachtwoord" || name == "huidig" || name == "opnieuw" || strings.HasPrefix(name, "bevestig") {
			return true
		}
	}
	return false
}

// typedIn is what was typed in a form. Files that came with it are not kept: they are on the disk of who sent them.
func typedIn(w http.ResponseWriter, r *http.Request) url.Values {
	if withFiles(r) {
		r.Body = http.MaxBytesReader(w, r.Body, mostSent)
		form, err := readFields(r, largestKept, func(*multipart.Part) error { return nil })
		if err != nil {
			return nil
		}
		return form
	}
	r.Body = http.MaxBytesReader(w, r.Body, largestKept)
	if err := r.ParseForm(); err != nil {
		return nil
	}
	return r.PostForm
}

func (s *Workplace) signInAgain(w http.ResponseWriter, r *http.Request, status int, title string, p pending, address string, invalid cycle.Invalid) error {
	page := signInPage{
		frame: frame{Title: title, Done: done[r.FormValue("gedaan")]}, Pending: p, Invalid: invalid,
		Address:  field.Field{Name: "adres", Label: "Mailadres", Value: address, Required: true, Auto: "username"}.With(invalid),
		Password: field.Field{Name: "wachtwoord", Label: "Wachtwoord", Required: true, Auto: "current-password"}.With(invalid),
	}
	page.Unsafe = !loopback(r) && r.TLS == nil && r.Header.Get("X-Forwarded-Proto") != "https"
	all, err := s.Read.Organisations(r.Context())
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.SignIn.HasProvider() {
			page.Providers = append(page.Providers, o)
		}
	}
	return show(w, r, status, signInView(page))
}

func (s *Workplace) showSignIn(w http.ResponseWriter, r *http.Request) error {
	if session, err := s.SignedIn(r); err != nil || session.Account != "" {
		return errors.Join(err, redirect(w, r, local(r.FormValue("naar"))))
	}
	return s.signInAgain(w, r, http.StatusOK, "Aanmelden", pendingIn(r), "", nil)
}

func redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *Workplace) doSignIn(w http.ResponseWriter, r *http.Request) error {
	p, address := pendingIn(r), r.PostFormValue("adres")
	signed, err := s.Auth.SignIn(r.Context(), address, r.PostFormValue("wachtwoord"), origin(r), cookie(r, sessionCookie))
	if soon := (auth.TooSoon{}); errors.As(err, &soon) || errors.Is(err, auth.ErrWrong) {
		status := http.StatusUnprocessableEntity
		if soon.Wait > 0 {
			status = http.StatusTooManyRequests
		}
		return s.signInAgain(w, r, status, "Aanmelden", p, address, wrong("adres", err))
	}
	if err != nil {
		return err
	}
	setCookie(w, r, sessionCookie, signed.Token)
	if signed.Waiting {
		return s.askCode(w, r, http.StatusOK, p, nil)
	}
	return s.goOn(w, r, p)
}

// codePage asks for the second factor.
type codePage struct {
	frame
	Pending pending
	Code    field.Field
	Invalid cycle.Invalid
}

func (s *Workplace) askCode(w http.ResponseWriter, r *http.Request, status int, p pending, invalid cycle.Invalid) error {
	code := field.Field{
		Name: "code", Label: "Code", Required: true, Auto: "one-time-code",
		Help: "Zes cijfers uit de app op uw telefoon. Hebt u die niet bij u? Vul dan een herstelcode in.",
	}
	return show(w, r, status, codeView(codePage{frame{Title: "Tweede stap"}, p, code.With(invalid), invalid}))
}

func (s *Workplace) confirm(w http.ResponseWriter, r *http.Request) error {
	p := pendingIn(r)
	signed, err := s.Auth.Confirm(r.Context(), cookie(r, sessionCookie), r.PostFormValue("code"), origin(r))
	if soon := (auth.TooSoon{}); errors.As(err, &soon) || errors.Is(err, auth.ErrWrongCode) || errors.Is(err, auth.ErrKeyLost) {
		status := http.StatusUnprocessableEntity
		if soon.Wait > 0 {
			status = http.StatusTooManyRequests
		}
		return s.askCode(w, r, status, p, wrong("code", err))
	}
	if errors.Is(err, auth.ErrSignedOut) { // it took too long: from the beginning, with what was typed
		return s.signInAgain(w, r, http.StatusUnauthorized, "Aanmelden", p, "", cycle.Invalid{{Text: "Dit duurde te lang. Vul uw wachtwoord opnieuw in."}})
	}
	if err != nil {
		return err
	}
	setCookie(w, r, sessionCookie, signed.Token)
	return s.goOn(w, r, p)
}

// goOn leads to the page that was asked for, or hands back the form that was sent.
func (s *Workplace) goOn(w http.ResponseWriter, r *http.Request, p pending) error {
	if p.Form == "" {
		return redirect(w, r, p.To)
	}
	values, err := url.ParseQuery(p.Form)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, resumeView(resumePage{frame{Title: "Uw werk is er nog"}, p.To, fieldsOf(values)}))
}

// resumePage hands back a form that came when its author was not signed in any more.
type resumePage struct {
	frame
	To     string
	Fields [][2]string
}

func fieldsOf(values url.Values) (fields [][2]string) {
	for _, name := range sorted(values) {
		for _, v := range values[name] {
			fields = append(fields, [2]string{name, v})
		}
	}
	return fields
}

// signedOutPage says that it is done, and leads to the provider when its session goes on there. It is a link: browsers
// do not follow from a form to another site here.
type signedOutPage struct {
	frame
	Provider string
}

func (s *Workplace) signOut(w http.ResponseWriter, r *http.Request) error {
	session, hint, err := s.Auth.SignOut(r.Context(), cookie(r, sessionCookie))
	setCookie(w, r, sessionCookie, "")
	if err != nil {
		return err
	}
	page := signedOutPage{frame: frame{Title: "U bent afgemeld"}}
	if session.Through != "" {
		if org, err := s.Read.Read(session.Through).Organisation(r.Context()); err == nil {
			if p, err := s.Auth.OpenID(r.Context(), org, s.callback(r, org)); err == nil {
				page.Provider = p.SignOut(hint, s.home(r)+"/werk/aanmelden")
			}
		}
	}
	return show(w, r, http.StatusOK, signedOutView(page))
}

// wrong is a reason as a sentence at a field.
func wrong(name string, why error) cycle.Invalid {
	return cycle.Invalid{{Field: name, Text: sentence(why.Error())}}
}
