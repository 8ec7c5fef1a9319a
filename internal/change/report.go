package change

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// OpenReports makes a report for each node with its author, in an edition that is being written. It begins with what it
// answers and what was said before.
func (s *Service) OpenReports(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, authors []Assignment) ([]cycle.Report, error) {
	var opened []cycle.Report
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayRun); err != nil {
			return err
		}
		e, err := tx.Edition(ctx, edition)
		if err != nil {
			return err
		}
		opened, err = openReports(ctx, tx, by, e, authors)
		return err
	})
	return opened, err
}

func openReports(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, authors []Assignment) ([]cycle.Report, error) {
	if e.Stage != cycle.Writing {
		return nil, e.Closed("hier kan niets meer in geschreven worden")
	}
	begins, err := beginnings(ctx, tx, e)
	if err != nil {
		return nil, err
	}
	var opened []cycle.Report
	var lines []store.Change
	for _, a := range authors {
		r := cycle.Report{
			ID: cycle.ReportID(tx.NewID()), Edition: e.ID, Node: a.Node, Author: a.Author, Checker: a.Checker, Due: a.Due,
			Stage: cycle.Drafting,
		}.Begin(e, begins[a.Node])
		opened = append(opened, r)
		lines = append(lines, change("report.opened", nil, r))
	}
	if err := tx.SaveReports(ctx, opened); err != nil {
		return nil, err
	}
	for i := range opened { // a text that is carried forward brings its pictures
		if len(opened[i].Pictures()) > 0 {
			_, err := claim(ctx, tx, opened[i])
			if lost := (cycle.Invalid)(nil); err != nil && !errors.As(err, &lost) { // a lost picture is told to whoever writes
				return nil, err
			}
		}
	}
	return opened, errors.Join(tx.RecordMany(ctx, by, lines), tell(ctx, tx, by, lines))
}

// Assignment says who writes about a node.
type Assignment struct {
	Author  cycle.UserNumber
	Checker cycle.UserNumber // 0 is any checker of the branch
	Due     cycle.Date       // when another last day than the edition's
	Node    cycle.NodeID
}

// beginnings are what the reports of an edition go on from, by node.
func beginnings(ctx context.Context, tx *store.Tx, e cycle.Edition) (map[cycle.NodeID]cycle.Before, error) {
	editions, err := tx.Editions(ctx)
	if err != nil {
		return nil, err
	}
	all := map[cycle.NodeID]cycle.Before{}
	read := func(id cycle.EditionID, put func(*cycle.Before, *cycle.Report)) error {
		reports, err := tx.Reports(ctx, id)
		for i := range reports {
			b := all[reports[i].Node]
			put(&b, &reports[i])
			all[reports[i].Node] = b
		}
		return err
	}
	if at := e.GoesOnFrom(editions); at >= 0 {
		if err := read(editions[at].ID, func(b *cycle.Before, r *cycle.Report) { b.Last = r }); err != nil {
			return nil, err
		}
	}
	if e.Answers == "" {
		return all, nil
	}
	return all, read(e.Answers, func(b *cycle.Before, r *cycle.Report) { b.Ordered = r })
}

// WriteReport takes over what the author wrote, as the author saw the report (seen is its version). References in the
// prose become links, and a paragraph keeps the id it had here or in the edition before.
func (s *Service) WriteReport(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, seen int, text cycle.Report) error {
	now, err := s.db.Read(org).Report(ctx, id)
	if err != nil {
		return err
	}
	known, err := s.namesBeside(ctx, org, now.Edition)
	if err != nil {
		return err
	}
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Report(ctx, id)
		if err != nil {
			return err
		}
		e, err := tx.Edition(ctx, before.Edition)
		if err != nil {
			return err
		}
		l, err := linkerKnowing(ctx, tx, e, known)
		if err != nil {
			return err
		}
		earlier, err := earlierReport(ctx, tx, e, before)
		if err != nil {
			return err
		}
		at, err := spot(ctx, tx, before.Edition, before.Node)
		if err != nil {
			return err
		}
		before.Version = seen
		after, err := before.Write(by, at, e, linked(earlier, text, l))
		if err != nil {
			return err
		}
		if err := knownHolders(ctx, tx, before, after); err != nil {
			return err
		}
		if after, err = claim(ctx, tx, after); err != nil {
			return err
		}
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		if err := tx.RemoveDraft(ctx, id, by.Number); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "report.written", before, after); err != nil {
			return err
		}
		return l.keep(ctx, tx, by)
	})
}

// knownHolders refuses holders that were added and that the organisation does not have.
func knownHolders(ctx context.Context, tx *store.Tx, before, after cycle.Report) error {
	if slices.Equal(before.Holders, after.Holders) {
		return nil
	}
	all, err := tx.Holders(ctx)
	if err != nil {
		return err
	}
	for _, id := range after.Holders {
		known := func(h cycle.PortfolioHolder) bool { return h.ID == id }
		if !slices.Contains(before.Holders, id) && !slices.ContainsFunc(all, known) {
			return cycle.ErrNotFound
		}
	}
	return nil
}

// earlierReport is the text that a new one goes on from: what stands here already and, for what does not, the same node's
// report in the edition that this one goes on from.
func earlierReport(ctx context.Context, tx *store.Tx, e cycle.Edition, r cycle.Report) (cycle.Report, error) {
	editions, err := tx.Editions(ctx)
	if err != nil {
		return r, err
	}
	at := e.GoesOnFrom(editions)
	if at < 0 {
		return r, nil
	}
	earlier, err := tx.ReportOf(ctx, editions[at].ID, r.Node)
	if isNotFound(err) {
		return r, nil
	}
	for _, s := range earlier.Sections {
		if _, here := r.Section(s.Key); !here {
			r.Sections = append(slices.Clip(r.Sections), s)
		}
	}
	if len(r.Actions) == 0 {
		r.Actions = earlier.Actions
	}
	if len(r.Milestones) == 0 {
		r.Milestones = earlier.Milestones
	}
	return r, err
}

// linked makes the references in what was written and gives its blocks their ids.
func linked(earlier, text cycle.Report, l linker) cycle.Report {
	text.Sections, text.Actions, text.Milestones = slices.Clone(text.Sections), slices.Clone(text.Actions), slices.Clone(text.Milestones)
	text.References = slices.Clip(text.References) // what the author handed in stays as it is, for when this must be tried again
	taken := takenIn(earlier)                      // all of it: a new block of one field must not get the id that another field carries on
	for i := range text.Sections {
		was, _ := earlier.Section(text.Sections[i].Key)
		text.Sections[i].Text = richtext.Carry(was.Text, l.mark(text.Sections[i].Text), taken)
	}
	for i := range text.Actions {
		a := &text.Actions[i]
		was := byKey(earlier.Actions, a.Key, func(x cycle.Action) string { return x.Key })
		a.Text = richtext.Carry(was.Text, l.mark(a.Text), taken)
		a.Parts = richtext.Carry(was.Parts, l.mark(a.Parts), taken)
		a.Note = richtext.Carry(was.Note, l.mark(a.Note), taken)
		text.References = append(text.References, l.named(a.Text.Text(), a.Number)...)
	}
	for i := range text.Milestones {
		m := &text.Milestones[i]
		was := byKey(earlier.Milestones, m.Key, func(x cycle.Milestone) string { return x.Key })
		m.Text = richtext.Carry(was.Text, l.mark(m.Text), taken)
		l.know(m.Reason)
		text.References = append(text.References, l.named(m.Reason, 0)...)
	}
	for _, sec := range text.Sections {
		text.References = append(text.References, l.named(sec.Text.Text(), 0)...)
	}
	for i := range text.Scores {
		for _, reason := range text.Scores[i].Reasons() {
			l.know(reason)
			text.References = append(text.References, l.named(reason, 0)...)
		}
	}
	if text.Involvement != nil {
		l.know(text.Involvement.Sentence)
	}
	if text.Reserve != nil {
		l.know(text.Reserve.Note)
	}
	text.References = once(text.References)
	return text
}

func byKey[T any](rows []T, key string, keyOf func(T) string) T {
	for _, r := range rows {
		if keyOf(r) == key {
			return r
		}
	}
	var none T
	return none
}

// SubmitReport hands the report to the controller, as the author saw it.
func (s *Service) SubmitReport(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, seen int) error {
	return s.step(ctx, org, by, "report.submitted", id, seen, repeated{cycle.Submitted, ""}, func(r cycle.Report, at cycle.Spot, e cycle.Edition, tx *store.Tx) (cycle.Report, error) {
		return r.Submit(by, at, e, tx.Now)
	})
}

// SendBackReport returns the report to its author with a reason.
func (s *Service) SendBackReport(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, seen int, reason string) error {
	return s.step(ctx, org, by, "report.sent-back", id, seen, repeated{cycle.SentBack, reason}, func(r cycle.Report, at cycle.Spot, e cycle.Edition, _ *store.Tx) (cycle.Report, error) {
		return r.SendBack(by, at, e, reason)
	})
}

// anyVersion is for a change that fits whatever somebody else wrote meanwhile.
const anyVersion = -1

// repeated is what a step brings about, by which the same step asked twice is known: the second time there is nothing to do.
type repeated struct {
	to     cycle.ReportStage // "" for a step that may not be repeated
	reason string
}

func (s *Service) step(ctx context.Context, org cycle.OrganisationID, by cycle.User, action string, id cycle.ReportID, seen int, twice repeated, do func(cycle.Report, cycle.Spot, cycle.Edition, *store.Tx) (cycle.Report, error)) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Report(ctx, id)
		if err != nil {
			return err
		}
		e, err := tx.Edition(ctx, before.Edition)
		if err != nil {
			return err
		}
		at, err := spot(ctx, tx, before.Edition, before.Node)
		if err != nil {
			return err
		}
		now := before
		if seen != anyVersion {
			before.Version = seen
		}
		after, err := do(before, at, e, tx)
		if errors.Is(err, cycle.ErrConflict) && now.Repeats(twice.to, by, seen, twice.reason) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		lines := []store.Change{change(action, before, after)}
		return errors.Join(tx.RecordMany(ctx, by, lines), tell(ctx, tx, by, lines))
	})
}

// Reading is a report in the version that somebody read.
type Reading struct {
	Report  cycle.ReportID
	Version int
}

// PassAsRead brings reports to a stage by the akkoord of who read them: all of them or none. One that changed after it was
// read, be it a moment ago by a long import, is a conflict.
func (s *Service) PassAsRead(ctx context.Context, org cycle.OrganisationID, by cycle.User, to cycle.ReportStage, read []Reading) error {
	action, pass := "report.checked", cycle.Report.Check
	if to == cycle.Approved {
		action, pass = "report.approved", cycle.Report.Approve
	}
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		return passAll(ctx, tx, by, action, to, read, func(r cycle.Report, _ cycle.Edition, by cycle.User, at cycle.Spot) (cycle.Report, error) {
			return pass(r, by, at)
		})
	})
}

// CheckReports is the controller's "akkoord" on several reports at once, as they are: all of them or none.
func (s *Service) CheckReports(ctx context.Context, org cycle.OrganisationID, by cycle.User, ids []cycle.ReportID) error {
	return s.PassAsRead(ctx, org, by, cycle.Checked, asTheyAre(ids))
}

// ApproveReports is the last "akkoord" before the executive, on several reports at once, as they are: all of them or none.
func (s *Service) ApproveReports(ctx context.Context, org cycle.OrganisationID, by cycle.User, ids []cycle.ReportID) error {
	return s.PassAsRead(ctx, org, by, cycle.Approved, asTheyAre(ids))
}

func asTheyAre(ids []cycle.ReportID) []Reading {
	all := make([]Reading, len(ids))
	for i, id := range ids {
		all[i] = Reading{id, anyVersion}
	}
	return all
}

// passAll does the same to several reports. One that the same form brought to its stage already, a moment ago, stays as it is.
func passAll(ctx context.Context, tx *store.Tx, by cycle.User, action string, to cycle.ReportStage, read []Reading, do func(cycle.Report, cycle.Edition, cycle.User, cycle.Spot) (cycle.Report, error)) error {
	editions := map[cycle.EditionID]openEdition{}
	var after []cycle.Report
	var lines []store.Change
	for _, one := range read {
		before, err := tx.Report(ctx, one.Report)
		if err != nil {
			return err
		}
		e, err := editionOf(ctx, tx, before.Edition, editions)
		if err != nil {
			return err
		}
		r, err := do(before, e.Edition, by, cycle.Spot{Day: today(tx), Path: e.paths.To(before.Node)})
		if err == nil && one.Version != anyVersion && one.Version != before.Version {
			err = cycle.Refusal{Text: "een stuk veranderde terwijl u het las; lees het opnieuw voor u akkoord geeft"}
		}
		if errors.Is(err, cycle.ErrConflict) && before.Repeats(to, by, one.Version, "") {
			continue
		}
		if err != nil {
			return fmt.Errorf("report %s: %w", one.Report, err)
		}
		after = append(after, r)
		lines = append(lines, change(action, before, r))
	}
	if err := tx.SaveReports(ctx, after); err != nil {
		return err
	}
	return errors.Join(tx.RecordMany(ctx, by, lines), tell(ctx, tx, by, lines))
}

// openEdition is an edition with the way up in its tree.
type openEdition struct {
	cycle.Edition
	paths cycle.Paths
}

// editionOf reads an edition once for many reports.
func editionOf(ctx context.Context, tx *store.Tx, id cycle.EditionID, known map[cycle.EditionID]openEdition) (openEdition, error) {
	if e, ok := known[id]; ok {
		return e, nil
	}
	e, err := tx.Edition(ctx, id)
	if err != nil {
		return openEdition{}, err
	}
	paths, err := tx.Paths(ctx, id)
	known[id] = openEdition{e, paths}
	return known[id], err
}
