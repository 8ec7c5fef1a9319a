package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/web"
)

// round is an organisation in the middle of a round, with published accounts that the round goes on from: what the
// workplace is measured on.
type round struct {
	org         cycle.Organisation
	edition     cycle.Edition // that is being written
	coordinator cycle.User
	checker     cycle.User
	writers     []cycle.User
	reports     []store.ReportLine // in reading order; each writer has those that leave their place when divided
}

// newRound makes one of pages of a corpus. A third of the reports is handed in, and some of those are checked; the first
// of every writer is still being written.
func (in *installation) newRound(ctx context.Context, text string, deliverables, writers int) (round, error) {
	docs, err := proposal(ctx, text, deliverables)
	if err != nil {
		return round{}, err
	}
	slug := fmt.Sprintf("ronde-%d", time.Now().UnixNano())
	var r round
	if r.org, err = in.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, slug, "Provincie "+slug)); err != nil {
		return r, err
	}
	if err := r.people(ctx, in, writers); err != nil {
		return r, err
	}
	accounts, err := in.do.AddEdition(ctx, r.org.ID, cycle.System, cycle.Edition{Slug: "2016-jaarverslag", Kind: cycle.Accounts, Year: 2016, Name: "Jaarverslag 2016", TakenOver: true})
	if err != nil {
		return r, err
	}
	if _, err = in.do.ImportProposal(ctx, r.org.ID, cycle.System, accounts.ID, docs); err != nil {
		return r, err
	}
	if _, err = in.do.PublishEdition(ctx, r.org.ID, cycle.System, accounts.ID, cycle.Release{State: cycle.StateUnknown}); err != nil {
		return r, err
	}
	if err := in.jobs.RunPending(ctx, r.org.ID); err != nil {
		return r, err
	}
	r.edition, err = in.do.OpenRound(ctx, r.org.ID, r.coordinator, change.Opening{From: accounts.ID, Edition: cycle.Edition{
		Slug: "2018-monitor", Kind: cycle.Monitor, Year: 2018, Name: "Monitor 2018", ClosesAt: cycle.Date(time.Now().AddDate(0, 0, 7).Format(time.DateOnly)),
	}})
	if err != nil {
		return r, err
	}
	return r, r.begin(ctx, in)
}

// people makes those who work in the round. Each account is named after its user.
func (r *round) people(ctx context.Context, in *installation, writers int) error {
	add := func(name string, roles ...cycle.Role) (cycle.User, error) {
		return in.do.AddUser(ctx, r.org.ID, cycle.System, cycle.User{
			ID: name + "@example.nl", Name: name, Account: r.org.Slug + "-" + name, Grants: cycle.Granted(roles...),
		})
	}
	var err error
	if r.coordinator, err = add("coordinator", cycle.RoleCoordinator); err != nil {
		return err
	}
	if r.checker, err = add("controller", cycle.RoleChecker); err != nil {
		return err
	}
	for n := range writers {
		w, err := add(fmt.Sprintf("schrijver-%d", n+1), cycle.RoleAuthor)
		if err != nil {
			return err
		}
		r.writers = append(r.writers, w)
	}
	return nil
}

// begin gives every report to a writer and brings some of them further.
func (r *round) begin(ctx context.Context, in *installation) error {
	read := in.db.Read(r.org.ID)
	lines, err := read.ReportLines(ctx, r.edition.ID)
	if err != nil {
		return err
	}
	given := make([][]cycle.ReportID, len(r.writers))
	for i, l := range lines {
		given[i%len(given)] = append(given[i%len(given)], l.ID)
	}
	for i, ids := range given {
		if len(ids) > 0 {
			if err := in.do.AssignReports(ctx, r.org.ID, r.coordinator, ids, cycle.Assignment{Author: &r.writers[i].Number}, cycle.ThemeTurn{}); err != nil {
				return err
			}
		}
	}
	for i := len(given); i < len(lines); i++ {
		if err := r.further(ctx, in, lines[i].ID, r.writers[i%len(given)], i); err != nil {
			return err
		}
	}
	r.reports, err = read.ReportLines(ctx, r.edition.ID)
	return err
}

// further writes a report, remarks something on it, and hands some in.
func (r *round) further(ctx context.Context, in *installation, id cycle.ReportID, author cycle.User, n int) error {
	report, err := in.db.Read(r.org.ID).Report(ctx, id)
	if err != nil {
		return err
	}
	text := report
	text.Headline = "De aanleg loopt volgens afspraak."
	text.Sections = append(slices.Clone(report.Sections), cycle.SectionText{Key: cycle.Progress, Text: richtext.Parse(typed(author.Name, n))})
	if err := in.do.WriteReport(ctx, r.org.ID, author, id, report.Version, text); err != nil {
		return err
	}
	if err := in.do.AddComment(ctx, r.org.ID, r.checker, cycle.Comment{Report: id, Text: "Wanneer is dit klaar?"}); err != nil {
		return err
	}
	if n%2 == 0 {
		return nil
	}
	if err := in.do.SubmitReport(ctx, r.org.ID, author, id, report.Version+1); err != nil || n%4 == 1 {
		return err
	}
	return in.do.CheckReports(ctx, r.org.ID, r.checker, []cycle.ReportID{id})
}

// typed is a text of some three thousand bytes that no other save has.
func typed(who string, n int) string {
	const sentence = "Op 3 april is het eerste deel van de oever klaar, zie PS/2016/486; de aannemer werkt van noord naar zuid en houdt het pad open. "
	return fmt.Sprintf("%s bewaart dit voor de %de keer.\n\n", who, n+1) + strings.TrimSpace(strings.Repeat(sentence, 12)) +
		"\n\n- de kade bij de sluis is klaar\n- het riet volgt in mei\n\n" + strings.TrimSpace(strings.Repeat(sentence, 10))
}

// accountCookie says who asks, as far as the workplace is measured without signing in.
const accountCookie = "wie"

// workplace is everything that answers below /werk/, as the program serves it.
func (in *installation) workplace() http.Handler {
	pages := web.New(web.Config{Read: in.db.Readers(), Do: in.do, SignedIn: func(r *http.Request) (store.Session, error) {
		c, err := r.Cookie(accountCookie)
		if err != nil {
			return store.Session{}, nil // nobody
		}
		return store.Session{Account: c.Value}, nil
	}})
	return server.Site{Public: http.NotFoundHandler(), Mounts: []server.Mount{{Prefix: "/werk/", Handler: pages}}}.Handler()
}

// address is a page of a report.
func (r *round) address(id cycle.ReportID, page string) string {
	return "/werk/" + r.org.Slug + "/verantwoordingen/" + string(id) + "/" + page
}
