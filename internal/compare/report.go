package compare

import (
	"strings"

	"doelenboom/internal/cycle"
)

// Reports tells which parts of a report say something else, in the words of both sides: headline, scores with their
// reasons, texts, actions and milestones, in the order of the page. The settings give the names.
func Reports(was, is cycle.Report, s cycle.Settings) []FactChange {
	var out []FactChange
	note := func(about, was, is string) {
		if was != is {
			out = append(out, FactChange{about, was, is})
		}
	}
	note("Kernzin", was.Headline, is.Headline)
	for _, a := range s.Aspects {
		note("Score "+a.Label, scoreWords(was, a), scoreWords(is, a))
	}
	for _, key := range sectionKeys(was, is, s) {
		before, _ := was.Section(key)
		after, _ := is.Section(key)
		name := s.SectionLabel(key)
		if label := firstNot("", after.Label, before.Label); label != "" {
			name = label
		}
		note(name, before.Text.Text(), after.Text.Text())
	}
	note("Acties", actionWords(was), actionWords(is))
	note("Mijlpalen", milestoneWords(was), milestoneWords(is))
	return out
}

func scoreWords(r cycle.Report, a cycle.Aspect) string {
	given, ok := r.Score(a.Key)
	if !ok {
		return ""
	}
	value, _ := a.Value(given.Value)
	words := []string{value.Word}
	for _, reason := range []struct{ name, text string }{{"Oorzaak", given.Cause}, {"Gevolg", given.Effect}, {"Maatregel", given.Measure}} {
		if reason.text != "" {
			words = append(words, reason.name+": "+reason.text)
		}
	}
	return strings.Join(words, "\n")
}

// sectionKeys are those of the settings, then those that only an imported page has.
func sectionKeys(was, is cycle.Report, s cycle.Settings) []string {
	var keys []string
	seen := map[string]bool{}
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	for _, sec := range s.Sections {
		add(sec.Key)
	}
	for _, sec := range is.Sections {
		add(sec.Key)
	}
	for _, sec := range was.Sections {
		add(sec.Key)
	}
	return keys
}

func firstNot(not string, all ...string) string {
	for _, text := range all {
		if text != not {
			return text
		}
	}
	return not
}

func actionWords(r cycle.Report) string {
	var lines []string
	for _, a := range r.Actions {
		lines = append(lines, words(a.Text.Text(), string(a.State), a.Parts.Text(), a.Note.Text()))
	}
	return strings.Join(lines, "\n")
}

func milestoneWords(r cycle.Report) string {
	var lines []string
	for _, m := range r.Milestones {
		lines = append(lines, words(m.Text.Text(), m.Date.Text, string(m.State), m.Reason))
	}
	return strings.Join(lines, "\n")
}

// words joins what is said.
func words(all ...string) string {
	var said []string
	for _, text := range all {
		if text = strings.TrimSpace(text); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, " · ")
}
