package dutch

import "strings"

// FindDelay finds the words in a sentence that tell of delay or of less than
// was agreed: "vertraging", "een jaar later dan bedoeld", "is uitgesteld",
// "wordt niet gehaald". The answer is the words as written, "" for none.
//
//  1. what is denied is no delay: "geen vertraging", "zonder uitstel";
//  2. what was made good is over: "de vertraging is ingelopen";
//  3. what is feared or prevented has not happened: "om vertraging te
//     voorkomen", "risico op vertraging";
//  4. what is quoted is somebody else's: "“te laat”, vond de raad".
func FindDelay(sentence string) string {
	lower := strings.ToLower(sentence)
	if len(lower) != len(sentence) || madeGood(lower) {
		return ""
	}
	for _, cue := range delays {
		for at := range wordsAt(lower, cue) {
			if !denied(lower[:at]) && !quoted(sentence, at) {
				return sentence[at : at+len(cue)]
			}
		}
	}
	return laterBy(sentence, lower)
}

var delays = []string{
	"vertraging", "vertragingen", "vertraagd", "vertraagt", "vertragen",
	"loopt achter", "lopen achter", "liep achter", "liepen achter", "blijft achter", "blijven achter", "bleef achter", "bleven achter",
	"achterstand", "achterstanden",
	"uitgesteld", "uitstel", "opgeschort", "stilgelegd", "ligt stil", "liggen stil", "lag stil", "stagneert", "stagneren",
	"niet gehaald", "niet op tijd", "niet tijdig", "niet haalbaar", "te laat",
	"later dan", "komt later", "komen later", "kwam later", "kwamen later", "begint later", "beginnen later", "later klaar", "later gereed",
	"duurt langer", "duren langer", "duurde langer", "duurden langer", "langer dan gepland", "langer dan verwacht", "langer dan bedoeld",
	"doorgeschoven", "loopt uit", "lopen uit", "uitloop",
}

// laterBy finds "een jaar later", "negen maanden later" with a verb that makes
// it a delay. "Drie maanden later kwam de vergunning" is a story.
func laterBy(sentence, lower string) string {
	for _, unit := range []string{"jaar later", "maanden later", "maand later", "kwartaal later", "kwartalen later", "semester later"} {
		for at := range wordsAt(lower, unit) {
			start := strings.LastIndexByte(strings.TrimRight(lower[:at], " "), ' ') + 1
			if start > 0 && !quoted(sentence, at) { // not the beginning of the sentence
				return sentence[start : at+len(unit)]
			}
		}
	}
	return ""
}

// madeGood says that a sentence tells how a delay ended.
func madeGood(lower string) bool {
	for _, w := range []string{"ingelopen", "ingehaald", "inlopen", "inhalen", "weggewerkt", "wegwerken", "voorkomen", "voorkomt", "voorkwam", "voorkwamen", "vermijden", "om uitstel te"} {
		for range wordsAt(lower, w) {
			return true
		}
	}
	return false
}

// denied looks at the last words before a cue: "geen", "zonder", "risico op".
func denied(before string) bool {
	words := strings.Fields(before)
	for i, w := range words[max(0, len(words)-3):] {
		switch strings.Trim(w, ",;:()") {
		case "geen", "zonder", "niet", "nooit", "nauwelijks":
			return true
		case "op":
			at := max(0, len(words)-3) + i
			if at > 0 && (words[at-1] == "risico" || words[at-1] == "kans") {
				return true
			}
		}
	}
	return false
}

// quoted says that a place stands between quotation marks.
func quoted(text string, at int) bool {
	before := text[:at]
	if strings.Count(before, `"`)%2 == 1 {
		return true
	}
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”") || strings.LastIndex(before, "‘") > strings.LastIndex(before, "’")
}

// SaysNoDeviation says that a text claims that all goes as agreed, and gives
// the words: "geen afwijking", "volgens plan", "op schema".
func SaysNoDeviation(text string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return ""
	}
	for _, cue := range []string{"geen afwijking", "geen afwijkingen", "volgens plan", "volgens planning", "op schema", "op koers"} {
		for at := range wordsAt(lower, cue) {
			if !denied(lower[:at]) {
				return text[at : at+len(cue)]
			}
		}
	}
	return ""
}
