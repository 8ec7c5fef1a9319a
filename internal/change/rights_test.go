package change_test

import (
	"bytes"
	"errors"
	"image/color"
	"reflect"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
	"doelenboom/internal/testkit"
)

// round is a world with a round in it: something for every method to change.
type round struct {
	*world
	open                       cycle.Edition // being written
	node                       cycle.NodeID
	drafting, handedIn, passed cycle.Report
	remark                     cycle.Comment
	anna, all                  cycle.User
	standsIn                   cycle.Deputyship // anna for all
}

// asked says how each method of the service is called by somebody. nil is work of the program itself, which no person
// can ask for, what is asked by who is not signed in yet, or what only reads.
var asked = map[string]func(r *round, by cycle.User) error{
	"AddComment": func(r *round, by cycle.User) error {
		return r.do.AddComment(ctx, r.org.ID, by, cycle.Comment{Report: r.drafting.ID, Text: "Klopt dit?"})
	},
	"AddEdition": func(r *round, by cycle.User) error {
		_, err := r.do.AddEdition(ctx, r.org.ID, by, cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2027-1", Name: "Monitor 2027-I", Year: 2027, Sequence: 1})
		return err
	},
	"AddDeputy": func(r *round, by cycle.User) error {
		return r.do.AddDeputy(ctx, r.org.ID, by, r.anna.Number, cycle.Deputyship{For: r.all.Number})
	},
	"AddGrant": func(r *round, by cycle.User) error {
		return r.do.AddGrant(ctx, r.org.ID, by, r.anna.Number, cycle.Grant{Role: cycle.RoleAdmin})
	},
	"ApplyAssignments": func(r *round, by cycle.User) error {
		return r.do.ApplyAssignments(ctx, r.org.ID, by, r.open.ID, nil, "", noDay)
	},
	"ApplyPeople": func(r *round, by cycle.User) error { return r.do.ApplyPeople(ctx, r.org.ID, by, nil, "", noDay) },
	"EndDeputy": func(r *round, by cycle.User) error {
		return r.do.EndDeputy(ctx, r.org.ID, by, r.anna.Number, r.standsIn)
	},
	"EndGrant": func(r *round, by cycle.User) error {
		return r.do.EndGrant(ctx, r.org.ID, by, r.anna.Number, r.anna.Version, 0, "")
	},
	"ForgetEarlier": func(r *round, by cycle.User) error { return r.do.ForgetEarlier(ctx, r.org.ID, by, r.open.ID) },
	"ForgetInside":  func(r *round, by cycle.User) error { return r.do.ForgetInside(ctx, r.org.ID, by, r.open.ID) },
	"ForgetLetters": func(r *round, by cycle.User) error { return r.do.ForgetLetters(ctx, r.org.ID, by) },
	"ForgetSeen":    func(r *round, by cycle.User) error { return r.do.ForgetSeen(ctx, r.org.ID, by) },
	"ForgetUser":    func(r *round, by cycle.User) error { return r.do.ForgetUser(ctx, r.org.ID, by, r.anna.Number) },
	"SetHolder":     func(r *round, by cycle.User) error { return r.do.SetHolder(ctx, r.org.ID, by, r.anna.Number, "") },
	"SetKeeping": func(r *round, by cycle.User) error {
		return r.do.SetKeeping(ctx, r.org.ID, by, cycle.Keeping{People: 12})
	},
	"InviteAgain": func(r *round, by cycle.User) error { return r.do.InviteAgain(ctx, r.org.ID, by, r.anna.Number) },
	"PlanAssignments": func(r *round, by cycle.User) error {
		_, err := r.do.PlanAssignments(ctx, r.org.ID, by, r.open.ID, nil, dutch.DayOf(time.Now()), noDay)
		return err
	},
	"PlanPeople": func(r *round, by cycle.User) error {
		_, err := r.do.PlanPeople(ctx, r.org.ID, by, nil, dutch.DayOf(time.Now()), noDay)
		return err
	},
	"RemindByClock": nil,
	"RemindReports": func(r *round, by cycle.User) error {
		return r.do.RemindReports(ctx, r.org.ID, by, r.open.ID, []cycle.ReportID{r.drafting.ID})
	},
	"See":      nil, // the day on which somebody was here, of themselves
	"SetQuiet": func(r *round, by cycle.User) error { return r.do.SetQuiet(ctx, r.org.ID, by, true) },
	"SetReminders": func(r *round, by cycle.User) error {
		return r.do.SetReminders(ctx, r.org.ID, by, r.open.ID, []int{-3})
	},
	"ToldNews": nil,
	"AddFile": func(r *round, by cycle.User) error {
		_, err := r.do.AddFile(ctx, r.org.ID, by, r.drafting.ID, "notitie.txt", strings.NewReader("De kade is klaar."))
		return err
	},
	"AddPicture": func(r *round, by cycle.User) error {
		_, err := r.do.AddPicture(ctx, r.org.ID, by, r.open.ID, "kaart.png", bytes.NewReader(testkit.Logo(300, 100, color.Black)))
		return err
	},
	"Amend": func(r *round, by cycle.User) error {
		_, err := r.do.Amend(ctx, r.org.ID, by, r.open.ID, change.Amending{CouncilAmendment: cycle.CouncilAmendment{Number: "A1", Title: "Meer kades", Outcome: cycle.VotePending}})
		return err
	},
	"ChooseHolder": func(r *round, by cycle.User) error { return r.do.ChooseHolder(ctx, r.org.ID, by, "") },
	"OpenFile":     nil, // the page has seen to it that it may be read
	"PlanEdition": func(r *round, by cycle.User) error {
		return r.do.PlanEdition(ctx, r.org.ID, by, r.open.ID, cycle.Release{State: cycle.StateOffered, Date: dutch.DayOf(time.Now())}, time.Now().Add(time.Hour))
	},
	"Preview": nil, // changes nothing
	"Proofs": func(r *round, by cycle.User) error {
		_, err := r.do.Proofs(ctx, r.org.ID, by, r.drafting.ID)
		return err
	},
	"PublishPlanned": nil,
	"On":             nil, // changes nothing: a clock
	"Released":       nil, // changes nothing, and tells what is public
	"UnplanEdition":  func(r *round, by cycle.User) error { return r.do.UnplanEdition(ctx, r.org.ID, by, r.open.ID) },
	"WorkInAmendment": func(r *round, by cycle.User) error {
		return r.do.WorkInAmendment(ctx, r.org.ID, by, r.open.ID, "A1", false)
	},
	"AddOrganisation": func(r *round, by cycle.User) error {
		_, err := r.do.AddOrganisation(ctx, by, cycle.NewOrganisation("", cycle.Municipality, "veenhuizerdam", "Veenhuizerdam (verzonnen)"))
		return err
	},
	"AddRegisters": func(r *round, by cycle.User) error {
		_, err := r.do.AddRegisters(ctx, r.org.ID, by, change.Registers{Themes: []cycle.Theme{{Name: "Water"}}})
		return err
	},
	"Admit": nil,
	"ApplyTreePlan": func(r *round, by cycle.User) error {
		return r.do.ApplyTreePlan(ctx, r.org.ID, by, r.open.ID, 0)
	},
	"ChangeGrants": func(r *round, by cycle.User) error {
		return r.do.ChangeGrants(ctx, r.org.ID, by, r.anna.Number, r.all.Grants)
	},
	"ChangeSignIn": func(r *round, by cycle.User) error {
		return r.do.ChangeSignIn(ctx, r.org.ID, by, cycle.SignIn{TwoFactors: true})
	},
	"DisableUser":    func(r *round, by cycle.User) error { return r.do.DisableUser(ctx, r.org.ID, by, r.anna.Number) },
	"EnableUser":     func(r *round, by cycle.User) error { return r.do.EnableUser(ctx, r.org.ID, by, r.anna.Number) },
	"ForgotPassword": nil,
	"InviteUser": func(r *round, by cycle.User) error {
		_, err := r.do.InviteUser(ctx, r.org.ID, by, cycle.User{ID: "genodigd@example.nl", Name: "Genodigd (verzonnen)", Grants: r.all.Grants}, false)
		return err
	},
	"PlanTree": func(r *round, by cycle.User) error {
		return r.do.PlanTree(ctx, r.org.ID, by, r.open.ID, 0, cycle.TreeStep{Kind: cycle.StepName, Node: r.node, Title: "Anders"})
	},
	"RenameUser": func(r *round, by cycle.User) error {
		return r.do.RenameUser(ctx, r.org.ID, by, r.anna.Number, "Anders (verzonnen)")
	},
	"SendLetter":    nil,
	"TieIdentity":   nil, // of themselves: the page asked for the password, and the provider told who it is
	"UntieIdentity": nil,
	"SettleEdition": func(r *round, by cycle.User) error {
		return r.do.SettleEdition(ctx, r.org.ID, by, r.open.ID, r.open.Version, r.open.Settings)
	},
	"UnplanTree": func(r *round, by cycle.User) error {
		return r.do.UnplanTree(ctx, r.org.ID, by, r.open.ID, 0, -1)
	},
	"AddUser": func(r *round, by cycle.User) error {
		_, err := r.do.AddUser(ctx, r.org.ID, by, cycle.User{ID: "nieuw@example.nl", Name: "Nieuw (verzonnen)"})
		return err
	},
	"ApproveReports": func(r *round, by cycle.User) error {
		return r.do.ApproveReports(ctx, r.org.ID, by, []cycle.ReportID{r.passed.ID})
	},
	"AssignReports": func(r *round, by cycle.User) error {
		return r.do.AssignReports(ctx, r.org.ID, by, []cycle.ReportID{r.drafting.ID}, cycle.Assignment{Author: &r.all.Number}, cycle.ThemeTurn{})
	},
	"ChangeEdition": func(r *round, by cycle.User) error {
		return r.do.ChangeEdition(ctx, r.org.ID, by, r.open.ID, func(e cycle.Edition) (cycle.Edition, error) { e.Name += " "; return e, nil })
	},
	"ChangeOrganisation": func(r *round, by cycle.User) error {
		return r.do.ChangeOrganisation(ctx, r.org.ID, by, func(o cycle.Organisation) (cycle.Organisation, error) { o.Contact = "ander@example.nl"; return o, nil })
	},
	"SetLogo": func(r *round, by cycle.User) error {
		_, err := r.do.SetLogo(ctx, r.org.ID, by, bytes.NewReader(testkit.Logo(300, 100, color.Black)), true, nil)
		return err
	},
	"NameLogo": func(r *round, by cycle.User) error {
		return r.do.NameLogo(ctx, r.org.ID, by, false)
	},
	"RemoveLogo": func(r *round, by cycle.User) error { return r.do.RemoveLogo(ctx, r.org.ID, by) },
	"PassAsRead": func(r *round, by cycle.User) error {
		return r.do.PassAsRead(ctx, r.org.ID, by, cycle.Checked, []change.Reading{{Report: r.handedIn.ID, Version: r.handedIn.Version}})
	},
	"CheckReports": func(r *round, by cycle.User) error {
		return r.do.CheckReports(ctx, r.org.ID, by, []cycle.ReportID{r.handedIn.ID})
	},
	"Correct": func(r *round, by cycle.User) error {
		_, err := r.do.Correct(ctx, r.org.ID, by, r.e.ID, change.Correction{
			Documents: documents(r, page(r, "bochten bij Veenhuizerdam", "bochten")), Reason: "Er stond te veel.",
		})
		return err
	},
	"CorrectedSo": nil, // changes nothing
	"DismissFinding": func(r *round, by cycle.User) error {
		return r.do.DismissFinding(ctx, r.org.ID, by, r.drafting.ID, cycle.Dismissal{Rule: "lengte", Key: "voortgang", Reason: "Het is zo kort."})
	},
	"DropDraft": func(r *round, by cycle.User) error {
		return r.do.DropDraft(ctx, r.org.ID, by, r.drafting.ID)
	},
	"EstablishEdition": func(r *round, by cycle.User) error {
		return r.do.EstablishEdition(ctx, r.org.ID, by, r.open.ID)
	},
	"ImportProposal": func(r *round, by cycle.User) error {
		_, err := r.do.ImportProposal(ctx, r.org.ID, by, r.open.ID, documents(r, page(r)))
		return err
	},
	"JudgeReport": func(r *round, by cycle.User) error {
		return r.do.JudgeReport(ctx, r.org.ID, by, r.handedIn.ID, r.handedIn.Version, cycle.Judgement{Note: "Te rooskleurig."})
	},
	"LinkNodes": func(r *round, by cycle.User) error {
		return r.do.LinkNodes(ctx, r.org.ID, by, nil, nil)
	},
	"OpenReports": func(r *round, by cycle.User) error {
		_, err := r.do.OpenReports(ctx, r.org.ID, by, r.open.ID, []change.Assignment{{Node: r.node, Author: r.anna.Number}})
		return err
	},
	"OpenRound": func(r *round, by cycle.User) error {
		_, err := r.do.OpenRound(ctx, r.org.ID, by, change.Opening{
			Edition: cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2028-1", Name: "Monitor 2028-I", Year: 2028, Sequence: 1}, From: r.open.ID,
		})
		return err
	},
	"PublishEdition": func(r *round, by cycle.User) error {
		_, err := r.do.PublishEdition(ctx, r.org.ID, by, r.e.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-01"})
		return err
	},
	"ReopenEdition": func(r *round, by cycle.User) error {
		return r.do.ReopenEdition(ctx, r.org.ID, by, r.open.ID)
	},
	"ReopenReport": func(r *round, by cycle.User) error {
		return r.do.ReopenReport(ctx, r.org.ID, by, r.handedIn.ID, r.handedIn.Version, "Er is een nieuw cijfer.")
	},
	"ReplaceArchives": nil,
	"ResolveComment": func(r *round, by cycle.User) error {
		return r.do.ResolveComment(ctx, r.org.ID, by, r.drafting.ID, r.remark.ID)
	},
	"SaveDraft": func(r *round, by cycle.User) error {
		_, err := r.do.SaveDraft(ctx, r.org.ID, by, cycle.Draft{Report: r.drafting.ID, Text: r.drafting})
		return err
	},
	"SendBackReport": func(r *round, by cycle.User) error {
		return r.do.SendBackReport(ctx, r.org.ID, by, r.handedIn.ID, r.handedIn.Version, "Welke kavel?")
	},
	"SetTree": func(r *round, by cycle.User) error {
		_, err := r.do.SetTree(ctx, r.org.ID, by, r.open.ID, []change.Placing{{Number: "7", Title: "Cultuur"}})
		return err
	},
	"ShowPublication": nil,
	"SubmitReport": func(r *round, by cycle.User) error {
		return r.do.SubmitReport(ctx, r.org.ID, by, r.drafting.ID, r.drafting.Version)
	},
	"Withdraw": func(r *round, by cycle.User) error {
		_, err := r.do.Withdraw(ctx, r.org.ID, by, r.e.ID, change.Withdrawing{Revision: 1, Reason: "Er stond een naam in."})
		return err
	},
	"WriteReport": func(r *round, by cycle.User) error {
		text := r.drafting
		text.Headline = "Van een ander."
		return r.do.WriteReport(ctx, r.org.ID, by, r.drafting.ID, r.drafting.Version, text)
	},
}

// badly is how methods are asked for what is wrong as well: something is missing or is no day. Who has not the right is not
// told what.
var badly = map[string]func(r *round, by cycle.User) error{
	"AddComment": func(r *round, by cycle.User) error {
		return r.do.AddComment(ctx, r.org.ID, by, cycle.Comment{Report: r.drafting.ID})
	},
	"AddDeputy": func(r *round, by cycle.User) error {
		return r.do.AddDeputy(ctx, r.org.ID, by, r.anna.Number, cycle.Deputyship{For: r.all.Number, From: "morgen"})
	},
	"AddEdition": func(r *round, by cycle.User) error {
		_, err := r.do.AddEdition(ctx, r.org.ID, by, cycle.Edition{Slug: "?"})
		return err
	},
	"AddGrant": func(r *round, by cycle.User) error {
		return r.do.AddGrant(ctx, r.org.ID, by, r.anna.Number, cycle.Grant{Role: "koning"})
	},
	"AddOrganisation": func(r *round, by cycle.User) error {
		_, err := r.do.AddOrganisation(ctx, by, cycle.Organisation{})
		return err
	},
	"Amend": func(r *round, by cycle.User) error {
		_, err := r.do.Amend(ctx, r.org.ID, by, r.open.ID, change.Amending{})
		return err
	},
	"AssignReports": func(r *round, by cycle.User) error {
		day := cycle.Date("morgen")
		return r.do.AssignReports(ctx, r.org.ID, by, []cycle.ReportID{r.drafting.ID}, cycle.Assignment{Due: &day}, cycle.ThemeTurn{})
	},
	"ChangeGrants": func(r *round, by cycle.User) error {
		return r.do.ChangeGrants(ctx, r.org.ID, by, r.anna.Number, []cycle.Grant{{Role: "koning"}})
	},
	"ChangeSignIn": func(r *round, by cycle.User) error {
		return r.do.ChangeSignIn(ctx, r.org.ID, by, cycle.SignIn{Issuer: "geen adres"})
	},
	"Correct": func(r *round, by cycle.User) error {
		_, err := r.do.Correct(ctx, r.org.ID, by, r.e.ID, change.Correction{})
		return err
	},
	"DismissFinding": func(r *round, by cycle.User) error {
		return r.do.DismissFinding(ctx, r.org.ID, by, r.drafting.ID, cycle.Dismissal{Rule: "lengte", Key: "voortgang"})
	},
	"InviteUser": func(r *round, by cycle.User) error {
		_, err := r.do.InviteUser(ctx, r.org.ID, by, cycle.User{ID: "geen adres", Grants: []cycle.Grant{{Role: "koning"}}}, false)
		return err
	},
	"PublishEdition": func(r *round, by cycle.User) error {
		_, err := r.do.PublishEdition(ctx, r.org.ID, by, r.open.ID, cycle.Release{State: cycle.StateOffered})
		return err
	},
	"RenameUser": func(r *round, by cycle.User) error { return r.do.RenameUser(ctx, r.org.ID, by, r.anna.Number, "") },
	"ReopenReport": func(r *round, by cycle.User) error {
		return r.do.ReopenReport(ctx, r.org.ID, by, r.handedIn.ID, r.handedIn.Version, "")
	},
	"SendBackReport": func(r *round, by cycle.User) error {
		return r.do.SendBackReport(ctx, r.org.ID, by, r.handedIn.ID, r.handedIn.Version, "")
	},
	"SetKeeping": func(r *round, by cycle.User) error {
		return r.do.SetKeeping(ctx, r.org.ID, by, cycle.Keeping{People: -1})
	},
	"SetReminders": func(r *round, by cycle.User) error {
		return r.do.SetReminders(ctx, r.org.ID, by, r.open.ID, []int{365})
	},
	"SettleEdition": func(r *round, by cycle.User) error {
		return r.do.SettleEdition(ctx, r.org.ID, by, r.open.ID, r.open.Version, cycle.Settings{})
	},
	"Withdraw": func(r *round, by cycle.User) error {
		_, err := r.do.Withdraw(ctx, r.org.ID, by, r.e.ID, change.Withdrawing{Revision: 99})
		return err
	},
}

// The right goes first: whoever has none learns nothing of what was wrong with what they asked, and who has it does.
func TestTheRightIsLookedAtFirst(t *testing.T) {
	each(t, func(w *world) {
		r := newRound(w)
		for name, call := range badly {
			for _, by := range []cycle.User{{Number: 90}, {Number: elsewhere, Grants: onBranch(r.all.Grants, "ergens-anders")}} {
				err, wrong := call(r, by), cycle.Invalid(nil)
				if !errors.Is(err, cycle.ErrForbidden) && !errors.Is(err, cycle.ErrNotFound) || errors.As(err, &wrong) {
					w.Errorf("%s by user %d: %v", name, by.Number, err)
				}
			}
			by := r.all
			if name == "AddOrganisation" {
				by = cycle.System
			}
			if err := call(r, by); err == nil || errors.Is(err, cycle.ErrForbidden) {
				w.Errorf("%s by who may: %v", name, err)
			}
		}
	})
}

// rowwise are the methods that take a table, and tell of each row what somebody may not: who may nothing anywhere is
// refused at once.
var rowwise = map[string]bool{"ApplyAssignments": true, "PlanAssignments": true}

// elsewhere is the number of who has all rights, on a branch that is not concerned.
const elsewhere cycle.UserNumber = 94

func noDay(string) string { return "" }

// Whoever has no right is refused by every method, and nothing is written: not for a stranger, not for somebody whose
// rights ended yesterday or begin tomorrow, not for somebody who was disabled, and not for somebody who has all rights
// on a branch that is not concerned.
func TestEveryMethodAsksItsRight(t *testing.T) {
	today := dutch.DayOf(time.Now())
	each(t, func(w *world) {
		r := newRound(w)
		nobodies := map[string]cycle.User{
			"a stranger":               {Number: 90},
			"somebody disabled":        {Number: 91, Disabled: true, Grants: r.all.Grants},
			"somebody until yesterday": {Number: 92, Grants: inTime(r.all.Grants, "", today.AddDays(-1))},
			"somebody from tomorrow":   {Number: 93, Grants: inTime(r.all.Grants, today.AddDays(1), "")},
			"somebody elsewhere":       {Number: elsewhere, Grants: onBranch(r.all.Grants, "ergens-anders")},
			"a deputy of nobody":       cycle.User{Number: 95, Deputies: []cycle.Deputyship{{For: 77}}}.Acting(today, []cycle.User{r.all}),
		}
		service := reflect.TypeFor[*change.Service]()
		for i := range service.NumMethod() {
			name := service.Method(i).Name
			call, told := asked[name]
			if !told {
				w.Errorf("%s is not in the table: say how it is asked, so that it is known to ask a right", name)
			}
			if call == nil {
				continue
			}
			for who, by := range nobodies {
				before := r.head()
				err := call(r, by)
				if told := by.Number == elsewhere && rowwise[name]; !told && !errors.Is(err, cycle.ErrForbidden) && !errors.Is(err, cycle.ErrNotFound) {
					w.Errorf("%s by %s: %v", name, who, err)
				}
				if after := r.head(); after != before {
					w.Errorf("%s by %s changed the history from %v to %v", name, who, before, after)
				}
			}
		}
		if drafts, err := w.db.Read(w.org.ID).DraftsOf(ctx, r.drafting.ID); err != nil || len(drafts) != 1 {
			w.Errorf("drafts: %v, %v", drafts, err)
		}
	})
}

// aside are the methods that change nothing, and the draft that is somebody's own and waits for nobody.
var aside = map[string]bool{"PlanAssignments": true, "PlanPeople": true, "Proofs": true, "SaveDraft": true}

// A request that began with rights and waited until they were taken away does nothing: not when they were taken from who
// asks, and not when they were of somebody that they stand in for.
func TestRightsAreLookedAtAgainWhenItIsDone(t *testing.T) {
	today := dutch.DayOf(time.Now())
	each(t, func(w *world) {
		r := newRound(w)
		deputy := r.user("invaller", cycle.RoleReader)
		must(w, w.do.AddDeputy(ctx, w.org.ID, cycle.System, deputy.Number, cycle.Deputyship{For: r.all.Number, Until: "2099-12-31"}))
		deputy, err := w.db.Read(w.org.ID).User(ctx, deputy.Number)
		must(w, err)
		stale := map[string]cycle.User{"who lost them": r.all, "who stands in for them": deputy.Acting(today, []cycle.User{r.all})}
		chief := r.user("chef", cycle.RoleAdmin)
		must(w, w.do.ChangeGrants(ctx, w.org.ID, chief, r.all.Number, cycle.Granted(cycle.RoleReader)))
		for name, call := range asked {
			if call == nil || name == "AddOrganisation" || aside[name] {
				continue
			}
			for who, by := range stale {
				before := r.head()
				if err := call(r, by); err == nil {
					w.Errorf("%s by %s was done", name, who)
				}
				if after := r.head(); after != before {
					w.Errorf("%s by %s changed the history", name, who)
				}
			}
		}
		if err := w.do.RenameUser(ctx, w.org.ID, chief, r.anna.Number, "Anna (verzonnen)"); err != nil {
			w.Errorf("who kept theirs: %v", err)
		}
	})
}

// The table says something only if its calls reach what they ask for: who has the right is not told that it is not there.
func TestWhoHasTheRightIsHeard(t *testing.T) {
	each(t, func(w *world) {
		r := newRound(w)
		for name, call := range asked {
			if call == nil || name == "AddOrganisation" {
				continue
			}
			if err := call(r, r.all); errors.Is(err, cycle.ErrForbidden) || errors.Is(err, cycle.ErrNotFound) {
				w.Errorf("%s: %v", name, err)
			}
		}
	})
}

func newRound(w *world) *round {
	w.Helper()
	w.imports(w.e, page(w))
	w.publishes(w.e)
	r := &round{world: w}
	var err error
	r.open, err = w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-1", Name: "Monitor 2026-I", Year: 2026, Sequence: 1})
	must(w, err)
	placed, err := w.do.SetTree(ctx, w.org.ID, cycle.System, r.open.ID, []change.Placing{
		{Number: "5", Title: "Economie"}, {Number: "5.1", Title: "Havens", ParentNumber: "5"}, {Number: "5.2", Title: "Kades", ParentNumber: "5"}, {Number: "5.3", Title: "Bruggen", ParentNumber: "5"},
	})
	must(w, err)
	r.node = placed[0].Node
	r.anna = r.user("anna", cycle.RoleAuthor)
	carla := r.user("carla", cycle.RoleChecker)
	r.all = r.user("alles", cycle.RoleAuthor, cycle.RoleCoAuthor, cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder, cycle.RoleClerk, cycle.RoleAuditor, cycle.RoleAdmin)
	r.standsIn = cycle.Deputyship{For: r.all.Number, Until: "2099-12-31"}
	must(w, w.do.AddDeputy(ctx, w.org.ID, cycle.System, r.anna.Number, r.standsIn))
	reports, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, r.open.ID, []change.Assignment{
		{Node: placed[1].Node, Author: r.anna.Number}, {Node: placed[2].Node, Author: r.anna.Number}, {Node: placed[3].Node, Author: r.anna.Number},
	})
	must(w, err)
	for _, report := range reports {
		text := report
		text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("De kade is klaar.")}}
		must(w, w.do.WriteReport(ctx, w.org.ID, r.anna, report.ID, 1, text))
	}
	for _, handedIn := range reports[1:] {
		must(w, w.do.SubmitReport(ctx, w.org.ID, r.anna, handedIn.ID, 2))
	}
	must(w, w.do.CheckReports(ctx, w.org.ID, carla, []cycle.ReportID{reports[2].ID}))
	must(w, w.do.AddComment(ctx, w.org.ID, carla, cycle.Comment{Report: reports[0].ID, Text: "Welke kade?"}))
	comments, err := w.db.Read(w.org.ID).Comments(ctx, reports[0].ID)
	must(w, err)
	r.remark = comments[0]
	for i, report := range []*cycle.Report{&r.drafting, &r.handedIn, &r.passed} {
		*report, err = w.db.Read(w.org.ID).Report(ctx, reports[i].ID)
		must(w, err)
	}
	_, err = w.do.SaveDraft(ctx, w.org.ID, r.anna, cycle.Draft{Report: r.drafting.ID, Text: r.drafting, Seen: 2})
	must(w, err)
	return r
}

func (r *round) user(name string, roles ...cycle.Role) cycle.User {
	r.Helper()
	u, err := r.do.AddUser(ctx, r.org.ID, cycle.System, cycle.User{ID: name + "@example.nl", Name: name + " (verzonnen)", Grants: cycle.Granted(roles...)})
	must(r, err)
	return u
}

// head is the newest line of the history.
func (r *round) head() (at struct {
	line int64
	hash string
}) {
	r.Helper()
	h, err := r.db.Read(r.org.ID).Head(ctx)
	must(r, err)
	at.line, at.hash = h.Line, h.Hash
	return at
}

func inTime(grants []cycle.Grant, from, until cycle.Date) []cycle.Grant {
	var out []cycle.Grant
	for _, g := range grants {
		g.From, g.Until = from, until
		out = append(out, g)
	}
	return out
}

func onBranch(grants []cycle.Grant, branch cycle.NodeID) []cycle.Grant {
	var out []cycle.Grant
	for _, g := range grants {
		g.Branch = branch
		out = append(out, g)
	}
	return out
}
