package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

type verifyCommand struct {
	Organisation, Edition string
	JSON                  bool
}

func newVerify(s *shared) *cobra.Command {
	var c verifyCommand
	cmd := s.command("verify", "Reken publicaties, bewijs en geschiedenis na.", &c)
	cmd.Flags().StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` Alleen deze organisatie.")
	cmd.Flags().StringVar(&c.Edition, "edition", "", "`EDITIE` Van de publicaties alleen die van deze editie.")
	cmd.Flags().BoolVar(&c.JSON, "json", false, "Als gegevens.")
	return cmd
}

func (c verifyCommand) Run(ctx context.Context, con console, p place) error {
	if c.Edition != "" && c.Organisation == "" {
		return wrongUsage{"bij --edition hoort --organisation"}
	}
	return p.with(ctx, false, func(in *installation) error {
		organisations, edition, err := in.chosen(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		all := []verified{}
		for _, o := range organisations {
			v, err := in.verify(ctx, o, edition)
			if err != nil {
				return err
			}
			all = append(all, v)
		}
		if c.Organisation == "" {
			orphans, err := in.orphans(ctx)
			if err != nil {
				return err
			}
			all = append(all, orphans...)
		}
		if c.JSON {
			if err := writeJSON(con.out, all); err != nil {
				return err
			}
		}
		var damage []error
		for _, v := range all {
			if !c.JSON {
				v.tell(con)
			}
			damage = append(damage, v.damage()...)
		}
		return joined(damage)
	})
}

// verified is what verifying one organisation found.
type verified struct {
	Organisation string             `json:"organisatie"`
	Sound        bool               `json:"klopt"`
	Lines        int64              `json:"regels"` // of the history
	History      []finding          `json:"geschiedenis,omitempty"`
	Revisions    []verifiedRevision `json:"revisies"`
	Evidence     []verifiedEvidence `json:"bewijs,omitempty"`
	Addresses    []finding          `json:"adressen,omitempty"`
	Pages        []finding          `json:"paginas,omitempty"`
	Notices      []string           `json:"opmerkingen,omitempty"`
}

// finding is one thing that was found, with the sentence that tells it.
type finding struct {
	Kind string `json:"soort"`
	Path string `json:"pad,omitempty"`
	Line int64  `json:"regel,omitempty"`
	Text string `json:"tekst"`
}

// verify looks at one organisation; the edition limits which publications are looked at.
func (in *installation) verify(ctx context.Context, o cycle.Organisation, edition cycle.EditionID) (verified, error) {
	v := verified{Organisation: o.Slug, Revisions: []verifiedRevision{}}
	if o.Contact == "" {
		v.Notices = append(v.Notices, "er is geen contact opgegeven; op de pagina's ontbreekt de link \"Klopt er iets niet?\"")
	}
	if err := v.history(ctx, in, o); err != nil {
		return v, err
	}
	err := firstError(
		func() error { return v.publications(ctx, in, o, edition) },
		func() error { return v.pages(ctx, in, o, edition) },
		func() error { return v.inPlace(ctx, in, o, edition) },
		func() error { return v.logo(ctx, in, o) },
	)
	if row := (store.Unreadable{}); errors.As(err, &row) {
		err = nil // which row that is was found by the history, unless only a column beside its body is changed
		v.History = append(v.History, finding{Kind: "onleesbaar", Text: "publicaties zijn niet verder na te rekenen: een rij van de tabel " + row.Table + " is niet te lezen"})
	}
	if err != nil {
		return v, err
	}
	v.Sound = len(v.damage()) == 0
	return v, nil
}

// orphans are the histories of organisations that are not there any more, by their id.
func (in *installation) orphans(ctx context.Context) ([]verified, error) {
	ids, err := in.db.Orphans(ctx)
	var all []verified
	for _, id := range ids {
		v := verified{Organisation: string(id), Revisions: []verifiedRevision{}}
		if err == nil {
			err = v.history(ctx, in, cycle.Organisation{ID: id})
		}
		all = append(all, v)
	}
	return all, err
}

func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// history looks at the chain of lines, and at each stored object.
func (v *verified) history(ctx context.Context, in *installation, o cycle.Organisation) error {
	findings, err := in.db.VerifyHistory(ctx, o.ID)
	if err != nil {
		return err
	}
	reader := in.db.Read(o.ID)
	for _, f := range findings {
		f = named(ctx, reader, f)
		v.History = append(v.History, finding{Kind: string(f.Kind), Line: f.Line, Text: f.String()})
	}
	head, err := reader.Head(ctx)
	v.Lines = head.Line
	return err
}

// The kinds of objects as people call them.
var objectNouns = map[string]string{
	"organisation": "organisatie", "edition": "editie", "node": "onderdeel", "placement": "plek in de boom",
	"report": "verantwoording", "decision": "besluit", "theme": "thema", "theme-link": "themakoppeling",
	"place": "plaats", "place-link": "plaatskoppeling", "holder": "portefeuillehouder", "lineage": "afkomst",
	"money-line": "geldregel", "user": "gebruiker", "revision": "revisie",
}

// named puts the Dutch noun in a finding and, where it can be found out, what people know the object by.
func named(ctx context.Context, r store.Reader, f store.Finding) store.Finding {
	known := ""
	switch f.Object {
	case "report":
		known = reportName(ctx, r, cycle.ReportID(f.ID))
	case "edition":
		if e, err := r.Edition(ctx, cycle.EditionID(f.ID)); err == nil {
			known = e.Slug
		}
	}
	if known != "" {
		f.ID = known + " (" + f.ID + ")"
	}
	if noun := objectNouns[f.Object]; noun != "" {
		f.Object = noun
	}
	return f
}

func reportName(ctx context.Context, r store.Reader, id cycle.ReportID) string {
	report, err := r.Report(ctx, id)
	if err != nil {
		return "" // what was tampered with may not be readable any more
	}
	p, err := r.Placement(ctx, report.Edition, report.Node)
	if err != nil {
		return ""
	}
	e, err := r.Edition(ctx, report.Edition)
	if err != nil {
		return p.Number
	}
	return p.Number + " in " + e.Slug
}

// tell says what was looked at and is well, and what was withdrawn; damage is told as problems.
func (v verified) tell(con console) {
	if len(v.History) == 0 {
		con.say("%s: de geschiedenis klopt (%s)", v.Organisation, plural(int(v.Lines), "regel", "regels"))
	}
	for _, r := range v.Revisions {
		r.tell(con, v.Organisation)
	}
	v.tellEvidence(con)
	for _, n := range v.Notices {
		con.say("%s: %s", v.Organisation, n)
	}
}

// damage is everything that is not as it was kept, one problem each.
func (v verified) damage() []error {
	var all []error
	add := func(where string, findings []finding) {
		for _, f := range findings {
			all = append(all, refused("%s: %s", where, f.Text))
		}
	}
	add(v.Organisation, v.History)
	for _, r := range v.Revisions {
		add(fmt.Sprintf("%s/%s, revisie %d", v.Organisation, r.Edition, r.Number), r.Damage)
	}
	add(v.Organisation, v.Addresses)
	add(v.Organisation, v.Pages)
	return all
}
