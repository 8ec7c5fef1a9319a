package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"
)

func tableCommand(ctx context.Context, args []string) error { return errors.New("not yet") }

// median of the measurements, the upper one of two.
func median[T cmp.Ordered](all []T) T {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
