package richtext

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// parseSpans reads **bold**, *italic*, ***both*** and [text](address), also inside each other. A mark without its end is
// ordinary text, and so is every sign behind a backslash.
func parseSpans(s string) []Span {
	var out []Span
	(&inline{s: s, out: &out}).read()
	return out
}

// inline reads one stretch of text of one look. What it learns of the text ahead it keeps, so that a page of nothing
// but open brackets is still read once.
type inline struct {
	s    string
	at   int
	look Span // what everything in s is already
	text []byte
	out  *[]Span

	unclosed [4]bool // no more run of so many stars lies ahead
	ahead    linkMark
	paren    int // the next closing parenthesis, when it lies ahead
}

func (p *inline) read() {
	p.paren = -1
	p.ahead.mid = -1
	for p.at < len(p.s) {
		c := p.s[p.at]
		if n := escaped(p.s[p.at:]); n > 0 {
			p.text = append(p.text, p.s[p.at+1:p.at+n]...)
			p.at += n
			continue
		}
		if c == '*' && p.stars() || c == '[' && p.link() {
			continue
		}
		p.text = append(p.text, c)
		p.at++
	}
	p.flush()
}

func (p *inline) flush() {
	if len(p.text) > 0 {
		sp := p.look
		sp.Text = string(p.text)
		*p.out = append(*p.out, sp)
		p.text = p.text[:0]
	}
}

// inside reads the text from..to as look, and goes on at next.
func (p *inline) inside(look Span, from, to, next int) {
	p.flush()
	(&inline{s: p.s[from:to], look: look, out: p.out}).read()
	p.at = next
}

// stars reads a bold or italic stretch that begins here, the longest mark first.
func (p *inline) stars() bool {
	run := 1
	for run < 3 && strings.HasPrefix(p.s[p.at+run:], "*") {
		run++
	}
	for n := run; n > 0; n-- {
		if n == 1 && run > 1 {
			return false // two stars are never the beginning of italics
		}
		from := p.at + n
		to := p.closing(from, n)
		if to <= from || n == 1 && (p.s[from] == ' ' || p.s[to-1] == ' ') {
			continue
		}
		look := p.look
		look.Bold = look.Bold || n > 1
		look.Italic = look.Italic || n != 2
		p.inside(look, from, to, to+n)
		return true
	}
	return false
}

// closing is where the next n stars stand, -1 when there are none.
func (p *inline) closing(from, n int) int {
	if p.unclosed[n] {
		return -1
	}
	for i := from; i < len(p.s); i++ {
		if e := escaped(p.s[i:]); e > 0 {
			i += e - 1
		} else if p.s[i] == '*' && strings.HasPrefix(p.s[i:], "***"[:n]) {
			return i
		}
	}
	p.unclosed[n] = true
	return -1
}

// linkMark is a link that lies ahead: its bracket, the "](" in its middle and its closing parenthesis.
type linkMark struct {
	open, mid, end int
	address        string // "" when it is no link after all
}

func (p *inline) link() bool {
	if p.look.Link != "" {
		return false
	}
	if p.ahead.mid < p.at {
		p.ahead = p.nextLink()
	}
	l := p.ahead
	if l.open != p.at || l.address == "" {
		return false
	}
	look := p.look
	look.Link = l.address
	p.inside(look, l.open+1, l.mid, l.end+1)
	return true
}

// nextLink looks for the next "](" and for the bracket nearest before it.
func (p *inline) nextLink() linkMark {
	l := linkMark{open: -1, mid: len(p.s)}
	for i := p.at; i < len(p.s); i++ {
		if e := escaped(p.s[i:]); e > 0 {
			i += e - 1
			continue
		}
		switch {
		case p.s[i] == '[':
			l.open = i
		case l.open >= 0 && strings.HasPrefix(p.s[i:], "]("):
			l.mid, l.end = i, p.closingParenthesis(i+2)
			if l.mid > l.open+1 && l.end > 0 && l.end-l.mid < mostAddress {
				l.address = addressIn(p.s[l.mid+2 : l.end])
			}
			return l
		}
	}
	return l
}

func (p *inline) closingParenthesis(from int) int {
	if p.paren >= from || p.paren == 0 {
		return p.paren
	}
	p.paren = 0 // there is none
	for i := from; i < len(p.s); i++ {
		if e := escaped(p.s[i:]); e > 0 {
			i += e - 1
		} else if p.s[i] == ')' {
			p.paren = i
			break
		}
	}
	return p.paren
}

// addressIn is a written address without its backslashes, "" when it may not be a link.
func addressIn(written string) string {
	if address := unescape(written); SafeLink(address) {
		return address
	}
	return ""
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// escaped is the length of a sign behind a backslash with which s begins, or 0. Only signs can be escaped: the
// backslashes of \\server\map and C:\map stay what they are as far as they stand before a letter.
func escaped(s string) int {
	if len(s) < 2 || s[0] != '\\' {
		return 0
	}
	if strings.IndexByte(punctuation, s[1]) >= 0 {
		return 2
	}
	if strings.HasPrefix(s[1:], bullet) {
		return 1 + len(bullet)
	}
	return 0
}

const bullet = "•"

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if escaped(s[i:]) > 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// mostAddress is how long the address of a link may be.
const mostAddress = 2000

// SafeLink tells whether an address may be a link: http, https or mailto, and nothing that a browser could run.
func SafeLink(address string) bool {
	if len(address) > mostAddress || !utf8.ValidString(address) {
		return false
	}
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
