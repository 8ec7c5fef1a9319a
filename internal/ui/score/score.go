// Package score shows a judgement: a shape and a word, never a colour alone.
package score

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// The values beside those of cycle that have a shape: no score was given, and nobody knows whether one was.
const (
	None    = ""
	Unknown = "onbekend"
)

// shapes are whole elements, made once: a tree shows hundreds. They differ in form, so that colour is not needed, and
// they take their size from attributes, so that they stay small without a style sheet. They are written as short as can
// be for the same reason: around the middle, so that a circle needs no place.
var shapes = map[string]templ.Component{
	cycle.Green:  shape("groen", `<circle r="7"/>`),
	cycle.Orange: shape("oranje", `<path d="M0-7 7.5 7h-15Z"/>`),
	cycle.Red:    shape("rood", `<path d="M-6.5-6.5h13v13h-13Z"/>`),
	None:         shape("geen", `<circle r="6"/>`),
	Unknown:      shape("onbekend", `<circle r="6" stroke-dasharray="3 3.28"/>`),
}

func shape(class, inside string) templ.Component {
	return templ.Raw(`<svg class="score-` + class + `" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">` + inside + `</svg>`)
}

// Shape is the form of a value; a value of the organisation's own has the open ring, and its word tells.
func Shape(value string) templ.Component {
	if s, ok := shapes[value]; ok {
		return s
	}
	return shapes[None]
}

// Score is what is shown of one aspect.
type Score struct {
	Label    string // of the aspect
	Value    string
	Word     string
	Question string // the aspect's question as this edition asks it
	Was      *Was
}

// Was is the score on the same aspect in the edition before.
type Was struct {
	Value, Word string
	Edition     string
}

// Deviates tells whether a value asks for an explanation.
func Deviates(value string) bool { return value == cycle.Orange || value == cycle.Red }

// group is what a line says in one breath: a score, or several that are all as agreed.
type group struct {
	values []string
	text   string
	quiet  bool
}

// groups puts scores that go as agreed and stand beside each other together.
func groups(scores []Score) []group {
	var all []group
	for i := 0; i < len(scores); {
		first := scores[i]
		g, labels := group{quiet: quiet(first.Value)}, []string(nil)
		for ; i < len(scores) && (len(labels) == 0 || g.quiet && scores[i].Value == first.Value && scores[i].Word == first.Word); i++ {
			g.values, labels = append(g.values, scores[i].Value), append(labels, scores[i].Label)
		}
		g.text = ui.And(labels) + " " + first.Word
		all = append(all, g)
	}
	return all
}

// quiet tells whether a list may leave the word to those who cannot see the shape: what goes as agreed needs no words
// on every line.
func quiet(value string) bool { return value == cycle.Green }
