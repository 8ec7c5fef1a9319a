package dutch

import (
	"strings"
	"unicode"
)

// Names takes a list of people apart as it stands on a page: "Eddy van Hijum,
// Bert Boerman en Hester Maij." gives three names. A name keeps its own full
// stops ("E. van Hijum"); only the one that ends the sentence goes.
func Names(text string) []string {
	var names []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return r == ',' || r == ';' || r == '\n' || r == '/' || r == '&'
	}) {
		for _, name := range splitAnd(strings.Join(strings.Fields(part), " ")) {
			name = withoutFinalStop(name)
			if strings.ContainsFunc(name, unicode.IsLetter) {
				names = append(names, name)
			}
		}
	}
	return names
}

func splitAnd(part string) []string {
	part = strings.TrimPrefix(part, "en ")
	return strings.Split(part, " en ")
}

func withoutFinalStop(name string) string {
	name = strings.TrimSpace(name)
	if strings.HasSuffix(name, "...") {
		return name
	}
	return strings.TrimSpace(strings.TrimSuffix(name, "."))
}
