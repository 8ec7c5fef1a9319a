package importer

import (
	"sort"
	"strings"

	"doelenboom/internal/check"
	"doelenboom/internal/dutch"
)

// mentions gathers what the texts of a page refer to, paragraph by paragraph: a
// reference and the words that give it its kind may stand on two lines.
type mentions struct {
	levels []string
	own    string // number of the page; naming oneself is no reference
	refs   References
	seen   map[string]bool
	taken  []check.Taken
	date   bool
	amount bool

	lines  []string // of the open paragraph
	starts []lineStart
	length int
	action int
}

type lineStart struct{ offset, line int }

// longParagraph is where a paragraph is read before it ends, so that memory
// does not grow with it.
const longParagraph = 64 << 10

// add takes the next line; wentOn says that it belongs to the paragraph before.
func (m *mentions) add(line int, text string, wentOn bool, action int) {
	if !wentOn || m.length > longParagraph {
		m.flush()
		m.action = action
	}
	m.starts = append(m.starts, lineStart{m.length, line})
	m.lines = append(m.lines, text)
	m.length += len(text) + 1
}

// flush reads the open paragraph.
func (m *mentions) flush() {
	switch len(m.lines) {
	case 0:
		return
	case 1:
		m.read(m.lines[0])
	default:
		m.read(strings.Join(m.lines, " "))
	}
	clear(m.lines)
	m.lines, m.starts, m.length = m.lines[:0], m.starts[:0], 0
}

func (m *mentions) read(text string) {
	for _, d := range dutch.FindDecisions(text) {
		if !m.seen[d.Reference] {
			m.remember(d.Reference)
			m.refs.Decisions = append(m.refs.Decisions, d.Reference)
		}
	}
	for _, motion := range dutch.FindMotions(text) {
		if key := motion.Reference + "\x00" + motion.Name; !m.seen[key] {
			m.remember(key)
			m.refs.Motions = append(m.refs.Motions, Motion{motion.Name, motion.Reference})
		}
	}
	for _, ref := range dutch.FindNodes(text, m.levels...) {
		line := m.lineAt(ref.From)
		for _, number := range append(ref.Skipped, ref.Number) {
			if number != m.own {
				m.refs.Nodes = append(m.refs.Nodes, NodeRef{number, ref.Kind, line, m.action})
			}
		}
	}
	m.amount = m.amount || namesAmount(text)
	m.date = m.date || !m.amount && dutch.NamesDate(text) // only a page without either is told of
	m.addTaken(text)
}

// addTaken keeps each decision once for every subject it is shown to have.
func (m *mentions) addTaken(text string) {
	if len(m.refs.Decisions) == 0 {
		return
	}
	for _, t := range check.TakenIn(text) {
		if key := t.Reference + "\x00" + t.Subject; !m.seen[key] {
			m.remember(key)
			m.taken = append(m.taken, t)
		}
	}
}

func (m *mentions) remember(key string) {
	if m.seen == nil {
		m.seen = map[string]bool{}
	}
	m.seen[key] = true
}

// lineAt is the line of the source in which an offset of the paragraph lies.
func (m *mentions) lineAt(offset int) int {
	i := sort.Search(len(m.starts), func(i int) bool { return m.starts[i].offset > offset })
	return m.starts[i-1].line
}

// namesAmount says that a text names money.
func namesAmount(text string) bool {
	if strings.Contains(text, "€") {
		return true
	}
	for _, unit := range []string{" euro", " miljoen", " mln", " miljard"} {
		if at := strings.Index(text, unit); at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
			return true
		}
	}
	return false
}
