package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// introduction is the text that comes in the place of that of the edition; nil when none was named.
func (c correctCommand) introduction(ctx context.Context, e cycle.Edition) (*change.Introduction, error) {
	if c.Intro == "" {
		return nil, nil
	}
	text, err := readText(ctx, c.Intro)
	if err != nil {
		return nil, err
	}
	doc, err := richtext.ParseAccept(text)
	if err != nil {
		return nil, refused("%s: %v", c.Intro, err)
	}
	return &change.Introduction{Text: doc, Seen: e.Version}, nil
}

// readText reads a file with a text as people write it.
func readText(ctx context.Context, file string) (string, error) {
	f, err := openDocument(ctx, file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, richtext.MostBytes+1))
	if err != nil {
		return "", err
	}
	if len(text) <= richtext.MostBytes && !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 { // a longer one was cut in a letter
		return "", refused("%s is geen tekst in UTF-8; bewaar het zo en probeer het opnieuw", file)
	}
	return strings.TrimPrefix(string(text), "\ufeff"), nil
}

// pointNamed is a decision point as --point and --amount name it: what is to change, and the file that has its words.
type pointNamed struct {
	cycle.PointChange
	file string
}

// pointsNamed are the decision points that the command names, each once, in their order.
func (c correctCommand) pointsNamed() ([]pointNamed, error) {
	var all []pointNamed
	find := func(flag, value, what string) (*pointNamed, string, error) {
		number, rest, cut := strings.Cut(value, "=")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !cut || err != nil || n < 1 || strings.TrimSpace(rest) == "" {
			return nil, "", wrongUsage{fmt.Sprintf("%s: %q moet het nummer van een beslispunt zijn met %s, bijvoorbeeld %s", flag, value, what, pointExamples[flag])}
		}
		at := slices.IndexFunc(all, func(p pointNamed) bool { return p.Number == n })
		if at < 0 {
			at = len(all)
			all = append(all, pointNamed{PointChange: cycle.PointChange{Number: n}})
		}
		return &all[at], strings.TrimSpace(rest), nil
	}
	for _, value := range c.Point {
		p, file, err := find("--point", value, "een bestand")
		switch {
		case err != nil:
			return nil, err
		case p.file != "":
			return nil, wrongUsage{fmt.Sprintf("--point noemt beslispunt %d twee keer", p.Number)}
		}
		p.file = file
	}
	for _, value := range c.Amount {
		p, amount, err := find("--amount", value, "een bedrag")
		switch {
		case err != nil:
			return nil, err
		case p.Amount != nil || p.NoAmount:
			return nil, wrongUsage{fmt.Sprintf("--amount noemt beslispunt %d twee keer", p.Number)}
		case amount == "geen":
			p.NoAmount = true
			continue
		}
		cents, err := money.Parse(amount, 1)
		if err != nil {
			return nil, wrongUsage{fmt.Sprintf("--amount: %q is geen bedrag; schrijf bijvoorbeeld '2=€ 250.000' of '2=€ 1,2 miljoen', of 2=geen", amount)}
		}
		p.Amount = &cents
	}
	return all, nil
}

var pointExamples = map[string]string{"--point": "2=beslispunt.txt", "--amount": "'2=€ 250.000'"}

// readPoints reads the words of the decision points. What is asked of a council is one line.
func readPoints(ctx context.Context, named []pointNamed) ([]cycle.PointChange, error) {
	var changes []cycle.PointChange
	for _, p := range named {
		if p.file != "" {
			text, err := readText(ctx, p.file)
			if err != nil {
				return nil, err
			}
			if p.Text = richtext.Line(text); p.Text == "" {
				return nil, refused("%s is leeg; schrijf erin wat er besloten moet worden", p.file)
			}
		}
		changes = append(changes, p.PointChange)
	}
	return changes, nil
}

// tellFront says what changes on the front page of e.
func tellFront(con console, e cycle.Edition, intro *change.Introduction, changes []cycle.PointChange) {
	if intro != nil && !e.SaysFront(intro.Text, nil) {
		con.say("vervangen: de inleiding")
	}
	to, _ := e.CorrectPoints(changes) // as it was done
	for i, d := range to.Decides {
		if reflect.DeepEqual(d, e.Decides[i]) {
			continue
		}
		amount := "geen bedrag"
		if d.Amount != nil {
			amount = d.Amount.String()
		}
		con.say("vervangen: beslispunt %d: %s (%s)", d.Number, d.Text, amount)
	}
}
