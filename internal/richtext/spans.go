package richtext

import (
	"net/url"
	"strings"
)

// parseSpans reads **bold**, *italic* and [text](address). A mark without its end is ordinary text.
func parseSpans(s string) []Span {
	var out []Span
	plain := func(t string) {
		if t != "" {
			out = append(out, Span{Text: t})
		}
	}
	from := 0
	for i := 0; i < len(s); {
		sp, end := spanAt(s, i)
		if end == 0 {
			i++
			continue
		}
		plain(s[from:i])
		out = append(out, sp)
		i, from = end, end
	}
	plain(s[from:])
	return out
}

// spanAt reads the marked span that begins at i; end 0 says there is none.
func spanAt(s string, i int) (sp Span, end int) {
	switch {
	case strings.HasPrefix(s[i:], "**"):
		if n := strings.Index(s[i+2:], "**"); n > 0 {
			return Span{Text: s[i+2 : i+2+n], Bold: true}, i + n + 4
		}
	case s[i] == '*':
		if n := strings.IndexByte(s[i+1:], '*'); n > 0 && s[i+1] != ' ' && s[i+n] != ' ' {
			return Span{Text: s[i+1 : i+1+n], Italic: true}, i + n + 2
		}
	case s[i] == '[':
		return linkAt(s, i)
	}
	return Span{}, 0
}

func linkAt(s string, i int) (Span, int) {
	mid := strings.Index(s[i:], "](")
	if mid < 2 {
		return Span{}, 0
	}
	mid += i
	end := strings.IndexByte(s[mid:], ')')
	if end < 0 {
		return Span{}, 0
	}
	address := s[mid+2 : mid+end]
	if !SafeLink(address) {
		return Span{}, 0
	}
	return Span{Text: s[i+1 : mid], Link: address}, mid + end + 1
}

// SafeLink tells whether an address may be a link: http, https or mailto, and nothing that a browser could run.
func SafeLink(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}
