package demo

import (
	"context"
	"fmt"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// How far a report is in an edition that is still being written, as the files say it.
const (
	stillDraft = "concept"
	submitted  = "ingediend"
	checked    = "gecontroleerd"
	sentBack   = "teruggestuurd"
)

// write lets every author write and submit, the controllers check and the coordinator approve.
func (l *loader) write(ctx context.Context, e cycle.Edition, row editionRow, nodes []treeNode) error {
	var told []treeNode
	var authors []change.Assignment
	for _, n := range nodes {
		if n.report != nil {
			told = append(told, n)
			authors = append(authors, change.Assignment{Node: l.ids.node[n.key], Author: l.author(n).Number})
		}
	}
	reports, err := l.do.OpenReports(ctx, l.org.ID, l.coordinator(), e.ID, authors)
	if err != nil {
		return err
	}
	passed := stages{}
	l.written = map[string]written{}
	for i, n := range told {
		if err := l.writeOne(ctx, reports[i], n); err != nil {
			return fmt.Errorf("%s: %w", n.key, err)
		}
		l.written[n.key] = written{reports[i].ID, *n.report}
		if e.TakenOver {
			continue // checked by others, before it came here
		}
		if err := l.hand(ctx, reports[i], n, row.Unfinished[n.key], passed); err != nil {
			return fmt.Errorf("%s: %w", n.key, err)
		}
	}
	return l.approve(ctx, passed)
}

// stages collects reports per pair of eyes, so that each person passes them in one go.
type stages map[cycle.UserNumber]*batch

type batch struct {
	check, approve []cycle.ReportID
}

func (l *loader) author(n treeNode) cycle.User {
	if u, ok := l.ids.user[n.author]; ok {
		return u
	}
	return l.coordinator()
}

func (l *loader) writeOne(ctx context.Context, r cycle.Report, n treeNode) error {
	return l.do.WriteReport(ctx, l.org.ID, l.author(n), r.ID, 1, *n.report)
}

// hand submits a report and notes whose eyes it needs next.
func (l *loader) hand(ctx context.Context, r cycle.Report, n treeNode, until string, passed stages) error {
	if until == stillDraft {
		return nil
	}
	author := l.author(n)
	if err := l.do.SubmitReport(ctx, l.org.ID, author, r.ID, 2); err != nil {
		return err
	}
	if until == sentBack {
		return l.do.SendBackReport(ctx, l.org.ID, l.coordinator(), r.ID, 3, "Het antwoord op de vraag van de controller ontbreekt nog: noem wat het kost en wanneer het klaar is.")
	}
	if until == submitted {
		return nil
	}
	b, ok := passed[author.Number]
	if !ok {
		b = &batch{}
		passed[author.Number] = b
	}
	b.check = append(b.check, r.ID)
	if until != checked {
		b.approve = append(b.approve, r.ID)
	}
	return nil
}

func (l *loader) approve(ctx context.Context, passed stages) error {
	for _, author := range sortedKeys(passed) {
		b := passed[author]
		checker := l.personBut([]cycle.UserNumber{author}, cycle.RoleChecker)
		if err := l.do.CheckReports(ctx, l.org.ID, checker, b.check); err != nil {
			return err
		}
		approver := l.personBut([]cycle.UserNumber{author, checker.Number}, cycle.RoleCoordinator, cycle.RoleHolder)
		if err := l.do.ApproveReports(ctx, l.org.ID, approver, b.approve); err != nil {
			return err
		}
	}
	return nil
}
