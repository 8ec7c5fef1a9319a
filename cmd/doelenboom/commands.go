package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// shared is what every command gets.
type shared struct {
	console
	place
}

// action is what a command does, once its flags are filled in.
type action interface {
	Run(ctx context.Context, con console, p place) error
}

// command is a command that does something. It takes no arguments until argument or arguments says so.
func (s *shared) command(name, help string, do action) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: help, DisableFlagsInUseLine: true}
	cmd.Flags().SortFlags = false
	cmd.Args = func(_ *cobra.Command, args []string) error { return atMost(0, args) }
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return do.Run(cmd.Context(), s.console, s.place) }
	return cmd
}

// group is a command that only holds others.
func group(name, help string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: help, DisableFlagsInUseLine: true, SuggestionsMinimumDistance: likeness}
	cmd.AddCommand(commands...)
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		if slices.ContainsFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == args[0] }) {
			return wrongUsage{"zet -- achter de opdracht: " + args[0]}
		}
		return wrongUsage{"onbekende opdracht " + args[0] + cmp.Or(perhaps(cmd.SuggestionsFor(args[0])), "; zie: doelenboom --help")}
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return wrongUsage{"kies een opdracht: " + oneOf(cmd.SuggestionsFor(""))} // which are all of them
	}
	return cmd
}

// argument lets a command have one argument, which it needs; name is like <bestand>.
func argument(cmd *cobra.Command, to *string, name, help string) {
	cmd.Use, cmd.Long = cmd.Use+" "+name, help
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			*to = args[0]
		}
		return atMost(1, args)
	}
}

// arguments lets a command have any number of them; name is like <bestand> ... or, when none will do, [<bestand> ...].
func arguments(cmd *cobra.Command, to *[]string, name, help string) {
	cmd.Use, cmd.Long = cmd.Use+" "+name, help
	cmd.Args = func(_ *cobra.Command, args []string) error {
		*to = args
		return nil
	}
}

func atMost(n int, args []string) error {
	if len(args) > n {
		return wrongUsage{"hier hoort geen " + args[n]}
	}
	return nil
}

// required are the flags that must be given.
func required(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // no such flag: a mistake of ours, which every start would show
		}
	}
}

// fromEnvironment is a text that a variable holds as long as no flag says otherwise.
func fromEnvironment(flags *pflag.FlagSet, to *string, name, variable, usage string) {
	flags.StringVar(to, name, "", usage+" ["+variable+"]")
	*to = os.Getenv(variable)
}

// choice is one of a few words. Where "" is one of them nothing need be chosen.
func choice(flags *pflag.FlagSet, to *string, name, usage string, words ...string) {
	shown := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	flags.Func(name, usage+" ("+strings.Join(shown, ", ")+")", func(text string) error {
		if !slices.Contains(words, text) {
			return wrongUsage{fmt.Sprintf("--%s kan niet %q zijn; kies uit %s", name, text, oneOf(shown))}
		}
		*to = text
		return nil
	})
}

// repeated is what may be given more often; between commas too.
func repeated(flags *pflag.FlagSet, to *[]string, name, usage string) {
	flags.Func(name, usage, func(text string) error {
		*to = append(*to, strings.FieldsFunc(text, func(r rune) bool { return r == ',' })...)
		return nil
	})
}

// again is a flag that may stand more than once, of which a value may hold a comma: an amount, a file.
func again(flags *pflag.FlagSet, to *[]string, name, usage string) {
	flags.Func(name, usage, func(text string) error {
		*to = append(*to, text)
		return nil
	})
}

// whole is a whole number as people write it: 010 is ten.
func whole(flags *pflag.FlagSet, to *int, name, usage string) {
	flags.Func(name, usage, func(text string) error {
		n, err := wholeNumber(name, text)
		*to = n
		return err
	})
}

func wholeNumber(name, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, wrongUsage{fmt.Sprintf("--%s: %q is geen geheel getal", name, text)}
	}
	return n, nil
}

// revision is the number of one.
func revision(flags *pflag.FlagSet, to *int, usage string) {
	flags.Func("revision", usage, func(text string) error {
		n, err := wholeNumber("revision", text)
		if err == nil && n < 1 {
			err = wrongUsage{"--revision: revisies tellen vanaf 1"}
		}
		*to = n
		return err
	})
}

// filled is a text that is not empty once it is given: a variable in a script was.
func filled(flags *pflag.FlagSet, to *string, name, usage string) {
	flags.Func(name, usage, func(text string) error {
		if text == "" {
			return wrongUsage{"--" + name + " is leeg; vul het in"}
		}
		*to = text
		return nil
	})
}

// optional is a text that may be left as it is, which an empty one is not.
func optional(flags *pflag.FlagSet, to **string, name, usage string) {
	flags.Func(name, usage, func(text string) error {
		*to = &text
		return nil
	})
}
