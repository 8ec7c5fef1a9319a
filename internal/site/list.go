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
