package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/milestones"
)

// merger puts what one person filled in on top of what another saved meanwhile.
type merger struct {
	theirs, mine cycle.Report
	edition      cycle.Edition
	holders      []cycle.PortfolioHolder
}

func (v reportVisit) merger(r *http.Request, mine cycle.Report) (merger, error) {
	holders, err := v.Read.Holders(r.Context())
	return merger{v.Report, mine, v.Edition, holders}, err
}

// line is one short answer; take tells whether theirs is kept.
type line func(name, label, theirs, mine string) (take bool)

// merge is mine on top of theirs, with whatever choose says where they differ.
func (m merger) merge(choose func(clash) string) cycle.Report {
	out := m.mine
	differ := func(name, label, a, b string) bool {
		return a != b && choose(clash{Name: name, Label: label, Theirs: a, Mine: b}) != keepMine
	}
	if differ("kernzin", "Kernzin", m.theirs.Headline, m.mine.Headline) {
		out.Headline = m.theirs.Headline
	}
	out.Scores = m.scores(differ)
	out.Sections = m.sections(choose)
	out.Actions = m.actions(differ, choose)
	out.Milestones = m.milestones(differ)
	m.facts(&out, differ)
	return out
}

func (m merger) scores(differ line) []cycle.Score {
	var out []cycle.Score
	for _, aspect := range m.edition.Settings.Aspects {
		a, _ := m.theirs.Score(aspect.Key)
		b, _ := m.mine.Score(aspect.Key)
		if differ(scoreField+aspect.Key, "Score "+aspect.Label, spoken(aspect, a), spoken(aspect, b)) {
			b = a
		}
		if b.Value != "" {
			out = append(out, b)
		}
	}
	return out
}

// spoken is a score in words.
func spoken(aspect cycle.Aspect, s cycle.Score) string {
	v, _ := aspect.Value(s.Value)
	return strings.Join(strings.Fields(v.Word+" "+s.Cause+" "+s.Effect+" "+s.Measure), " ")
}

func (m merger) sections(choose func(clash) string) []cycle.SectionText {
	var out []cycle.SectionText
	for _, key := range sectionKeys(m.theirs, m.mine) {
		a, _ := m.theirs.Section(key)
		b, has := m.mine.Section(key)
		if !has {
			b = cycle.SectionText{Key: key, Label: a.Label}
		}
		b.Text = mergeDoc(sectionField+key, m.edition.Settings.SectionLabel(key), a.Text, b.Text, choose)
		out = append(out, b)
	}
	return out
}

func (m merger) actions(differ line, choose func(clash) string) []cycle.Action {
	out := slices.Clone(m.mine.Actions)
	for i := range out {
		b := &out[i]
		j := slices.IndexFunc(m.theirs.Actions, func(a cycle.Action) bool { return a.Key == b.Key })
		if j < 0 {
			continue
		}
		a, name, label := m.theirs.Actions[j], actionField+b.Key, "Actie "+strconv.Itoa(b.Number)
		if differ(name+".stand", label+", stand", actions.Word(a.State), actions.Word(b.State)) {
			b.State = a.State
		}
		b.Note = mergeDoc(name+".toelichting", label+", toelichting", a.Note, b.Note, choose)
	}
	return out
}

func (m merger) milestones(differ line) []cycle.Milestone {
	out := slices.Clone(m.mine.Milestones)
	for i := range out {
		b := &out[i]
		j := slices.IndexFunc(m.theirs.Milestones, func(a cycle.Milestone) bool { return a.Key == b.Key })
		if j < 0 {
			continue
		}
		a, name, label := m.theirs.Milestones[j], milestoneField+b.Key, "Mijlpaal “"+firstWords(b.Text.Text(), 6)+"”"
		if differ(name+".stand", label+", stand", milestones.Word(a.State), milestones.Word(b.State)) {
			b.State = a.State
		}
		if differ(name+".datum", label+", wanneer", ui.When(a.Date), ui.When(b.Date)) {
			b.Date, b.First = a.Date, a.First
		}
		if differ(name+".reden", label+", reden", a.Reason, b.Reason) {
			b.Reason = a.Reason
		}
	}
	return out
}

// facts are chosen one by one, in words.
func (m merger) facts(out *cycle.Report, differ line) {
	if differ("houder", "Portefeuillehouder", m.names(m.theirs), m.names(m.mine)) {
		out.Holders = m.theirs.Holders
	}
	if differ("rol", "Rol van de organisatie", involvementOf(m.theirs), involvementOf(m.mine)) {
		out.Involvement = m.theirs.Involvement
	}
	if differ("looptijd", "Looptijd", termInWords(m.theirs), termInWords(m.mine)) {
		out.Term = m.theirs.Term
	}
	if differ("reserve", cycle.ReserveAsked(reserveNamed(m.mine)), reserveInWords(m.theirs), reserveInWords(m.mine)) {
		out.Reserve = m.theirs.Reserve
	}
}

func (m merger) names(r cycle.Report) string {
	var names []string
	for _, h := range m.holders {
		if slices.Contains(r.Holders, h.ID) {
			names = append(names, h.Name)
		}
	}
	return strings.Join(names, ", ")
}

func termInWords(r cycle.Report) string {
	if until := untilOf(r); until != "" {
		return termOf(r) + ", tot en met " + until
	}
	return termOf(r)
}

func sectionKeys(theirs, mine cycle.Report) []string {
	var keys []string
	for _, s := range slices.Concat(mine.Sections, theirs.Sections) {
		if !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// mergeDoc chooses paragraph by paragraph. Paragraphs belong together by their id, which an edited one keeps.
func mergeDoc(name, label string, theirs, mine richtext.Doc, choose func(clash) string) richtext.Doc {
	if theirs.Text() == mine.Text() {
		return mine
	}
	mine = richtext.Carry(theirs, mine, richtext.Taken{})
	place := map[string]int{}
	for i, b := range theirs {
		place[b.ID] = i
	}
	var out richtext.Doc
	n, next := 0, 0 // the paragraph of theirs that has not been passed
	one := func(a, b *richtext.Block) {
		if a != nil && b != nil && a.Text() == b.Text() {
			out = append(out, *b)
			return
		}
		n++
		out = append(out, keep(a, b, choose(clash{
			Name: name + "." + strconv.Itoa(n), Label: label + ", een alinea", Theirs: textOf(a), Mine: textOf(b), Both: a != nil && b != nil,
		}))...)
	}
	for i := range mine {
		at, known := place[mine[i].ID]
		if !known {
			one(nil, &mine[i])
			continue
		}
		for ; next < at; next++ {
			if !slices.ContainsFunc(mine, func(b richtext.Block) bool { return b.ID == theirs[next].ID }) {
				one(&theirs[next], nil)
			}
		}
		one(&theirs[at], &mine[i])
		next = max(next, at+1)
	}
	for ; next < len(theirs); next++ {
		if !slices.ContainsFunc(mine, func(b richtext.Block) bool { return b.ID == theirs[next].ID }) {
			one(&theirs[next], nil)
		}
	}
	return out
}

func textOf(b *richtext.Block) string {
	if b == nil {
		return ""
	}
	return b.Text()
}

// keep is what stays of a paragraph of which each side may lack its own.
func keep(theirs, mine *richtext.Block, choice string) richtext.Doc {
	var out richtext.Doc
	if theirs != nil && choice != keepMine {
		out = append(out, *theirs)
	}
	if mine != nil && choice != keepTheirs {
		b := *mine
		if len(out) > 0 {
			b.ID = "" // the other one has it
		}
		out = append(out, b)
	}
	return out
}
