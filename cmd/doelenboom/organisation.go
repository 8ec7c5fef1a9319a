package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/housestyle"
)

func newOrganisation(s *shared) *cobra.Command {
	return group("organisation", "Organisaties toevoegen, bekijken en hun huisstijl kiezen.",
		newOrganisationAdd(s), newOrganisationList(s), newOrganisationStyle(s))
}

type organisationStyle struct {
	Organisation       string
	Accent, Font, Logo *string // nil leaves it as it is
	Named              bool
}

func newOrganisationStyle(s *shared) *cobra.Command {
	var c organisationStyle
	cmd := s.command("style", "Kies de kleur, het lettertype en het logo van de pagina's.", &c)
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	optional(flags, &c.Accent, "accent", "`KLEUR` Kleur van links en lijnen, als #0b5cab; leeg voor de gewone.")
	optional(flags, &c.Font, "font", "`NAAM` Lettertype: systeem, schreef of humanist.")
	optional(flags, &c.Logo, "logo", "`BESTAND` Png, jpg of webp voor in de kop; leeg om het logo weg te halen.")
	flags.BoolVar(&c.Named, "logo-with-name", false, "De naam staat in het logo; pagina's zetten hem er niet naast.")
	required(cmd, "organisation")
	return cmd
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
	Slug, Name, Kind, Base, Contact string
	Noindex                         bool
}

func newOrganisationAdd(s *shared) *cobra.Command {
	var c organisationAdd
	cmd := s.command("add", "Voeg een organisatie toe.", &c)
	flags := cmd.Flags()
	flags.StringVar(&c.Slug, "slug", "", "`ADRES` Eerste deel van elk adres; verandert nooit.")
	flags.StringVar(&c.Name, "name", "", "`NAAM` Naam van de organisatie.")
	choice(flags, &c.Kind, "kind", "`SOORT` Soort organisatie.", "provincie", "gemeente", "waterschap")
	flags.StringVar(&c.Base, "base", "", "`URL` Adres van de eigen site.")
	flags.StringVar(&c.Contact, "contact", "", "`MAIL-OF-URL` Waar lezers fouten melden.")
	flags.BoolVar(&c.Noindex, "noindex", false, "Niet voor zoekmachines, in geen register.")
	required(cmd, "slug", "name", "kind")
	return cmd
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

type organisationList struct{ JSON bool }

func newOrganisationList(s *shared) *cobra.Command {
	var c organisationList
	cmd := s.command("list", "Toon de organisaties.", &c)
	cmd.Flags().BoolVar(&c.JSON, "json", false, "Als gegevens.")
	return cmd
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
