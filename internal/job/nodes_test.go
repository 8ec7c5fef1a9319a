package job

import (
	"testing"

	"doelenboom/internal/publication"
)

// What was noted of an edition is read beside the next one, whose pages compare with it and read its nodes again.
func TestWhatWasNotedStaysAsItIs(t *testing.T) {
	n := &nodes{read: func(string) (publication.Node, error) { return publication.Node{}, nil }}
	read := func(address string) {
		if _, err := n.node(address); err != nil {
			t.Error(err)
		}
	}
	n.note()
	read("5.1.1")
	noted := n.noted()
	read("5.1.2")
	if _, known := noted["5.1.1"]; !known || len(noted) != 1 {
		t.Errorf("%+v", noted)
	}
}
