package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// understood is the command that the arguments name, with its flags filled in; the error is pflag.ErrHelp, or tells in
// Dutch what is wrong. These are the steps of cobra's own Execute without its help, completion and English.
func understood(root *cobra.Command, args []string) (*cobra.Command, error) {
	cmd, rest, _ := root.Find(args) // what names no command is found below, as an argument
	if err := forgottenValue(cmd, rest); err != nil {
		return cmd, err
	}
	unread := cmd.ParseFlags(rest)
	if at := slices.Index(cmd.Flags().Args(), ""); at == 0 || at > 0 && !cmd.HasSubCommands() {
		return cmd, wrongUsage{`er staat een leeg argument ""; laat het weg of vul het in`}
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil { // those before the flag that cannot be read
		return cmd, err
	}
	switch {
	case unread != nil:
		return cmd, inDutch(cmd, unread)
	case cmd.Flag("help").Value.String() == "true":
		return cmd, pflag.ErrHelp
	}
	return cmd, missing(cmd)
}

// forgottenValue takes a value that begins with a dash for the next flag: who means it writes --flag=-value.
func forgottenValue(cmd *cobra.Command, args []string) error {
	for i, arg := range args {
		name, long := strings.CutPrefix(arg, "--")
		if long && name == "" || i+1 == len(args) {
			return nil
		}
		f, next := cmd.Flag(name), args[i+1]
		if long && f != nil && f.NoOptDefVal == "" && len(next) > 1 && next[0] == '-' {
			return wrongUsage{fmt.Sprintf("%s: %q lijkt een optie; is het de waarde, zet er dan een = voor", arg, next)}
		}
	}
	return nil
}

// inDutch tells which flag cannot be read, and why.
func inDutch(cmd *cobra.Command, err error) error {
	var wrong wrongUsage
	var unknown *pflag.NotExistError
	var syntax *pflag.InvalidSyntaxError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &wrong):
		return wrong
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return wrongUsage{"onbekende optie -" + unknown.GetSpecifiedName()}
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		return wrongUsage{"onbekende optie " + name + perhaps(alike(cmd, name))}
	case errors.As(err, &syntax):
		return wrongUsage{"onbekende optie " + syntax.GetSpecifiedFlag()}
	case errors.As(err, &empty):
		return wrongUsage{"--" + empty.GetSpecifiedName() + ": hier hoort een waarde achter"}
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return wrongUsage{"--" + invalid.GetFlag().Name + ": hier hoort geen waarde achter"}
	}
	return err
}

// alike are the flags that somebody may have meant. Cobra knows likeness for commands only, so they stand as commands.
func alike(cmd *cobra.Command, name string) []string {
	names := &cobra.Command{SuggestionsMinimumDistance: likeness}
	for _, f := range flagsOf(cmd) {
		names.AddCommand(&cobra.Command{Use: "--" + f.Name, Run: func(*cobra.Command, []string) {}})
	}
	return names.SuggestionsFor(name)
}

// likeness is how many letters may differ between what was typed and what we suggest.
const likeness = 2

func perhaps(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; bedoelt u " + oneOf(names) + "?"
}

func oneOf(words []string) string {
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], ", ") + " of " + words[last]
	}
	return strings.Join(words, "")
}

// missing tells what must be given and was not.
func missing(cmd *cobra.Command) error {
	var names []string
	for _, f := range flagsOf(cmd) {
		if f.Annotations[cobra.BashCompOneRequiredFlag] != nil && !f.Changed {
			names = append(names, "--"+f.Name)
		}
	}
	slices.Sort(names)
	if what := argumentOf(cmd); len(names) == 0 && cmd.Flags().NArg() == 0 && strings.HasPrefix(what, "<") {
		names = []string{what}
	}
	if len(names) > 0 {
		return wrongUsage{"dit ontbreekt nog: " + strings.Join(names, ", ")}
	}
	return nil
}

// flagsOf are the flags of a command in the order of its help: first those that all commands have.
func flagsOf(cmd *cobra.Command) []*pflag.Flag {
	var all []*pflag.Flag
	add := func(f *pflag.Flag) {
		if !f.Hidden && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	cmd.Root().PersistentFlags().VisitAll(add)
	cmd.Flags().VisitAll(add)
	return all
}

// argumentOf is how the argument of a command is written: <bestand>, [<pad> ...], or nothing.
func argumentOf(cmd *cobra.Command) string {
	_, what, _ := strings.Cut(cmd.Use, " ")
	return what
}

// printHelp is the help of a command, in Dutch.
func printHelp(w io.Writer, cmd *cobra.Command) {
	line := cmd.UseLine()
	if cmd.HasSubCommands() {
		line += " <opdracht>"
	}
	fmt.Fprintf(w, "Gebruik: %s [opties]\n\n%s\n", line, cmd.Short)
	printRows(w, "Opdrachten", commandRows(cmd, ""))
	if what := argumentOf(cmd); what != "" {
		printRows(w, "Argumenten", [][2]string{{what, cmd.Long}})
	}
	var flags [][2]string
	for _, f := range flagsOf(cmd) {
		flags = append(flags, flagRow(f))
	}
	printRows(w, "Opties", flags)
}

// commandRows are the commands below one that do something themselves, with those between in their names.
func commandRows(cmd *cobra.Command, above string) [][2]string {
	var rows [][2]string
	for _, c := range cmd.Commands() {
		if c.HasSubCommands() {
			rows = append(rows, commandRows(c, above+c.Name()+" ")...)
			continue
		}
		rows = append(rows, [2]string{above + c.Name(), c.Short})
	}
	return rows
}

// flagRow is a flag with its value, and what it is for; the text of a flag begins with its value in back quotes.
func flagRow(f *pflag.Flag) [2]string {
	value, text := pflag.UnquoteUsage(f)
	if value == "" {
		return [2]string{"--" + f.Name, text}
	}
	text = strings.TrimPrefix(text, value+" ")
	if f.DefValue != "" && f.Value.Type() == "string" {
		text += " [" + f.DefValue + "]"
	}
	return [2]string{"--" + f.Name + " " + value, text}
}

func printRows(w io.Writer, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", title)
	width := 0
	for _, r := range rows {
		width = max(width, min(len(r[0]), 34))
	}
	for _, r := range rows {
		if len(r[0]) > width {
			fmt.Fprintf(w, "  %s\n  %-*s  %s\n", r[0], width, "", r[1])
			continue
		}
		fmt.Fprintf(w, "  %-*s  %s\n", width, r[0], r[1])
	}
}
