package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/pquerna/otp/totp"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// The states of the workplace that the sample does not have by itself: accounts with a password of their own, and reports
// of the accounts and of a budget with files, a judgement, consent, and changes after consent.

// Reports in an edition of their own, by edition and number.
const (
	judged   = "jaarverslag-2026/3.1.1" // handed in, with files, a judgement and a very long title
	filed    = "jaarverslag-2026/3.2.1" // being written, with a picture, attachments, evidence and a dismissed finding
	approved = "jaarverslag-2026/3.2.2" // may go to the executive
	passed   = "jaarverslag-2026/3.3.1" // changed after the controller let it pass
	planned  = "begroting-2028/3.1.1"   // of a budget
)

// nobody is who has not signed in.
const nobody = "niemand"

// Accounts with a password.
const (
	plainAccount  = "sara"
	factorAccount = "tom" // with a second factor
)

// account is what the door knows of somebody.
type account struct {
	id, address string
	session     store.Session
}

const longTitle = "Ombouw van de provinciale weg N881 tussen Kalderburg en Eekhaven, met parallelweg, rotondes en geluidsschermen (Aansprakelijkheidswaardevaststellingsveranderingen)"

// states adds them all.
func (w *workplace) states(ctx context.Context) error {
	for _, step := range []func(context.Context) error{w.door, w.laterRounds, w.withFiles, w.decided} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// door makes two accounts, a letter to choose a password with, and a provider of the other organisation.
func (w *workplace) door(ctx context.Context) error {
	key, err := auth.NewKey([]byte(strings.Repeat("sleutel.", 4)))
	if err != nil {
		return err
	}
	w.auth = auth.New(w.db.Sessions(), key, auth.Demonstration)
	for _, name := range []string{plainAccount, factorAccount} {
		a := account{address: name + "@example.nl"}
		u, err := w.do.InviteUser(ctx, w.org.ID, cycle.System, cycle.User{ID: a.address, Name: strings.ToUpper(name[:1]) + name[1:] + " Deur", Grants: cycle.Granted(cycle.RoleReader)}, false)
		if err != nil {
			return err
		}
		if err := w.auth.FirstPassword(ctx, u.Account, password); err != nil {
			return err
		}
		for _, agent := range []string{"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1"} {
			signed, err := w.auth.SignIn(ctx, a.address, password, auth.Origin{Agent: agent}, "")
			if err != nil {
				return err
			}
			if a.session, _, err = w.auth.Who(ctx, signed.Token); err != nil {
				return err
			}
		}
		a.id = u.Account
		w.accounts[name] = a
	}
	second, err := w.db.OrganisationBySlug(ctx, imported().Slug)
	if err != nil {
		return err
	}
	plain := w.accounts[plainAccount]
	if _, err := w.do.AddUser(ctx, second.ID, cycle.System, cycle.User{ID: plain.address, Name: "Sara Deur", Account: plain.id, Grants: cycle.Granted(cycle.RoleReader)}); err != nil {
		return err
	}
	if err := w.do.ChangeSignIn(ctx, second.ID, cycle.System, cycle.SignIn{Issuer: "https://login.example.nl", Client: "doelenboom", Secret: w.auth.SealSecret(second.ID, "geheim")}); err != nil {
		return err
	}
	if w.ticket, err = w.auth.NewTicket(ctx, w.accounts[plainAccount].id, store.ForgottenWord); err != nil {
		return err
	}
	return w.secondFactor(ctx)
}

func (w *workplace) secondFactor(ctx context.Context) error {
	a := w.accounts[factorAccount]
	full, err := w.auth.Account(ctx, a.id)
	if err != nil {
		return err
	}
	f, err := w.auth.BeginFactor(full)
	if err != nil {
		return err
	}
	code, err := totp.GenerateCode(f.Secret, thursday)
	if err != nil {
		return err
	}
	if _, err := w.auth.SetFactor(ctx, full, a.session.Hash, f.Sealed, code); err != nil {
		return err
	}
	plain, err := w.auth.Account(ctx, w.accounts[plainAccount].id)
	if err != nil {
		return err
	}
	f, err = w.auth.BeginFactor(plain)
	w.sealed = f.Sealed
	return err
}

// laterRounds opens the accounts of the year and a budget, with a few reports by the author.
func (w *workplace) laterRounds(ctx context.Context) error {
	places, err := w.db.Read(w.org.ID).Placements(ctx, w.round.ID)
	if err != nil {
		return err
	}
	nodes := map[string]cycle.Placement{}
	for _, p := range places {
		nodes[p.Number] = p
	}
	for _, e := range []cycle.Edition{
		{Kind: cycle.Accounts, Slug: "jaarverslag-2026", Name: "Jaarverslag 2026", Year: 2026, ClosesAt: "2026-05-23", Calendar: cycle.Calendar{Start: "2026-05-01", Check: "2026-05-28"}},
		{Kind: cycle.Budget, Slug: "begroting-2028", Name: "Begroting 2028", Year: 2028, ClosesAt: "2026-08-30"},
	} {
		if e, err = w.do.AddEdition(ctx, w.org.ID, cycle.System, e); err != nil {
			return err
		}
		var rows []change.Placing
		var to []change.Assignment
		for _, number := range []string{"3", "3.1", "3.1.1", "3.2", "3.2.1", "3.2.2", "3.3", "3.3.1"} {
			row := change.Placing{Node: nodes[number].Node, Number: number, Title: nodes[number].Title}
			if at := strings.LastIndex(number, "."); at > 0 {
				row.ParentNumber = number[:at]
			}
			if number == "3.1.1" {
				row.Title = longTitle
			}
			rows = append(rows, row)
			if strings.Count(number, ".") == 2 {
				to = append(to, change.Assignment{Node: row.Node, Author: w.people[author].Number, Checker: w.people[checker].Number})
			}
		}
		if _, err := w.do.SetTree(ctx, w.org.ID, cycle.System, e.ID, rows); err != nil {
			return err
		}
		if _, err := w.do.OpenReports(ctx, w.org.ID, w.people[coordinator], e.ID, to); err != nil {
			return err
		}
		lines, err := w.db.Read(w.org.ID).ReportLines(ctx, e.ID)
		if err != nil {
			return err
		}
		for _, l := range lines {
			w.reports[e.Slug+"/"+l.Number] = l.ID
		}
	}
	return nil
}

// drawing is a picture with a line through it.
func drawing() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 900, 420))
	for x := range 900 {
		for y := range 420 {
			m.Set(x, y, color.RGBA{R: 226, G: 232, B: 220, A: 255})
			if d := y - 90 - x/4; d > -9 && d < 9 {
				m.Set(x, y, color.RGBA{R: 40, G: 80, B: 120, A: 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// withFiles fills two reports with a picture, attachments and evidence, and says of a finding that it is none.
func (w *workplace) withFiles(ctx context.Context) error {
	for _, number := range []string{judged, filed} {
		send := func(name string, body []byte) (string, error) {
			u, err := w.do.AddFile(ctx, w.org.ID, w.people[author], w.reports[number], name, bytes.NewReader(body))
			return u.Blob, err
		}
		pictured, err := send("kaart.png", drawing())
		if err != nil {
			return err
		}
		tables, err := send("een-heel-lange-naam-van-een-bestand-met-de-metingen-van-alle-oversteken-in-2026.csv", []byte("plaats;aantal\nEekhaven;12\n"))
		if err != nil {
			return err
		}
		err = w.write(ctx, author, number, func(r *cycle.Report) {
			r.Headline = "De weg is klaar tot Hoogerbrug; het laatste stuk volgt in 2027."
			doc := richtext.Paragraphs("Twaalf van de achttien kilometer zijn klaar. Het laatste stuk wacht op de grond van twee eigenaren.\n\nDe kaart laat zien waar wij in 2026 hebben gewerkt.")
			doc = append(doc, richtext.Block{Kind: richtext.Picture, Image: &richtext.Image{Alt: "Kaart: het nieuwe wegdek loopt van Kalderburg tot Hoogerbrug.", Blob: pictured}})
			r.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: doc}}
			r.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Orange, Cause: "Twee eigenaren verkopen nog niet.", Effect: "Het laatste stuk is een jaar later klaar.", Measure: "Gedeputeerde Rozenbrand spreekt in juni met beide eigenaren.",
				Evidence: []cycle.Evidence{
					{Key: "verslag", Blob: tables, Title: "Metingen bij alle oversteken", By: w.people[author].Number, Released: true},
					{Key: "adres", Link: "https://www.example.nl/een/heel/lang/adres/waar/alles/in/staat/over/de/aankoop-van-grond-langs-de-n881", Title: "Stand van de grondaankoop", By: w.people[author].Number},
					{Key: "notitie", Note: "De eigenaren willen eerst weten waar het geluidsscherm komt.", By: w.people[author].Number},
				}}}
			r.Attachments = []cycle.Attachment{{Key: "metingen", Blob: tables, Name: "een-heel-lange-naam-van-een-bestand-met-de-metingen-van-alle-oversteken-in-2026.csv", Title: "Metingen bij alle oversteken in 2026"}}
		})
		if err != nil {
			return err
		}
	}
	return w.dismiss(ctx, filed, check.ScoreMissing)
}

// dismiss says of what a rule finds in a report that it is no finding.
func (w *workplace) dismiss(ctx context.Context, number string, rule check.Rule) error {
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[number])
	if err != nil {
		return err
	}
	e, err := w.db.Read(w.org.ID).Edition(ctx, r.Edition)
	if err != nil {
		return err
	}
	at, err := w.db.Read(w.org.ID).Placement(ctx, r.Edition, r.Node)
	if err != nil {
		return err
	}
	found := check.Run(check.Input{Report: r, Edition: e, Placement: at})
	first := slices.IndexFunc(found, func(f check.Finding) bool { return f.Rule == rule })
	return w.do.DismissFinding(ctx, w.org.ID, w.people[author], r.ID, cycle.Dismissal{Rule: string(rule), Key: found[first].Key, Reason: "Over het geld schrijft de afdeling Financiën in hoofdstuk 9."})
}

// decided brings reports as far as their states say.
func (w *workplace) decided(ctx context.Context) error {
	for _, number := range []string{approved, passed} {
		err := w.write(ctx, author, number, func(r *cycle.Report) {
			r.Headline = "De bussen rijden volgens de nieuwe dienstregeling."
			r.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Green}, {Aspect: "geld", Value: cycle.Green}}
			r.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("In 2026 reden 46.100 ritten. Dat is 4 procent meer dan in 2025.")}}
		})
		if err != nil {
			return err
		}
	}
	for _, number := range []string{judged, approved, passed} {
		if err := w.submit(ctx, number); err != nil {
			return err
		}
	}
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[judged])
	if err != nil {
		return err
	}
	err = w.do.JudgeReport(ctx, w.org.ID, w.people[checker], r.ID, r.Version, cycle.Judgement{Note: "De oorzaak staat er, maar wie de eigenaren spreekt en wanneer nog niet.", Scores: []cycle.Score{{Aspect: "inhoud", Value: cycle.Red}}})
	if err != nil {
		return err
	}
	for _, number := range []string{approved, passed} {
		if err := w.do.CheckReports(ctx, w.org.ID, w.people[checker], []cycle.ReportID{w.reports[number]}); err != nil {
			return err
		}
	}
	if err := w.do.ApproveReports(ctx, w.org.ID, w.people[coordinator], []cycle.ReportID{w.reports[approved]}); err != nil {
		return err
	}
	return w.rewrite(ctx)
}

func (w *workplace) submit(ctx context.Context, number string) error {
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[number])
	if err != nil {
		return err
	}
	return w.do.SubmitReport(ctx, w.org.ID, w.people[author], r.ID, r.Version)
}

// rewrite changes a report after it was checked.
func (w *workplace) rewrite(ctx context.Context) error {
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[passed])
	if err != nil {
		return err
	}
	if err := w.do.ReopenReport(ctx, w.org.ID, w.people[coordinator], r.ID, r.Version, "Noem ook het aantal reizigers."); err != nil {
		return err
	}
	err = w.write(ctx, author, passed, func(r *cycle.Report) {
		r.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("In 2026 reden 46.100 ritten met 210.000 reizigers. Dat is 5 procent meer dan in 2025.")}}
	})
	if err != nil {
		return err
	}
	return w.submit(ctx, passed)
}

var strangers atomic.Int64

// doorScenes are the pages for who is not signed in, and of the account.
func (w *workplace) doorScenes() []scene {
	pass := strings.ReplaceAll(password, " ", "+")
	stranger := fmt.Sprintf("vreemde%d@example.nl", strangers.Add(1))
	write := "/werk/" + w.org.Slug + "/verantwoordingen/" + string(w.reports[empty]) + "/schrijven"
	return []scene{
		{name: "aanmelden, verkeerd", who: nobody, path: "/werk/aanmelden", post: "adres=" + stranger + "&wachtwoord=geraden", says: "klopt niet", refused: true},
		{name: "aanmelding verlopen", who: nobody, path: write, post: "versie=1&kernzin=Getypt", says: "Uw aanmelding was verlopen"},
		{name: "werk is er nog", who: nobody, path: "/werk/aanmelden", post: "adres=sara@example.nl&wachtwoord=" + pass + "&bewaard=kernzin%3DGetypt&naar=" + write, says: "Uw werk is er nog"},
		{name: "tweede stap", who: nobody, path: "/werk/aanmelden", post: "adres=tom@example.nl&wachtwoord=" + pass, says: "Zes cijfers"},
		{name: "afgemeld", who: nobody, path: "/werk/afmelden", post: "x=", says: "U bent afgemeld"},
		{name: "wachtwoord vergeten", who: nobody, path: "/werk/wachtwoord-vergeten", says: "Brief aanvragen"},
		{name: "brief aangevraagd", who: nobody, path: "/werk/wachtwoord-vergeten", post: "adres=" + stranger, says: "Is dit adres bij ons bekend"},
		{name: "nieuw wachtwoord", who: nobody, path: "/werk/wachtwoord/" + w.ticket, says: "Kies een wachtwoord"},
		{name: "nieuw wachtwoord, te kort", who: nobody, path: "/werk/wachtwoord/" + w.ticket, post: "wachtwoord=kort", says: "tekens", refused: true},
		{name: "oude link", who: nobody, path: "/werk/wachtwoord/van-vorig-jaar", says: "al gebruikt of te oud"},
		{name: "account", who: plainAccount, path: "/werk/account/", says: "Niet gekoppeld aan"},
		{name: "account, met een fout", who: plainAccount, path: "/werk/account/wachtwoord", post: "huidig=" + pass + "&wachtwoord=kort", says: "te herstellen", refused: true},
		{name: "account, met een tweede stap", who: factorAccount, path: "/werk/account/", says: "De tweede stap staat aan"},
		{name: "tweede stap instellen", who: plainAccount, path: "/werk/account/tweede-stap", says: "Scan deze code"},
		{name: "tweede stap, verkeerde code", who: plainAccount, path: "/werk/account/tweede-stap", post: "geheim=" + url.QueryEscape(w.sealed) + "&code=000000", says: "Scan deze code", refused: true},
		{name: "herstelcodes", who: factorAccount, path: "/werk/account/herstelcodes", post: "opnieuw=" + pass, says: "Uw herstelcodes"},
	}
}

// stateScenes are reports in the states that were added.
func (w *workplace) stateScenes() []scene {
	at := func(number string) string { return "verantwoordingen/" + string(w.reports[number]) + "/" }
	return []scene{
		{name: "mijn werk, coordinator", who: coordinator, path: "", says: "Mijn werk"},
		{name: "mijn werk, beheerder", who: manager, path: "", says: "Er ligt nu niets voor u klaar"},
		{name: "schrijven, begroting", who: author, path: at(planned) + "schrijven", says: longTitle},
		{name: "schrijven, jaarverslag met bestanden", who: author, path: at(filed) + "schrijven", says: "Metingen bij alle oversteken"},
		{name: "lezen, met oordeel en bestanden", who: checker, path: at(judged), says: "Oordeel van"},
		{name: "lezen, door de schrijver met bestanden", who: author, path: at(filed), says: "Volgens Yara Simonis klopt dit wel"},
		{name: "lezen, akkoord", who: author, path: at(approved), says: "akkoord"},
		{name: "lezen, akkoord, door de coordinator", who: coordinator, path: at(approved), says: "Terugsturen naar"},
		{name: "lezen, veranderd na akkoord", who: checker, path: at(passed), says: "Veranderd sinds uw akkoord"},
		{name: "lezen, begroting", who: coordinator, path: at(planned), says: longTitle},
		{name: "geschiedenis, na heropenen", who: checker, path: at(passed) + "geschiedenis", says: "heropend"},
	}
}
