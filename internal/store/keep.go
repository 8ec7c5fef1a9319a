package store

import (
	"context"
	"time"

	"doelenboom/internal/cycle"
)

// CountEarlier counts what the reports of an edition said before, and what is still being typed in them.
func (r Reader) CountEarlier(ctx context.Context, edition cycle.EditionID) (int, error) {
	return r.count(ctx, `
		select (select count(*) from earlier_report e join report r on r.organisation_id = e.organisation_id and r.id = e.report_id
			where e.organisation_id = $1 and r.edition_id = $2)
		+ (select count(*) from draft d join report r on r.organisation_id = d.organisation_id and r.id = d.report_id
			where d.organisation_id = $1 and r.edition_id = $2)`, string(edition))
}

// EditionComments lists what was remarked on the reports of an edition.
func (r Reader) EditionComments(ctx context.Context, edition cycle.EditionID) ([]cycle.Comment, error) {
	return list(ctx, r, comments, `
		select c.body, c.version
		from comment c join report r on r.organisation_id = c.organisation_id and r.id = c.report_id
		where c.organisation_id = $1 and r.edition_id = $2
		order by c.id`, string(edition))
}

// CountLetters counts what is kept of letters from before a moment: reminders, news that was told, and what was given up.
func (r Reader) CountLetters(ctx context.Context, before time.Time) (int, error) {
	return r.count(ctx, `
		select (select count(*) from reminder where organisation_id = $1 and moment < $2)
		+ (select count(*) from notice where organisation_id = $1 and moment < $2)
		+ (select count(*) from unsent_letter where organisation_id = $1 and given_up < $2)`, before.UTC())
}

// CountSeen counts who was last here before a day.
func (r Reader) CountSeen(ctx context.Context, before cycle.Date) (int, error) {
	return r.count(ctx, `select count(*) from last_seen where organisation_id = $1 and day < $2`, string(before))
}

func (r Reader) count(ctx context.Context, query string, about any) (n int, err error) {
	err = r.q.QueryRowContext(ctx, query, r.org, about).Scan(&n)
	return n, describe(err, "count")
}

// ForgetLetters removes what CountLetters counts.
func (tx *Tx) ForgetLetters(ctx context.Context, before time.Time) error {
	for _, text := range []string{
		`delete from reminder where organisation_id = $1 and moment < $2`,
		`delete from notice where organisation_id = $1 and moment < $2`,
		`delete from unsent_letter where organisation_id = $1 and given_up < $2`,
	} {
		if _, err := tx.exec(ctx, "forget letters", text, before.UTC()); err != nil {
			return err
		}
	}
	return nil
}

// ForgetSeen removes what CountSeen counts.
func (tx *Tx) ForgetSeen(ctx context.Context, before cycle.Date) error {
	_, err := tx.exec(ctx, "forget who was seen", `delete from last_seen where organisation_id = $1 and day < $2`, string(before))
	return err
}

// RemoveComment removes a remark.
func (tx *Tx) RemoveComment(ctx context.Context, c cycle.Comment) error {
	_, err := tx.exec(ctx, "remove a remark", `delete from comment where organisation_id = $1 and id = $2`, string(c.ID))
	return err
}

// LoosenUpload lets go of a file that a report does not name any more, though it was frozen: whoever sweeps removes it when
// nothing else points at it.
func (tx *Tx) LoosenUpload(ctx context.Context, report cycle.ReportID, blob string) error {
	return tx.useUpload(ctx, cycle.Upload{Report: report, Blob: blob}, cycle.UploadLoose)
}

// ForgetPerson removes what is kept of somebody besides the user: when they were here, their letters, what they were typing,
// and how the provider of the organisation calls them.
func (tx *Tx) ForgetPerson(ctx context.Context, number cycle.UserNumber, account string) error {
	for _, text := range []string{
		`delete from last_seen where organisation_id = $1 and user_number = $2`,
		`delete from reminder where organisation_id = $1 and user_number = $2`,
		`delete from notice where organisation_id = $1 and user_number = $2`,
		`delete from draft where organisation_id = $1 and user_number = $2`,
	} {
		if _, err := tx.exec(ctx, "forget a person", text, int(number)); err != nil {
			return err
		}
	}
	if account == "" {
		return nil
	}
	for _, text := range []string{
		`delete from identity where organisation_id = $1 and account_id = $2`,
		`delete from unsent_letter where organisation_id = $1 and account_id = $2`,
	} {
		if _, err := tx.exec(ctx, "forget a person", text, account); err != nil {
			return err
		}
	}
	return nil
}

// ForgetAccount removes an account that works for no organisation any more, with its sessions and tickets.
func (tx *Tx) ForgetAccount(ctx context.Context, account string) error {
	for _, text := range []string{
		`delete from session where account_id = $1 and not exists (select 1 from person where account_id = $1 and account_id <> '')`,
		`delete from ticket where account_id = $1 and not exists (select 1 from person where account_id = $1 and account_id <> '')`,
		`delete from account where id = $1 and not exists (select 1 from person where account_id = $1 and account_id <> '')`,
	} {
		if _, err := tx.tx.ExecContext(ctx, text, account); err != nil {
			return tx.failed(err, "forget an account")
		}
	}
	return nil
}
