package dutch

import (
	"slices"
	"strings"
	"unicode"
)

// The words for the part an organisation plays, as pages use them. Longer ones
// come before the shorter ones inside them.
var roleWords = []string{
	"regisseur", "mede-investeerder", "investeerder", "faciliteerder", "facilitator", "uitvoerder", "beïnvloeder", "beleidsbepaler",
	"belangenassembleur", "opdrachtgever", "medefinancier", "cofinancier", "financier", "wegbeheerder", "kennisdeler", "verbinder",
	"netwerkspeler", "organisator", "initiatiefnemer", "onderzoeker", "toezichthouder", "subsidieverstrekker",
}

// InvolvementWords are the words for the part that an organisation plays ("regisseur", "investeerder") in a sentence, in
// its order.
func InvolvementWords(sentence string) []string {
	var found []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		for _, role := range roleWords {
			if (w == role || w == role+"s") && !slices.Contains(found, role) {
				found = append(found, role)
			}
		}
	}
	return found
}
