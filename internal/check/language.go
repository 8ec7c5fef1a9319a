package check

import (
	"fmt"
	"strings"

	"doelenboom/internal/dutch"
)

// hardLanguage: a text whose reading index (Flesch-Douma, dutch.Reading) lies
// below the lowest of the settings, or a sentence longer than theirs. It names
// the hardest sentences, at most two. A hint, never a verdict: an index counts
// letters and knows no meaning.
//
//  1. one finding per text field;
//  2. a few words have no index worth telling: from 25 words on;
//  3. lists and tables are no sentences, quotations are somebody else's.
func (p *page) hardLanguage() {
	const fewWords = 25
	for _, s := range p.Report.Sections {
		if p.Edition.Fixed(s.Key) {
			continue
		}
		var prose []string
		block := ""
		for _, b := range s.Text {
			if b.Kind == "alinea" {
				prose = append(prose, b.Text())
				if block == "" {
					block = b.ID
				}
			}
		}
		text := strings.Join(prose, "\n\n")
		read := dutch.Read(text)
		if read.Words < fewWords {
			continue
		}
		if read.Ease() >= float64(p.settings.LowestEase) && read.Longest <= p.settings.SentenceMost {
			continue
		}
		hardest := dutch.Hardest(text, 2)
		f := Finding{
			Rule: HardLanguage, Severity: Hint, Field: "sections/" + s.Key, Block: block,
			What: upperFirst(p.fieldName("sections/"+s.Key)) + fmt.Sprintf(" leest moeilijk: leesindex %.0f (60 is gewone taal).", read.Ease()),
			Why:  "De moeilijkste zin is: “" + short(hardest[0].Text) + "”",
			Mend: "Knip lange zinnen en vervang lange woorden" + longWords(hardest) + ". Dit is een hint, geen oordeel.",
		}
		if read.Longest > p.settings.SentenceMost {
			long := longest(text)
			f.What = fmt.Sprintf("In %s staat een zin van %d woorden.", p.fieldName("sections/"+s.Key), read.Longest)
			f.Why = "Boven de " + fmt.Sprint(p.settings.SentenceMost) + " woorden raakt de lezer de draad kwijt: “" + short(long) + "”"
		}
		p.add(f, text)
	}
}

func longest(text string) string {
	worst, words := "", 0
	for _, s := range dutch.Sentences(text) {
		if n := dutch.Read(s).Words; n > words {
			worst, words = s, n
		}
	}
	return worst
}

func longWords(hardest []dutch.Hard) string {
	for _, h := range hardest {
		if len(h.Long) > 0 {
			return ", zoals “" + h.Long[0] + "”"
		}
	}
	return ""
}
