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

// mostNamed is how many nodes a sentence names.
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
	if len(numbers) > 0 {
		late.Text += " (" + someOf(numbers) + ")"
	}
	return late
}

// someOf names the first of many numbers.
func someOf(numbers []string) string {
	more := ""
	if n := len(numbers) - mostNamed; n > 0 {
		numbers, more = numbers[:mostNamed], fmt.Sprintf(" en nog %d", n)
	}
	return strings.Join(numbers, ", ") + more
}
