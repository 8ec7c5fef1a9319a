package check

import (
	"fmt"
	"unicode/utf8"
)

// longestHeadline is one plain sentence.
const longestHeadline = 200

// tooLong: a text beyond the length that the edition's settings give its
// section, or a headline beyond 200 characters. Spaces and signs count.
func (p *page) tooLong() {
	if n := utf8.RuneCountInString(p.Report.Headline); n > longestHeadline {
		p.long("headline", n, longestHeadline, p.Report.Headline)
	}
	for _, s := range p.Edition.Settings.Sections {
		if s.MaxLength <= 0 || p.Edition.Fixed(s.Key) {
			continue
		}
		text, _ := p.Report.Section(s.Key)
		if n := utf8.RuneCountInString(text.Text.Text()); n > s.MaxLength {
			p.long("sections/"+s.Key, n, s.MaxLength, text.Text.Text())
		}
	}
}

func (p *page) long(field string, n, most int, words string) {
	p.add(Finding{
		Rule: TooLong, Severity: Wrong, Field: field,
		What: fmt.Sprintf("%s heeft %d tekens; afgesproken zijn er hoogstens %d.", upperFirst(p.fieldName(field)), n, most),
		Why:  "Wie erover beslist, heeft weinig tijd. Een lange tekst wordt niet gelezen.",
		Mend: fmt.Sprintf("Haal %d tekens weg. Begin met wat al in de vorige editie stond.", n-most),
	}, words)
}
