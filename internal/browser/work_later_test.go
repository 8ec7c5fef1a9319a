package browser

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// What the sample has no example of: a small municipality with a round in each later stage, a tree that is being changed,
// terms that are over, and people with long names who left or stand in.
const (
	laterSlug  = "oeverlande"
	allJobs    = "alles" // coordinator, manager and clerk there
	writerThen = "schrijver"
	checkThen  = "controle"
	college    = "college"
)

// later is what of that municipality pages are asked for.
type later struct {
	org     cycle.Organisation
	people  map[string]cycle.User
	reports map[string]cycle.ReportID // by edition and number: "monitor-2026-1 1.1.1"
	nodes   map[string]cycle.NodeID   // by number
	pending string                    // key of an amendment
}

// longWords is a title of words that hardly fit on a phone.
const longWords = "Duurzaamheidsinvesteringsprogramma's voor plattelandsgemeenschappen, woningbouwcorporaties en waterschapsbelastingplichtigen"

func (w *workplace) addLater(ctx context.Context) error {
	l := &w.later
	l.people, l.reports, l.nodes = map[string]cycle.User{}, map[string]cycle.ReportID{}, map[string]cycle.NodeID{}
	var err error
	if l.org, err = w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, laterSlug, "Gemeente Oeverlande (verzonnen)")); err != nil {
		return err
	}
	for _, u := range []cycle.User{
		{Account: allJobs, Name: "Aleida van Oeverlande-Waterschoot", Grants: cycle.Granted(cycle.RoleCoordinator, cycle.RoleAdmin, cycle.RoleClerk)},
		{Account: writerThen, Name: "Sjoerd Schrijver", Grants: cycle.Granted(cycle.RoleAuthor)},
		{Account: checkThen, Name: "Cor Controle", Grants: cycle.Granted(cycle.RoleChecker)},
		{Account: college, Name: "Wethouder Wilhelmina", Grants: cycle.Granted(cycle.RoleHolder)},
		{Account: "weg", Name: "Vera Vertrokken", Grants: cycle.Granted(cycle.RoleAuthor)},
	} {
		u.ID = u.Account + "@oeverlande.example"
		if l.people[u.Account], err = w.do.AddUser(ctx, l.org.ID, cycle.System, u); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context) error{w.laterStages, w.laterTree, w.laterPeople, w.laterProvider} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// laterStages has one round for each stage after the writing.
func (w *workplace) laterStages(ctx context.Context) error {
	for _, e := range []struct {
		cycle.Edition
		to cycle.EditionStage
	}{
		{cycle.Edition{Kind: cycle.Budget, Slug: "begroting-2026", Name: "Begroting 2026", Year: 2026}, cycle.Offered},
		{cycle.Edition{Kind: cycle.Outlook, Slug: "perspectiefnota-2027", Name: "Perspectiefnota 2027", Year: 2027}, cycle.Offered},
		{cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-1", Name: "Monitor 2026-I", Year: 2026, Sequence: 1}, cycle.Established},
		{cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-2", Name: "Monitor 2026-II", Year: 2026, Sequence: 2}, cycle.Established},
		{cycle.Edition{Kind: cycle.Accounts, Slug: "jaarstukken-2026", Name: "Jaarstukken 2026", Year: 2026}, cycle.Writing},
	} {
		if err := w.laterRound(ctx, e.Edition, e.to); err != nil {
			return err
		}
	}
	return w.amended(ctx)
}

func (w *workplace) laterRound(ctx context.Context, e cycle.Edition, to cycle.EditionStage) error {
	l := &w.later
	org, chief := l.org.ID, l.people[allJobs]
	e.ClosesAt, e.Calendar = "2026-05-27", cycle.Calendar{Start: "2026-04-01", Offer: "2026-06-24", Meeting: "2026-07-15"}
	e, err := w.do.AddEdition(ctx, org, chief, e)
	if err != nil {
		return err
	}
	rows := []change.Placing{
		{Number: "1", Title: "Wonen en leven"}, {Number: "1.1", Title: "Wonen", ParentNumber: "1"},
		{Number: "1.1.1", Title: "Bouwen voor starters", ParentNumber: "1.1"}, {Number: "1.1.2", Title: longWords, ParentNumber: "1.1"},
	}
	for i := range rows {
		rows[i].Node = l.nodes[rows[i].Number]
	}
	placed, err := w.do.SetTree(ctx, org, chief, e.ID, rows)
	if err != nil {
		return err
	}
	for _, p := range placed {
		l.nodes[p.Number] = p.Node
	}
	open, err := w.do.OpenReports(ctx, org, chief, e.ID, []change.Assignment{
		{Node: l.nodes["1.1.1"], Author: l.people[writerThen].Number}, {Node: l.nodes["1.1.2"], Author: l.people[writerThen].Number},
	})
	if err != nil {
		return err
	}
	for i, number := range []string{"1.1.1", "1.1.2"} {
		l.reports[e.Slug+" "+number] = open[i].ID
		if err := w.passed(ctx, open[i].ID); err != nil {
			return err
		}
	}
	if to == cycle.Writing {
		return nil
	}
	if err := w.do.EstablishEdition(ctx, org, l.people[college], e.ID); err != nil {
		return err
	}
	offer := cycle.Release{State: cycle.StateOffered, Date: "2026-05-21", Meetings: []cycle.Date{"2026-07-15"}}
	switch {
	case to == cycle.Offered:
		_, err = w.do.PublishEdition(ctx, org, chief, e.ID, offer)
	case e.Sequence == 2:
		offer.Date = "2026-06-24"
		err = w.do.PlanEdition(ctx, org, chief, e.ID, offer, time.Date(2026, 6, 24, 7, 0, 0, 0, time.UTC))
	}
	return err
}

// passed lets a report be written, and everybody agree.
func (w *workplace) passed(ctx context.Context, id cycle.ReportID) error {
	l := &w.later
	r, err := w.db.Read(l.org.ID).Report(ctx, id)
	if err != nil {
		return err
	}
	text := r
	text.Headline = "De eerste huizen staan."
	text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("De bouw loopt.")}}
	if err := w.do.WriteReport(ctx, l.org.ID, l.people[writerThen], r.ID, r.Version, text); err != nil {
		return err
	}
	if err := w.do.SubmitReport(ctx, l.org.ID, l.people[writerThen], r.ID, r.Version+1); err != nil {
		return err
	}
	if err := w.do.CheckReports(ctx, l.org.ID, l.people[checkThen], []cycle.ReportID{r.ID}); err != nil {
		return err
	}
	return w.do.ApproveReports(ctx, l.org.ID, l.people[college], []cycle.ReportID{r.ID})
}

// amended has amendments of every kind.
func (w *workplace) amended(ctx context.Context) error {
	l := &w.later
	e, err := w.db.Read(l.org.ID).EditionBySlug(ctx, "begroting-2026")
	if err != nil {
		return err
	}
	for _, a := range []change.Amending{
		{CouncilAmendment: cycle.CouncilAmendment{Number: "A1", Title: "Meer huizen voor starters", Mover: "Lid Visser (Oeverpartij)", Text: "Voeg tien huizen toe.\n\nBetaal ze uit de reserve.", Node: l.nodes["1.1.1"], Effect: 25_000_000, Outcome: cycle.VotePending}},
		{CouncilAmendment: cycle.CouncilAmendment{Number: "A2", Title: longWords, Mover: "Lid De Boer en lid Van den Heuvel-Rijnders (Gemeentebelangen)", Node: l.nodes["1.1.2"], Effect: -1_250_000_00, Outcome: cycle.VoteAdopted, For: 17, Against: 14}, Reference: "R/2026/41"},
		{CouncilAmendment: cycle.CouncilAmendment{Number: "A3", Title: "Een bankje bij de haven", Mover: "Lid Smit", Node: l.nodes["1.1.1"], Effect: 2_500_00, Outcome: cycle.VoteTakenOver}},
		{CouncilAmendment: cycle.CouncilAmendment{Number: "A4", Title: "Minder folders", Mover: "Lid Smit", Outcome: cycle.VoteRejected, For: 4, Against: 27}, Reference: "R/2026/42"},
	} {
		entered, err := w.do.Amend(ctx, l.org.ID, l.people[allJobs], e.ID, a)
		if err != nil {
			return err
		}
		switch a.Number {
		case "A1":
			l.pending = entered.Key
		case "A3":
			if err := w.do.WorkInAmendment(ctx, l.org.ID, l.people[allJobs], e.ID, entered.Key, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// laterTree puts steps in the plan of the round that is being written, one of which cannot be done.
func (w *workplace) laterTree(ctx context.Context) error {
	l := &w.later
	e, err := w.db.Read(l.org.ID).EditionBySlug(ctx, "jaarstukken-2026")
	if err != nil {
		return err
	}
	chief := l.people[allJobs]
	for i, step := range []cycle.TreeStep{
		{Kind: cycle.StepAdd, Title: "Veilig op straat", Parent: l.nodes["1"]},
		{Kind: cycle.StepName, Node: l.nodes["1.1"], Title: "Wonen in de stad en de dorpen"},
		{Kind: cycle.StepNumber, Node: l.nodes["1.1.1"], Number: "1.1.2"},
	} {
		if err := w.do.PlanTree(ctx, l.org.ID, chief, e.ID, i, step); err != nil {
			return err
		}
	}
	return nil
}

// laterPeople lets somebody leave, long ago, and somebody stand in; it sets terms, and leaves a letter that waits.
func (w *workplace) laterPeople(ctx context.Context) error {
	l := &w.later
	chief := l.people[allJobs]
	if err := w.do.DisableUser(ctx, l.org.ID, chief, l.people["weg"].Number); err != nil {
		return err
	}
	err := w.db.Write(ctx, l.org.ID, func(tx *store.Tx) error {
		was, err := tx.User(ctx, l.people["weg"].Number)
		if err != nil {
			return err
		}
		is := was
		is.Left = "2024-12-31"
		return errors.Join(tx.SaveUser(ctx, is), tx.Record(ctx, cycle.System, "user.disabled", was, is))
	})
	if err != nil {
		return err
	}
	if err := w.do.InviteAgain(ctx, l.org.ID, chief, l.people[college].Number); err != nil {
		return err
	}
	for _, d := range []cycle.Deputyship{{For: l.people[writerThen].Number, From: "2026-05-01", Until: "2026-05-10"}, {For: l.people[writerThen].Number, From: "2026-05-18", Until: "2026-06-05"}} {
		if err := w.do.AddDeputy(ctx, l.org.ID, chief, l.people[checkThen].Number, d); err != nil {
			return err
		}
	}
	return w.do.SetKeeping(ctx, l.org.ID, chief, cycle.Keeping{People: 12, Earlier: 24, Inside: 36, Mail: 6, SignIn: 6})
}

// laterProvider has people come in by a provider that names groups.
func (w *workplace) laterProvider(ctx context.Context) error {
	return w.do.ChangeSignIn(ctx, w.later.org.ID, w.later.people[allJobs], cycle.SignIn{
		Issuer: "https://aanmelden.oeverlande.example", Client: "doelenboom", Secret: "geheim",
		Groups: []cycle.GroupRole{{Group: "pc-schrijvers", Role: cycle.RoleAuthor, Branch: w.later.nodes["1.1"]}, {Group: "pc-lezers", Role: cycle.RoleReader}},
	})
}

// laterScenes are the states that the list of scenes has not: of the sample, and of that municipality.
func (w *workplace) laterScenes() []scene {
	l := &w.later
	at := func(path string) string { return "/werk/" + laterSlug + "/" + path }
	person := func(who string) string { return at("mensen/" + number(l.people[who]) + "/") }
	table := func(lines ...string) string {
		return "tabel=" + strings.NewReplacer("\n", "%0A", " ", "+", "@", "%40", ";", "%3B").Replace("adres;naam;rol;tak;onderdelen;van;tot\n"+strings.Join(lines, "\n")+"\n")
	}
	written := func(number string) string { return "verantwoordingen/" + string(w.reports[number]) + "/" }
	return []scene{
		{name: "ronde, niets gevonden", who: coordinator, path: "rondes/monitor-2026-1/?programma=3&stand=akkoord", says: "Er is geen verantwoording"},
		{name: "bevindingen, geen", who: coordinator, path: "rondes/begroting-2027/bevindingen", says: "De controle vond niets"},
		{name: "verloop, leeg", who: coordinator, path: "rondes/begroting-2027/verloop", says: "nog geen verantwoording"},
		{name: "herinneringen, met fouten", who: coordinator, path: "rondes/monitor-2026-1/herinneringen", post: "voor=morgen&na=ooit", says: "te herstellen", refused: true},
		{name: "nieuwe ronde, voorstel", who: coordinator, path: "rondes/nieuw?soort=monitor&jaar=2026&vergadering=2026-11-11", says: "Dit is een voorstel"},
		{name: "nieuwe ronde, met fouten", who: coordinator, path: "rondes/nieuw", post: "soort=monitor&jaar=2026&naam=&adres=Fout+adres&start=ooit", says: "te herstellen", refused: true},
		{name: "ronde instellen, met fouten", who: coordinator, path: "rondes/monitor-2026-1/instellen", post: "versie=1&naam=&start=ooit&beslispunt1.tekst=&beslispunt1.bedrag=veel", says: "te herstellen", refused: true},
		{name: "instellingen, met fouten", who: coordinator, path: "inrichten/standaard", post: "versie=1&niveau1.naam=&geldaandeel=veel", says: "te herstellen", refused: true},
		{name: "organisatie, met fouten", who: coordinator, path: "inrichten/", post: "versie=1&naam=", says: "te herstellen", refused: true},
		{name: "huisstijl, met fouten", who: coordinator, path: "inrichten/huisstijl", post: "accent=blauw", says: "te herstellen", refused: true},
		{name: "mensen, voor de coördinator", who: coordinator, path: "mensen/", says: "Yara Simonis"},
		{name: "een mens, voor de coördinator", who: coordinator, path: "mensen/" + number(w.people[author]) + "/", says: "Yara Simonis"},
		{name: "werk verdelen", who: coordinator, path: "rondes/monitor-2026-1/verdelen", says: "Eén regel per verantwoording"},
		{name: "werk verdelen, wat er zou veranderen", who: coordinator, path: "rondes/monitor-2026-1/verdelen", post: "tabel=nummer%3Bschrijver%3Blaatste+dag%0A" + sentBack + "%3BBas%3B1-6-2026%0A", says: "regel"},
		{name: "geschiedenis, met woorden", who: author, path: written(sentBack) + "geschiedenis", says: "Geschiedenis"},
		{name: "ronde, klaar om vast te stellen", who: allJobs, path: at("rondes/jaarstukken-2026/"), says: "2 van 2 verantwoordingen klaar"},
		{name: "bestuur, klaar om vast te stellen", who: college, path: at("rondes/jaarstukken-2026/bestuur"), says: "Vaststellen"},
		{name: "doelenboom, met een plan", who: allJobs, path: at("rondes/jaarstukken-2026/boom/"), says: "Wat er gaat veranderen"},
		{name: "omzettabel, met een plan", who: allJobs, path: at("rondes/jaarstukken-2026/boom/omzetten"), says: "Veilig op straat"},
		{name: "doelenboom, een stap", who: allJobs, path: at("rondes/jaarstukken-2026/boom/stap?knoop=" + string(l.nodes["1.1.1"])), says: "Splitsen"},
		{name: "doelenboom, splitsen met een fout", who: allJobs, path: at("rondes/jaarstukken-2026/boom/stap"), post: "versie=3&soort=splitsen&knoop=" + string(l.nodes["1.1.1"]) + "&splitsen.zelfde=ja&splitsen.deel1.titel=Huizen", says: "ten minste twee delen", refused: true},
		{name: "doelenboom, samenvoegen", who: allJobs, path: at("rondes/jaarstukken-2026/boom/samenvoegen?knoop=" + string(l.nodes["1.1.1"]) + "&knoop=" + string(l.nodes["1.1.2"])), says: "Samenvoegen"},
		{name: "ronde, vastgesteld door het bestuur", who: allJobs, path: at("rondes/monitor-2026-1/"), says: "Aanbieden"},
		{name: "bestuur, vastgesteld", who: allJobs, path: at("rondes/monitor-2026-1/bestuur"), says: "nog niet aangeboden"},
		{name: "doelenboom, die vaststaat", who: allJobs, path: at("rondes/begroting-2026/boom/"), says: "staat vast"},
		{name: "instellen, als het niet meer kan", who: allJobs, path: at("rondes/begroting-2026/instellen"), says: "alleen een correctie"},
		{name: "aanbieden", who: allJobs, path: at("rondes/monitor-2026-1/aanbieden"), says: "Wanneer wordt de editie openbaar?"},
		{name: "aanbieden, met fouten", who: allJobs, path: at("rondes/monitor-2026-1/aanbieden"), post: "dag=ooit&wanneer=later&tijd=25.00", says: "te herstellen", refused: true},
		{name: "ronde, met een vast moment", who: allJobs, path: at("rondes/monitor-2026-2/"), says: "Wordt aangeboden op"},
		{name: "ronde, aangeboden", who: allJobs, path: at("rondes/begroting-2026/?gedaan=aangeboden"), says: "Amendementen"},
		{name: "vaststellen, wat nog moet", who: allJobs, path: at("rondes/begroting-2026/vaststellen"), says: "Dit moet eerst gebeuren"},
		{name: "vaststellen", who: allJobs, path: at("rondes/perspectiefnota-2027/vaststellen"), says: "Wat is er besloten?"},
		{name: "vaststellen, met fouten", who: allJobs, path: at("rondes/perspectiefnota-2027/vaststellen"), post: "staat=&dag=ooit&besluit=", says: "te herstellen", refused: true},
		{name: "inleiding verbeteren", who: allJobs, path: at("rondes/begroting-2026/verbeteren"), says: "Wat voor correctie is dit?"},
		{name: "inleiding verbeteren, met fouten", who: allJobs, path: at("rondes/begroting-2026/verbeteren"), post: "inleiding=Zo.&soort=bij-besluit&besluit=&reden=", says: "te herstellen", refused: true},
		{name: "amendementen", who: allJobs, path: at("rondes/begroting-2026/amendementen/"), says: "Is verwerkt"},
		{name: "amendementen, voor een lezer", who: writerThen, path: at("rondes/begroting-2026/amendementen/"), says: "Meer huizen"},
		{name: "amendement wijzigen", who: allJobs, path: at("rondes/begroting-2026/amendementen/" + l.pending + "/"), says: "A1"},
		{name: "amendement, met fouten", who: allJobs, path: at("rondes/begroting-2026/amendementen/nieuw/"), post: "uitkomst=aangenomen&voor=veel&bedrag=een+ton", says: "te herstellen", refused: true},
		{name: "rondes, in elke stand", who: allJobs, path: at("rondes/"), says: "Nu bezig"},
		{name: "mensen, met iemand die vertrok", who: allJobs, path: at("mensen/"), says: "uitgeschakeld"},
		{name: "mensen, niets gevonden", who: allJobs, path: at("mensen/?zoek=bestaatniet"), says: "Toon iedereen"},
		{name: "iemand met vervanging", who: allJobs, path: person(writerThen), says: "wordt vervangen door"},
		{name: "iemand die vervangt", who: allJobs, path: person(checkThen), says: "neemt waar voor"},
		{name: "iemand die is uitgeschakeld", who: allJobs, path: person("weg"), says: "Weer inschakelen"},
		{name: "iemand, rol met fouten", who: allJobs, path: person(writerThen) + "rollen", post: "rol=&vanaf=ooit", says: "te herstellen", refused: true},
		{name: "iemand, vervanging met fouten", who: allJobs, path: person(writerThen) + "vervanging", post: "wie=&vanaf=ooit&tot-en-met=2026-05-01", says: "te herstellen", refused: true},
		{name: "mensen inlezen, wat er zou veranderen", who: allJobs, path: at("mensen/inlezen"), post: table("mia@oeverlande.example;Mia Mol;medeauteur;1.1;voortgang;1-5-2026;31-12-2026", "schrijver@oeverlande.example;Sjoerd Schrijver;auteur;;;;", "controle@oeverlande.example;Cornelis Controle;controleur;;;;"), says: "Alles doorvoeren"},
		{name: "mensen inlezen, met fouten", who: allJobs, path: at("mensen/inlezen"), post: table("mia;;baas;9.9;;gisteren;", "noor@oeverlande.example;Noor;lezer;;;;", "noor@oeverlande.example;Noor;lezer;;;;"), says: "Er klopt iets niet op"},
		{name: "mensen inlezen, zonder bestand", who: allJobs, path: at("mensen/inlezen"), post: "tabel=", says: "Kies eerst een bestand"},
		{name: "bewaren", who: allJobs, path: at("mensen/bewaren"), says: "Vera Vertrokken, vertrokken op"},
		{name: "brieven die wachten", who: allJobs, path: at("brieven/"), says: "Wachten"},
		{name: "bewaren, niets", who: manager, path: "mensen/bewaren", says: "Er is nu niets te vergeten"},
		{name: "bestuur, om akkoord te geven", who: "gs", path: "rondes/monitor-2026-1/bestuur", says: "op uw akkoord"},
		{name: "bewaren, met fouten", who: allJobs, path: at("mensen/bewaren"), post: "mensen=ooit&eerder=0", says: "geen aantal maanden", refused: true},
		{name: "aanmelden, met een aanbieder", who: allJobs, path: at("inrichten/aanmelden"), says: "Welke groep wat mag"},
		{name: "aanmelden, met fouten", who: allJobs, path: at("inrichten/aanmelden"), post: "aanbieder=ftp%3A%2F%2Fx&alleen-extern=ja", says: "te herstellen", refused: true},
	}
}

// number is how addresses name somebody.
func number(u cycle.User) string { return strconv.Itoa(int(u.Number)) }
