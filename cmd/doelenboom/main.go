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

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes of the contract.
const (
	exitGood        = 0
	exitNotDone     = 1
	exitWrongUsage  = 2
	exitInterrupted = 130
)

// place says where the data is and as whom a command acts.
type place struct{ As, Data, Database string }

func (p *place) bind(flags *pflag.FlagSet) {
	fromEnvironment(flags, &p.As, "as", "DOELENBOOM_AS", "`ADRES` Namens wie; zonder is dat beheer (opdrachtregel).")
	filled(flags, &p.Data, "data", "`MAP` Map met de gegevens (zonder: ./doelenboom-data). [DOELENBOOM_DATA]")
	p.Data = os.Getenv("DOELENBOOM_DATA")
	fromEnvironment(flags, &p.Database, "database", "DOELENBOOM_DATABASE", "`postgres://…` PostgreSQL in plaats van SQLite.")
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
func (c console) say(format string, args ...any) {
	fmt.Fprintln(c.out, oneLine(fmt.Sprintf(format, args...)))
}

// complain writes one line about a problem.
func (c console) complain(text string) { fmt.Fprintln(c.err, "doelenboom: "+oneLine(text)) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)                   // a second Ctrl+C ends the program at once
	slog.SetDefault(slog.New(slog.DiscardHandler)) // commands tell their problems themselves; only a server keeps a log
	os.Exit(run(ctx, os.Args[1:], console{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// run does one command and answers with its exit code.
func run(ctx context.Context, args []string, con console) int {
	out := &output{to: con.out}
	con.out = out
	err := perform(ctx, args, con)
	return out.code(err, func(err error) int { return report(ctx, con, err) })
}

func perform(ctx context.Context, args []string, con console) error {
	if len(args) == 0 {
		args = []string{"--help"}
	}
	cmd, err := understood(commands(&shared{console: con}), args)
	if errors.Is(err, pflag.ErrHelp) {
		printHelp(con.out, cmd)
		return nil
	}
	if err != nil {
		return err
	}
	cmd.SetContext(ctx)
	return cmd.RunE(cmd, cmd.Flags().Args())
}

// commands is every command, in the order of the help.
func commands(s *shared) *cobra.Command {
	cobra.EnableCommandSorting = false
	all := group("doelenboom", "Doelenboom: planning & control voor provincies, gemeenten en waterschappen.",
		newDemo(s), newServe(s), newOrganisation(s), newUser(s), newEdition(s), newImport(s), newPublish(s), newCorrect(s),
		newWithdraw(s), newRebuild(s), newVerify(s), newExport(s), newBackup(s), newRestore(s), newMigrate(s), newVersion(s))
	flags := all.PersistentFlags()
	flags.SortFlags = false
	flags.BoolP("help", "h", false, "Toon deze hulp.")
	s.place.bind(flags)
	return all
}

// report tells what went wrong, one line per problem, and gives the exit code.
func report(ctx context.Context, con console, err error) int {
	if err == nil {
		return exitGood
	}
	if lost := (unwritten{}); ctx.Err() != nil && !errors.As(err, &lost) {
		text := "onderbroken; er is niets half gedaan"
		if half := (unfinished{}); errors.As(err, &half) {
			text = "onderbroken: " + half.kept
		}
		con.complain(text)
		return exitInterrupted
	}
	for _, line := range messages(err) {
		con.complain(line)
	}
	if wrong := (wrongUsage{}); errors.As(err, &wrong) {
		return exitWrongUsage
	}
	return exitNotDone
}

// wrongUsage is a command line that is refused after parsing.
type wrongUsage struct{ text string }

func (w wrongUsage) Error() string { return w.text }
