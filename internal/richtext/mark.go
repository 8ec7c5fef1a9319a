package richtext

import "slices"

// Found is a reference seen in plain text: bytes From up to To of it.
type Found struct {
	From, To int
	Ref      Ref
}

// Mark returns d with the references that find sees in its plain runs; text that is a link or a reference already is
// left alone, and runs in which nothing is found are shared with d. find gets the text of one run and answers in order,
// without overlap.
func (d Doc) Mark(find func(text string) []Found) Doc {
	out := make(Doc, len(d))
	for i, b := range d {
		b.Spans = markSpans(b.Spans, find)
		b.Items = markItems(b.Items, find)
		b.Rows = markRows(b.Rows, find)
		out[i] = b
	}
	return out
}

// MarkLine makes runs of a line of plain text, with the references that find sees in it; none of an empty one.
func MarkLine(text string, find func(text string) []Found) []Span {
	if text == "" {
		return nil
	}
	return markSpan(Span{Text: text}, find(text))
}

func markRows(rows [][]Cell, find func(string) []Found) [][]Cell {
	if rows == nil {
		return nil
	}
	out := make([][]Cell, len(rows))
	for r, row := range rows {
		out[r] = make([]Cell, len(row))
		for c := range row {
			out[r][c] = Cell{Spans: markSpans(row[c].Spans, find)}
		}
	}
	return out
}

func markItems(items []Item, find func(string) []Found) []Item {
	if items == nil {
		return nil
	}
	out := make([]Item, len(items))
	for i, it := range items {
		it.Spans = markSpans(it.Spans, find)
		it.Items = markItems(it.Items, find)
		out[i] = it
	}
	return out
}

// markSpans copies spans only when something was found in them, which is seldom.
func markSpans(spans []Span, find func(string) []Found) []Span {
	out, copied := spans, false
	for i, sp := range spans {
		var found []Found
		if sp.plain() {
			found = find(sp.Text)
		}
		if len(found) > 0 && !copied {
			out, copied = slices.Clone(spans[:i]), true
		}
		if copied {
			out = append(out, markSpan(sp, found)...)
		}
	}
	return out
}

// plain tells that a run is no link or reference yet.
func (sp Span) plain() bool { return sp.Link == "" && sp.Ref == nil }

func markSpan(sp Span, found []Found) []Span {
	if len(found) == 0 {
		return []Span{sp}
	}
	var out []Span
	at := 0
	for _, f := range found {
		if f.From < at || f.To <= f.From || f.To > len(sp.Text) {
			continue // an overlapping or empty answer would lose or double text
		}
		if f.From > at {
			out = append(out, Span{Text: sp.Text[at:f.From], Bold: sp.Bold, Italic: sp.Italic})
		}
		ref := f.Ref
		out = append(out, Span{Text: sp.Text[f.From:f.To], Bold: sp.Bold, Italic: sp.Italic, Ref: &ref})
		at = f.To
	}
	if at < len(sp.Text) || len(out) == 0 {
		out = append(out, Span{Text: sp.Text[at:], Bold: sp.Bold, Italic: sp.Italic})
	}
	return out
}
