package publication

import (
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// maxAddress is where an address is cut, at the end of a word.
const maxAddress = 80

// NewAddress makes the address of a node below its edition: "5.1.2-veilige-fietsroutes", the number alone while the
// title is unknown. It is none of the taken ones and none of the fixed words. It is given out once and then stays,
// whatever becomes of number and title.
func NewAddress(number, title string, taken map[string]bool) string {
	base := cleanNumber(number)
	if slug := dutch.Slug(title); slug != "" {
		base = strings.Trim(base+"-"+slug, "-")
	}
	if len(base) > maxAddress {
		base = cutAtWord(base)
	}
	if base == "" || fixedWord(base) {
		base = strings.Trim("onderdeel-"+base, "-")
	}
	return free(base, taken)
}

// SaysTitle tells whether an address that was given out, or a line's, repeats a title.
func SaysTitle(address, number, title string) bool {
	slug := dutch.Slug(title)
	return slug != "" && (strings.Contains("-"+address+"-", "-"+slug+"-") || address == NewAddress(number, title, nil))
}

// cleanNumber keeps what an address can hold: small letters, digits, points between them, hyphens.
func cleanNumber(number string) string {
	var parts []string
	for _, part := range strings.Split(number, ".") {
		if slug := dutch.Slug(part); slug != "" {
			parts = append(parts, slug)
		}
	}
	return strings.Join(parts, ".")
}

func cutAtWord(address string) string {
	if address[maxAddress] == '-' {
		return address[:maxAddress]
	}
	cut := address[:maxAddress]
	if at := strings.LastIndexByte(cut, '-'); at > 0 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, ".-")
}

// fixedWord tells whether an address means something else: an edition has its own pages (boom, over) beside its nodes.
func fixedWord(address string) bool {
	return cycle.ValidSlug(strings.ReplaceAll(address, ".", "-")) != ""
}

func free(base string, taken map[string]bool) string {
	address := base
	for n := 2; taken[address]; n++ {
		address = base + "-" + strconv.Itoa(n)
	}
	return address
}

// NewLineSlug makes the address of a node's line through all editions, below /lijn/. The number is taken in only when
// the title does not tell lines apart.
func NewLineSlug(title, number string, taken map[string]bool) string {
	slug, digits := dutch.Slug(title), dutch.Slug(number)
	switch {
	case slug == "":
		slug = strings.Trim("onderdeel-"+digits, "-")
	case taken[slug] && digits != "":
		slug += "-" + digits
	}
	return free(slug, taken)
}

// validAddress: what is in an address stands in a path of a part, in a line of the manifest and in a link.
func validAddress(address string) bool {
	if address == "" || address[0] == '.' || address[0] == '-' || len(address) > 200 {
		return false
	}
	for _, c := range []byte(address) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return true
}
