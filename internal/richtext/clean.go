package richtext

import (
	"slices"
	"strings"
	"unicode"
)

// mostDepth is how many lists can stand in each other.
const mostDepth = 6

// Clean makes of any text what may be kept: no signs that cannot be seen, no link that a browser could run, no empty
// blocks, lists at most six deep, tables as wide in every row, pictures that can be told in words. No word is lost.
// References are dropped, because whoever saves finds them; an id stays when it has the right form and is the first.
// What is clean stays the same.
func Clean(d Doc) Doc {
	seen := Taken{}
	var out Doc
	for _, b := range d {
		c, ok := cleanBlock(b)
		if !ok {
			continue
		}
		if validID(b.ID) && !seen[b.ID] {
			seen[b.ID] = true
			c.ID = b.ID
		}
		out = append(out, c)
	}
	return out
}

// cleanBlock answers false when nothing is left.
func cleanBlock(b Block) (Block, bool) {
	c := Block{Kind: b.Kind}
	switch b.Kind {
	case Paragraph, Quotation:
		c.Spans = cleanSpans(b.Spans)
		return c, len(c.Spans) > 0
	case List:
		c.Ordered = b.Ordered
		c.Items = cleanItems(nil, b.Items, 1)
		return c, len(c.Items) > 0
	case Table:
		c.Rows = cleanRows(b.Rows)
		return c, len(c.Rows) > 0
	case Picture:
		c.Image = cleanImage(b.Image)
		return c, c.Image != nil
	}
	return c, false
}

// cleanItems adds items to dst. What stood in an empty item goes to the one before it, or takes its place; what is
// too deep comes behind what it stood in.
func cleanItems(dst, items []Item, depth int) []Item {
	for _, it := range items {
		spans := cleanSpans(it.Spans)
		if len(spans) > 0 {
			dst = append(dst, Item{Spans: spans})
		}
		if len(dst) == 0 || depth == mostDepth {
			dst = cleanItems(dst, it.Items, depth)
			continue
		}
		last := &dst[len(dst)-1]
		first := len(last.Items) == 0
		last.Items = cleanItems(last.Items, it.Items, depth+1)
		if first && len(last.Items) > 0 {
			last.Ordered = it.Ordered
		}
	}
	return dst
}

func cleanRows(rows [][]Cell) [][]Cell {
	width, words := 0, false
	for _, row := range rows {
		width = max(width, len(row))
	}
	out := make([][]Cell, 0, len(rows))
	for _, row := range rows {
		clean := make([]Cell, width)
		for i, c := range row {
			clean[i].Spans = cleanSpans(c.Spans)
			words = words || len(clean[i].Spans) > 0
		}
		out = append(out, clean)
	}
	if !words {
		return nil
	}
	return out
}

func cleanImage(image *Image) *Image {
	if image == nil || !blobName(image.Blob) {
		return nil
	}
	if image.Decorative {
		return &Image{Blob: image.Blob, Decorative: true}
	}
	alt := cleanSpans([]Span{{Text: image.Alt}})
	if len(alt) == 0 {
		return nil
	}
	return &Image{Blob: image.Blob, Alt: alt[0].Text}
}

// validID tells whether id is one that could have been given out.
func validID(id string) bool {
	return len(id) >= 4 && len(id) <= 8 && strings.Trim(id, idLetters) == ""
}

// cleanSpans makes one line of text of spans: the fewest there can be, without space at the ends. A space beside bold,
// italic or linked words has no look of its own; it belongs to a link only when that goes on behind it.
func cleanSpans(spans []Span) []Span {
	runs := joined(spans, func(s Span) Span {
		link := strings.TrimSpace(s.Link)
		if link != "" && (!SafeLink(link) || strings.IndexFunc(link, unseen) >= 0) {
			link = ""
		}
		return Span{Text: s.Text, Bold: s.Bold, Italic: s.Italic, Link: link}
	})
	for before := -1; before != len(runs); { // a run of which nothing is left brings its neighbours together
		before = len(runs)
		runs = joined(runs, func(s Span) Span { s.Text = cleanText(s.Text); return s })
	}
	return trimmed(joined(parted(runs), func(s Span) Span { return s }))
}

// joined passes spans through change, and joins neighbours of the same look.
func joined(spans []Span, change func(Span) Span) []Span {
	var out []Span
	var text []string
	for _, s := range spans {
		s = change(s)
		if s.Text == "" {
			continue
		}
		if n := len(out); n > 0 && sameLook(out[n-1], s) {
			text = append(text, s.Text)
			continue
		}
		closeRun(out, &text)
		out = append(out, s)
		text = append(text, s.Text)
	}
	closeRun(out, &text)
	return out
}

func closeRun(out []Span, text *[]string) {
	if len(*text) > 1 {
		out[len(out)-1].Text = strings.Join(*text, "")
	}
	*text = (*text)[:0]
}

func sameLook(a, b Span) bool { return a.Bold == b.Bold && a.Italic == b.Italic && a.Link == b.Link }

// parted takes the spaces at the ends of every run apart, and leaves none at the ends of the line.
func parted(runs []Span) []Span {
	var out []Span
	space := false
	for _, s := range runs {
		core := strings.TrimLeft(s.Text, " ")
		space = space || len(core) < len(s.Text)
		if core == "" {
			continue
		}
		if space && len(out) > 0 {
			gap := Span{Text: " "}
			if out[len(out)-1].Link == s.Link {
				gap.Link = s.Link
			}
			out = append(out, gap)
		}
		s.Text = strings.TrimRight(core, " ")
		space = len(s.Text) < len(core)
		out = append(out, s)
	}
	return out
}

// trimmed takes the other kinds of space off the ends, such as one that does not break.
func trimmed(spans []Span) []Span {
	for len(spans) > 0 {
		spans[0].Text = strings.TrimLeftFunc(spans[0].Text, unicode.IsSpace)
		if spans[0].Text != "" {
			break
		}
		spans = spans[1:]
	}
	for n := len(spans); n > 0; n = len(spans) {
		spans[n-1].Text = strings.TrimRightFunc(spans[n-1].Text, unicode.IsSpace)
		if spans[n-1].Text != "" {
			break
		}
		spans = spans[:n-1]
	}
	if len(spans) == 0 {
		return nil
	}
	return slices.Clip(spans)
}
