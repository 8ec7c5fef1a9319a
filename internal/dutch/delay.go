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
		for at := range WordsAt(lower, cue) {
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
	"uitgesteld", "uitstel van", "uitstel tot", "opgeschort", "stilgelegd", "ligt stil", "liggen stil", "lag stil", "stagneert", "stagneren",
	"niet gehaald", "niet op tijd", "niet tijdig", "niet haalbaar", "te laat klaar", "te laat geleverd", "te laat begonnen", "weken te laat", "maanden te laat",
	"later dan gepland", "later dan bedoeld", "later dan verwacht", "later dan afgesproken", "later dan voorzien", "later dan gehoopt", "later dan in de begroting", "later dan begroot",
	"komt later", "komen later", "begint later", "beginnen later", "later klaar", "later gereed", "later open", "later opgeleverd",
	"duurt langer", "duren langer", "duurde langer", "duurden langer", "langer dan gepland", "langer dan verwacht", "langer dan bedoeld",
	"doorgeschoven", "loopt uit", "lopen uit",
}

// lateVerbs are the words with which "een jaar later" is a delay: something
// begins, comes or is ready then.
var lateVerbs = []string{"begint", "beginnen", "start", "starten", "komt", "komen", "kwam", "kwamen", "klaar", "gereed", "open", "opgeleverd", "af", "geworden", "loopt", "lopen"}

// laterBy finds "begint een jaar later", "negen maanden later klaar". "Drie
// maanden later kwam de vergunning" and "na een jaar later nog" are stories.
func laterBy(sentence, lower string) string {
	for _, unit := range []string{"jaar later", "maanden later", "maand later", "kwartaal later", "kwartalen later", "semester later"} {
		for at := range WordsAt(lower, unit) {
			start := strings.LastIndexByte(strings.TrimRight(lower[:at], " "), ' ') + 1
			if start == 0 || quoted(sentence, at) {
				continue // the beginning of a story
			}
			for _, verb := range lateVerbs {
				for range WordsAt(lower, verb) {
					return sentence[start : at+len(unit)]
				}
			}
		}
	}
	return apart(sentence, lower)
}

// halves are what stands apart in a sentence: "loopt acht maanden uit", "liggen
// nog 210 woningen stil", "pas in december aan de raad voorgelegd".
var halves = []struct{ first, last []string }{
	{[]string{"loopt", "lopen", "liep", "liepen"}, []string{"maanden uit", "jaar uit", "weken uit", "maand uit", "maanden achter", "jaar achter", "weken achter"}},
	{[]string{"ligt", "liggen"}, []string{"stil vanwege", "stil door", "stil omdat", "stil sinds", "stil tot", "stil.", "stil,", "stil;"}},
	{[]string{"pas in"}, []string{"voorgelegd", "gemeld"}},
}

// apartMost is how far apart the halves may be, in bytes.
const apartMost = 60

func apart(sentence, lower string) string {
	for _, h := range halves {
		for _, first := range h.first {
			for at := range WordsAt(lower, first) {
				for _, last := range h.last {
					for end := range WordsAt(lower[at:], last) {
						if end < apartMost && !quoted(sentence, at) && !denied(lower[:at+end]) {
							return strings.TrimRight(sentence[at:at+end+len(last)], ".,;")
						}
					}
				}
			}
		}
	}
	return ""
}

// madeGood says that a sentence tells how a delay ended, was kept away or was
// agreed to.
func madeGood(lower string) bool {
	for _, w := range []string{"ingelopen", "ingehaald", "inlopen", "inhalen", "weggewerkt", "wegwerken", "voorkomen", "voorkomt", "voorkwam", "voorkwamen", "vermijden", "zoals afgesproken", "zoals gepland"} {
		for range WordsAt(lower, w) {
			return true
		}
	}
	return false
}

// denied looks at the last words before a cue, in its own clause: "geen",
// "zonder", "risico op". In "de vergunning is niet verleend, waardoor" nothing
// is denied of what follows.
func denied(before string) bool {
	if at := strings.LastIndexAny(before, ",;:()"); at >= 0 {
		before = before[at+1:]
	}
	words := strings.Fields(before)
	words = words[max(0, len(words)-3):]
	for i := len(words) - 1; i >= 0; i-- {
		switch words[i] {
		case "waardoor", "omdat", "maar", "zodat", "en", "dus":
			return false
		case "geen", "zonder", "niet", "nooit", "nauwelijks":
			return true
		case "op":
			if i > 0 && (words[i-1] == "risico" || words[i-1] == "kans") {
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
		for at := range WordsAt(lower, cue) {
			if !denied(lower[:at]) {
				return text[at : at+len(cue)]
			}
		}
	}
	return ""
}
