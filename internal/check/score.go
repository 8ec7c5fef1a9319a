package check

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
)

// scoreMissing: every aspect on which a person judges has a score.
//
// Only what is answered for in every edition, a deliverable, is asked; a
// programme or goal may be judged as a whole, or not.
func (p *page) scoreMissing() {
	if p.level != cycle.Deliverable {
		return
	}
	for _, a := range p.Edition.Settings.Aspects {
		if s, ok := p.Report.Score(a.Key); !a.Judged || ok && s.Value != "" {
			continue
		}
		question := a.Question(p.Edition.Kind)
		if question == "" {
			question = "Loopt het zoals afgesproken?"
		}
		p.add(Finding{
			Rule: ScoreMissing, Severity: Missing, Field: "scores/" + a.Key,
			What: "De score op " + strings.ToLower(a.Label) + " ontbreekt.",
			Why:  "Wie dit leest, wil in één blik zien hoe het staat.",
			Mend: "Kies een score. De vraag is: " + question,
		}, a.Key)
	}
}

// scoreBare: a score that is not the good one states cause, effect and measure
// (Leiden asks all three of orange and of red; an orange box with nothing beside
// it is the complaint of councils).
//
//  1. at a deliverable each of the three is asked for;
//  2. a programme or goal sums up: a cause is enough;
//  3. "-", "n.v.t." and "zie boven" are no explanation;
//  4. a value that the legend does not know is left alone.
func (p *page) scoreBare() {
	for _, s := range p.Report.Scores {
		if _, known := p.legend(s); !known || p.good(s) {
			continue
		}
		var lack []string
		for _, r := range []struct{ name, text string }{{"de oorzaak", s.Cause}, {"het gevolg", s.Effect}, {"de maatregel", s.Measure}} {
			if says(r.text) {
				continue
			}
			if p.level == cycle.Deliverable || r.name == "de oorzaak" {
				lack = append(lack, r.name)
			}
		}
		if len(lack) == 0 {
			continue
		}
		verb := "ontbreekt"
		if len(lack) > 1 {
			verb = "ontbreken"
		}
		p.add(Finding{
			Rule: ScoreBare, Severity: Missing, Field: "scores/" + s.Aspect,
			What: "Bij de score " + s.Value + " op " + strings.ToLower(p.aspectLabel(s.Aspect)) + " " + verb + " " + andList(lack) + ".",
			Why:  "Een kleur zonder uitleg roept vragen op: wat is er aan de hand en wat doet u eraan?",
			Mend: "Schrijf in één zin per vraag wat de oorzaak is, wat het gevolg is en wat u eraan doet.",
		}, s.Value+" "+strings.Join(lack, " "))
	}
}

func (p *page) legend(s cycle.Score) (cycle.ScoreValue, bool) {
	a, ok := p.Edition.Settings.Aspect(s.Aspect)
	if !ok {
		return cycle.ScoreValue{}, false
	}
	return a.Value(s.Value)
}

// good: green, or the first value of a legend that has no green.
func (p *page) good(s cycle.Score) bool { return goodIn(p.Edition, s) }

func goodIn(e cycle.Edition, s cycle.Score) bool {
	if s.Value == cycle.Green {
		return true
	}
	a, ok := e.Settings.Aspect(s.Aspect)
	if !ok || len(a.Values) == 0 {
		return false
	}
	_, green := a.Value(cycle.Green)
	return !green && s.Value == a.Values[0].Key
}

// aboutMoney tells the aspect of money from those of content, time and quality.
func aboutMoney(aspect string) bool {
	switch aspect {
	case "geld", "financien", "financieel", "budget", "middelen":
		return true
	}
	return false
}

// judgesTime: the score tells whether things go as planned. Where an edition has an aspect for time that is the one, else
// all but that of money are.
func judgesTime(e cycle.Edition, s cycle.Score) bool {
	if s.Value == "" || aboutMoney(s.Aspect) {
		return false
	}
	return aboutTime(s.Aspect) || !slices.ContainsFunc(e.Settings.Aspects, func(a cycle.Aspect) bool { return aboutTime(a.Key) })
}

func aboutTime(aspect string) bool { return aspect == "tijd" || aspect == "planning" }

// says: a text that tells something.
func says(text string) bool {
	text = strings.ToLower(strings.Trim(text, " \n\t.-–—"))
	switch text {
	case "", "n.v.t", "nvt", "zie boven", "zie hierboven", "zie toelichting", "geen", "idem":
		return false
	}
	return true
}

func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " en " + words[len(words)-1]
}
