package main

import (
	"context"
	"encoding/json"
	"io"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/housestyle"
)

type organisationCommand struct {
	Add   organisationAdd   `cmd:"" help:"Voeg een organisatie toe."`
	List  organisationList  `cmd:"" help:"Toon de organisaties."`
	Style organisationStyle `cmd:"" help:"Kies de kleur en het lettertype van de bladzijden."`
}

type organisationStyle struct {
	Organisation string  `required:"" placeholder:"ORGANISATIE" help:"De organisatie."`
	Accent       *string `placeholder:"KLEUR" help:"Kleur van links en lijnen, als #0b5cab; leeg voor de gewone."`
	Font         *string `placeholder:"NAAM" help:"Lettertype: systeem, schreef of humanist."`
}

func (c organisationStyle) Run(ctx context.Context, con console, p place) error {
	if c.Accent == nil && c.Font == nil {
		return wrongUsage{"dit ontbreekt nog: --accent of --font"}
	}
	return p.with(ctx, false, func(in *installation) error {
		o, err := in.organisation(ctx, c.Organisation)
		if err != nil {
			return err
		}
		var now cycle.HouseStyle
		err = in.do.ChangeOrganisation(ctx, o.ID, in.actor, func(o cycle.Organisation) (cycle.Organisation, error) {
			if c.Accent != nil {
				o.Style.Accent = *c.Accent
			}
			if c.Font != nil {
				o.Style.Font = cycle.Font(*c.Font)
			}
			now = o.Style
			return o, nil
		})
		if err != nil {
			return err
		}
		con.say("de huisstijl van %s is aangepast", o.Name)
		if shown, darker := housestyle.Accent(now); darker {
			con.say("let op: %s is op wit papier te licht om te lezen; op het scherm wordt het %s", now.Accent, shown)
		}
		return nil
	})
}

type organisationAdd struct {
	Slug    string `required:"" placeholder:"ADRES" help:"Eerste deel van elk adres; verandert nooit."`
	Name    string `required:"" placeholder:"NAAM" help:"Naam van de organisatie."`
	Kind    string `required:"" enum:"provincie,gemeente,waterschap" placeholder:"SOORT" help:"Soort organisatie."`
	Base    string `placeholder:"URL" help:"Adres van de eigen site."`
	Contact string `placeholder:"MAIL-OF-URL" help:"Waar lezers fouten melden."`
	Noindex bool   `help:"Niet voor zoekmachines, in geen register."`
}

func (c organisationAdd) Run(ctx context.Context, con console, p place) error {
	base, err := hostAddress("--base", c.Base)
	if err != nil {
		return err
	}
	if err := mailOrURL("--contact", c.Contact); err != nil {
		return err
	}
	return p.with(ctx, true, func(in *installation) error {
		if in.as != "" {
			return refused("een organisatie voegt alleen beheer toe; laat --as weg")
		}
		o := cycle.NewOrganisation("", cycle.OrganisationKind(c.Kind), c.Slug, c.Name)
		o.Base, o.Contact, o.NoIndex = base, c.Contact, c.Noindex
		o, err := in.do.AddOrganisation(ctx, in.actor, o)
		if err == nil {
			con.say("%s toegevoegd: %s", o.Slug, o.Name)
		}
		return err
	})
}

type organisationList struct {
	JSON bool `name:"json" help:"Als gegevens."`
}

func (c organisationList) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		organisations, err := in.db.Organisations(ctx)
		if err != nil {
			return err
		}
		type row struct {
			Slug    string `json:"adres"`
			Name    string `json:"naam"`
			Kind    string `json:"soort"`
			Base    string `json:"site,omitempty"`
			Contact string `json:"contact,omitempty"`
			NoIndex bool   `json:"nietIndexeren,omitempty"`
		}
		rows := []row{}
		for _, o := range organisations {
			rows = append(rows, row{o.Slug, o.Name, string(o.Kind), o.Base, o.Contact, o.NoIndex})
		}
		if c.JSON {
			return writeJSON(con.out, rows)
		}
		for _, r := range rows {
			con.say("%s  %s (%s)", r.Slug, r.Name, r.Kind)
		}
		return nil
	})
}

// writeJSON writes a list as data, for scripts.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
