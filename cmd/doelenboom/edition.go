package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

func newEdition(s *shared) *cobra.Command {
	return group("edition", "Edities toevoegen en bekijken.", newEditionAdd(s), newEditionList(s))
}

type editionAdd struct {
	Organisation, Slug, Kind string
	Year, Sequence           int
	Name, Date, Source       string
	TakenOver                bool
}

func newEditionAdd(s *shared) *cobra.Command {
	var c editionAdd
	cmd := s.command("add", "Voeg een editie toe.", &c)
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Slug, "slug", "", "`ADRES` Tweede deel van haar adressen; verandert nooit.")
	choice(flags, &c.Kind, "kind", "`SOORT` Soort editie.", "begroting", "monitor", "jaarverslag", "perspectiefnota")
	whole(flags, &c.Year, "year", "`JAAR` Het jaar waarover zij gaat.")
	whole(flags, &c.Sequence, "sequence", "`N` Volgnummer, voor een monitor.")
	flags.StringVar(&c.Name, "name", "", "`NAAM` Eigen naam (zonder: soort en jaar).")
	flags.StringVar(&c.Date, "date", "", "`JJJJ-MM-DD` Peildatum.")
	flags.BoolVar(&c.TakenOver, "taken-over", false, "Eerder elders gepubliceerd; vraagt geen akkoord.")
	flags.StringVar(&c.Source, "source", "", "`URL` Waar zij eerder gepubliceerd was.")
	required(cmd, "organisation", "slug", "kind", "year")
	return cmd
}

func (c editionAdd) Run(ctx context.Context, con console, p place) error {
	date, err := day("--date", c.Date)
	if err != nil {
		return err
	}
	if c.Source != "" && !c.TakenOver {
		return wrongUsage{"--source hoort bij --taken-over"}
	}
	if err := webAddress("--source", c.Source); err != nil {
		return err
	}
	if c.Sequence < 0 {
		return wrongUsage{"--sequence: volgnummers tellen vanaf 1"}
	}
	if c.Sequence > 0 && cycle.EditionKind(c.Kind) != cycle.Monitor {
		return wrongUsage{"--sequence hoort bij --kind monitor"}
	}
	return p.with(ctx, false, func(in *installation) error {
		o, err := in.organisation(ctx, c.Organisation)
		if err != nil {
			return err
		}
		kind := cycle.EditionKind(c.Kind)
		e := cycle.Edition{
			Slug: c.Slug, Kind: kind, Year: c.Year, Sequence: c.Sequence, Date: date, TakenOver: c.TakenOver, Source: cycle.Source{Address: c.Source},
			Name: cmp.Or(c.Name, cycle.UsualName(kind, c.Year, c.Sequence)),
		}
		e, err = in.do.AddEdition(ctx, o.ID, in.actor, e)
		if err == nil {
			con.say("%s toegevoegd aan %s: %s", e.Slug, o.Slug, e.Name)
		}
		return err
	})
}

// day reads a date from a flag; an empty one is unknown.
func day(flag, text string) (cycle.Date, error) {
	if text == "" {
		return "", nil
	}
	date, err := dutch.ParseDate(text)
	if err != nil {
		return "", wrongUsage{flag + ": \"" + text + "\" is geen datum; schrijf hem als 2016-12-31"}
	}
	return date, nil
}

type editionList struct {
	Organisation string
	JSON         bool
}

func newEditionList(s *shared) *cobra.Command {
	var c editionList
	cmd := s.command("list", "Toon de edities van een organisatie.", &c)
	cmd.Flags().StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	cmd.Flags().BoolVar(&c.JSON, "json", false, "Als gegevens.")
	required(cmd, "organisation")
	return cmd
}

func (c editionList) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		o, err := in.organisation(ctx, c.Organisation)
		if err != nil {
			return err
		}
		rows, err := in.editionRows(ctx, o)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(con.out, rows)
		}
		for _, r := range rows {
			con.say("%s  %s: %s", r.Slug, r.Name, r.describe())
		}
		return nil
	})
}

// editionRow is an edition as `edition list` tells it: what is to be seen of it, and apart from that what is frozen and waits.
type editionRow struct {
	Slug      string             `json:"adres"`
	Name      string             `json:"naam"`
	Kind      cycle.EditionKind  `json:"soort"`
	Year      int                `json:"jaar"`
	Sequence  int                `json:"volgnummer,omitempty"`
	Stage     cycle.EditionStage `json:"fase"`
	State     cycle.PublicState  `json:"staat,omitempty"`
	Revision  int                `json:"revisie,omitempty"`
	Frozen    *frozenRow         `json:"nogNietTeZien,omitempty"`
	TakenOver bool               `json:"overgenomen,omitempty"`
	Withdrawn bool               `json:"ingetrokken,omitempty"` // all that was published of it
}

// frozenRow is a revision that stands and is not on the site yet.
type frozenRow struct {
	State    cycle.PublicState `json:"staat"`
	Revision int               `json:"revisie"`
}

func (r editionRow) describe() string {
	seen := r.describeSeen()
	if r.Frozen == nil {
		return seen
	}
	waits := fmt.Sprintf("revisie %d is bevroren (%s) en staat nog niet op de site", r.Frozen.Revision, stateWord(r.Frozen.State))
	if r.Revision == 0 && !r.Withdrawn {
		return waits
	}
	return seen + "; " + waits
}

func (r editionRow) describeSeen() string {
	switch {
	case r.Withdrawn:
		return "ingetrokken"
	case r.Revision == 0:
		return "nog niet gepubliceerd (" + string(r.Stage) + ")"
	}
	return "gepubliceerd, " + stateWord(r.State)
}

func stateWord(s cycle.PublicState) string {
	if s == cycle.StateUnknown {
		return "staat onbekend"
	}
	return string(s)
}

func (in *installation) editionRows(ctx context.Context, o cycle.Organisation) ([]editionRow, error) {
	reader := in.db.Read(o.ID)
	editions, err := reader.Editions(ctx)
	if err != nil {
		return nil, err
	}
	rows := []editionRow{}
	for _, e := range editions {
		r := editionRow{Slug: e.Slug, Name: e.Name, Kind: e.Kind, Year: e.Year, Sequence: e.Sequence, Stage: e.Stage, TakenOver: e.TakenOver}
		revisions, err := reader.Revisions(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		r.take(revisions)
		rows = append(rows, r)
	}
	return rows, nil
}

// take tells of all revisions of an edition, the oldest first, which one counts.
func (r *editionRow) take(revisions []store.Revision) {
	for _, revision := range revisions {
		switch {
		case revision.WithdrawnWhole != nil:
			r.Withdrawn = r.Revision == 0
		case revision.Shown:
			r.State, r.Revision, r.Withdrawn, r.Frozen = revision.State, revision.Number, false, nil
		default:
			r.Frozen = &frozenRow{revision.State, revision.Number}
		}
	}
}
