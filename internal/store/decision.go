package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var decisions = noun[cycle.Decision]{
	table: "decision", keys: []string{"id"}, columns: []string{"slug", "reference", "is_taken"},
	values:  func(d cycle.Decision) []any { return []any{string(d.ID), d.Slug, d.Reference, number(d.Taken())} },
	version: func(d *cycle.Decision) *int { return &d.Version },
}

// Decisions lists the register of decisions, by reference; papers without one come first.
func (r Reader) Decisions(ctx context.Context) ([]cycle.Decision, error) {
	return listOnce(ctx, r, decisions, `select body, version from decision where organisation_id = $1 order by reference, id`)
}

// TakenDecisions lists those of the register that are known to be taken.
func (r Reader) TakenDecisions(ctx context.Context) ([]cycle.Decision, error) {
	return list(ctx, r, decisions,
		`select body, version from decision where organisation_id = $1 and is_taken = 1 order by reference, id`)
}

// Decision finds a decision.
func (r Reader) Decision(ctx context.Context, id cycle.DecisionID) (cycle.Decision, error) {
	return one(ctx, r, decisions, "decision "+string(id),
		`select body, version from decision where organisation_id = $1 and id = $2`, id)
}

// DecisionByReference finds a decision by its reference in normal form: PS/2016/486.
func (r Reader) DecisionByReference(ctx context.Context, reference string) (cycle.Decision, error) {
	return one(ctx, r, decisions, "decision "+reference,
		`select body, version from decision where organisation_id = $1 and reference = $2 and reference <> ''`, reference)
}

// SaveDecision stores a decision.
func (tx *Tx) SaveDecision(ctx context.Context, d cycle.Decision) error {
	return tx.SaveDecisions(ctx, []cycle.Decision{d})
}

// SaveDecisions stores decisions, many at a time.
func (tx *Tx) SaveDecisions(ctx context.Context, all []cycle.Decision) error {
	return save(ctx, tx, decisions, all)
}
