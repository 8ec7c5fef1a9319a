package cycle

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// said is every sentence that the rules of rights and of the workflow can say no with, for one round and one report. A
// new one is read here before anybody else reads it: does it say what is the matter, and what to do?
var said = strings.Split(strings.TrimSpace(`
Monitor 2026-I is al aangeboden, dus dit stuk gaat niet meer open; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus er gaat niets meer terug naar de schrijver; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus er kan niets meer ingediend worden; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus haar bevindingen blijven zoals zij zijn; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus haar inrichting staat vast; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus het werk wordt niet meer anders verdeeld; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus hier kan niets meer in geschreven worden; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus uw oordeel verandert niet meer; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden, dus zij gaat niet meer open; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al aangeboden; het bestuur hoeft niets meer vast te stellen
Monitor 2026-I is al afgerond, dus dit stuk gaat niet meer open; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus er gaat niets meer terug naar de schrijver; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus er kan niets meer ingediend worden; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus haar bevindingen blijven zoals zij zijn; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus haar inrichting staat vast; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus het werk wordt niet meer anders verdeeld; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus hier kan niets meer in geschreven worden; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus uw oordeel verandert niet meer; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond, dus zij gaat niet meer open; wat openbaar is, verandert alleen nog met een correctie
Monitor 2026-I is al afgerond; het bestuur hoeft niets meer vast te stellen
Monitor 2026-I is al open; er is niets te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus dit stuk gaat niet meer open; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus er gaat niets meer terug naar de schrijver; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus er kan niets meer ingediend worden; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus haar bevindingen blijven zoals zij zijn; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus haar inrichting staat vast; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus het werk wordt niet meer anders verdeeld; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur, dus hier kan niets meer in geschreven worden; vraag de coördinator om de ronde te heropenen
Monitor 2026-I is al vastgesteld door het bestuur; het bestuur hoeft niets meer vast te stellen
Monitor 2026-I is al vastgesteld en kan niet meer aangeboden worden
Monitor 2026-I is al vastgesteld en kan niet meer voor kennisgeving aangenomen worden
Monitor 2026-I is al voor kennisgeving aangenomen en kan niet meer aangeboden worden
Monitor 2026-I is al voor kennisgeving aangenomen en kan niet meer vastgesteld worden
Monitor 2026-I is nog niet aangeboden; bied haar eerst aan
Monitor 2026-I kan nog niet aangeboden worden: 1 verantwoording heeft nog geen akkoord
Monitor 2026-I kan nog niet aangeboden worden: 2 verantwoordingen hebben nog geen akkoord
Monitor 2026-I kan nog niet aangeboden worden: het bestuur moet haar eerst vaststellen
Monitor 2026-I kan nog niet vastgesteld worden door het bestuur: 1 verantwoording heeft nog geen akkoord
Monitor 2026-I kan nog niet vastgesteld worden door het bestuur: 2 verantwoordingen hebben nog geen akkoord
alleen aanbieden kan op een later moment; een besluit voert u in als het is genomen
de verantwoording heeft het laatste akkoord; er is geen akkoord meer nodig
de verantwoording heeft het laatste akkoord; er is niets meer in te dienen
de verantwoording heeft het laatste akkoord; laat haar eerst terugsturen
de verantwoording is gecontroleerd en wacht op het laatste akkoord; er is niets meer in te dienen
de verantwoording is gecontroleerd en wacht op het laatste akkoord; er is niets meer te controleren
de verantwoording is gecontroleerd en wacht op het laatste akkoord; laat haar eerst terugsturen
de verantwoording is ingediend en wacht op controle; er is niets meer in te dienen
de verantwoording is ingediend en wacht op controle; het laatste akkoord kan pas als zij is gecontroleerd
de verantwoording is ingediend en wacht op controle; laat haar eerst terugsturen
de verantwoording is nog een concept; controleren kan pas als de schrijver haar heeft ingediend
de verantwoording is nog een concept; de schrijver kan er al in werken
de verantwoording is nog een concept; er is niets terug te sturen
de verantwoording is nog een concept; het laatste akkoord kan pas als zij is gecontroleerd
de verantwoording is overgenomen uit een eerdere publicatie; er is geen akkoord meer nodig
de verantwoording is overgenomen uit een eerdere publicatie; er is niets meer in te dienen
de verantwoording is overgenomen uit een eerdere publicatie; er is niets terug te sturen
de verantwoording is overgenomen uit een eerdere publicatie; verbeter haar met een correctie
de verantwoording is teruggestuurd naar de schrijver; controleren kan pas als de schrijver haar heeft ingediend
de verantwoording is teruggestuurd naar de schrijver; de schrijver kan er al in werken
de verantwoording is teruggestuurd naar de schrijver; er is niets terug te sturen
de verantwoording is teruggestuurd naar de schrijver; het laatste akkoord kan pas als zij is gecontroleerd
deze opmerking is al afgehandeld; er is niets meer te doen
dit moment is al voorbij; kies een later moment, of bied nu meteen aan
een akkoord geeft een mens; doe dit met --as en uw eigen adres
een antwoord hoort bij de opmerking erboven; handel die af
een doelenboom heeft ten minste één niveau
schrijf waarom dit geen bevinding is
schrijf waarom het stuk teruggaat
schrijf waarom het stuk weer opengaat
schrijf wat u wilt opmerken
u controleerde dit stuk; laat een collega het laatste akkoord geven (vier ogen)
u mag de inrichting niet veranderen; dat kan een coördinator of beheerder voor de hele organisatie
u mag deze editie niet aanbieden, verbeteren of intrekken; dat kan een coördinator voor de hele organisatie
u mag deze ronde niet leiden; dat kan een coördinator voor de hele organisatie
u mag deze ronde niet leiden; dat kan een coördinator voor dit deel van de doelenboom
u mag dit niet vaststellen namens het bestuur; dat kan een coördinator of portefeuillehouder voor de hele organisatie
u mag dit stuk niet controleren; dat kan een controleur voor dit deel van de doelenboom
u mag hier geen opmerkingen maken; dat kan een auteur, mede-auteur, budgethouder, adviseur, controleur, coördinator of portefeuillehouder voor dit deel van de doelenboom
u mag niet invoeren wat er is besloten; dat kan een coördinator of griffier voor de hele organisatie
u mag op dit stuk geen akkoord geven; dat kan een coördinator of portefeuillehouder voor dit deel van de doelenboom
u schreef aan dit stuk; laat een collega het goedkeuren (vier ogen)
u schrijft dit stuk niet; vraag de coördinator om u als schrijver aan te wijzen
voor Monitor 2026-I staat geen moment klaar; er is niets in te trekken
`), "\n")

// What the rules say, for each step by who may and by who may not, however far the report and its edition are.
func TestEveryRefusalIsGoodDutch(t *testing.T) {
	heard := map[string]bool{}
	hear := func(err error) {
		var no Refusal
		var forbidden Forbidden
		var invalid Invalid
		switch {
		case err == nil:
		case errors.As(err, &no):
			heard[no.Text] = true
		case errors.As(err, &forbidden):
			heard[forbidden.Text] = true
		case errors.As(err, &invalid):
			for _, p := range invalid {
				heard[p.Text] = true
			}
		default:
			t.Errorf("a rule says %q, which nobody can read", err)
		}
	}
	all := User{Number: 8, Grants: Granted(Roles()...)}
	stranger := User{Number: 9}
	here := Spot{Day: "2026-05-04", Path: []NodeID{"5.1"}}
	for _, by := range []User{all, stranger, System} {
		for _, stage := range []EditionStage{Writing, Established, Offered, Adopted} {
			e := round
			e.Stage = stage
			for _, at := range []ReportStage{Drafting, Submitted, SentBack, Checked, Approved, Imported} {
				for _, writers := range [][]UserNumber{nil, {8}} {
					r := draft
					r.Stage, r.Writers = at, writers
					r.Approvals = []Approval{{By: 8, Stage: Checked}}
					for _, step := range everyStep(r, by, here, e) {
						hear(step)
					}
				}
			}
			for _, step := range everyEditionStep(e, by) {
				hear(step)
			}
		}
	}
	for text := range heard {
		if !slices.Contains(said, text) {
			t.Errorf("not yet read by anybody:\n%s", text)
		}
	}
	for _, text := range said {
		if !heard[text] {
			t.Errorf("no rule says any more: %s", text)
		}
	}
}

func everyStep(r Report, by User, at Spot, e Edition) (all []error) {
	add := func(_ Report, err error) { all = append(all, err) }
	add(r.Write(by, at, e, r))
	add(r.Submit(by, at, e, may))
	add(r.SendBack(by, at, e, "Welke brug?"))
	add(r.SendBack(by, at, e, ""))
	add(r.Check(by, at))
	add(r.Approve(by, at))
	add(r.Reopen(by, at, e, "Er is een nieuw cijfer."))
	add(r.Reopen(by, at, e, ""))
	add(r.Assign(by, at, e, Assignment{}))
	add(r.Judge(by, at, e, Judgement{Note: "Te rooskleurig."}))
	add(r.Dismiss(by, at, e, Dismissal{Rule: "lengte", Reason: "Zo is het."}))
	add(r.Dismiss(by, at, e, Dismissal{Rule: "lengte"}))
	_, err := Comment{Text: "Welke brug?"}.Resolve(by, at)
	all = append(all, err, Comment{Text: "Welke brug?"}.Remark(by, at), Comment{}.Remark(by, at))
	_, err = Comment{Resolved: 3}.Resolve(by, at)
	all = append(all, err)
	_, err = Comment{Answers: "een"}.Resolve(by, at)
	return append(all, err)
}

func everyEditionStep(e Edition, by User) (all []error) {
	const day = Date("2026-05-04")
	passed, open := draft, draft
	passed.Stage = Approved
	decided := Release{State: StateNoted, Date: day, Decision: "d"}
	for _, reports := range [][]Report{{passed}, {open}, {open, open}} {
		_, err := e.Establish(by, day, reports)
		all = append(all, err)
		for _, now := range []PublicState{"", StateOffered, StateAdopted, StateNoted} {
			for _, to := range []Release{{State: StateOffered, Date: day}, decided, {State: StateAdopted, Date: day, Decision: "d"}} {
				_, _, err := e.Publish(now, reports, to)
				all = append(all, err)
			}
		}
	}
	_, err := e.Plan(by, may, day, "", []Report{passed}, Plan{At: may.Add(time.Hour), Release: Release{State: StateOffered, Date: day}})
	all = append(all, err)
	_, err = e.Plan(by, may, day, "", []Report{passed}, Plan{At: may, Release: Release{State: StateOffered, Date: day}})
	all = append(all, err)
	_, err = e.Plan(by, may, day, "", []Report{passed}, Plan{At: may.Add(time.Hour), Release: decided})
	all = append(all, err)
	_, err = e.Unplan(by, day)
	all = append(all, err)
	_, err = e.Reopen(by, day)
	all = append(all, err)
	_, err = e.Settle(by, day, e.Settings, nil, nil)
	return append(all, err)
}

// Who has not the right reads which role it takes, and where.
func TestWhoMayInsteadIsTold(t *testing.T) {
	tests := []struct {
		right Right
		at    Spot
		want  string
	}{
		{MayOffer, Spot{}, "u mag deze editie niet aanbieden, verbeteren of intrekken; dat kan een coördinator voor de hele organisatie"},
		{MaySetUp, Spot{}, "u mag de inrichting niet veranderen; dat kan een coördinator of beheerder voor de hele organisatie"},
		{MayCheck, Spot{Path: []NodeID{"5"}}, "u mag dit stuk niet controleren; dat kan een controleur voor dit deel van de doelenboom"},
		{MayManage, Spot{}, "u mag mensen en hun rechten niet beheren; dat kan een beheerder voor de hele organisatie"},
	}
	for _, test := range tests {
		if got := Denied(test.right, test.at); got.Error() != test.want || !errors.Is(got, ErrForbidden) {
			t.Errorf("%s: %q", test.right, got)
		}
	}
	for _, right := range Rights {
		if denials[right] == "" || right.givenBy() == "" {
			t.Errorf("nothing is said to who has not the right %s", right)
		}
	}
}
