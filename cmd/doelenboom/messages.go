package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/job"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
)

// messages are the Dutch lines that tell an error, one per problem, each once.
func messages(err error) []string {
	var lines []string
	add := func(more ...string) {
		for _, line := range more {
			if line = strings.ReplaceAll(line, "\n", "; "); !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	var invalid cycle.Invalid
	var half unfinished
	switch many := parts(err); {
	case many != nil:
		for _, e := range many {
			add(messages(e)...)
		}
	case errors.As(err, &half):
		add(half.kept)
		for _, line := range messages(half.err) {
			add(strings.ReplaceAll(line, nothingHalf, "")) // the first line says what is
		}
	case errors.As(err, &invalid):
		where := strings.TrimSuffix(err.Error(), invalid.Error()) // the file it is about
		for _, p := range invalid {
			add(where + cmp.Or(p.Text, p.Field+": "+p.Code))
		}
	default:
		add(message(err))
	}
	return lines
}

// parts are the problems that were joined into one error; nil when it is one problem, though it may wrap several causes.
func parts(err error) []error {
	many, ok := err.(interface{ Unwrap() []error })
	if !ok || strings.HasPrefix(fmt.Sprintf("%T", err), "*fmt.") {
		return nil
	}
	return many.Unwrap()
}

func message(err error) string {
	var refusal cycle.Refusal
	var problem importer.Problem
	var wrong wrongUsage
	var served server.Served
	var denied cycle.Forbidden
	var lost unwritten
	switch {
	case errors.As(err, &lost):
		return "niet alles kon gemeld worden: op standaarduitvoer kan niet geschreven worden (" + outputTrouble(lost.err) + ")"
	case errors.As(err, &refusal):
		return refusal.Text
	case errors.As(err, &problem):
		return problem.Error()
	case errors.As(err, &wrong):
		return wrong.text
	case errors.As(err, &served):
		return served.Error()
	}
	if text := surroundings(err); text != "" {
		return text
	}
	switch {
	case errors.As(err, &denied):
		return "dat mag niet: " + denied.Text
	case errors.Is(err, cycle.ErrForbidden):
		return "dat mag niet"
	case errors.Is(err, cycle.ErrConflict):
		return "iemand anders heeft dit intussen veranderd; kijk wat er nu staat en probeer het opnieuw"
	case errors.Is(err, cycle.ErrNotFound):
		return "niet gevonden; kijk wat er is met: doelenboom organisation list, edition list of user list"
	case errors.Is(err, context.DeadlineExceeded):
		return "het duurde te lang; er is niets veranderd"
	}
	return "onverwachte fout" + technically(err)
}

// technically is what is left to tell of an error that nobody foresaw.
func technically(err error) string { return ". Technische melding: " + err.Error() }

const nothingHalf = "; er is niets half gedaan"

// surroundings tells what the machine did, "" when it was not the machine.
func surroundings(err error) string {
	switch {
	case errors.Is(err, store.ErrDiskFull), errors.Is(err, blob.ErrDiskFull), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "de schijf is vol" + nothingHalf + ". Maak ruimte en probeer het opnieuw"
	case errors.Is(err, store.ErrReadOnly), errors.Is(err, blob.ErrReadOnly), errors.Is(err, syscall.EROFS):
		return "in de gegevens kan niet geschreven worden; kijk naar de rechten op de map en of de schijf alleen te lezen is"
	case errors.Is(err, store.ErrDamaged):
		return "het gegevensbestand is beschadigd; zet een back-up terug"
	case errors.Is(err, blob.ErrDamaged):
		return "een bestand met gepubliceerde onderdelen of pagina's is beschadigd; kijk met: doelenboom verify"
	case errors.Is(err, store.ErrSchemaNone):
		return "deze database is nog leeg; voer eerst uit: doelenboom migrate"
	case errors.Is(err, store.ErrSchemaOld):
		return "de gegevens zijn van een oudere versie; voer eerst uit: doelenboom migrate"
	case errors.Is(err, store.ErrSchemaNewer):
		return "de gegevens zijn van een nieuwere versie van doelenboom; gebruik die"
	case errors.Is(err, store.ErrBusy):
		return fmt.Sprintf("een ander programma houdt de database langer dan %.0f seconden bezet", store.Patience.Seconds()) + nothingHalf + ". Probeer het zo opnieuw"
	case errors.Is(err, store.ErrRefused):
		return "de database laat deze gebruiker niet toe; kijk naar gebruiker en wachtwoord in --database, en op de server in pg_hba.conf"
	case errors.Is(err, store.ErrNoDatabase):
		return "de server heeft geen database met deze naam; kijk naar --database, of maak haar op de server met: createdb"
	case errors.Is(err, store.ErrUnavailable):
		return "de database antwoordt niet" + nothingHalf
	}
	var row store.Unreadable
	if errors.As(err, &row) {
		return "een rij van de tabel " + row.Table + " is niet te lezen: zij is buiten het programma om veranderd. Zet een back-up terug"
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		return fmt.Sprintf("%s: %s", theirs(file.Path), fileTrouble(file.Err))
	}
	var moved *os.LinkError
	if errors.As(err, &moved) {
		return fmt.Sprintf("%s: %s", moved.New, fileTrouble(moved.Err))
	}
	var failed job.Failed
	if errors.As(err, &failed) {
		return "werk aan de pagina's lukte eerder niet en wordt straks opnieuw geprobeerd" + technically(failed)
	}
	return ""
}

// theirs is a path as people know it: a file that is written aside until it is whole stands in a folder that they named.
func theirs(path string) string {
	if name := filepath.Base(path); strings.HasPrefix(name, ".backup-") || strings.HasPrefix(name, ".export-") {
		return filepath.Dir(path)
	}
	return path
}

// networkTrouble is why an address cannot be had or reached.
func networkTrouble(err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "de poort is al in gebruik"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "deze computer heeft dat adres niet"
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return "dat mag u niet; poorten onder 1024 zijn voor de beheerder van de computer"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "daar luistert niemand"
	}
	return "het lukt niet" + technically(err)
}

// outputTrouble is why standard output takes nothing.
func outputTrouble(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "de schijf is vol"
	case errors.Is(err, syscall.EBADF):
		return "die is gesloten"
	case errors.Is(err, syscall.EPIPE):
		return "niemand leest mee"
	}
	return "technische melding: " + err.Error()
}

func fileTrouble(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "bestaat niet"
	case errors.Is(err, fs.ErrPermission):
		return "mag niet gelezen of geschreven worden"
	case errors.Is(err, fs.ErrExist):
		return "bestaat al"
	case errors.Is(err, syscall.ENOTDIR):
		return "is een bestand, geen map"
	case errors.Is(err, syscall.EISDIR):
		return "is een map, geen bestand"
	case errors.Is(err, syscall.EXDEV):
		return "ligt op een andere schijf dan waar het geschreven werd"
	case errors.Is(err, syscall.ENOTEMPTY):
		return "is niet leeg"
	case errors.Is(err, syscall.ELOOP):
		return "is een koppeling die naar zichzelf leidt"
	case errors.Is(err, syscall.EBUSY):
		return "is in gebruik"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "heeft een te lange naam"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "kan niet open: er staan te veel bestanden open"
	case errors.Is(err, syscall.EIO):
		return "kan niet gelezen of geschreven worden: de schijf geeft een fout"
	}
	return "kan niet gelezen of geschreven worden" + technically(err)
}

// refused is a no with its reason in Dutch.
func refused(format string, args ...any) error {
	return cycle.Refusal{Text: fmt.Sprintf(format, args...)}
}
