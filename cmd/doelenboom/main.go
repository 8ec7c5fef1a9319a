// Command doelenboom is the whole program: the workplace, the publication site and the work of an administrator. See
// README.md; every subcommand is a file of its own here.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes of the contract.
const (
	exitGood        = 0
	exitNotDone     = 1
	exitWrongUsage  = 2
	exitInterrupted = 130
)

// cli is every command with its flags.
type cli struct {
	place

	Demo         demoCommand         `cmd:"" help:"Toon de voorbeeldorganisaties in de browser."`
	Serve        serveCommand        `cmd:"" help:"Start werkplek en publicatiesite."`
	Organisation organisationCommand `cmd:"" help:"Organisaties toevoegen, bekijken en hun huisstijl kiezen."`
	User         userCommand         `cmd:"" help:"Gebruikers toevoegen, bekijken en hun rollen veranderen."`
	Edition      editionCommand      `cmd:"" help:"Edities toevoegen en bekijken."`
	Import       importCommand       `cmd:"" help:"Lees documenten in een editie in."`
	Publish      publishCommand      `cmd:"" help:"Bevries een editie en zet haar op de site."`
	Correct      correctCommand      `cmd:"" help:"Verbeter een gepubliceerde editie met een nieuwe revisie."`
	Withdraw     withdrawCommand     `cmd:"" help:"Wis genoemde delen van een revisie, met de reden erbij."`
	Rebuild      rebuildCommand      `cmd:"" help:"Maak alles wat afgeleid is opnieuw uit de publicaties."`
	Verify       verifyCommand       `cmd:"" help:"Reken publicaties, bewijs en geschiedenis na."`
	Export       exportCommand       `cmd:"" help:"Schrijf een gepubliceerde editie weg als bestanden."`
	Backup       backupCommand       `cmd:"" help:"Zet de hele installatie in één bestand; ook terwijl er gewerkt wordt."`
	Restore      restoreCommand      `cmd:"" help:"Zet een back-up terug in een lege map."`
	Migrate      migrateCommand      `cmd:"" help:"Breng het schema van de gegevens op peil."`
	Version      versionCommand      `cmd:"" help:"Versie, commit, schema en wat er ingebouwd is."`
}

// place says where the data is and as whom a command acts.
type place struct {
	As       string `env:"DOELENBOOM_AS" placeholder:"ADRES" help:"Namens wie; zonder is dat beheer (opdrachtregel)."`
	Data     string `env:"DOELENBOOM_DATA" placeholder:"MAP" help:"Map met de gegevens (zonder: ./doelenboom-data)."`
	Database string `env:"DOELENBOOM_DATABASE" placeholder:"postgres://…" help:"PostgreSQL in plaats van SQLite."`
}

const defaultData = "./doelenboom-data"

// folder is the data folder.
func (p place) folder() string {
	if p.Data == "" {
		return defaultData
	}
	return p.Data
}

// console is what a command talks to.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// say writes one line for people.
func (c console) say(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)                   // a second Ctrl+C ends the program at once
	slog.SetDefault(slog.New(slog.DiscardHandler)) // commands tell their problems themselves; only a server keeps a log
	os.Exit(run(ctx, os.Args[1:], console{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// run does one command and answers with its exit code.
func run(ctx context.Context, args []string, con console) int {
	var c cli
	if len(args) == 0 {
		args = []string{"--help"}
	}
	helped := false
	parser, err := kong.New(&c, kong.Name("doelenboom"),
		kong.Description("Doelenboom: planning & control voor provincies, gemeenten en waterschappen."),
		kong.Help(printHelp), kong.Writers(con.out, con.err), kong.Exit(func(int) { helped = true }),
		kong.HelpOptions{}, kong.UsageOnError())
	if err != nil {
		panic(err) // a mistake in the structs above
	}
	parser.Model.HelpFlag.Help = "Toon deze hulp."
	parsed, err := parser.Parse(args)
	switch {
	case helped:
		return exitGood
	case err != nil:
		fmt.Fprintf(con.err, "doelenboom: %s\n", inDutch(err.Error(), understood(err)))
		return exitWrongUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(con, c.place)
	return report(ctx, con, err)
}

// understood is the command as far as the parser could follow it.
func understood(err error) *kong.Node {
	if wrong := (*kong.ParseError)(nil); errors.As(err, &wrong) && wrong.Context != nil {
		return wrong.Context.Selected()
	}
	return nil
}

// report tells what went wrong, one line per problem, and gives the exit code.
func report(ctx context.Context, con console, err error) int {
	if err == nil {
		return exitGood
	}
	if ctx.Err() != nil {
		text := "onderbroken; er is niets half gedaan"
		if half := (unfinished{}); errors.As(err, &half) {
			text = "onderbroken: " + half.kept
		}
		fmt.Fprintf(con.err, "doelenboom: %s\n", text)
		return exitInterrupted
	}
	for _, line := range messages(err) {
		fmt.Fprintf(con.err, "doelenboom: %s\n", line)
	}
	if wrong := (wrongUsage{}); errors.As(err, &wrong) {
		return exitWrongUsage
	}
	return exitNotDone
}

// wrongUsage is a command line that is refused after parsing.
type wrongUsage struct{ text string }

func (w wrongUsage) Error() string { return w.text }
