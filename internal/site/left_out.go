package site

import (
	"bytes"
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// LeftOut is what stands in an exported folder at an address that was not exported.
type LeftOut struct {
	Organisation publication.Organisation
	What         string // what was left out
	Home         string // relative address of the organisation
	Instead      string // relative address of what is there in its place; "" when there is nothing
	InsteadName  string
}

// TakenBack is what stands in an exported folder where a revision began of which all pages were withdrawn.
type TakenBack struct {
	Organisation publication.Organisation
	Edition      string // name
	Day          cycle.Date
	Reason       string
	Home         string // relative address of the organisation
}

// Page is the page that says so.
func (w TakenBack) Page() ([]byte, error) {
	var b bytes.Buffer
	f := frame{Title: "Deze pagina is ingetrokken", Up: w.Home, Home: w.Home, Org: w.Organisation}
	err := takenBack(f, w).Render(context.Background(), &b)
	return b.Bytes(), err
}

// Page is the page that says so.
func (l LeftOut) Page() ([]byte, error) {
	var b bytes.Buffer
	f := frame{Title: "Deze pagina is weggelaten", Up: l.Home, Home: l.Home, Org: l.Organisation}
	err := leftOut(f, l).Render(context.Background(), &b)
	return b.Bytes(), err
}
