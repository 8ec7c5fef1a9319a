package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Example shows a component as it can be, with invented words. All of them stand together on the page of ui/gallery.
type Example struct {
	Name string // what is to be seen
	templ.Component
}

// Around puts one component inside another, for an example of something that holds what a page gives it.
func Around(outside, inside templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outside.Render(templ.WithChildren(ctx, inside), w)
	})
}
