package upload

import (
	"path"
	"regexp"
	"strings"
	"unicode"
)

// longestName is how many letters a name keeps, without its ending.
const longestName = 100

// reserved are names that mean a device on some systems.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// Name is what a file may be called anywhere: no path, no sign that cannot be seen, and the ending of what it is.
func Name(name, ending string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), "\\", "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, name)
	name = strings.Trim(clip(strings.Join(strings.Fields(name), " "), longestName), ". ")
	if name == "" || reserved.MatchString(name) {
		name = "bestand"
	}
	return name + "." + ending
}
