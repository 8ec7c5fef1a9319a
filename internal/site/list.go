package site

// listShown is what list.templ shows: a list that leads to pages.
type listShown struct {
	frame
	Lead  string
	Empty string
	Rows  []listRow
}

type listRow struct {
	Number string
	Text   string
	Href   string
	Note   string
	Top    bool // of the tree: it begins a group of what stands below it
}

// A list of at least this many rows is long.
const longList = 12

// usual is the note that more than half of a long list has: it is told once, above the list.
func (p listShown) usual() string {
	if len(p.Rows) < longList {
		return ""
	}
	times := map[string]int{}
	for _, r := range p.Rows {
		if times[r.Note]++; times[r.Note] > len(p.Rows)/2 {
			return r.Note
		}
	}
	return ""
}
