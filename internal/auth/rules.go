package auth

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/cycle"
)

// What NIST SP 800-63B and NCSC ask of a password: it is long, it is not one that everybody tries, and it is not the
// name of what it opens. Nothing is asked about capitals or signs, and it never has to be changed by the calendar.
const (
	shortest = 12
	longest  = 256 // characters; longer ones only cost time
)

// The passwords of at least twelve signs that turn up most in what was stolen, and what people here would try.
//
//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.Lines(commonText) {
		if word = strings.TrimSpace(word); word != "" {
			all[plain(word)] = true
		}
	}
	return all
})

// CheckPassword tells what is wrong with a new password. names are those of the person and of organisations: a password
// must not be one of them with a few signs around it.
func CheckPassword(password, address string, names ...string) error {
	length := utf8.RuneCountInString(password)
	text := ""
	switch {
	case length < shortest:
		text = "kies een wachtwoord van ten minste 12 tekens; een zin van een paar woorden is goed"
	case length > longest:
		text = "kies een wachtwoord van ten hoogste 256 tekens"
	case obvious(password):
		text = "dit wachtwoord proberen anderen als eerste; kies een ander"
	case named(password, append(names, address, strings.Split(address, "@")[0])):
		text = "dit wachtwoord lijkt op uw adres of op de naam van uw organisatie; kies een ander"
	}
	if text == "" {
		return nil
	}
	return cycle.Invalid{{Field: "wachtwoord", Code: "password", Text: text}}
}

// obvious is a word from the list, also with a number behind it, or a few signs over and over.
func obvious(password string) bool {
	bare := plain(password)
	if common()[bare] || common()[strings.TrimRightFunc(bare, unicode.IsDigit)] {
		return true
	}
	for size := 1; size <= len(bare)/3; size++ {
		if strings.HasPrefix(strings.Repeat(bare[:size], len(bare)/size+1), bare) {
			return true
		}
	}
	return len(bare) < 4 || follows(bare)
}

// follows is a row such as "123456789012" or "abcdefghijkl", also backwards.
func follows(bare string) bool {
	for _, row := range []string{"0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"} {
		if strings.Contains(row, bare) || strings.Contains(reversed(row), bare) {
			return true
		}
	}
	return false
}

// named is a name that makes up most of the password.
func named(password string, names []string) bool {
	bare := plain(password)
	for _, name := range names {
		if name = plain(name); len(name) >= 4 && strings.Contains(bare, name) && len(bare)-len(name) < 8 {
			return true
		}
	}
	return false
}

// plain is text as somebody who guesses sees it: small letters and digits, the usual disguises undone.
func plain(text string) string {
	text = strings.NewReplacer("@", "a", "€", "e", "$", "s", "!", "i").Replace(strings.ToLower(text))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

func reversed(text string) string {
	out := []byte(text)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}
