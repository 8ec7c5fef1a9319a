package dutch

import (
	"regexp"
	"strings"
)

// cutSigns are how portals end what they do not show: "…", "[…]", "(lees meer…)", "Lees verder >".
var cutSigns = regexp.MustCompile(`(?i)(?:…|\.\.\.|[\[(](?:…|\.\.\.)[\])]|(?:^|[\s(\[])lees (?:meer|verder)(?:…|\.\.\.)?(?: ?(?:[\])>»›]|&gt;)+)?)$`)

// longestSign is more than the longest of cutSigns.
const longestSign = 40

// EndsCut tells whether a text ends as one of which the rest is not shown: old portals put an ellipsis where they stopped copying.
func EndsCut(text string) bool {
	text = strings.TrimRight(text, " \u00a0\n")
	text = text[max(0, len(text)-longestSign):]
	for _, sign := range []string{"…", "...", "ees ", "EES "} { // hardly any text has one, and looking for it is quick
		if strings.Contains(text, sign) {
			return cutSigns.MatchString(text)
		}
	}
	return false
}

// IsCutSign says that a text is nothing but a sign that the one before it is cut off.
func IsCutSign(text string) bool {
	before, isCut := beforeCut(text)
	return isCut && strings.TrimSpace(before) == ""
}

// beforeCut is a text without the sign that it is cut off, and whether there was one.
func beforeCut(text string) (string, bool) {
	if !EndsCut(text) {
		return text, false
	}
	text = strings.TrimRight(text, " \u00a0\n")
	tail := max(0, len(text)-longestSign)
	at := cutSigns.FindStringIndex(text[tail:])
	return text[:tail+at[0]], true
}

// GoesOn tells that a text is cut off where the other one, or as much as is known of that, goes on with the same words.
func GoesOn(cut, whole string) bool {
	begin, isCut := beforeCut(cut)
	if whole, _ = beforeCut(whole); !isCut {
		return false
	}
	begin = TitleKey(begin)
	return begin != "" && strings.HasPrefix(TitleKey(whole), begin)
}
