package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// An invented province with two editions: a monitor, and the accounts that follow it. Between them a score worsens, a
// milestone moves, a deliverable is renumbered, one ends and one begins.

func invented() publication.Organisation {
	return publication.Organisation{
		Slug: "vlierland", Name: "Provincie Vlierland", Kind: cycle.Province, NoIndex: true,
		Council: "Provinciale Staten", CouncilShort: "PS", Executive: "Gedeputeerde Staten", ExecutiveShort: "GS",
		Contact: "begroting@example.nl", Notice: "Verzonnen voorbeeld: de provincie Vlierland bestaat niet.",
	}
}

func inventedEdition(slug, name string, kind cycle.EditionKind, sequence int) publication.Edition {
	question := "Wordt dit dit jaar gehaald?"
	if kind == cycle.Accounts {
		question = "Is dit gehaald?"
	}
	values := []publication.ScoreValue{
		{Key: cycle.Green, Word: "op schema", Explain: "Het loopt zoals afgesproken."},
		{Key: cycle.Orange, Word: "aandacht", Explain: "Een deel komt later of wordt minder."},
		{Key: cycle.Red, Word: "bijsturen", Explain: "Zonder nieuw besluit wordt dit niet gehaald."},
	}
	return publication.Edition{
		ID: cycle.EditionID(slug), Slug: slug, Name: name, Year: 2025, Kind: kind, Sequence: sequence, Organisation: invented(),
		Levels:  []publication.Level{{Kind: cycle.Programme, Label: "Programma", Plural: "Programma's"}, {Kind: cycle.Goal, Label: "Doel", Plural: "Doelen"}, {Kind: cycle.Deliverable, Label: "Prestatie", Plural: "Prestaties"}},
		Aspects: []publication.Aspect{{Key: "inhoud", Label: "Inhoud", Judged: true, Question: question, Values: values}, {Key: "geld", Label: "Geld", Judged: true, Question: "Blijft dit binnen het budget?", Values: values}},
		Date:    dutch.NewDate(2025, time.December, 31),
		Intro:   prosed("In 2025 kwam het werk op gang dat in de begroting stond. De bouw van woningen bleef achter; de fietspaden liepen voor.\n\nHet voordelig resultaat is € 4,2 miljoen."),
	}
}

// prosed gives blocks with ids from plain text.
func prosed(text string) richtext.Doc {
	return richtext.Carry(nil, richtext.Parse(text), richtext.Taken{})
}

func twoEditions() (monitor, accounts Frozen) {
	return fixtureEdition(inventedEdition("monitor-2025-2", "Monitor 2025-II", cycle.Monitor, 2), false),
		fixtureEdition(inventedEdition("jaarverslag-2025", "Jaarverslag 2025", cycle.Accounts, 0), true)
}

func fixtureEdition(ed publication.Edition, later bool) Frozen {
	f := Frozen{Edition: ed, Registers: publication.Registers{
		Decisions: []publication.Decision{
			{Slug: "ps-2025-112", Reference: "PS/2025/112", Title: "Investeringsbesluit Campus Zilverpark", Date: "2025-05-21", Body: "PS", Kind: cycle.Resolution, State: cycle.DecisionTaken, Text: "Provinciale Staten stellen € 12,5 miljoen beschikbaar voor het eerste gebouw en het park zelf.", Aliases: []string{"Investeringsvoorstel Campus Zilverpark"}},
			{Slug: "ps-2024-320", Reference: "PS/2024/320", Title: "Veilig naar school", Date: "2024-11-13", Body: "PS", Kind: cycle.Motion, State: cycle.MotionCarried, Text: "De motie vraagt voorrang voor fietsroutes naar middelbare scholen."},
		},
		Themes: []publication.Theme{
			{Slug: "verkeersveiligheid", ID: "t1", List: "Thema's", Name: "Verkeersveiligheid"},
			{Slug: "banen-met-toekomst", ID: "t2", List: "Opgaven", Name: "Banen met toekomst"},
		},
		Holders: []publication.Holder{
			{Slug: "hilde-rozenbrand", ID: "h1", Name: "Hilde Rozenbrand", Terms: []publication.HoldingPeriod{{Portfolio: "Wegen en openbaar vervoer", From: "2023-07-05"}}},
			{Slug: "bram-stolwijk", ID: "h2", Name: "Bram Stolwijk", Terms: []publication.HoldingPeriod{{Portfolio: "Economie", From: "2023-07-05", Until: "2026-02-10"}}},
		},
	}}
	f.Revision = publication.Revision{Number: 1, Kind: cycle.FirstRevision, State: cycle.StateNoted, StateDate: "2025-11-05", Moment: time.Date(2025, 11, 6, 8, 0, 0, 0, time.UTC)}
	if later {
		f.Edition.Decides = []publication.DecisionPoint{
			{Number: 1, Text: "Het Jaarverslag 2025 vaststellen."},
			{Number: 2, Text: "Van het resultaat € 640.000 bestemmen voor de verlichting van fietspaden in 2026, zoals PS/2024/320 vraagt.", Runs: []richtext.Span{
				{Text: "Van het resultaat € 640.000 bestemmen voor de verlichting van fietspaden in 2026, zoals "}, {Text: "PS/2024/320", Ref: &richtext.Ref{Kind: richtext.RefDecision, ID: "d1"}}, {Text: " vraagt."},
			}, Amount: cents(64_000_000), Link: &publication.Link{Kind: publication.LinkNode, Address: "3.2.1-veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes", ID: "fiets"}},
		}
		f.Edition.Links = []publication.Link{{Kind: publication.LinkDecision, RefKind: richtext.RefDecision, ID: "d1", Address: "ps-2024-320", Number: "PS/2024/320", Title: "Veilig naar school"}}
		f.Edition.Mentions = []publication.Mention{{Decision: "ps-2024-320", Block: "beslispunt-2", Where: "Beslispunt 2"}}
		f.Registers.Amendments = []publication.CouncilAmendment{
			{Key: "a1", Number: "A1", Title: "Eerst de schoolroutes", Mover: "Lid Aksoy", Outcome: cycle.VoteAdopted, For: 28, Against: 15, Effect: 25_000_000, Text: "Begin bij de scholen.\n\nDek dat uit het resultaat.", Decision: "ps-2024-320", Link: &publication.Link{Kind: publication.LinkNode, Address: "3.2.1-veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes", ID: "fiets"}},
			{Key: "a2", Number: "A2", Title: "Geen verlichting", Mover: "Lid De Wolff", Outcome: cycle.VoteRejected, For: 9, Against: 34, Effect: -64_000_000},
		}
		f.Revision = publication.Revision{Number: 2, Kind: cycle.NextState, State: cycle.StateAdopted, StateDate: "2026-05-20", Moment: time.Date(2026, 5, 21, 8, 0, 0, 0, time.UTC), Decision: "PS/2026/142", Reason: "Vastgesteld door Provinciale Staten"}
	}
	f.File = func(path string) ([]byte, error) { return fixtureFiles[path], nil }
	nodes := fixtureNodes(later)
	f.fill(nodes)
	return f
}

func cents(c money.Cents) *money.Cents { return &c }

// fill makes tree, parts and sums of the nodes, in reading order.
func (f *Frozen) fill(nodes []publication.Node) {
	byAddress := map[string]publication.Node{}
	sums := map[string]string{}
	for _, n := range nodes {
		byAddress[n.Address] = n
		b, err := json.Marshal(n)
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(b)
		sums[publication.NodePath(n.Address)] = hex.EncodeToString(sum[:])
		f.Tree.Entries = append(f.Tree.Entries, entryOf(n))
		f.Registers.Money = append(f.Registers.Money, n.Money...)
	}
	f.Node = func(address string) (publication.Node, error) {
		n, ok := byAddress[address]
		if !ok {
			return n, fmt.Errorf("%s: %w", address, cycle.ErrNotFound)
		}
		return n, nil
	}
	f.Sum = func(path string) string { return sums[path] }
}

func entryOf(n publication.Node) publication.Entry {
	en := publication.Entry{
		Address: n.Address, Derived: n.Derived, Depth: n.Depth, ID: n.ID, Headline: n.Headline, Line: n.Line, Level: n.Level,
		Number: n.Number, Title: n.Title, Placeholder: n.Placeholder, Scores: n.Scores,
	}
	if len(n.Parents) > 0 {
		en.Parent = n.Parents[len(n.Parents)-1].ID
	}
	for _, h := range n.Holders {
		en.Holders = append(en.Holders, h.Slug)
	}
	for _, t := range n.Themes {
		en.Themes = append(en.Themes, t.Slug)
	}
	for _, m := range n.Milestones {
		en.Milestones = append(en.Milestones, publication.EntryMilestone{Key: m.Key, Text: m.Text.Text(), Date: m.Date, First: m.First, State: m.State, Block: "p-" + m.Text[0].ID})
	}
	for _, d := range n.Decisions {
		for _, b := range d.Blocks {
			where := "Toelichting op voortgang"
			if b == "score-geld" {
				where = "Score Geld"
			}
			en.Mentions = append(en.Mentions, publication.Mention{Decision: d.Slug, Block: b, Where: where})
		}
	}
	for i := range n.Scores {
		for _, run := range slices.Concat(n.Scores[i].Cause, n.Scores[i].Effect, n.Scores[i].Measure) {
			if run.Ref != nil {
				en.Links = n.Links
			}
		}
	}
	var text strings.Builder
	for _, s := range n.Sections {
		text.WriteString(s.Text.Text())
	}
	if text.Len() > 0 {
		sum := sha256.Sum256([]byte(text.String()))
		en.Text = hex.EncodeToString(sum[:8])
	}
	return en
}

// above gives a node its parents.
func above(n publication.Node, parents ...publication.Node) publication.Node {
	for _, p := range parents {
		n.Parents = append(n.Parents, publication.Parent{Address: p.Address, ID: p.ID, Number: p.Number, Title: p.Title})
	}
	n.Depth = len(parents)
	return n
}

func plainNode(id, number, title string, level cycle.LevelKind, label string) publication.Node {
	return publication.Node{
		ID: cycle.NodeID(id), Number: number, Title: title, Level: level, LevelLabel: label, Line: dutch.Slug(title),
		Address: number + "-" + dutch.Slug(title),
	}
}

// plainLine is a reason in which nothing is named.
func plainLine(text string) []richtext.Span { return []richtext.Span{{Text: text}} }

func green(aspect string) publication.Score {
	return publication.Score{Aspect: aspect, Value: cycle.Green, Word: "op schema"}
}

func fixtureNodes(later bool) []publication.Node {
	roads := plainNode("bereikbaar", "3", "Bereikbaarheid", cycle.Programme, "Programma")
	roads.Headline = "Iedereen komt veilig en op tijd waar die moet zijn, ook zonder auto."
	roads.Sections = []publication.SectionText{{Key: cycle.Summary, Label: "Samenvatting", Text: prosed("Merk op dat **veiligheid** voorgaat.\n\n- eerst de schoolroutes\n- dan de wegen buiten de kom\n\n| Weg | Kilometer | Klaar |\n|---|---|---|\n| N881 | 12,4 | 3,1 |\n| N886 | 8,0 | 0,0 |")}}
	safe := above(plainNode("veilig", "3.2", "Veilig onderweg", cycle.Goal, "Doel"), roads)
	safe.Headline = "In 2030 is het aantal verkeersslachtoffers gehalveerd."
	nodes := []publication.Node{roads, safe, bicycles(later, roads, safe)}
	nodes = append(nodes, tunnel(later, roads, safe))
	economy := plainNode("economie", "4", "Regionale economie", cycle.Programme, "Programma")
	if later {
		economy.Scores = []publication.Score{{Aspect: "inhoud", Value: cycle.Orange, Word: "aandacht", Cause: plainLine("Twee van de vijf gebouwen komen later.")}}
	}
	places := above(plainNode("werk", "4.1", "Plekken om te werken", cycle.Goal, "Doel"), economy)
	nodes = append(nodes, economy, places, campus(later, economy, places))
	if !later {
		ended := above(plainNode("beurs", "4.1.2", "Vakbeurs techniek", cycle.Deliverable, "Prestatie"), economy, places)
		ended.Headline = "Elk jaar een beurs waar leerlingen bedrijven ontmoeten."
		ended.Scores = []publication.Score{green("inhoud"), green("geld")}
		return append(nodes, ended)
	}
	fresh := above(plainNode("glasvezel", "4.1.3", "Snel internet op bedrijventerreinen buiten de stad, ook waar de markt het niet vanzelf aanlegt", cycle.Deliverable, "Prestatie"), economy, places)
	fresh.Headline, fresh.Derived = "Op twaalf bedrijventerreinen ligt nog geen snelle verbinding.", true
	fresh.Sections = []publication.SectionText{{Key: cycle.Summary, Label: "Samenvatting", Text: prosed("Op twaalf bedrijventerreinen ligt nog geen snelle verbinding.")}}
	unknown := above(plainNode("onbekend", "4.1.7", "", cycle.Deliverable, "Prestatie"), economy, places)
	unknown.Address, unknown.Line, unknown.Placeholder = "4.1.7", "", true
	return append(nodes, fresh, unknown)
}

func bicycles(later bool, parents ...publication.Node) publication.Node {
	n := above(plainNode("fiets", "3.2.1", "Veilige fietsroutes", cycle.Deliverable, "Prestatie"), parents...)
	n.Headline = "De fietspaden komen er op tijd, maar vervuilde grond bij Turfkade maakt het werk € 640.000 duurder."
	n.Holders = []publication.HolderName{{Slug: "hilde-rozenbrand", Name: "Hilde Rozenbrand"}}
	n.Themes = []publication.ThemeName{{Slug: "verkeersveiligheid", Name: "Verkeersveiligheid"}}
	n.Involvement = &publication.Involvement{Sentence: "Wij betalen de helft en bewaken dat routes op elkaar aansluiten.", Tags: []string{"medefinancier", "regisseur"}}
	n.Term = &publication.Term{Kind: "tijdelijk", Until: 2030}
	n.Reserve = &publication.Reserve{Answer: "nee"}
	n.Places = []publication.Link{{Kind: publication.LinkPlace, Title: "Kalderburg"}, {Kind: publication.LinkPlace, Title: "Eekhaven"}, {Kind: publication.LinkPlace, Title: "Westermade"}}
	n.Websites = []string{"https://www.example.nl/fietsroutes"}
	n.Decisions = []publication.DecisionMention{{Slug: "ps-2024-320", Reference: "PS/2024/320", Title: "Veilig naar school", Blocks: []string{"p-motie"}}}
	if later {
		n.Decisions[0].Blocks = []string{"score-geld", "p-motie"}
	}
	n.Links = []publication.Link{
		{Kind: publication.LinkDecision, RefKind: richtext.RefDecision, ID: "d1", Address: "ps-2024-320", Number: "PS/2024/320", Title: "Veilig naar school"},
		{Kind: publication.LinkNode, RefKind: richtext.RefNumber, ID: "4.1.1", Address: "4.1.1-campus-zilverpark", Number: "4.1.1", Title: "Campus Zilverpark"},
		{Kind: publication.LinkNone, RefKind: richtext.RefNumber, ID: "9.0.2"},
	}
	n.Scores = []publication.Score{green("inhoud"), {Aspect: "geld", Value: cycle.Orange, Word: "aandacht", Cause: plainLine("Onder het tracé bij Turfkade lag een stort die op geen kaart stond."), Effect: plainLine("Wij geven 7 procent meer uit dan de begrote € 9,2 miljoen."), Measure: []richtext.Span{
		{Text: "Twee kilometer verlichting schuift door naar 2026 ("}, {Text: "PS/2024/320", Ref: &richtext.Ref{Kind: richtext.RefDecision, ID: "d1"}},
		{Text: "); de rest vangen wij op binnen het programma, bij prestatie "}, {Text: "4.1.1", Ref: &richtext.Ref{Kind: richtext.RefNumber, ID: "4.1.1"}}, {Text: "."},
	}}}
	progress := prosed("De motie Veilig naar school vroeg om voorrang voor scholieren. Daarom zijn de twee schoolroutes naar voren gehaald.\n\n22 van de 60 kilometer ligt er. Het pad langs Turfkade ging op 12 december open, met een snert van de dorpsvereniging. Op de schoolroute Tolwierde–Eekhaven liggen nog twee oversteken; die volgen in het voorjaar.")
	progress[0].ID = "motie"
	progress[0].Spans = []richtext.Span{{Text: "De motie Veilig naar school ("}, {Text: "PS/2024/320", Ref: &richtext.Ref{Kind: richtext.RefDecision, ID: "d1"}}, {Text: ") vroeg om voorrang voor scholieren; zie ook prestatie "}, {Text: "4.1.1", Ref: &richtext.Ref{Kind: richtext.RefNumber, ID: "4.1.1"}}, {Text: " en, van vroeger, "}, {Text: "9.0.2", Ref: &richtext.Ref{Kind: richtext.RefNumber, ID: "9.0.2"}}, {Text: "."}}
	n.Sections = []publication.SectionText{
		{Key: cycle.Summary, Label: "Samenvatting", Text: prosed("Een fietspad van twee meter is te smal voor een scholier, een bakfiets en een speed-pedelec tegelijk. Samen met de gemeenten maken wij in zes jaar 60 kilometer breder: 3,5 meter, verlicht en gescheiden van de auto.")},
		{Key: cycle.Context, Label: "Context", CutOff: true, Text: prosed("Van de slachtoffers op provinciale wegen zat 44 procent op de fiets. Scholieren fietsen in Vlierland gemiddeld 9 kilometer naar een middelbare school. De drukste routes zijn …")},
		{Key: cycle.Progress, Label: "Toelichting op voortgang", Text: progress},
		{Key: cycle.FinanceNote, Label: "Financiën", Text: prosed("De extra € 640.000 is betaald uit lagere uitgaven in hetzelfde programma.")},
	}
	n.Actions = []publication.Action{
		{Key: "verbreden", Number: 1, Text: prosed("In 2025 20 kilometer fietspad verbreden."), State: cycle.ActionDone, Note: prosed("Het werden er 22.")},
		{Key: "scholen", Number: 2, Text: prosed("De twee drukste routes naar middelbare scholen in Kalderburg en Eekhaven aanpakken."), State: cycle.ActionRunning, Parts: prosed("- Hoogerbrug–Kalderburg\n- Tolwierde–Eekhaven")},
		{Key: "lampen", Number: 3, Text: prosed("In afwachting van het investeringsvoorstel lampen plaatsen die feller branden als iemand nadert."), State: cycle.ActionWaiting},
	}
	n.Milestones = []publication.Milestone{
		{Key: "school", Text: prosed("Schoolroute Hoogerbrug–Kalderburg klaar"), Date: dutch.ParseWritten("september 2025"), State: cycle.MilestoneReached},
		{Key: "turfkade", Text: prosed("Fietspad Turfkade–Westermade klaar"), Date: dutch.ParseWritten("eind 2025"), State: cycle.MilestoneOpen},
	}
	n.Relations = []publication.Relation{
		{Kind: cycle.See, Link: n.Links[1]},
		{Kind: cycle.WaitsFor, Action: 3, Link: publication.Link{Kind: publication.LinkLine, Address: "vakbeurs-techniek", Number: "4.1.2", Title: "Vakbeurs techniek"}},
	}
	if !later {
		n.Actions[0].State = cycle.ActionRunning
		n.Scores[1] = green("geld")
		n.Sections[2].Text = prosed("Op 1 september, de eerste schooldag, fietsten de brugklassers over een breed pad.")
		n.Sections[2].Text[0].ID = "motie"
		return n
	}
	n.Milestones[1].Date, n.Milestones[1].First, n.Milestones[1].State, n.Milestones[1].Reason = dutch.ParseWritten("eerste kwartaal 2026"), dutch.ParseWritten("eind 2025"), cycle.MilestoneMoved, []richtext.Span{{Text: "De aannemer vond asbest in de grond."}}
	n.Money = []publication.MoneyLine{
		{Node: "fiets", Year: 2025, Kind: cycle.Expense, Column: cycle.Original, Cents: 800_000_000},
		{Node: "fiets", Year: 2025, Kind: cycle.Expense, Column: cycle.Amended, Cents: 120_000_000, Decision: "ps-2024-320", Note: "Voorrang voor schoolroutes"},
		{Node: "fiets", Year: 2025, Kind: cycle.Expense, Column: cycle.Realised, Cents: 984_012_300},
		{Node: "fiets", Year: 2025, Kind: cycle.Income, Column: cycle.Original, Cents: 300_000_000},
		{Node: "fiets", Year: 2025, Kind: cycle.Income, Column: cycle.Realised, Cents: 300_000_000},
	}
	n.Amounts = []publication.Amount{{Row: "Lasten begrotingswijziging", AsWritten: "880", Cents: 88_000_000, Year: 2025}}
	n.Amendments = []publication.Amendment{{Kind: cycle.AmendmentCouncil, Decision: &n.Links[0]}}
	n.Findings = []publication.Finding{{Rule: "wacht-op-besluit", Text: "Actie 3 wacht op het investeringsvoorstel, maar daarover is al besloten: PS/2025/112."}}
	n.Correction = &publication.Correction{Date: "2026-06-03", Reason: "Het aantal kilometers klopte niet.", Revision: 3, Kind: cycle.SlipOfThePen}
	withFixtureFiles(&n)
	n.Source = &publication.Source{Address: "https://www.example.nl/p123/fietsroutes", ReadAt: "2026-06-01", Certainty: cycle.Probable}
	n.Lineage = []publication.LineageLink{{Kind: cycle.Merged, Line: "fietspaden-buiten-de-kom", Number: "9.0.4", Title: "Fietspaden buiten de kom", Proposal: true, Certainty: cycle.Probable}}
	return n
}

// tunnel got another number in the accounts, and does not go well.
func tunnel(later bool, parents ...publication.Node) publication.Node {
	n := above(plainNode("tunnel", "3.2.4", "Tunnel bij het station", cycle.Deliverable, "Prestatie"), parents...)
	n.Headline = "De tunnel is aanbesteed."
	n.Scores = []publication.Score{{Aspect: "inhoud", Value: cycle.Orange, Word: "aandacht"}, green("geld")}
	n.ReferredBy = []publication.Relation{{Kind: cycle.See, Link: publication.Link{Kind: publication.LinkNode, Address: "3.2.1-veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes"}}}
	if later {
		n.Number, n.Address = "3.2.2", "3.2.2-tunnel-bij-het-station"
		n.ReferredBy = append(n.ReferredBy, publication.Relation{Kind: cycle.See, Link: publication.Link{Kind: publication.LinkFront, Address: "beslispunt-1", ID: "Beslispunt 1", Title: "Beslispunt 1"}})
		n.Headline = "Geen aannemer schreef in binnen het budget; zonder extra krediet komt de tunnel er niet."
		n.Scores = []publication.Score{
			{Aspect: "inhoud", Value: cycle.Red, Word: "bijsturen", Cause: plainLine("De laagste inschrijving lag 31 procent boven het krediet."), Effect: plainLine("De bouw begint niet in 2026."), Measure: plainLine("Wij vragen in juni een besluit over een kleinere tunnel.")},
			{Aspect: "geld", Value: cycle.Red, Word: "bijsturen", Cause: plainLine("Staal en beton zijn duurder.")},
		}
	}
	return n
}

func campus(later bool, parents ...publication.Node) publication.Node {
	n := above(plainNode("campus", "4.1.1", "Campus Zilverpark", cycle.Deliverable, "Prestatie"), parents...)
	n.Headline = "Het eerste gebouw staat; acht bedrijven tekenden."
	n.Holders = []publication.HolderName{{Slug: "bram-stolwijk", Name: "Bram Stolwijk"}}
	n.Themes = []publication.ThemeName{{Slug: "banen-met-toekomst", Name: "Banen met toekomst"}}
	n.Decisions = []publication.DecisionMention{{Slug: "ps-2025-112", Reference: "PS/2025/112", Title: "Investeringsbesluit Campus Zilverpark", Blocks: []string{"p-" + prosed("Met het investeringsbesluit kwam het geld.")[0].ID}}}
	n.Sections = []publication.SectionText{{Key: cycle.Progress, Label: "Toelichting op voortgang", Text: prosed("Met het investeringsbesluit kwam het geld.")}}
	n.Scores = []publication.Score{green("inhoud"), green("geld")}
	n.Milestones = []publication.Milestone{{Key: "gebouw", Text: prosed("Eerste gebouw open"), Date: dutch.ParseWritten("1 oktober 2026"), State: cycle.MilestoneOpen}}
	if !later {
		n.Scores = n.Scores[:1]
	}
	return n
}

func fixtureShelf(editions ...Frozen) Shelf {
	s := Shelf{Organisation: invented()}
	for _, f := range editions {
		one := ShelfEdition{Slug: f.Edition.Slug, Name: f.Edition.Name, Kind: f.Edition.Kind, Year: f.Edition.Year, State: f.Revision.State, StateDate: f.Revision.StateDate, Addresses: map[cycle.NodeID]string{}}
		for _, en := range f.Tree.Entries {
			one.Addresses[en.ID] = en.Address
		}
		s.Editions = append(s.Editions, one)
	}
	return s
}

// fixtureAccounts is the input of the accounts' pages.
func fixtureAccounts() EditionInput {
	monitor, accounts := twoEditions()
	sum := strings.Repeat("0123456789abcdef", 4)
	return EditionInput{
		Frozen: accounts, Before: &monitor, Shelf: fixtureShelf(monitor, accounts), Program: "proef",
		Manifest: []byte(fixtureFileLines() + sum + "  boom.json\n"),
		Revisions: []Revision{
			{Revision: publication.Revision{Number: 1, Kind: cycle.FirstRevision, State: cycle.StateOffered, StateDate: "2026-04-22", Moment: time.Date(2026, 4, 22, 9, 0, 0, 0, time.UTC)}, Manifest: sum},
			{Revision: accounts.Revision, Manifest: sum},
		},
	}
}

func fixtureMonitor() EditionInput {
	in := fixtureAccounts()
	monitor := *in.Before
	return EditionInput{Frozen: monitor, Shelf: in.Shelf, Program: in.Program, Manifest: in.Manifest, Revisions: []Revision{{Revision: monitor.Revision, Manifest: strings.Repeat("ab", 32)}}}
}

func fixtureOrganisation() OrganisationInput {
	monitor, accounts := twoEditions()
	accounts.Registers.Lineage = []publication.Lineage{{
		Kind: cycle.Merged, Proposal: true, Certainty: cycle.Probable, Note: "Genoemd in de begroting van 2024.",
		From: &publication.LineageEnd{ID: "oud", Line: "fietspaden-buiten-de-kom", Number: "9.0.4", Title: "Fietspaden buiten de kom", Year: 2024},
		To:   &publication.LineageEnd{ID: "fiets", Line: "veilige-fietsroutes", Number: "3.2.1", Title: "Veilige fietsroutes"},
	}}
	return OrganisationInput{Shelf: fixtureShelf(monitor, accounts), Editions: []Frozen{monitor, accounts}, GoesOn: []int{-1, 0}, Program: "proef",
		Corrected: []Corrected{{Decision: "ps-2025-112", Edition: "jaarverslag-2025", Revision: 1}}}
}

// large is an edition with n deliverables like the ones above, for measuring.
func large(n int) EditionInput {
	in := fixtureAccounts()
	for _, f := range []*Frozen{in.Before, &in.Frozen} {
		f.Tree.Entries = nil
		f.fill(manyNodes(n, f == &in.Frozen))
	}
	in.Shelf = fixtureShelf(*in.Before, in.Frozen)
	return in
}

func manyNodes(n int, later bool) []publication.Node {
	var nodes []publication.Node
	var programme, goal publication.Node
	for i := range n {
		if i%100 == 0 {
			programme = plainNode("p"+strconv.Itoa(i), strconv.Itoa(i/100+1), "Programma over iets", cycle.Programme, "Programma")
			nodes = append(nodes, programme)
		}
		if i%10 == 0 {
			number := programme.Number + "." + strconv.Itoa(i%100/10+1)
			goal = above(plainNode("d"+strconv.Itoa(i), number, "Doel dat iets wil", cycle.Goal, "Doel"), programme)
			nodes = append(nodes, goal)
		}
		d := bicycles(later, programme, goal)
		d.ID, d.Number = cycle.NodeID("n"+strconv.Itoa(i)), goal.Number+"."+strconv.Itoa(i%10+1)
		d.Address = d.Number + "-veilige-fietsroutes"
		d.Line = "lijn-" + strconv.Itoa(i)
		nodes = append(nodes, d)
	}
	return nodes
}
