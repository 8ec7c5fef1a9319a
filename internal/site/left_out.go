package site

import (
	"bytes"
	"context"

	"doelenboom/internal/publication"
)

// LeftOutPage stands in an exported folder at an address of an edition that was not exported. Edition is its name,
// home the relative address of the organisation.
func LeftOutPage(org publication.Organisation, edition, home string) ([]byte, error) {
	var b bytes.Buffer
	f := frame{Title: "Deze pagina is weggelaten", Up: home, Home: home, Org: org}
	err := leftOut(f, edition).Render(context.Background(), &b)
	return b.Bytes(), err
}
