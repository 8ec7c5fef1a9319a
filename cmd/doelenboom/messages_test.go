package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/store"
)

func TestEveryProblemIsALineOfItsOwn(t *testing.T) {
	gone := &fs.PathError{Op: "open", Path: "blad.txt", Err: fs.ErrNotExist}
	tests := []struct {
		name string
		err  error
		want []string
	}{
		{"a rule that says no speaks for itself", refused("dat mag niet op %s", "zondag"), []string{"dat mag niet op zondag"}},
		{"a file is named with its line", fmt.Errorf("reading: %w", importer.Problem{File: "a.txt", Line: 3, Text: "het is leeg"}), []string{"a.txt, regel 3: het is leeg"}},
		{"two files are two lines", several{gone, importer.Problem{File: "a.txt", Text: "het is leeg"}}, []string{"blad.txt: bestaat niet", "a.txt: het is leeg"}},
		{"the same trouble twice is one line", errors.Join(store.ErrDiskFull, fmt.Errorf("close: %w", store.ErrDiskFull)), []string{"de schijf is vol; er is niets half gedaan. Maak ruimte en probeer het opnieuw"}},
		{"one problem with two causes is one line", fmt.Errorf("save: %w: %w", store.ErrUnavailable, errors.New("connection reset")), []string{"de database antwoordt niet; er is niets half gedaan"}},
		{"each field that is wrong is told, with the file it stands in", fmt.Errorf("a.txt: %w", cycle.Invalid{{Field: "x", Text: "een datum ontbreekt"}, {Field: "y", Text: "een naam ontbreekt"}}), []string{"a.txt: een datum ontbreekt", "a.txt: een naam ontbreekt"}},
		{"what is half done is not told as nothing", unfinished{"revisie 1 is bevroren", store.ErrDiskFull}, []string{"revisie 1 is bevroren", "de schijf is vol. Maak ruimte en probeer het opnieuw"}},
		{"what is kept is told before what went wrong after it", unfinished{"revisie 1 is bevroren", store.ErrReadOnly}, []string{"revisie 1 is bevroren", "in de gegevens kan niet geschreven worden; kijk naar de rechten op de map en of de schijf alleen te lezen is"}},
		{"a fault of ours stays on one line", errors.New("first\nsecond"), []string{"onverwachte fout: first; second"}},
		{"waiting too long", fmt.Errorf("read: %w", context.DeadlineExceeded), []string{"het duurde te lang; er is niets veranderd"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := messages(test.err); !slices.Equal(got, test.want) {
				t.Errorf("it says %q, want %q", got, test.want)
			}
		})
	}
}
