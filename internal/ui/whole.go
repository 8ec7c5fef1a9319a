package ui

import (
	"context"
	"html"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Whole shows a text of which names such as 2025-II stay on one line. The style keeps them together, so that what is
// copied or searched is what was written. A longer word may break: it would not fit on a phone.
func Whole(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, whole(text))
		return err
	})
}

const longestWhole = 16

func whole(text string) string {
	if !strings.Contains(text, "-") {
		return html.EscapeString(text)
	}
	var b strings.Builder
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			b.WriteByte(' ')
		}
		if len(word) <= longestWhole && numbered(word) {
			b.WriteString(`<span class="whole">` + html.EscapeString(word) + `</span>`)
		} else {
			b.WriteString(html.EscapeString(word))
		}
	}
	return b.String()
}

// numbered tells whether a hyphen stands behind a digit: there a browser may break.
func numbered(word string) bool {
	i := strings.IndexByte(word, '-')
	return i > 0 && word[i-1] >= '0' && word[i-1] <= '9'
}
