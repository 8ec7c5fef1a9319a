package cycle

import (
	"net/url"
	"slices"
)

// SignIn is how people of an organisation sign in: with a password, or through a provider of its own that speaks OpenID
// Connect. Secret and Key are sealed by package auth; one of the two is there.
type SignIn struct {
	Claim        string      `json:"claim,omitempty"`      // where the provider names groups; "groups" when empty
	Client       string      `json:"client,omitempty"`     // how the provider knows us
	Groups       []GroupRole `json:"groups,omitempty"`     // what groups at the provider may do here
	Issuer       string      `json:"issuer,omitempty"`     // address of the provider
	Key          string      `json:"key,omitempty"`        // private key, for private_key_jwt
	OnlyProvider bool        `json:"only,omitempty"`       // passwords do not count here, but for those who manage
	Secret       string      `json:"secret,omitempty"`     // client secret
	TwoFactors   bool        `json:"twoFactors,omitempty"` // a password alone is not enough
}

// GroupRole is what a group at the provider may do here.
type GroupRole struct {
	Branch NodeID `json:"branch,omitempty"`
	Group  string `json:"group"`
	Role   Role   `json:"role"`
}

// HasProvider tells whether there is a provider to go to.
func (s SignIn) HasProvider() bool { return s.Issuer != "" }

// GroupsClaim is the name under which the provider tells the groups.
func (s SignIn) GroupsClaim() string {
	if s.Claim == "" {
		return "groups"
	}
	return s.Claim
}

// Validate tells what is wrong with the settings.
func (s SignIn) Validate() error {
	var wrong Invalid
	add := func(field, text string) { wrong = append(wrong, Problem{Field: field, Code: "sign-in", Text: text}) }
	for _, g := range s.Groups {
		if g.Group == "" || !g.Role.Known() {
			add("groepen", "bij elke groep hoort een rol die bestaat")
			break
		}
	}
	if !s.HasProvider() {
		if s.OnlyProvider {
			add("alleen-extern", "zonder aanbieder kan niemand aanmelden; laat wachtwoorden toe")
		}
		return wrong.orNil()
	}
	if !secureAddress(s.Issuer) {
		add("aanbieder", "het adres van de aanbieder begint met https:// en heeft geen vraagteken of hekje")
	}
	if s.Client == "" {
		add("client", "vul in onder welk kenmerk (client id) de aanbieder deze site kent")
	}
	if (s.Secret == "") == (s.Key == "") {
		add("geheim", "geef een geheim of een sleutel, niet allebei")
	}
	return wrong.orNil()
}

// secureAddress is one that nobody on the way can read; a provider on this machine itself needs no such thing.
func secureAddress(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, u.Hostname())
}

// Granted are the grants of somebody with those that groups gave before replaced by what the groups of today give.
// What was given by hand stays.
func (s SignIn) Granted(before []Grant, groups []string) []Grant {
	var after []Grant
	for _, g := range before {
		if g.Group == "" {
			after = append(after, g)
		}
	}
	for _, row := range s.Groups {
		if slices.Contains(groups, row.Group) {
			after = append(after, Grant{Branch: row.Branch, Group: row.Group, Role: row.Role})
		}
	}
	return after
}

// SignedIn is how somebody came in, as far as an organisation asks.
type SignedIn struct {
	Factor  bool           // with a second factor
	Through OrganisationID // whose provider said who it is; empty for a password
}

// Admits tells whether somebody who is signed in like this may work in the organisation. What the provider of one
// organisation says counts there only. Who manages can always come in with a password: a provider can be out of order.
func (o Organisation) Admits(u User, in SignedIn) error {
	manages := slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Group == "" && g.Role == RoleAdmin })
	switch {
	case u.Disabled, in.Through != "" && in.Through != o.ID:
		return ErrNotFound
	case in.Through == o.ID:
		return nil
	case o.SignIn.OnlyProvider && !manages:
		return Refusal{Text: o.Name + " laat alleen aanmelden via de eigen aanbieder toe"}
	case o.SignIn.TwoFactors && !in.Factor:
		return Refusal{Text: o.Name + " vraagt een tweede stap; stel die in bij Mijn account"}
	}
	return nil
}

// LetsUntie refuses that somebody unties an account from the provider who could not come in any more afterwards.
func (o Organisation) LetsUntie(u User, password bool) error {
	switch {
	case !password:
		return Refusal{Text: "zonder deze koppeling kunt u zich niet meer aanmelden; stel eerst een wachtwoord in"}
	case o.SignIn.OnlyProvider && o.Admits(u, SignedIn{Factor: true}) != nil:
		return Refusal{Text: o.Name + " laat alleen aanmelden via de eigen aanbieder toe; zonder deze koppeling komt u daar niet meer in"}
	}
	return nil
}
