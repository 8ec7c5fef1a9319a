package publication

import (
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// headline is the report's own or, marked as derived, the first sentence of the first of these that has one: summary,
// progress, context, another section. The note on finance says too little of the whole, and loose text may belong to the site it was on.
func headline(r *cycle.Report) (text string, derived bool) {
	if own := strings.TrimSpace(r.Headline); own != "" {
		return own, false
	}
	for _, key := range []string{cycle.Summary, cycle.Progress, cycle.Context} {
		if s, ok := r.Section(key); ok {
			if first := firstSentence(s); first != "" {
				return first, true
			}
		}
	}
	for _, s := range r.Sections {
		if s.Key == cycle.FinanceNote || s.Label == cycle.LooseText {
			continue
		}
		if first := firstSentence(s); first != "" {
			return first, true
		}
	}
	return "", false
}

// firstSentence of a section; a sentence that was cut off in its source is none.
func firstSentence(s cycle.SectionText) string {
	text := ""
	for _, b := range s.Text {
		if text = strings.TrimSpace(b.Text()); text != "" {
			break
		}
	}
	text, _, _ = strings.Cut(text, "\n")
	first := dutch.FirstSentence(text)
	if s.CutOff && strings.HasSuffix(first, "…") {
		return ""
	}
	if short, cut := dutch.Cut(first, cycle.MaxHeadline-1); cut {
		return short + "…"
	}
	return first
}
