package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
)

// providerPage is how people of the organisation sign in.
type providerPage struct {
	frame
	visit
	Settings cycle.SignIn
	Rows     []groupRow
	Branches []field.Choice
	Callback string // what the provider must know
	Public   string // the public half of a key that was made just now, as a JWK
	Invalid  cycle.Invalid
}

// groupRow is one line of the table of groups, as it was filled in.
type groupRow struct{ Group, Role, Branch string }

// emptyRows is how many groups can be added at once.
const emptyRows = 3

func (s *Workplace) showProvider(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := s.providerPage(r, v, v.Org.SignIn)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, providerShow(p))
}

func (s *Workplace) providerPage(r *http.Request, v visit, settings cycle.SignIn) (providerPage, error) {
	p := providerPage{frame: v.frame(r, "Aanmelden", "inrichten"), visit: v, Settings: settings}
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return p, err
	}
	p.Crumbs, p.Callback = v.setUpCrumbs("Aanmelden"), s.callback(r, v.Org)
	names, err := v.branches(r)
	if err != nil {
		return p, err
	}
	p.Branches = []field.Choice{{Value: "", Label: "hele organisatie"}}
	for id, name := range names {
		p.Branches = append(p.Branches, field.Choice{Value: string(id), Label: name})
	}
	slices.SortFunc(p.Branches[1:], func(a, b field.Choice) int { return strings.Compare(a.Label, b.Label) })
	for _, g := range settings.Groups {
		p.Rows = append(p.Rows, groupRow{g.Group, string(g.Role), string(g.Branch)})
	}
	p.Rows = append(p.Rows, make([]groupRow, emptyRows)...)
	return p, nil
}

// saveProvider keeps the settings. A secret that is not filled in stays what it was; asking for a key makes a new one and
// shows its public half once.
func (s *Workplace) saveProvider(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	settings := providerOf(r, v.Org.SignIn)
	public := ""
	if secret := r.PostForm.Get("geheim"); secret != "" {
		settings.Secret, settings.Key = s.Auth.SealSecret(v.Org.ID, secret), ""
	}
	if r.PostForm.Get("sleutel") == "ja" {
		var err error
		settings.Secret = ""
		if settings.Key, public, err = s.Auth.NewClientKey(v.Org.ID); err != nil {
			return err
		}
	}
	err := s.Do.ChangeSignIn(r.Context(), v.Org.ID, v.User, settings)
	invalid := cycle.Invalid(nil)
	switch {
	case errors.As(err, &invalid), err == nil && public != "":
	case err != nil:
		return err
	default:
		return after(w, r, v.root()+"inrichten/aanmelden", "bewaard")
	}
	p, err := s.providerPage(r, v, settings)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if p.Invalid = invalid; len(invalid) > 0 {
		status = http.StatusUnprocessableEntity
	} else {
		p.Public = public
	}
	return show(w, r, status, providerShow(p))
}

// providerOf are the settings as they were filled in; what is sealed stays.
func providerOf(r *http.Request, was cycle.SignIn) cycle.SignIn {
	settings := cycle.SignIn{
		Claim: richtext.Line(r.PostForm.Get("kenmerk")), Client: richtext.Line(r.PostForm.Get("client")), Issuer: richtext.Line(r.PostForm.Get("aanbieder")),
		OnlyProvider: r.PostForm.Get("alleen-extern") == "ja", TwoFactors: r.PostForm.Get("twee-stappen") == "ja",
		Key: was.Key, Secret: was.Secret,
	}
	if settings.Issuer == "" {
		settings.Key, settings.Secret = "", ""
	}
	for n := 0; r.PostForm.Has("groep." + strconv.Itoa(n)); n++ {
		row := strconv.Itoa(n)
		if group := richtext.Line(r.PostForm.Get("groep." + row)); group != "" {
			settings.Groups = append(settings.Groups, cycle.GroupRole{
				Group: group, Role: cycle.Role(r.PostForm.Get("rol." + row)), Branch: cycle.NodeID(r.PostForm.Get("tak." + row)),
			})
		}
	}
	return settings
}

// secretHelp says whether there is a secret; it is never shown.
func (p providerPage) secretHelp() string {
	switch {
	case p.Settings.Key != "":
		return "Nu wordt een sleutel gebruikt. Vul hier alleen iets in om over te gaan op een geheim."
	case p.Settings.Secret != "":
		return "Er is een geheim bewaard. Laat leeg om het te houden."
	}
	return "Het client secret dat de aanbieder gaf. Het wordt versleuteld bewaard."
}
