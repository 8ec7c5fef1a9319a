package publication

import (
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// fietsroutes is a small invented edition: a programme, a goal and two deliverables that refer to each other, to a
// decision and to a number of an older edition.
func fietsroutes() Input {
	province := cycle.NewOrganisation("o", cycle.Province, "provincie", "Provincie (verzonnen)")
	edition := cycle.NewEdition("e2", province, cycle.Accounts, "jaarverslag-2025", "Jaarverslag 2025", 2025)
	edition.Date, edition.Stage = "2025-12-31", cycle.Adopted
	before := cycle.NewEdition("e1", province, cycle.Accounts, "jaarverslag-2024", "Jaarverslag 2024", 2024)
	before.Stage = cycle.Adopted
	return Input{
		Organisation: province, Edition: edition,
		Placements: []cycle.Placement{
			placed("p3", 0, "", "3", "Bereikbaarheid", 0), placed("g32", 1, "p3", "3.2", "Veilig onderweg", 1),
			placed("d321", 2, "g32", "3.2.1", "Veilige fietsroutes", 2), placed("d322", 2, "g32", "3.2.2", "Nieuwe bruggen", 3),
		},
		Nodes: []cycle.Node{
			{ID: "p3", Line: "bereikbaarheid"}, {ID: "g32", Line: "veilig-onderweg"}, {ID: "d321", Line: "veilige-fietsroutes"},
			{ID: "d322", Line: "nieuwe-bruggen"}, {ID: "oud", Line: "oude-fietspaden"},
			{ID: "vroeger", Mentioned: &cycle.Mention{Number: "9.0.2", Title: "Fietspaden", Year: 2015}},
		},
		Reports:    []cycle.Report{routesReport(), bridgesReport()},
		Decisions:  []cycle.Decision{{ID: "b1", Reference: "PS/2025/112", Slug: "ps-2025-112", Title: "Fietsplan", State: cycle.DecisionTaken}},
		Themes:     []cycle.Theme{{ID: "t1", Name: "Fiets", Slug: "fiets"}, {ID: "t2", Name: "Oud thema", Slug: "oud-thema"}},
		ThemeLinks: []cycle.ThemeLink{{Node: "d321", Theme: "t1"}, {Node: "d321", Theme: "t2", Until: "2024-12-31"}},
		Places:     []cycle.Place{{ID: "pl1", Kind: cycle.Gemeente, Name: "Waterveld", Slug: "waterveld"}},
		PlaceLinks: []cycle.PlaceLink{{Node: "d321", Place: "pl1"}},
		Holders:    []cycle.PortfolioHolder{{ID: "h1", Name: "Noor de Wit", Slug: "noor-de-wit"}},
		Lineages: []cycle.Lineage{
			{ID: "l1", Kind: cycle.Changed, From: "oud", To: "d321", Edition: "e2", Note: "samen met de bruggen"},
			{ID: "l2", Kind: cycle.Continued, From: "vroeger", To: "d321", Proposal: true, Certainty: cycle.Probable},
		},
		MoneyLines: []cycle.MoneyLine{
			{ID: "m2", Edition: "e2", Node: "d321", Kind: cycle.Expense, Column: cycle.Realised, Year: 2025, Cents: 98_000_00},
			{ID: "m1", Edition: "e2", Node: "d321", Kind: cycle.Expense, Column: cycle.Original, Year: 2025, Cents: 125_000_00, Decision: "b1"},
		},
		Addresses: map[cycle.NodeID]string{
			"p3": "3-bereikbaarheid", "g32": "3.2-veilig-onderweg", "d321": "3.2.1-veilige-fietsroutes", "d322": "3.2.2-nieuwe-bruggen",
		},
		Others: []OtherEdition{{
			Edition: before, Nodes: map[string]cycle.NodeID{"3.2.9": "oud", "3.2.1": "d321"},
			Titles: map[cycle.NodeID]string{"oud": "Oude fietspaden", "d321": "Fietsroutes"},
		}},
		Revision: Revision{
			Number: 1, Kind: cycle.FirstRevision, State: cycle.StateOffered, StateDate: "2026-04-14",
			Moment: time.Date(2026, 4, 14, 9, 30, 0, 5000, time.UTC), Meetings: []cycle.Date{"2026-05-20"}, Head: "aa11",
		},
	}
}

func placed(node cycle.NodeID, depth int, parent cycle.NodeID, number, title string, position int) cycle.Placement {
	return cycle.Placement{
		Edition: "e2", Node: node, Depth: depth, Parent: parent, Number: number, Title: title, Position: position,
	}
}

func routesReport() cycle.Report {
	return cycle.Report{
		ID: "r1", Edition: "e2", Node: "d321", Stage: cycle.Approved, Headline: "Vier van de zes routes zijn klaar.",
		Holders: []cycle.HolderID{"h1"}, Term: &cycle.Term{Structural: true}, Reserve: &cycle.ReserveRelation{Related: new(false)},
		Involvement: &cycle.Involvement{Sentence: "Wij zijn regisseur.", Tags: []string{"regisseur"}},
		Scores: []cycle.Score{
			{Aspect: "geld", Value: cycle.Orange, Cause: "hogere prijzen", Effect: "minder verlichting, ook op prestatie 3.2.2", Measure: "nieuwe aanbesteding (PS/2025/112)"},
			{Aspect: "inhoud", Value: cycle.Green},
		},
		Sections: []cycle.SectionText{
			{Key: cycle.Progress, Text: doc("a1", "Na ", ref(richtext.RefDecision, "b1", "PS/2025/112"), " begon de bouw. Zie prestatie ",
				ref(richtext.RefNode, "d322", "3.2.2"), ", vroeger ", ref(richtext.RefNumber, "3.2.9", "3.2.9"), " en nog eerder ",
				ref(richtext.RefNumber, "9.0.2", "9.0.2"), "; ", ref(richtext.RefNumber, "7.7.7", "7.7.7"), " is onbekend.")},
			{Key: cycle.Context, CutOff: true, Text: doc("a2", "De fiets wordt belangrijker, want…")},
		},
		Actions: []cycle.Action{{Key: "k1", Number: 1, Text: doc("a3", "Wij leggen twee routes aan."), State: cycle.ActionRunning}},
		Milestones: []cycle.Milestone{{
			Key: "s1", Text: doc("a4", "Route naar Waterveld open"), State: cycle.MilestoneMoved, Reason: "vergunning pas na 3.2.2, zie PS/2025/112",
			Date: dutch.ParseWritten("medio 2026"), First: dutch.ParseWritten("eind 2025"), Decisions: []cycle.DecisionID{"b1"},
		}},
		References: []cycle.CrossReference{{Kind: cycle.WaitsFor, Action: 1, Node: "d322"}},
	}
}

func bridgesReport() cycle.Report {
	return cycle.Report{
		ID: "r2", Edition: "e2", Node: "d322", Stage: cycle.Approved,
		Sections: []cycle.SectionText{
			{Key: cycle.Summary, Text: doc("b1", "De brug bij Waterveld (ca. 40 meter) ligt er. De tweede volgt.")},
			{Key: cycle.FinanceNote, Text: doc("b2", "Geen afwijking.")},
		},
	}
}

// doc is one paragraph of plain runs and references.
func doc(id string, runs ...any) richtext.Doc {
	b := richtext.Block{ID: id, Kind: richtext.Paragraph}
	for _, run := range runs {
		switch run := run.(type) {
		case string:
			b.Spans = append(b.Spans, richtext.Span{Text: run})
		case richtext.Span:
			b.Spans = append(b.Spans, run)
		}
	}
	return richtext.Doc{b}
}

func ref(kind richtext.RefKind, id, text string) richtext.Span {
	return richtext.Span{Text: text, Ref: &richtext.Ref{Kind: kind, ID: id}}
}
