package dutch

import (
	"regexp"
	"strings"
)

// Motion is a motion named after who moved it, "motie De Bree c.s.", with its number where that follows at once.
type Motion struct {
	Name      string // as written, but for its first letter: "motie De Bree c.s."
	Reference string // "PS/2016/494", empty when the text gives none
}

// movers are the words between "motie" and "c.s.": names, and the small words of names.
var movers = regexp.MustCompile(`\b[Mm]otie((?:[\s\x{a0}]+(?:van|de|der|den|ten|ter|te|het|lid|leden|en|\p{Lu}[\p{L}'’-]*))+)[\s\x{a0}]+c\.s\.`)

// FindMotions finds motions by the names of their movers.
func FindMotions(text string) []Motion {
	if !strings.Contains(text, "c.s.") {
		return nil
	}
	var found []Motion
	for _, at := range movers.FindAllStringSubmatchIndex(text, -1) {
		who := strings.Join(strings.Fields(text[at[2]:at[3]]), " ")
		if before := text[:at[0]]; letterAt(before, len(before)-1) || strings.ToLower(who) == who {
			continue
		}
		found = append(found, Motion{Name: "motie " + who + " c.s.", Reference: numberOf(text[at[1]:])})
	}
	return found
}

// numberOf is the number behind a name: "(PS/2016/494)", ", PS/2016/494".
func numberOf(rest string) string {
	begin := strings.TrimLeft(rest, " \u00a0(,:")
	if len(begin) == len(rest) {
		return ""
	}
	if end := strings.IndexAny(begin, "),;"); end >= 0 {
		begin = begin[:end]
	}
	if found := FindDecisions(begin); len(found) > 0 && found[0].From == 0 {
		return found[0].Reference
	}
	return ""
}
