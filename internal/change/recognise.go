package change

import (
	"context"
	"maps"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// A placeholder is known by its number only, so nobody can tell which goal or deliverable of other editions it is. When
// its title comes in later, number and title together tell. In an edition that is being written it then becomes that
// node, as if the title had come in first. What is published keeps its identity; there a lineage ties the two together,
// as a proposal.

// recognise finds the placeholders of which the rows bring the title, and that are nodes of other editions.
func (in *intake) recognise(ctx context.Context, rows map[string]Placing, before map[sameAs]cycle.NodeID) error {
	found, taken := map[cycle.NodeID]cycle.NodeID{}, map[cycle.NodeID]bool{}
	for _, number := range slices.SortedFunc(maps.Keys(rows), dutch.CompareNumbers) {
		here := in.tree.byNumber[number]
		is := before[sameAs{number, dutch.TitleKey(rows[number].Title)}]
		if _, placed := in.tree.byNode[is]; is != "" && !placed && !taken[is] && in.tree.byNode[here].Placeholder {
			found[here], taken[is] = is, true
		}
	}
	if len(found) == 0 {
		return nil
	}
	if in.edition.Stage != cycle.Writing {
		return in.proposeTies(ctx, found)
	}
	if err := in.onlyBare(ctx, found); err != nil {
		return err
	}
	if err := in.renameInReports(ctx, found); err != nil {
		return err
	}
	return in.renameInTree(ctx, found)
}

// onlyBare leaves out the placeholders that are more than their place: something was written of them, or a register
// names them. Whoever did so took them for a node of their own.
func (in *intake) onlyBare(ctx context.Context, found map[cycle.NodeID]cycle.NodeID) error {
	reports, err := in.tx.Reports(ctx, in.edition.ID)
	if err != nil {
		return err
	}
	for _, r := range reports {
		delete(found, r.Node)
	}
	money, err := in.tx.MoneyLines(ctx, in.edition.ID)
	if err != nil {
		return err
	}
	for _, l := range money {
		delete(found, l.Node)
	}
	themes, err := in.tx.ThemeLinks(ctx)
	if err != nil {
		return err
	}
	for _, l := range themes {
		delete(found, l.Node)
	}
	places, err := in.tx.PlaceLinks(ctx)
	if err != nil {
		return err
	}
	for _, l := range places {
		delete(found, l.Node)
	}
	ties, err := in.tx.Lineages(ctx)
	if err != nil {
		return err
	}
	for _, l := range ties {
		delete(found, l.From)
		delete(found, l.To)
	}
	others, err := in.tx.OtherEditions(ctx, in.edition.ID)
	for _, o := range others {
		for node := range o.Titles {
			delete(found, node)
		}
	}
	return err
}

// renameInReports lets what this edition says of a placeholder be about what it became.
func (in *intake) renameInReports(ctx context.Context, found map[cycle.NodeID]cycle.NodeID) error {
	reports, err := in.tx.Reports(ctx, in.edition.ID)
	if err != nil {
		return err
	}
	for _, r := range reports {
		touched := false
		for i, ref := range r.References {
			if is := found[ref.Node]; is != "" {
				r.References[i].Node, touched = is, true
			}
		}
		for _, doc := range r.Docs() {
			doc.EachRef(func(ref *richtext.Ref) {
				if is := found[cycle.NodeID(ref.ID)]; ref.Kind == richtext.RefNode && is != "" {
					ref.ID, touched = string(is), true
				}
			})
		}
		if !touched {
			continue
		}
		if err := in.tx.SaveReport(ctx, r); err != nil {
			return err
		}
		if err := in.tx.Record(ctx, in.by, "reference.recognised", r, r); err != nil {
			return err
		}
	}
	return nil
}

// proposeTies says that published placeholders probably are nodes of other editions.
func (in *intake) proposeTies(ctx context.Context, found map[cycle.NodeID]cycle.NodeID) error {
	editions, err := in.tx.Editions(ctx)
	if err != nil {
		return err
	}
	others, err := in.tx.OtherEditions(ctx, in.edition.ID)
	if err != nil {
		return err
	}
	titles := map[cycle.EditionID]map[cycle.NodeID]string{}
	for _, o := range others {
		titles[o.Edition] = o.Titles
	}
	for _, here := range slices.Sorted(maps.Keys(found)) {
		other := found[here]
		tie := cycle.Lineage{
			ID: cycle.LineageID(in.tx.NewID()), Kind: cycle.Continued, Proposal: true, Certainty: cycle.Probable,
			From: other, To: here, Edition: in.edition.ID,
		}
		for _, e := range editions { // the first one that has the other
			if _, has := titles[e.ID][other]; has {
				if in.edition.Before(e) {
					tie.From, tie.To, tie.Edition = here, other, e.ID
				}
				break
			}
		}
		if err := in.tx.SaveLineage(ctx, tie); err != nil {
			return err
		}
		if err := in.tx.Record(ctx, in.by, "lineage.proposed", nil, tie); err != nil {
			return err
		}
	}
	return nil
}

// renameInTree gives the places of placeholders to the nodes that they turned out to be. The old nodes were never more
// than a number, and go.
func (in *intake) renameInTree(ctx context.Context, found map[cycle.NodeID]cycle.NodeID) error {
	places, err := in.tx.Placements(ctx, in.edition.ID)
	if err != nil {
		return err
	}
	const action = "placeholder.recognised"
	var saved []cycle.Placement
	var lines []store.Change
	for _, was := range places {
		now := was
		if is := found[was.Parent]; is != "" {
			now.Parent = is
		}
		if is := found[was.Node]; is != "" {
			now.Node, now.Version = is, 0
			if err := in.forget(ctx, was); err != nil {
				return err
			}
			lines = append(lines, change(action, was, nil), change(action, in.tree.nodes[was.Node], nil), change(action, nil, now))
			saved = append(saved, now)
		} else if now != was {
			lines = append(lines, change(action, was, now))
			saved = append(saved, now)
		}
	}
	if err := in.tx.SavePlacements(ctx, saved); err != nil {
		return err
	}
	if err := in.tx.RecordMany(ctx, in.by, lines); err != nil {
		return err
	}
	if in.tree, err = newPlanter(ctx, in.tx, in.edition); err != nil {
		return err
	}
	in.link.nodes = in.tree.byNumber
	return nil
}

func (in *intake) forget(ctx context.Context, p cycle.Placement) error {
	if err := in.tx.RemovePlacement(ctx, p); err != nil {
		return err
	}
	return in.tx.RemoveNode(ctx, in.tree.nodes[p.Node])
}
