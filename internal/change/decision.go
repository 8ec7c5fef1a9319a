package change

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// decisionFor finds a decision by its number, title or alias, or enters it, known by its number only. What can be no number
// is refused: its page would stand for ever.
func decisionFor(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, reference string) (cycle.DecisionID, error) {
	if reference = normal(reference); reference == "" {
		return "", cycle.Invalid{{Field: "decision", Text: "vul het nummer van het besluit in"}}
	}
	l, err := newLinker(ctx, tx, e)
	if err != nil {
		return "", err
	}
	known := calledSo(l.known, reference)
	switch {
	case !dutch.InOneLine(reference) || len(reference) > cycle.MaxLine:
		return "", noDecision("%.40q kan geen nummer of titel van een besluit zijn; schrijf het op één regel (--decision)", reference)
	case len(known) == 1:
		return known[0].ID, nil
	case len(known) > 1:
		return "", noDecision("meer besluiten heten %q; geef het nummer van het besluit (--decision)", reference)
	case onlyNumber(reference, l.known):
		return "", noDecision("%q is alleen een nummer; schrijf erbij van welk jaar of register, zoals het op het stuk staat, bijvoorbeeld PS/2016/486, RV/2024/12 of M-2024-09 (--decision)", reference)
	case len(dutch.FindDecisions(reference)) > 1:
		return "", noDecision("in %q staan meer besluiten; noem er één (--decision)", reference)
	case !dutch.MayNumberDecision(reference):
		return "", noDecision("%q is geen nummer van een besluit; schrijf het zoals het op het stuk staat, bijvoorbeeld PS/2016/486, RV/2024/12 of M-2024-09, of geef de titel van een besluit dat al bekend is (--decision)", reference)
	}
	id := l.decision(reference)
	return id, l.keep(ctx, tx, by)
}

func noDecision(format, reference string) error {
	return cycle.Invalid{{Field: "decision", Text: fmt.Sprintf(format, reference)}}
}

// onlyNumber tells whether a text is a number as any list has it. Where the register knows a decision by as many figures and
// nothing else, the organisation numbers so.
func onlyNumber(text string, known []cycle.Decision) bool {
	length, only := dutch.OnlyNumber(text)
	return only && !slices.ContainsFunc(known, func(d cycle.Decision) bool {
		have, so := dutch.OnlyNumber(d.Reference)
		return so && have == length
	})
}

// calledSo are the decisions that have a text for their number, however it is written; when there is none, those that have it
// for their title or for another name.
func calledSo(all []cycle.Decision, text string) []cycle.Decision {
	key := dutch.DecisionKey(text)
	var alike, named []cycle.Decision
	for _, d := range all {
		switch {
		case d.Reference == "":
		case d.Reference == text:
			return []cycle.Decision{d}
		case key != "" && dutch.DecisionKey(d.Reference) == key:
			alike = append(alike, d)
		}
		for _, name := range append([]string{d.Title}, d.Aliases...) {
			if strings.EqualFold(name, text) {
				named = append(named, d)
				break
			}
		}
	}
	if len(alike) > 0 {
		return alike[:1] // where there are two, an older program read one number as two
	}
	return named
}

// saysSo tells whether what a revision says of its decision is what somebody typed: its number, or another name of it.
func saysSo(ctx context.Context, read store.Reader, told, typed string) (bool, error) {
	if typed = normal(typed); typed == told {
		return true, nil
	}
	all, err := read.Decisions(ctx)
	if err != nil {
		return false, err
	}
	known := calledSo(all, typed)
	return len(known) == 1 && told == firstOf(known[0].Reference, known[0].Title), nil
}

// normal is a reference as it is kept, however it was typed.
func normal(reference string) string { return dutch.NormalDecision(reference) }
