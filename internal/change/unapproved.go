package change

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// mostNamed is how many reports a refusal names.
const mostNamed = 5

// naming adds to a refusal for want of approval which reports it is about, by their numbers.
func naming(ctx context.Context, tx *store.Tx, edition cycle.EditionID, refused error) error {
	var late cycle.Unapproved
	if !errors.As(refused, &late) {
		return refused
	}
	placements, err := tx.Placements(ctx, edition)
	if err != nil {
		return err
	}
	var numbers []string
	for _, p := range placements {
		if slices.Contains(late.Nodes, p.Node) {
			numbers = append(numbers, p.Number)
		}
	}
	slices.SortFunc(numbers, dutch.CompareNumbers)
	more := ""
	if n := len(late.Nodes) - mostNamed; n > 0 && len(numbers) > mostNamed {
		numbers, more = numbers[:mostNamed], fmt.Sprintf(" en nog %d", n)
	}
	if len(numbers) > 0 {
		late.Text += " (" + strings.Join(numbers, ", ") + more + ")"
	}
	return late
}
