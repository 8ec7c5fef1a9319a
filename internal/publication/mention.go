package publication

import (
	"slices"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// mention is a reference in prose and where it stands.
type mention struct {
	ref          richtext.Ref
	block, where string
}

// fragment is the part of the address that leads to a block.
func fragment(id string) string {
	if id == "" {
		return ""
	}
	return "p-" + id
}

func firstFragment(d richtext.Doc) string {
	if len(d) == 0 {
		return ""
	}
	return fragment(d[0].ID)
}

func mentionsIn(found []mention, d richtext.Doc, where string) []mention {
	for i := range d {
		refs := d[i : i+1].Refs()
		if len(refs) == 0 {
			continue
		}
		block := fragment(d[i].ID)
		for _, ref := range refs {
			found = append(found, mention{ref, block, where})
		}
	}
	return found
}

// lineMentions adds the references in a line.
func lineMentions(found []mention, line []richtext.Span, block, where string) []mention {
	for _, run := range line {
		if run.Ref != nil {
			found = append(found, mention{*run.Ref, block, where})
		}
	}
	return found
}

// mentions are all references in the prose of a report behind those found, in the order of the page.
func (f *freezer) mentions(found []mention, r *cycle.Report) []mention {
	for _, s := range r.Sections {
		found = mentionsIn(found, s.Text, f.sectionLabel(s))
	}
	for _, a := range r.Actions {
		where := "Actie " + strconv.Itoa(a.Number)
		for _, d := range []richtext.Doc{a.Text, a.Parts, a.Note} {
			found = mentionsIn(found, d, where)
		}
	}
	for _, m := range r.Milestones {
		found = mentionsIn(found, m.Text, "Mijlpaal")
	}
	return found
}

// rowMentions are the decisions that the one-line rows of a report name. A row is plain text on its page: what it names
// stands in the list of decisions.
func (f *freezer) rowMentions(found []mention, r *cycle.Report) []mention {
	if r.Involvement != nil {
		found = lineMentions(found, f.reason(r.Involvement.Sentence), "", "Rol")
	}
	if r.Reserve != nil {
		found = lineMentions(found, f.reason(r.Reserve.Note), "", "Reserve")
	}
	return found
}

// mentionDecisions resolves the references of a report and lists the decisions it names: in the reasons of scores, in
// prose, at a milestone, at an amendment, in a row, in what the program remarks.
func (f *freezer) mentionDecisions(n *Node, r *cycle.Report, reasons []mention) []Mention {
	found := f.mentions(reasons, r)
	for _, m := range n.Milestones {
		found = lineMentions(found, m.Reason, firstFragment(m.Text), "Mijlpaal")
	}
	n.Links = f.links(found)
	for _, m := range r.Milestones {
		for _, id := range m.Decisions {
			found = append(found, mention{decisionRef(id), firstFragment(m.Text), "Mijlpaal"})
		}
	}
	for _, a := range r.Amendments {
		found = append(found, mention{decisionRef(a.Decision), "", "Begrotingswijziging"})
	}
	found = f.rowMentions(found, r)
	for _, finding := range n.Findings {
		found = lineMentions(found, f.reason(finding.Text), "", "Opmerking van het programma")
	}
	return f.decisionMentions(n, found)
}

func decisionRef(id cycle.DecisionID) richtext.Ref {
	return richtext.Ref{Kind: richtext.RefDecision, ID: string(id)}
}

func (f *freezer) decisionMentions(n *Node, found []mention) []Mention {
	var out []Mention
	for _, m := range found {
		d := f.decisions[cycle.DecisionID(m.ref.ID)]
		if m.ref.Kind != richtext.RefDecision || d == nil {
			continue
		}
		f.named.decisions[d.ID] = true
		if one := (Mention{Decision: d.Slug, Block: m.block, Where: m.where}); !slices.Contains(out, one) {
			out = append(out, one)
		}
		i := slices.IndexFunc(n.Decisions, func(o DecisionMention) bool { return o.Slug == d.Slug })
		if i < 0 {
			i = len(n.Decisions)
			n.Decisions = append(n.Decisions, DecisionMention{Slug: d.Slug, Reference: d.Reference, Title: d.Title})
		}
		if in := &n.Decisions[i]; m.block != "" && !slices.Contains(in.Blocks, m.block) {
			in.Blocks = append(in.Blocks, m.block)
		}
	}
	return out
}
