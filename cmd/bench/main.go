// Command bench measures the program: how fast pages are read, applied, frozen, rendered, corrected and served, and how
// small it stays meanwhile. It is not shipped.
//
//	bench                              everything, as a table with targets and ratios
//	bench prepare TEXTDIR OUTDIR       an installation with the editions of a corpus in it, frozen and shown
//	bench site --data DIR --out OUT    their pages as files, from the frozen parts
//	bench archives --data DIR          their pages as archives, as kept for serving
//	bench export --data DIR --out OUT  those archives unpacked into files
//	bench correct --data DIR           one page put right, from the call until it is shown
//	bench read TEXTDIR                 pages in the shape of the source page, read into a proposal
//	bench apply TEXTDIR                a proposal applied in one transaction
//	bench writers TEXTDIR              people who write at once, during an import and rendering
//	bench work TEXTDIR                 pages of the workplace, beside the same ones with html/template
//	bench serve --data DIR             the site on its own, until it is stopped
//	bench paths --data DIR             the address of every deliverable, one a line, to put load on
//	bench beside --kind KIND           what our pages are held against: hello, files or memory
//
// A corpus is a folder per organisation with a folder per edition with a text file per page. The table makes its own:
// with the generator of ../shared/bench where that is there, otherwise by multiplying the page of the sample.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"doelenboom/internal/heap"
)

// commands are what bench can be asked; without one it makes the table.
var commands = map[string]func(context.Context, []string) error{
	"":         tableCommand,
	"apply":    applyCommand,
	"archives": archivesCommand,
	"beside":   besideCommand,
	"correct":  correctCommand,
	"export":   exportCommand,
	"paths":    pathsCommand,
	"prepare":  prepareCommand,
	"read":     readCommand,
	"serve":    serveCommand,
	"site":     siteCommand,
	"work":     workCommand,
	"writers":  writersCommand,
}

// rooms are for those that stand for a command of the program that ends by itself, with the room in memory of that one.
var rooms = map[string]int{
	"apply": heap.Large, "archives": heap.Usual, "correct": heap.Usual, "export": heap.Usual, "prepare": heap.Usual, "site": heap.Usual,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	name, args := "", os.Args[1:]
	if len(args) > 0 && args[0][0] != '-' {
		name, args = args[0], args[1:]
	}
	run := commands[name]
	if run == nil {
		fmt.Fprintf(os.Stderr, "bench: there is no %q; see the top of cmd/bench/main.go\n", name)
		os.Exit(2)
	}
	if room := rooms[name]; room > 0 {
		heap.Roomy(room)
	}
	if err := run(ctx, args); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// flags parses the flags of a command and gives what is left; that many arguments are asked.
func flags(name string, args []string, want int, define func(*flag.FlagSet)) ([]string, error) {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	profile := profiles(fs)
	define(fs)
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	if fs.NArg() != want {
		return nil, fmt.Errorf("%s takes %d arguments, there are %d", name, want, fs.NArg())
	}
	return fs.Args(), profile()
}
