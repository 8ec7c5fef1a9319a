package cycle

import "strconv"

// Every kind of object that is kept has a name and an id of its own in the history: a line there says which object
// changed without saying what it is about. An object that is not filled in yet has no id.

func (Organisation) ObjectKind() string    { return "organisation" }
func (Edition) ObjectKind() string         { return "edition" }
func (Node) ObjectKind() string            { return "node" }
func (Placement) ObjectKind() string       { return "placement" }
func (Report) ObjectKind() string          { return "report" }
func (Decision) ObjectKind() string        { return "decision" }
func (Theme) ObjectKind() string           { return "theme" }
func (ThemeLink) ObjectKind() string       { return "theme-link" }
func (Place) ObjectKind() string           { return "place" }
func (PlaceLink) ObjectKind() string       { return "place-link" }
func (PortfolioHolder) ObjectKind() string { return "holder" }
func (Lineage) ObjectKind() string         { return "lineage" }
func (MoneyLine) ObjectKind() string       { return "money-line" }
func (User) ObjectKind() string            { return "user" }

func (o Organisation) ObjectID() string    { return string(o.ID) }
func (e Edition) ObjectID() string         { return string(e.ID) }
func (n Node) ObjectID() string            { return string(n.ID) }
func (r Report) ObjectID() string          { return string(r.ID) }
func (d Decision) ObjectID() string        { return string(d.ID) }
func (t Theme) ObjectID() string           { return string(t.ID) }
func (p Place) ObjectID() string           { return string(p.ID) }
func (h PortfolioHolder) ObjectID() string { return string(h.ID) }
func (l Lineage) ObjectID() string         { return string(l.ID) }
func (m MoneyLine) ObjectID() string       { return string(m.ID) }

// ObjectID is the number: an address or a name would stand in the history for ever.
func (u User) ObjectID() string {
	if u.ID == "" {
		return ""
	}
	return strconv.Itoa(int(u.Number))
}

// ObjectID of a placement is its edition and its node; the number in the tree can change.
func (p Placement) ObjectID() string { return pair(string(p.Edition), string(p.Node)) }

// ObjectID of a link holds its first day: a node can return to a theme it left.
func (l ThemeLink) ObjectID() string {
	id := pair(string(l.Theme), string(l.Node))
	if id == "" || !l.From.Known() {
		return id
	}
	return id + "/" + string(l.From)
}

// ObjectID of a link is its place and its node.
func (l PlaceLink) ObjectID() string { return pair(string(l.Place), string(l.Node)) }

func pair(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	return a + "/" + b
}
