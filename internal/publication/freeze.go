package publication

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// Freeze makes the publication of an edition: a function of what is handed in and nothing else. It says no, without a
// publication, when something lacks that every page needs; whatever people wrote is taken as it is.
func Freeze(in Input) (Publication, error) {
	f, err := newFreezer(in)
	if err != nil {
		return Publication{}, err
	}
	p := Publication{Revision: f.revision(), Nodes: make([]Node, len(f.order))}
	p.Tree.Entries = make([]Entry, len(f.order))
	f.eachNode(func(f *freezer, i int) { p.Nodes[i], p.Tree.Entries[i] = f.node(i) })
	f.children(p.Nodes)
	p.Edition = f.edition()
	f.referredByFront(p.Nodes, &p.Edition)
	f.referredBy(p.Nodes)
	p.Registers = f.registers(p.Revision)
	p.Evidence = f.hidden()
	return p, nil
}

// eachNode freezes every node. Those who share the work remember each by themselves what was referred to.
func (f *freezer) eachNode(freeze func(f *freezer, i int)) {
	var lock sync.Mutex
	share(len(f.order), func(mine iter.Seq[int]) {
		own := *f
		own.named, own.scratch = newNamed(), nil
		for i := range mine {
			freeze(&own, i)
		}
		lock.Lock()
		defer lock.Unlock()
		f.named.add(own.named)
	})
}

// freezer knows everything by id and remembers what was referred to.
type freezer struct {
	in        Input
	order     []cycle.Placement // in reading order
	at        map[cycle.NodeID]int
	byNumber  map[string]cycle.NodeID
	byAddress map[string]int
	mentioned map[string]cycle.NodeID // numbers that are only known from a mention
	nodes     map[cycle.NodeID]*cycle.Node
	reports   map[cycle.NodeID]*cycle.Report
	decisions map[cycle.DecisionID]*cycle.Decision
	themes    map[cycle.NodeID][]*cycle.Theme
	places    map[cycle.PlaceID]*cycle.Place
	placesOf  map[cycle.NodeID][]*cycle.Place
	holders   map[cycle.HolderID]*cycle.PortfolioHolder
	money     map[cycle.NodeID][]MoneyLine
	others    []*otherEdition // public ones, the likeliest to be meant first
	coming    []*otherEdition // taken over from where they are public, and not public here yet
	lineages  map[cycle.NodeID][]*cycle.Lineage
	namer     namer
	named     named
	scratch   []byte
}

// named is what the pages of this revision refer to.
type named struct {
	decisions map[cycle.DecisionID]bool
	themes    map[cycle.ThemeID]bool
	places    map[cycle.PlaceID]bool
	holders   map[cycle.HolderID]bool
}

func newNamed() named {
	return named{map[cycle.DecisionID]bool{}, map[cycle.ThemeID]bool{}, map[cycle.PlaceID]bool{}, map[cycle.HolderID]bool{}}
}

func (n named) add(more named) {
	maps.Copy(n.decisions, more.decisions)
	maps.Copy(n.themes, more.themes)
	maps.Copy(n.places, more.places)
	maps.Copy(n.holders, more.holders)
}

func newFreezer(in Input) (*freezer, error) {
	in.Lineages = slices.SortedStableFunc(slices.Values(in.Lineages), func(a, b cycle.Lineage) int { return cmp.Compare(a.ID, b.ID) })
	f := &freezer{
		in:        in,
		nodes:     byID(in.Nodes, func(n cycle.Node) cycle.NodeID { return n.ID }),
		decisions: byID(in.Decisions, func(d cycle.Decision) cycle.DecisionID { return d.ID }),
		places:    byID(in.Places, func(p cycle.Place) cycle.PlaceID { return p.ID }),
		holders:   byID(in.Holders, func(h cycle.PortfolioHolder) cycle.HolderID { return h.ID }),
		named:     newNamed(),
	}
	if err := f.place(); err != nil {
		return nil, err
	}
	if err := f.report(); err != nil {
		return nil, err
	}
	f.link()
	f.others = likeliest(in.Edition, in.Others, public)
	f.coming = likeliest(in.Edition, in.Others, func(o cycle.Edition) bool { return o.TakenOver && !public(o) })
	f.lineages = f.knownLineages()
	f.namer = newNamer(in)
	return f, nil
}

func byID[ID comparable, T any](rows []T, id func(T) ID) map[ID]*T {
	m := make(map[ID]*T, len(rows))
	for i := range rows {
		m[id(rows[i])] = &rows[i]
	}
	return m
}

// place puts the tree in reading order and checks that each node can have a page.
func (f *freezer) place() error {
	mine := make([]cycle.Placement, 0, len(f.in.Placements))
	for _, p := range f.in.Placements {
		if p.Edition == f.in.Edition.ID {
			mine = append(mine, p)
		}
	}
	f.order = readingOrder(mine)
	n := len(f.order)
	f.at = make(map[cycle.NodeID]int, n)
	f.byNumber = make(map[string]cycle.NodeID, n)
	f.byAddress = make(map[string]int, n)
	for i, p := range f.order {
		address := f.in.Addresses[p.Node]
		if p.Node == "" {
			return fmt.Errorf("freeze %s: number %q has no node", f.in.Edition.Slug, p.Number)
		}
		if _, twice := f.at[p.Node]; twice {
			return fmt.Errorf("freeze %s: node %s stands in the tree twice", f.in.Edition.Slug, p.Node)
		}
		if other, twice := f.byAddress[address]; twice {
			return fmt.Errorf("freeze %s: nodes %s and %s have one address %q", f.in.Edition.Slug, f.order[other].Node, p.Node, address)
		}
		if !validAddress(address) {
			return fmt.Errorf("freeze %s: %q is no address for node %s", f.in.Edition.Slug, address, p.Node)
		}
		f.at[p.Node], f.byAddress[address] = i, i
		if !f.climb(i) {
			return fmt.Errorf("freeze %s: node %s stands deeper than %d levels", f.in.Edition.Slug, p.Node, maxDepth)
		}
		if _, taken := f.byNumber[p.Number]; !taken && p.Number != "" {
			f.byNumber[p.Number] = p.Node
		}
	}
	return nil
}

func (f *freezer) report() error {
	f.reports = make(map[cycle.NodeID]*cycle.Report, len(f.in.Reports))
	for i := range f.in.Reports {
		r := &f.in.Reports[i]
		if r.Edition != f.in.Edition.ID {
			continue
		}
		if f.reports[r.Node] != nil {
			return fmt.Errorf("freeze %s: node %s has two reports", f.in.Edition.Slug, r.Node)
		}
		f.reports[r.Node] = r
	}
	return nil
}

// maxDepth is deeper than any tree people read; six levels is the most a number has.
const maxDepth = 12

// climb tells whether the top is reached from node i within the depth that a tree can have.
func (f *freezer) climb(i int) bool {
	for depth := 0; depth < maxDepth; depth++ {
		if f.order[i].Parent == "" {
			return true
		}
		i = f.at[f.order[i].Parent]
	}
	return false
}

// link gathers what belongs to each node: themes that hold on the day of the edition, places, money.
func (f *freezer) link() {
	themes := byID(f.in.Themes, func(t cycle.Theme) cycle.ThemeID { return t.ID })
	f.themes = map[cycle.NodeID][]*cycle.Theme{} // sorted where they are shown, like the places
	for _, l := range f.in.ThemeLinks {
		if t := themes[l.Theme]; t != nil && l.Holds(f.in.Edition.Date) && !slices.Contains(f.themes[l.Node], t) {
			f.themes[l.Node] = append(f.themes[l.Node], t)
		}
	}
	f.placesOf = map[cycle.NodeID][]*cycle.Place{}
	for _, l := range f.in.PlaceLinks {
		if p := f.places[l.Place]; p != nil && !slices.Contains(f.placesOf[l.Node], p) {
			f.placesOf[l.Node] = append(f.placesOf[l.Node], p)
		}
	}
	f.money = f.moneyLines()
	f.mentioned = map[string]cycle.NodeID{}
	for _, n := range f.in.Nodes {
		if m := n.Mentioned; m != nil && m.Number != "" && (f.mentioned[m.Number] == "" || n.ID < f.mentioned[m.Number]) {
			f.mentioned[m.Number] = n.ID
		}
	}
}

// revision is what this revision says of itself.
func (f *freezer) revision() Revision {
	r := f.in.Revision
	r.Moment = r.Moment.UTC().Truncate(time.Second)
	f.why(&r)
	return r
}

// edition is the organisation and the edition as they are now.
func (f *freezer) edition() Edition {
	e := f.in.Edition
	out := FrameOf(e, f.in.Organisation)
	out.Intro = e.Intro
	for _, d := range e.Decides {
		out.Decides = append(out.Decides, f.decisionPoint(d))
	}
	named := frontMentions(&out)
	out.Links = f.links(named)
	out.Mentions = f.decisionMentions(new(Node), named)
	for _, hash := range e.Pictures() {
		out.Files = f.file(out.Files, hash)
	}
	slices.SortFunc(out.Files, byAddress)
	return out
}

// FrameOf is an edition and its organisation without what its front page says and asks: the names, and the words for levels,
// sections and scores.
func FrameOf(e cycle.Edition, o cycle.Organisation) Edition {
	out := Edition{
		Slug: e.Slug, ID: e.ID, Year: e.Year, Name: e.Name, TakenOver: e.TakenOver, Date: e.Date,
		Kind: e.Kind, Sequence: e.Sequence, Source: source(e.Source),
		Organisation: Organisation{
			Slug: o.Slug, Name: o.Name, Kind: o.Kind, Contact: o.Contact, Notice: o.Notice, NoIndex: o.NoIndex,
			Executive: o.Bodies.Executive, ExecutiveShort: o.Bodies.ExecutiveShort,
			Council: o.Bodies.Council, CouncilShort: o.Bodies.CouncilShort,
		},
	}
	for _, a := range e.Settings.Aspects {
		out.Aspects = append(out.Aspects, aspect(a, e.Kind))
	}
	for _, l := range e.Settings.Levels {
		out.Levels = append(out.Levels, Level{Plural: l.Plural, Label: l.Label, Kind: l.Kind})
	}
	for _, s := range e.Settings.Sections {
		out.Sections = append(out.Sections, Section{Label: s.Label, Key: s.Key})
	}
	return out
}

// nodeLink leads to a node; nil when none is meant or nobody may know it.
func (f *freezer) nodeLink(id cycle.NodeID) *Link {
	if id == "" {
		return nil
	}
	l, ok := f.resolve(richtext.Ref{Kind: richtext.RefNode, ID: string(id)})
	if !ok || l.Kind == LinkNone {
		return nil
	}
	return &l
}

func aspect(a cycle.Aspect, kind cycle.EditionKind) Aspect {
	out := Aspect{Judged: a.Judged, Label: a.Label, Key: a.Key, Question: a.Question(kind)}
	for _, v := range a.Values {
		out.Values = append(out.Values, ScoreValue{Key: v.Key, Explain: v.Explain, Word: v.Word})
	}
	return out
}

func source(s cycle.Source) *Source {
	if s == (cycle.Source{}) {
		return nil
	}
	return &Source{Address: s.Address, File: s.File, ReadAt: s.ReadAt, Certainty: s.Certainty}
}
