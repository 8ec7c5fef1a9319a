package demo

import (
	"context"
	"fmt"
	"slices"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// amendmentRow is an amendment of the council, with the paragraph that it adds to a report when it was carried.
type amendmentRow struct {
	Number  string      `yaml:"nummer"`
	Title   string      `yaml:"titel"`
	Mover   string      `yaml:"indiener"`
	Node    string      `yaml:"knoop"`
	Text    string      `yaml:"tekst"`
	Effect  money.Cents `yaml:"bedrag"`
	Outcome cycle.Vote  `yaml:"uitkomst"`
	For     int         `yaml:"voor"`
	Against int         `yaml:"tegen"`
	Section string      `yaml:"rubriek"`
	Adds    string      `yaml:"alinea"`
}

// passedVersion is that of a report that was opened, written, submitted, checked and approved.
const passedVersion = 5

// amend plays the meeting in which the council treats an offered edition: the clerk enters what was proposed, the
// coordinator works in what was carried.
func (l *loader) amend(ctx context.Context, e cycle.Edition, row editionRow) error {
	clerk := l.person(cycle.RoleClerk, cycle.RoleCoordinator)
	for _, a := range row.Amendments {
		entered, err := l.do.Amend(ctx, l.org.ID, clerk, e.ID, change.Amending{CouncilAmendment: cycle.CouncilAmendment{
			Number: a.Number, Title: a.Title, Mover: a.Mover, Node: l.ids.node[a.Node], Text: trim(a.Text), Effect: a.Effect,
			Outcome: a.Outcome, For: a.For, Against: a.Against,
		}})
		if err != nil {
			return fmt.Errorf("amendment %s: %w", a.Number, err)
		}
		if !a.Outcome.Carried() {
			continue
		}
		if err := l.follow(ctx, a); err != nil {
			return fmt.Errorf("amendment %s: %w", a.Number, err)
		}
		if err := l.do.WorkInAmendment(ctx, l.org.ID, l.coordinator(), e.ID, entered.Key, false); err != nil {
			return fmt.Errorf("amendment %s: %w", a.Number, err)
		}
	}
	return nil
}

// follow writes what an amendment adds.
func (l *loader) follow(ctx context.Context, a amendmentRow) error {
	if a.Adds == "" {
		return nil
	}
	w := l.written[a.Node]
	text := w.report
	text.Sections = slices.Clone(text.Sections)
	for i := range text.Sections {
		if s := &text.Sections[i]; s.Key == a.Section {
			s.Text = append(slices.Clone(s.Text), richtext.Paragraphs(a.Adds)...)
		}
	}
	return l.do.WriteReport(ctx, l.org.ID, l.coordinator(), w.id, passedVersion, text)
}

// written is a report as its author left it.
type written struct {
	id     cycle.ReportID
	report cycle.Report
}
