package change

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// Registers are rows to add to the lists of an organisation, in one change.
type Registers struct {
	Decisions []cycle.Decision
	Holders   []cycle.PortfolioHolder
	Lineages  []cycle.Lineage
	Money     []cycle.MoneyLine
	Nodes     []cycle.Node // only those known from a mention; others come with a placement
	Places    []cycle.Place
	Themes    []cycle.Theme
}

// AddRegisters adds rows to the registers. Addresses are given here, once; ids that are absent are made.
func (s *Service) AddRegisters(ctx context.Context, org cycle.OrganisationID, by cycle.User, rows Registers) (Registers, error) {
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayAdopt); err != nil {
			return err
		}
		for _, add := range []func(context.Context, *store.Tx, cycle.User, *Registers) error{
			addDecisions, addHolders, addThemes, addPlaces, addMentioned, addLineages, addMoney,
		} {
			if err := add(ctx, tx, by, &rows); err != nil {
				return err
			}
		}
		return nil
	})
	return rows, err
}

// addDecisions enters decisions. One that is known by its number only, because a text named it, is filled in and keeps
// its address; one that was entered before is refused.
func addDecisions(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	have, err := tx.Decisions(ctx)
	if err != nil {
		return err
	}
	slugs := taken(have, func(d cycle.Decision) string { return d.Slug })
	known := map[string]cycle.Decision{}
	for _, d := range have {
		known[dutch.DecisionKey(d.Reference)] = d
	}
	for i := range rows.Decisions {
		d := &rows.Decisions[i]
		was := known[dutch.DecisionKey(d.Reference)]
		switch {
		case d.Reference == "" || was.ID == "":
			was = cycle.Decision{}
			fill(&d.ID, tx)
			d.Slug = freeSlug(cmp.Or(d.Reference, d.Title), slugs)
		case was.Title != "" || was.State != "":
			return cycle.Refusal{Text: fmt.Sprintf("besluit %s is al ingevoerd", d.Reference)}
		default:
			d.ID, d.Slug, d.Version = was.ID, was.Slug, was.Version
		}
		if d.Reference != "" {
			known[dutch.DecisionKey(d.Reference)] = *d
		}
		if err := tx.SaveDecision(ctx, *d); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "decision.added", was, *d); err != nil {
			return err
		}
	}
	return nil
}

func addHolders(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	have, err := tx.Holders(ctx)
	slugs := taken(have, func(h cycle.PortfolioHolder) string { return h.Slug })
	for i := range rows.Holders {
		h := &rows.Holders[i]
		fill(&h.ID, tx)
		h.Slug = freeSlug(h.Name, slugs)
	}
	return addEach(ctx, tx, by, "holder.added", rows.Holders, tx.SaveHolder, err)
}

func addThemes(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	have, err := tx.Themes(ctx)
	slugs := taken(have, func(t cycle.Theme) string { return t.Slug })
	for i := range rows.Themes {
		t := &rows.Themes[i]
		fill(&t.ID, tx)
		t.Slug = freeSlug(t.Name, slugs)
	}
	return addEach(ctx, tx, by, "theme.added", rows.Themes, tx.SaveTheme, err)
}

func addPlaces(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	have, err := tx.Places(ctx)
	slugs := taken(have, func(p cycle.Place) string { return p.Slug })
	for i := range rows.Places {
		p := &rows.Places[i]
		fill(&p.ID, tx)
		p.Slug = freeSlug(p.Name, slugs)
	}
	return addEach(ctx, tx, by, "place.added", rows.Places, tx.SavePlace, err)
}

func addMentioned(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	have, err := tx.Nodes(ctx)
	lines := taken(have, func(n cycle.Node) string { return n.Line })
	for i := range rows.Nodes {
		n := &rows.Nodes[i]
		fill(&n.ID, tx)
		if m := n.Mentioned; m != nil {
			n.Line = freeSlug(m.Title+" "+strconv.Itoa(m.Year), lines)
		}
	}
	return addEach(ctx, tx, by, "node.mentioned", rows.Nodes, tx.SaveNode, err)
}

func addLineages(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	for i := range rows.Lineages {
		fill(&rows.Lineages[i].ID, tx)
	}
	return addEach(ctx, tx, by, "lineage.added", rows.Lineages, tx.SaveLineage, nil)
}

// Money lines are only ever added: a correction is a line of its own.
func addMoney(ctx context.Context, tx *store.Tx, by cycle.User, rows *Registers) error {
	for i := range rows.Money {
		fill(&rows.Money[i].ID, tx)
	}
	return addEach(ctx, tx, by, "money.added", rows.Money, tx.AddMoneyLine, nil)
}

// addEach stores new rows and writes a line of history for each. earlier is what went wrong while they were made.
func addEach[T store.Object](ctx context.Context, tx *store.Tx, by cycle.User, action string, rows []T, put func(context.Context, T) error, earlier error) error {
	if earlier != nil {
		return earlier
	}
	for _, row := range rows {
		if err := put(ctx, row); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, action, nil, row); err != nil {
			return err
		}
	}
	return nil
}

// taken are the addresses that were given out.
func taken[T any](rows []T, slug func(T) string) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows {
		out[slug(row)] = true
	}
	return out
}

// fill gives an id to what has none.
func fill[ID ~string](id *ID, tx *store.Tx) {
	if *id == "" {
		*id = ID(tx.NewID())
	}
}

// LinkNodes says which themes nodes belong to and which places they concern.
func (s *Service) LinkNodes(ctx context.Context, org cycle.OrganisationID, by cycle.User, themes []cycle.ThemeLink, places []cycle.PlaceLink) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayAdopt); err != nil {
			return err
		}
		if err := tx.AddThemeLinks(ctx, themes); err != nil {
			return err
		}
		if err := tx.AddPlaceLinks(ctx, places); err != nil {
			return err
		}
		var lines []store.Change
		for _, t := range themes {
			lines = append(lines, change("theme.linked", nil, t))
		}
		for _, p := range places {
			lines = append(lines, change("place.linked", nil, p))
		}
		return tx.RecordMany(ctx, by, lines)
	})
}
