package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"syscall"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/job"
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
		{"a fault of ours stays on one line", errors.New("first\nsecond"), []string{"onverwachte fout. Technische melding: first; second"}},
		{"somebody else holds the database", fmt.Errorf("save: %w", store.ErrBusy), []string{"een ander programma houdt de database langer dan 10 seconden bezet; er is niets half gedaan. Probeer het zo opnieuw"}},
		{"a database that refuses who comes", fmt.Errorf("open: %w", store.ErrRefused), []string{"de database laat deze gebruiker niet toe; kijk naar gebruiker en wachtwoord in --database, en op de server in pg_hba.conf"}},
		{"a database that is not there", fmt.Errorf("open: %w", store.ErrNoDatabase), []string{"de server heeft geen database met deze naam; kijk naar --database, of maak haar op de server met: createdb"}},
		{"a file that cannot be put in its place", &os.LinkError{Op: "rename", Old: ".export-1", New: "uit.zip", Err: syscall.EXDEV}, []string{"uit.zip: ligt op een andere schijf dan waar het geschreven werd"}},
		{"a folder that is not there is named, not the file that was tried in it", &fs.PathError{Op: "open", Path: "weg/.backup-123", Err: fs.ErrNotExist}, []string{"weg: bestaat niet"}},
		{"a link that leads to itself", &fs.PathError{Op: "stat", Path: "lus", Err: syscall.ELOOP}, []string{"lus: is een koppeling die naar zichzelf leidt"}},
		{"a disk that fails", &fs.PathError{Op: "read", Path: "a.txt", Err: syscall.EIO}, []string{"a.txt: kan niet gelezen of geschreven worden: de schijf geeft een fout"}},
		{"a file with a trouble that nobody foresaw", &fs.PathError{Op: "read", Path: "a.txt", Err: syscall.ESTALE}, []string{"a.txt: kan niet gelezen of geschreven worden. Technische melding: stale file handle"}},
		{"work that failed before", unfinished{"revisie 1 is bevroren", job.Failed{Kind: "render", Text: "panic: x"}}, []string{"revisie 1 is bevroren", "werk aan de pagina's lukte eerder niet en wordt straks opnieuw geprobeerd. Technische melding: render: panic: x"}},
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
