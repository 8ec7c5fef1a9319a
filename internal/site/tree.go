package site

import (
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/tree"

	"github.com/a-h/templ"
)

// treeShown is what tree.templ shows.
type treeShown struct {
	frame
	Aspects []publication.Aspect // when there are scores to explain
	Tree    []tree.Branch
	Cut     bool
}

func treePage(e *editionPages) templ.Component {
	p := treeShown{frame: e.frame("boom/", "Doelenboom", "")}
	p.Tree, p.Cut = e.contents(p.Up)
	if e.scored() {
		p.Aspects = e.Edition.Aspects
	}
	return treeShow(p)
}
