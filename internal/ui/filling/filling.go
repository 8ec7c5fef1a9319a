// Package filling draws how a round filled up: the share of reports that came to each state, day by day, beside the round
// of a year before. The picture has the table itself under it.
package filling

import (
	"fmt"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
)

// Line is one state through the days; Shares are from 0 to 100, one for each day.
type Line struct {
	Label  string
	Shares []int
	Before bool // of the round before: drawn as strokes
}

// Chart is a round.
type Chart struct {
	Days   []cycle.Date
	Lines  []Line
	Closes int // index of the last day of writing, -1 when it is not on the chart
}

// sheet is a drawing in units of its view box; the page decides how large it is, and which of the two is shown.
type sheet struct {
	class              string
	width, left, right int // room for the scale and for the labels
}

// A wide one, and one for a phone on which text is as large.
var sheets = []sheet{
	{class: "filling-wide", width: 720, left: 56, right: 170},
	{class: "filling-narrow", width: 360, left: 52, right: 150},
}

const (
	height      = 260
	top, bottom = 12, 34
)

// anchor keeps a text below the scale on the sheet.
func (s sheet) anchor(x float64) string {
	if x < float64(s.left)+40 {
		return "start"
	}
	return "middle"
}

// label is the text beside a line; on the narrow one a line of before has only the name of its edition.
func (s sheet) label(text string) string {
	if _, edition, before := strings.Cut(text, ", "); before && s.width < 400 {
		return edition
	}
	return text
}

func (s sheet) x(c Chart, i int) float64 {
	if len(c.Days) < 2 {
		return float64(s.left)
	}
	return float64(s.left) + float64(i)*float64(s.width-s.left-s.right)/float64(len(c.Days)-1)
}

func y(share int) float64 { return top + float64(100-share)*float64(height-top-bottom)/100 }

// path is a line as steps: a share holds until the day it changes.
func (s sheet) path(c Chart, l Line) string {
	var b strings.Builder
	for i, share := range l.Shares {
		if i == 0 {
			fmt.Fprintf(&b, "M%.1f %.1f", s.x(c, i), y(share))
			continue
		}
		fmt.Fprintf(&b, "H%.1fV%.1f", s.x(c, i), y(share))
	}
	return b.String()
}

// last is where the label of a line stands: at its end, moved so that labels do not cover each other.
func (c Chart) labels() []label {
	var all []label
	for _, l := range c.Lines {
		if len(l.Shares) == 0 {
			continue
		}
		last := l.Shares[len(l.Shares)-1]
		all = append(all, label{Text: l.Label + " " + strconv.Itoa(last) + " %", Y: y(last) + 4})
	}
	for moved := true; moved; {
		moved = false
		for i := range all {
			for j := range all {
				if i != j && all[j].Y >= all[i].Y && all[j].Y-all[i].Y < 16 && (all[j].Y > all[i].Y || j > i) {
					all[j].Y = all[i].Y + 16
					moved = true
				}
			}
		}
	}
	return all
}

// label is a text beside the end of a line.
type label struct {
	Text string
	Y    float64
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// scale are the heights that have a line and a number.
var scale = []int{0, 25, 50, 75, 100}

// row is one day of the table.
type row struct {
	Day    cycle.Date
	Shares []int
}

// rows are the days on which something changed, and the last.
func (c Chart) rows() []row {
	var all []row
	for i, d := range c.Days {
		r := row{Day: d}
		changed := i == 0 || i == len(c.Days)-1
		for _, l := range c.Lines {
			if i >= len(l.Shares) {
				continue
			}
			r.Shares = append(r.Shares, l.Shares[i])
			changed = changed || l.Shares[i] != l.Shares[i-1]
		}
		if changed {
			all = append(all, r)
		}
	}
	return all
}

func class(i int, l Line) string {
	if l.Before {
		return "filling-line filling-before"
	}
	return "filling-line filling-" + strconv.Itoa(i+1)
}
