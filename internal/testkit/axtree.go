package testkit

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// AccessibilityTree is the page as a screen reader has it, one line a thing, indented:
//
//	heading "5.1.2 Werklocaties" level=1
//	link "Besluit PS/2016/486"
//
// What says nothing to a listener (wrappers without a name) is left out, its contents are not.
func (p *Page) AccessibilityTree() string {
	p.t.Helper()
	answer, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		p.t.Fatal(err)
	}
	tree := axTree{}
	for _, n := range answer.Nodes {
		tree[n.NodeID] = n
	}
	var b strings.Builder
	if len(answer.Nodes) > 0 {
		tree.write(&b, answer.Nodes[0], 0, "")
	}
	return b.String()
}

type axTree map[accessibility.NodeID]*accessibility.Node

// write gives n a line and its children a deeper one. Said is the name of the nearest line above:
// text that only repeats it is not a line.
func (tree axTree) write(b *strings.Builder, n *accessibility.Node, depth int, said string) {
	role, name := axText(n.Role), strings.Join(strings.Fields(axText(n.Name)), " ")
	silent := n.Ignored || role == "InlineTextBox" || role == "LineBreak" || role == "none" ||
		role == "generic" && name == "" || role == "StaticText" && (name == "" || name == said)
	if !silent {
		b.WriteString(strings.Repeat("  ", depth) + role)
		if name != "" {
			fmt.Fprintf(b, " %q", name)
		}
		b.WriteString(axStates(n) + "\n")
		depth, said = depth+1, name
	}
	for _, id := range n.ChildIDs {
		if child := tree[id]; child != nil {
			tree.write(b, child, depth, said)
		}
	}
}

// axStates are the properties that a screen reader says aloud.
func axStates(n *accessibility.Node) string {
	var b strings.Builder
	for _, property := range n.Properties {
		switch property.Name {
		case "level", "expanded", "checked", "pressed", "selected", "disabled", "required", "invalid":
			if value := axText(property.Value); value != "false" && value != "" {
				fmt.Fprintf(&b, " %s=%s", property.Name, value)
			} else if property.Name == "expanded" {
				b.WriteString(" expanded=false")
			}
		}
	}
	if description := axText(n.Description); description != "" {
		fmt.Fprintf(&b, " description=%q", description)
	}
	if value := axText(n.Value); value != "" {
		fmt.Fprintf(&b, " value=%q", value)
	}
	return b.String()
}

func axText(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var text any
	if err := json.Unmarshal(v.Value, &text); err != nil {
		return string(v.Value)
	}
	return fmt.Sprint(text)
}
