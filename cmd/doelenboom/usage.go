package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

// usageMessages turn what the parser says into Dutch; the first that matches is used.
var usageMessages = []struct {
	pattern *regexp.Regexp
	dutch   string
}{
	{regexp.MustCompile(`^missing flags: (.*)$`), "dit ontbreekt nog: $1"},
	{regexp.MustCompile(`^missing positional arguments (.*)$`), "dit ontbreekt nog: $1"},
	{regexp.MustCompile(`^expected "(<.*)"$`), "dit ontbreekt nog: $1"},
	{regexp.MustCompile(`^unknown flag (\S+), did you mean (?:one of )?(.*)\?$`), "onbekende optie $1; bedoelt u $2?"},
	{regexp.MustCompile(`^unknown flag (\S+?),?$`), "onbekende optie $1"},
	{regexp.MustCompile(`^unexpected argument (\S+), did you mean (?:one of )?(.*)\?$`), "onbekende opdracht $1; bedoelt u $2?"},
	{regexp.MustCompile(`^unexpected argument (.*)$`), "hier hoort geen $1"},
	{regexp.MustCompile(`^expected one of (.*)$`), "kies een opdracht: $1"},
	{regexp.MustCompile(`^expected "(.*)"$`), "kies een opdracht: $1"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)? must be one of (.*) but got "(.*)"$`), `$1 kan niet "$3" zijn; kies uit $2`},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected a valid \d+ bit u?int but got "(.*)"$`), `$1: "$2" is geen geheel getal`},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected (?:string|int|an int) value but got "?EOL"? .*$`), `$1: hier hoort een waarde achter`},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected \S+ value but got "(.*)" \((?:short|long) flag\).*$`), `$1: "$2" lijkt een optie; is het de waarde, zet er dan een = voor`},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: missing value.*$`), `$1: hier hoort een waarde achter`},
	{regexp.MustCompile(`^bool value must be .* but got "(.*)"$`), `"$1" is geen ja of nee`},
}

// The parser names a flag with its placeholder.
var placeholder = regexp.MustCompile(`(--[a-z-]+)=\S+?(,|$)`)

// inDutch is the message for wrong usage; within is the command that was understood so far.
func inDutch(message string, within *kong.Node) string {
	for _, m := range usageMessages {
		if !m.pattern.MatchString(message) {
			continue
		}
		text := m.pattern.ReplaceAllString(message, m.dutch)
		if word, found := strings.CutPrefix(text, "hier hoort geen "); found && (within == nil || len(within.Children) > 0) {
			return "onbekende opdracht " + word + "; zie: doelenboom --help"
		}
		return placeholder.ReplaceAllString(unquoted(text), "$1$2")
	}
	return "verkeerd gebruik: " + message
}

// What can be chosen comes after one of these.
var choices = regexp.MustCompile(`(kies uit |kies een opdracht: |bedoelt u )(.*?)(\??)$`)

// unquoted takes the quotes from what can be chosen, and puts "of" before the last.
func unquoted(text string) string {
	parts := choices.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	words := strings.FieldsFunc(parts[2], func(r rune) bool { return r == '"' || r == ',' || r == ' ' })
	if last := len(words) - 1; last > 0 {
		words = []string{strings.Join(words[:last], ", ") + " of " + words[last]}
	}
	return choices.ReplaceAllLiteralString(text, "") + parts[1] + strings.Join(words, "") + parts[3]
}

// printHelp is the help of a command, in Dutch.
func printHelp(_ kong.HelpOptions, ctx *kong.Context) error {
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
	}
	w := ctx.Stdout
	fmt.Fprintf(w, "Gebruik: %s\n", usageLine(ctx, node))
	if help := firstText(node.Detail, node.Help); help != "" {
		fmt.Fprintf(w, "\n%s\n", help)
	}
	printCommands(w, node)
	printArguments(w, node)
	printFlags(w, node)
	return nil
}

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func usageLine(ctx *kong.Context, node *kong.Node) string {
	if node.Type == kong.ApplicationNode {
		return ctx.Model.Name + " <opdracht> [opties]"
	}
	line := ctx.Model.Name + " " + node.Path()
	for _, p := range node.Positional {
		line += " " + p.Summary()
	}
	if len(node.Children) > 0 {
		line += " <opdracht>"
	}
	return line + " [opties]"
}

func printCommands(w io.Writer, node *kong.Node) {
	var rows [][2]string
	for _, leaf := range node.Leaves(true) {
		if leaf != node {
			name := strings.TrimSpace(strings.TrimPrefix(leaf.Path(), node.Path()))
			rows = append(rows, [2]string{name, leaf.Help})
		}
	}
	printRows(w, "Opdrachten", rows)
}

func printArguments(w io.Writer, node *kong.Node) {
	var rows [][2]string
	for _, p := range node.Positional {
		rows = append(rows, [2]string{p.Summary(), p.Help})
	}
	printRows(w, "Argumenten", rows)
}

func printFlags(w io.Writer, node *kong.Node) {
	var rows [][2]string
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			rows = append(rows, [2]string{"--" + f.Name + flagValue(f), flagHelp(f)})
		}
	}
	printRows(w, "Opties", rows)
}

func flagValue(f *kong.Flag) string {
	if f.IsBool() {
		return ""
	}
	return " " + firstText(f.PlaceHolder, strings.ToUpper(f.Name))
}

func flagHelp(f *kong.Flag) string {
	help := f.Help
	if f.Enum != "" && !strings.Contains(help, "|") {
		help += " (" + strings.ReplaceAll(strings.TrimPrefix(f.Enum, ","), ",", ", ") + ")"
	}
	if f.HasDefault && f.Default != "" && f.Default != "0" {
		help += " [" + f.Default + "]"
	}
	if len(f.Envs) > 0 {
		help += " [" + strings.Join(f.Envs, ", ") + "]"
	}
	return help
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
