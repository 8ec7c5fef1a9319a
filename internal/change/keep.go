package change

import (
	"context"
	"errors"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Due is what is past the terms of an organisation.
type Due struct {
	People   []cycle.User
	Editions []DueEdition
	Letters  int
	Seen     int
}

// DueEdition is a round that has been over for longer than a term.
type DueEdition struct {
	Edition cycle.Edition
	Over    cycle.Date // when it became public, the last time
	Earlier int        // what its reports said before
	Inside  int        // reports with evidence that stays inside
	Remarks int
}

// WhatIsDue tells what is past the terms on a day.
func WhatIsDue(ctx context.Context, r store.Reader, k cycle.Keeping, day cycle.Date) (d Due, err error) {
	users, err := r.Users(ctx)
	if err != nil {
		return d, err
	}
	for _, u := range users {
		if personIsDue(u, k, day) {
			d.People = append(d.People, u)
		}
	}
	if d.Editions, err = dueEditions(ctx, r, k, day); err != nil {
		return d, err
	}
	if until, some := cycle.Over(k.Mail, day); some {
		if d.Letters, err = r.CountLetters(ctx, until.Time()); err != nil {
			return d, err
		}
	}
	if until, some := cycle.Over(k.SignIn, day); some {
		d.Seen, err = r.CountSeen(ctx, until)
	}
	return d, err
}

func personIsDue(u cycle.User, k cycle.Keeping, day cycle.Date) bool {
	until, some := cycle.Over(k.People, day)
	return some && !u.Forgotten() && u.LeftOn(day).Before(until)
}

func dueEditions(ctx context.Context, r store.Reader, k cycle.Keeping, day cycle.Date) (all []DueEdition, err error) {
	earlier, some := cycle.Over(k.Earlier, day)
	inside, more := cycle.Over(k.Inside, day)
	if !some && !more {
		return nil, nil
	}
	editions, err := r.Editions(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		over, err := overSince(ctx, r, e)
		if err != nil {
			return nil, err
		}
		d := DueEdition{Edition: e, Over: over}
		if over.Before(earlier) {
			if d.Earlier, err = r.CountEarlier(ctx, e.ID); err != nil {
				return nil, err
			}
		}
		if over.Before(inside) {
			if d.Inside, d.Remarks, err = countInside(ctx, r, e); err != nil {
				return nil, err
			}
		}
		if d.Earlier+d.Inside+d.Remarks > 0 {
			all = append(all, d)
		}
	}
	return all, nil
}

// overSince is the day of the newest revision of an edition that is public; unknown as long as somebody works in it.
func overSince(ctx context.Context, r store.Reader, e cycle.Edition) (cycle.Date, error) {
	if e.Stage != cycle.Offered && e.Stage != cycle.Adopted {
		return "", nil
	}
	revisions, err := r.Revisions(ctx, e.ID)
	if err != nil || len(revisions) == 0 {
		return "", err
	}
	return dutch.DayOf(revisions[len(revisions)-1].Moment), nil
}

func countInside(ctx context.Context, r store.Reader, e cycle.Edition) (reports, remarks int, err error) {
	all, err := r.Reports(ctx, e.ID)
	if err != nil {
		return 0, 0, err
	}
	for _, report := range all {
		if report.HasInside() {
			reports++
		}
	}
	comments, err := r.EditionComments(ctx, e.ID)
	return reports, len(comments), err
}

// SetKeeping says how long things are kept.
func (s *Service) SetKeeping(ctx context.Context, org cycle.OrganisationID, by cycle.User, k cycle.Keeping) error {
	return s.forOrganisation(ctx, org, by, "organisation.keeping-changed", func(_ *store.Tx, o cycle.Organisation) (cycle.Organisation, error) {
		o.Keeping = k
		return o, k.Validate()
	})
}

// forOrganisation is a change by who manages, with a line of history about the organisation.
func (s *Service) forOrganisation(ctx context.Context, org cycle.OrganisationID, by cycle.User, action string, change func(*store.Tx, cycle.Organisation) (cycle.Organisation, error)) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		before, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		after, err := change(tx, before)
		if err != nil {
			return err
		}
		if err := tx.SaveOrganisation(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, by, action, before, after)
	})
}

// ForgetUser empties who somebody was that left longer ago than the term. Forgetting is itself a line of the history, and
// the chain stands: it has numbers only. Texts are not touched.
func (s *Service) ForgetUser(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber) error {
	return s.changeUser(ctx, org, by, number, "user.forgotten", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		o, err := tx.Organisation(ctx)
		if err := errors.Join(err, allow(tx, by, cycle.MayManage)); err != nil {
			return u, err
		}
		after, err := u.Forget(today(tx))
		if err != nil {
			return u, err
		}
		if !personIsDue(u, o.Keeping, today(tx)) {
			return u, cycle.Refusal{Text: "de bewaartermijn van " + u.Name + " is nog niet voorbij; wacht daarmee, of stel een kortere termijn in"}
		}
		return after, tx.ForgetPerson(ctx, u.Number, u.Account)
	}, func(tx *store.Tx, before cycle.User) error {
		if before.Account == "" {
			return nil
		}
		return tx.ForgetAccount(ctx, before.Account)
	})
}

// ForgetEarlier erases what the reports of a round said before, once its term is over.
func (s *Service) ForgetEarlier(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID) error {
	return s.forgetRound(ctx, org, by, edition, func(d DueEdition) int { return d.Earlier }, func(tx *store.Tx, e cycle.Edition) error {
		reports, err := tx.Reports(ctx, e.ID)
		if err != nil {
			return err
		}
		for _, r := range reports {
			if _, err := tx.ForgetEarlier(ctx, e.ID, r.Node); err != nil {
				return err
			}
		}
		return tx.Record(ctx, by, "edition.earlier-forgotten", e, e)
	})
}

// ForgetInside erases evidence that stays inside and remarks, of a round of which the term is over. What its reports said
// before goes too where it holds such evidence.
func (s *Service) ForgetInside(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID) error {
	return s.forgetRound(ctx, org, by, edition, func(d DueEdition) int { return d.Inside + d.Remarks }, func(tx *store.Tx, e cycle.Edition) error {
		if err := s.forgetEvidence(ctx, tx, by, e); err != nil {
			return err
		}
		comments, err := tx.EditionComments(ctx, e.ID)
		if err != nil {
			return err
		}
		for _, c := range comments {
			if err := errors.Join(tx.RemoveComment(ctx, c), tx.Record(ctx, by, "comment.forgotten", c, nil)); err != nil {
				return err
			}
		}
		return sweepLater(ctx, tx)
	})
}

// forgetEvidence leaves of evidence that stays inside its hash, where that was frozen.
func (s *Service) forgetEvidence(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition) error {
	reports, err := tx.Reports(ctx, e.ID)
	if err != nil {
		return err
	}
	frozen, err := s.frozenSums(ctx, tx.Reader, e.ID)
	if err != nil {
		return err
	}
	for _, before := range reports {
		if !before.HasInside() {
			continue
		}
		after, gone := before.WithoutInside()
		after.Forgotten = slices.Clone(before.Forgotten)
		for _, x := range before.Evidence() {
			if sum := publication.EvidenceSum(x); !x.Released && frozen(sum) {
				after.Forgotten = append(after.Forgotten, sum)
			}
		}
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		for _, blob := range gone {
			if err := tx.LoosenUpload(ctx, before.ID, blob); err != nil {
				return err
			}
		}
		if _, err := tx.ForgetEarlier(ctx, e.ID, before.Node); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "report.evidence-forgotten", before, after); err != nil {
			return err
		}
	}
	return nil
}

// frozenSums tells of a hash of evidence whether a revision of the edition lists it. As long as one of them cannot be read,
// because it was withdrawn or is damaged, every hash counts as frozen: what was published is explained rather than lost.
func (s *Service) frozenSums(ctx context.Context, r store.Reader, edition cycle.EditionID) (func(string) bool, error) {
	revisions, err := r.Revisions(ctx, edition)
	if err != nil {
		return nil, err
	}
	opener := NewOpener(s.blobs)
	listed, unread := map[string]bool{}, false
	for _, row := range revisions {
		f, err := opener.Open(row)
		if err != nil {
			unread = true
			continue
		}
		hidden, err := f.Evidence()
		unread = unread || err != nil
		for _, h := range hidden {
			for _, sum := range h.Sums {
				listed[sum] = true
			}
		}
	}
	return func(sum string) bool { return unread || listed[sum] }, opener.Close()
}

// forgetRound is a change of a round of which something is due.
func (s *Service) forgetRound(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, due func(DueEdition) int, forget func(*store.Tx, cycle.Edition) error) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		o, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		all, err := dueEditions(ctx, tx.Reader, o.Keeping, today(tx))
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(d DueEdition) bool { return d.Edition.ID == edition && due(d) > 0 })
		if at < 0 {
			return cycle.Refusal{Text: "hiervan is de bewaartermijn nog niet voorbij; wacht daarmee, of stel een kortere termijn in"}
		}
		return forget(tx, all[at].Edition)
	})
}

// ForgetLetters removes who got which letter, as far as the term is over.
func (s *Service) ForgetLetters(ctx context.Context, org cycle.OrganisationID, by cycle.User) error {
	return s.forOrganisation(ctx, org, by, "organisation.letters-forgotten", func(tx *store.Tx, o cycle.Organisation) (cycle.Organisation, error) {
		until, some := cycle.Over(o.Keeping.Mail, today(tx))
		if !some {
			return o, cycle.Refusal{Text: "voor brieven is geen bewaartermijn ingesteld; stel die eerst in"}
		}
		return o, tx.ForgetLetters(ctx, until.Time())
	})
}

// ForgetSeen removes when people were last here, as far as the term is over.
func (s *Service) ForgetSeen(ctx context.Context, org cycle.OrganisationID, by cycle.User) error {
	return s.forOrganisation(ctx, org, by, "organisation.sign-ins-forgotten", func(tx *store.Tx, o cycle.Organisation) (cycle.Organisation, error) {
		until, some := cycle.Over(o.Keeping.SignIn, today(tx))
		if !some {
			return o, cycle.Refusal{Text: "voor aanmeldingen is geen bewaartermijn ingesteld; stel die eerst in"}
		}
		return o, tx.ForgetSeen(ctx, until)
	})
}
