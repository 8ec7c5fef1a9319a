package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/housestyle"
)

type organisationCommand struct {
	Add   organisationAdd   `cmd:"" help:"Voeg een organisatie toe."`
	List  organisationList  `cmd:"" help:"Toon de organisaties."`
	Style organisationStyle `cmd:"" help:"Kies de kleur, het lettertype en het logo van de pagina's."`
}

type organisationStyle struct {
	Organisation string  `required:"" placeholder:"ORGANISATIE" help:"De organisatie."`
	Accent       *string `placeholder:"KLEUR" help:"Kleur van links en lijnen, als #0b5cab; leeg voor de gewone."`
	Font         *string `placeholder:"NAAM" help:"Lettertype: systeem, schreef of humanist."`
	Logo         *string `placeholder:"BESTAND" help:"Png, jpg of webp voor in de kop; leeg om het logo weg te halen."`
	Named        bool    `name:"logo-with-name" help:"De naam staat in het logo; pagina's zetten hem er niet naast."`
}

func (c organisationStyle) Run(ctx context.Context, con console, p place) error {
	if c.Accent == nil && c.Font == nil && c.Logo == nil {
		return wrongUsage{"dit ontbreekt nog: --accent, --font of --logo"}
	}
	if c.Named && (c.Logo == nil || *c.Logo == "") {
		return wrongUsage{"bij --logo-with-name hoort --logo BESTAND"}
	}
	return p.with(ctx, false, func(in *installation) error {
		o, err := in.organisation(ctx, c.Organisation)
		if err != nil {
			return err
		}
		if err := c.change(ctx, in, o.ID); err != nil {
			return err
		}
		if o, err = in.organisation(ctx, c.Organisation); err != nil {
			return err
		}
		con.say("de huisstijl van %s is aangepast", o.Name)
		if shown, darker := housestyle.Accent(o.Style); darker {
			con.say("let op: %s is op wit papier te licht om te lezen; op het scherm wordt het %s", o.Style.Accent, shown)
		}
		for _, remark := range housestyle.Remarks(o.Style) {
			con.say("let op: %s", remark)
		}
		return nil
	})
}

// change is one change, whatever was given.
func (c organisationStyle) change(ctx context.Context, in *installation, org cycle.OrganisationID) error {
	if c.Logo == nil || *c.Logo == "" {
		return in.do.ChangeOrganisation(ctx, org, in.actor, func(o cycle.Organisation) (cycle.Organisation, error) {
			c.values(&o.Style)
			if c.Logo != nil {
				o.Style.Logo = nil
			}
			return o, nil
		})
	}
	f, err := os.Open(*c.Logo)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err = in.do.SetLogo(ctx, org, in.actor, f, c.Named, c.values); err != nil {
		return fmt.Errorf("%s: %w", *c.Logo, err)
	}
	return nil
}

// values sets the colour and the font, as far as they were given.
func (c organisationStyle) values(style *cycle.HouseStyle) {
	if c.Accent != nil {
		style.Accent = *c.Accent
	}
	if c.Font != nil {
		style.Font = cycle.Font(*c.Font)
	}
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
