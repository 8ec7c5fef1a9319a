// Package score shows a judgement: a shape and a word, never a colour alone.
package score

import (
	"slices"
	"strconv"

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

func shape(class, inside string) templ.Component { return templ.Raw(drawn(class, 16, inside)) }

// drawn is a picture of shapes side by side.
func drawn(class string, width int, inside string) string {
	w := strconv.Itoa(width)
	return `<svg class="score-` + class + `" width="` + w + `" height="16" viewBox="-8 -8 ` + w + ` 16" aria-hidden="true">` + inside + `</svg>`
}

// greens are two and more circles as one picture, by their number: most lines of a tree have them, and no others stand
// side by side without a word.
var greens = []templ.Component{2: greenRow(2), 3: greenRow(3), 4: greenRow(4)}

func greenRow(number int) templ.Component {
	const step = 22
	inside := `<circle r="7"/>`
	for i := 1; i < number; i++ {
		inside += `<circle cx="` + strconv.Itoa(i*step) + `" r="7"/>`
	}
	return templ.Raw(drawn("groen", 16+(number-1)*step, inside))
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

// group is what a line says in one breath: a score, or a number of them that are all as agreed.
type group struct {
	value  string
	number int
	text   string
	quiet  bool
}

// groups puts scores that go as agreed and stand beside each other together.
func groups(scores []Score) []group {
	var all []group
	bare := Bare(scores)
	for i := 0; i < len(scores); {
		first := scores[i]
		g, labels := group{value: first.Value, quiet: bare}, []string(nil)
		for ; i < len(scores) && (len(labels) == 0 || agreed(first.Value) && scores[i].Value == first.Value && scores[i].Word == first.Word); i++ {
			labels = append(labels, scores[i].Label)
		}
		g.number = len(labels)
		g.text = ui.And(labels) + " " + first.Word
		all = append(all, g)
	}
	return all
}

func agreed(value string) bool { return value == cycle.Green }

// Bare tells whether a list may leave the words to those who cannot see the shape: where all goes as agreed, not every line
// needs them, and Key says once above the list what the shape means. Beside another score a shape without a word would be
// of nobody knows which aspect.
func Bare(scores []Score) bool {
	return !slices.ContainsFunc(scores, func(s Score) bool { return !agreed(s.Value) })
}

// AddBare adds the words that a list leaves out on a line with these scores.
func AddBare(words []string, scores []Score) []string {
	if !Bare(scores) {
		return words
	}
	for _, s := range scores {
		if !slices.Contains(words, s.Word) {
			words = append(words, s.Word)
		}
	}
	return words
}
