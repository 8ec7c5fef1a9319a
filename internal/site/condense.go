package site

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// Condenser takes from one edition after another, the oldest first, what the pages over all of them show, so that an
// edition need not stay in memory. What is said in the same words in several editions is kept once.
type Condenser struct {
	editions []Frozen
	words    map[string]string
	latest   map[cycle.NodeID]latest // as the last edition that has the node says it
	joined   publication.Registers   // of all editions so far
}

type latest struct {
	publication.Entry
	said Said
}

// NewCondenser makes one that holds nothing.
func NewCondenser() *Condenser {
	return &Condenser{words: map[string]string{}, latest: map[cycle.NodeID]latest{}}
}

// Add takes what is needed of an edition. What lines tell of its nodes may be noted, by their addresses; the rest is
// asked of f later, so its functions must not hold on to more than they need.
func (c *Condenser) Add(f Frozen, noted map[string]Said) {
	said, rest := make(map[string]Said, len(noted)), f.Said
	f.Tree = publication.Tree{Entries: c.entries(f.Tree.Entries, noted, said)}
	f.Said = func(address string) (Said, error) {
		if s, known := said[address]; known {
			return s, nil
		}
		return rest(address)
	}
	c.joined = c.join(f.Registers)
	f.Registers = publication.Registers{}
	c.editions = append(c.editions, f)
}

// Editions are those that were added. The last one has the registers of all: of what stands in several, the newest says
// how it is. No more can be added.
func (c *Condenser) Editions() []Frozen {
	c.words, c.latest = nil, nil
	if n := len(c.editions); n > 0 {
		c.editions[n-1].Registers = c.joined
	}
	return c.editions
}

// entries leaves out what only the pages of the edition itself show. What was noted of them goes to said.
func (c *Condenser) entries(all []publication.Entry, noted, said map[string]Said) []publication.Entry {
	out := make([]publication.Entry, len(all))
	for i := range all {
		was, is := c.latest[all[i].ID], all[i]
		out[i] = publication.Entry{
			Address: c.word(is.Address), ID: cycle.NodeID(c.word(string(is.ID))), Headline: c.word(is.Headline), Line: c.word(is.Line),
			Level: cycle.LevelKind(c.word(string(is.Level))), Depth: is.Depth, Number: c.word(is.Number), Title: c.word(is.Title), Parent: cycle.NodeID(c.word(string(is.Parent))), Derived: is.Derived, Placeholder: is.Placeholder,
			Mentions: shared(was.Mentions, is.Mentions, equal, c.mention), Milestones: shared(was.Milestones, is.Milestones, equal, c.milestone),
			Scores: shared(was.Scores, is.Scores, sameScore, c.score), Holders: shared(was.Holders, is.Holders, equal, c.word), Themes: shared(was.Themes, is.Themes, equal, c.word),
		}
		was.Entry = out[i]
		if s, known := noted[is.Address]; known {
			was.said = c.said(was.said, s)
			said[out[i].Address] = was.said
		}
		c.latest[out[i].ID] = was
	}
	return out
}

// shared is the list as it was, when it still says the same; else one of its own. Kept is a value without what nobody
// asks for.
func shared[T any](was, is []T, same func(a, b T) bool, kept func(T) T) []T {
	if len(is) == 0 {
		return nil
	}
	if slices.EqualFunc(was, is, same) {
		return was
	}
	out := make([]T, len(is))
	for i := range is {
		out[i] = kept(is[i])
	}
	return out
}

func equal[T comparable](a, b T) bool { return a == b }

// sameScore looks at what is kept of a score.
func sameScore(a, b publication.Score) bool {
	return a.Aspect == b.Aspect && a.Value == b.Value && a.Word == b.Word
}

// word is a text that is kept once.
func (c *Condenser) word(text string) string {
	if text == "" {
		return ""
	}
	if known, ok := c.words[text]; ok {
		return known
	}
	text = strings.Clone(text) // what it stands in goes
	c.words[text] = text
	return text
}

func (c *Condenser) said(was, is Said) Said {
	kept := func(s saidOf) saidOf { return s.each(c.word) }
	return Said{c.word(is.level), c.word(is.holders), shared(was.actions, is.actions, equal, kept), shared(was.milestones, is.milestones, equal, kept), is.whole}
}

func (c *Condenser) score(s publication.Score) publication.Score {
	return publication.Score{Aspect: c.word(s.Aspect), Value: c.word(s.Value), Word: c.word(s.Word)}
}

func (c *Condenser) mention(m publication.Mention) publication.Mention {
	return publication.Mention{Decision: c.word(m.Decision), Block: c.word(m.Block), Where: c.word(m.Where)}
}

func (c *Condenser) milestone(m publication.EntryMilestone) publication.EntryMilestone {
	return publication.EntryMilestone{
		Block: c.word(m.Block), Date: c.date(m.Date), First: c.date(m.First), Key: c.word(m.Key),
		State: cycle.MilestoneState(c.word(string(m.State))), Text: c.word(m.Text),
	}
}

func (c *Condenser) date(d publication.WrittenDate) publication.WrittenDate {
	return publication.WrittenDate{Text: c.word(d.Text), From: cycle.Date(c.word(string(d.From))), To: cycle.Date(c.word(string(d.To)))}
}

// join puts the registers of a newer edition before what only earlier ones have.
func (c *Condenser) join(newer publication.Registers) publication.Registers {
	before := c.joined
	return publication.Registers{
		Decisions: joined(newer.Decisions, before.Decisions, decisionKey, c.decision),
		Themes:    joined(newer.Themes, before.Themes, themeKey, nil),
		Holders:   joined(newer.Holders, before.Holders, holderKey, nil),
		Lineage:   joined(newer.Lineage, before.Lineage, lineageKey, nil),
	}
}

func joined[T any](newer, before []T, key func(*T) string, kept func(T) T) []T {
	if len(before) == 0 {
		return newer
	}
	has := make(map[string]bool, len(newer))
	for i := range newer {
		has[key(&newer[i])] = true
	}
	out := slices.Clip(newer)
	for _, v := range before {
		if has[key(&v)] {
			continue
		}
		if kept != nil {
			v = kept(v)
		}
		out = append(out, v)
	}
	return out
}

// decision is one that the newest edition does not have any more: the part that it was read from goes.
func (c *Condenser) decision(d publication.Decision) publication.Decision {
	d.Slug, d.Date, d.ID = c.word(d.Slug), cycle.Date(c.word(string(d.Date))), cycle.DecisionID(c.word(string(d.ID)))
	d.Reference, d.Body, d.Kind = c.word(d.Reference), c.word(d.Body), cycle.DecisionKind(c.word(string(d.Kind)))
	d.State, d.Text, d.Title = cycle.DecisionState(c.word(string(d.State))), c.word(d.Text), c.word(d.Title)
	d.Aliases = shared(nil, d.Aliases, equal, c.word)
	if d.Source != nil {
		s := *d.Source
		s.Address, s.File = c.word(s.Address), c.word(s.File)
		s.ReadAt, s.Certainty = cycle.Date(c.word(string(s.ReadAt))), cycle.Certainty(c.word(string(s.Certainty)))
		d.Source = &s
	}
	return d
}
