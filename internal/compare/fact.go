package compare

import (
	"cmp"
	"fmt"
	"strings"

	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// FactChange is a basic fact that differs, in the words of both sides; "" is not stated.
type FactChange struct {
	About   string // "portefeuillehouder", "looptijd"
	Was, Is string
}

// facts compares what a page states beside its texts. The headline counts when both sides wrote one: one that was
// derived changes with its text. Money lines are compared between revisions of one edition only (moneyFacts): between
// editions every amount differs.
func facts(before, after publication.Node) []FactChange {
	var out []FactChange
	note := func(about, was, is string) {
		if was != is {
			out = append(out, FactChange{about, was, is})
		}
	}
	if !before.Derived && !after.Derived {
		note("kernzin", before.Headline, after.Headline)
	}
	note("portefeuillehouder", holders(before), holders(after))
	note("rol", role(before), role(after))
	note("looptijd", term(before.Term), term(after.Term))
	note("reserve", reserve(before.Reserve), reserve(after.Reserve))
	note("begrotingswijziging", amendments(before), amendments(after))
	note("bedragen", amounts(before), amounts(after))
	note("thema's", themes(before), themes(after))
	note("plaatsen", places(before), places(after))
	note("websites", strings.Join(before.Websites, ", "), strings.Join(after.Websites, ", "))
	for _, is := range after.Scores {
		for _, was := range before.Scores {
			if was.Aspect == is.Aspect && was.Value == is.Value {
				note("uitleg bij score", reasons(was), reasons(is))
			}
		}
	}
	return out
}

// list writes rows in one line, parted by commas.
func list[T any](rows []T, word func(T) string) string {
	words := make([]string, len(rows))
	for i, r := range rows {
		words[i] = word(r)
	}
	return strings.Join(words, ", ")
}

func holders(n publication.Node) string {
	return list(n.Holders, func(h publication.HolderName) string { return h.Name })
}

func themes(n publication.Node) string {
	return list(n.Themes, func(t publication.ThemeName) string { return t.Name })
}

func places(n publication.Node) string {
	return list(n.Places, func(l publication.Link) string { return l.Title })
}

func amounts(n publication.Node) string {
	return list(n.Amounts, func(a publication.Amount) string {
		return strings.TrimSpace(strings.Join([]string{a.Row, a.Column, a.AsWritten}, " "))
	})
}

func amendments(n publication.Node) string {
	return list(n.Amendments, func(a publication.Amendment) string {
		return strings.TrimSpace(string(a.Kind) + " " + a.Number)
	})
}

func role(n publication.Node) string {
	if n.Involvement == nil {
		return ""
	}
	if n.Involvement.Sentence != "" {
		return n.Involvement.Sentence
	}
	return strings.Join(n.Involvement.Tags, ", ")
}

func term(t *publication.Term) string {
	switch {
	case t == nil:
		return ""
	case t.Until != 0:
		return fmt.Sprintf("%s, tot %d", t.Kind, t.Until)
	}
	return t.Kind
}

func reserve(r *publication.Reserve) string {
	if r == nil {
		return ""
	}
	said := []string{cmp.Or(r.Answer, "onbekend")}
	for _, more := range []string{r.Name, r.Note} {
		if more != "" {
			said = append(said, more)
		}
	}
	return strings.Join(said, ", ")
}

func reasons(s publication.Score) string {
	var words []string
	for _, reason := range s.Reasons() {
		if len(reason) > 0 {
			words = append(words, richtext.LineText(reason))
		}
	}
	return strings.Join(words, " · ")
}

// moneyFacts compares the money lines of two revisions of one edition.
func moneyFacts(before, after publication.Node) []FactChange {
	if was, is := lines(before), lines(after); was != is {
		return []FactChange{{"geld", was, is}}
	}
	return nil
}

func lines(n publication.Node) string {
	return list(n.Money, func(l publication.MoneyLine) string {
		return fmt.Sprintf("%s %s %d %s", l.Kind, l.Column, l.Year, l.Cents)
	})
}
