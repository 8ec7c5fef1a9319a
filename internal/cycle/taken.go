package cycle

import (
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/richtext"
)

// A document that is read into a report that people here write in brings a part of it: one section, its milestones. The
// source of the report is about that part only, and about what of it nobody wrote anew since.

// Taken is one of the parts of a report that its source is about.
type Taken struct {
	Key  string    `json:"key,omitempty"` // which section, action, milestone or score; "" for a part that is one thing
	Part TakenPart `json:"part"`
}

// TakenPart is a sort of part.
type TakenPart string

// The parts of a report that can come from a document.
const (
	TakenSection     TakenPart = "section"
	TakenAction      TakenPart = "action"
	TakenNote        TakenPart = "note" // what is told of an action
	TakenMilestone   TakenPart = "milestone"
	TakenScore       TakenPart = "score"
	TakenHeadline    TakenPart = "headline"
	TakenHolders     TakenPart = "holders"
	TakenInvolvement TakenPart = "involvement"
	TakenTerm        TakenPart = "term"
	TakenReserve     TakenPart = "reserve"
	TakenWebsites    TakenPart = "websites"
	TakenAmendments  TakenPart = "amendments"
	TakenAmounts     TakenPart = "amounts"
)

// stated is a part with what it says.
type stated struct {
	Taken
	says string
}

// stated are the parts of which a report says something, in a fixed order.
func (r Report) stated() []stated {
	var all []stated
	add := func(part TakenPart, key string, says ...string) {
		if text := strings.Join(says, "\n"); strings.Trim(text, "\n") != "" {
			all = append(all, stated{Taken{key, part}, text})
		}
	}
	add(TakenHeadline, "", r.Headline)
	for _, s := range r.Sections {
		add(TakenSection, s.Key, text(s.Text))
	}
	for _, a := range r.Actions {
		add(TakenAction, a.Key, text(a.Text), text(a.Parts))
		add(TakenNote, a.Key, text(a.Note))
	}
	for _, m := range r.Milestones {
		add(TakenMilestone, m.Key, text(m.Text), m.Date.Text)
	}
	for _, s := range r.Scores {
		add(TakenScore, s.Aspect, s.Value, s.Cause, s.Effect, s.Measure)
	}
	for _, h := range r.Holders {
		add(TakenHolders, string(h), string(h))
	}
	if i := r.Involvement; i != nil {
		add(TakenInvolvement, "", i.Sentence)
	}
	if t := r.Term; t != nil {
		add(TakenTerm, "", strconv.FormatBool(t.Structural), strconv.Itoa(t.Until))
	}
	if v := r.Reserve; v != nil {
		add(TakenReserve, "", v.Answer(), v.Reserve, v.Note)
	}
	for _, w := range r.Websites {
		add(TakenWebsites, w, w)
	}
	for _, a := range r.Amendments {
		add(TakenAmendments, string(a.Kind)+a.Number, string(a.Kind))
	}
	for _, a := range r.Amounts {
		add(TakenAmounts, strings.Join([]string{a.Row, a.Column, a.AsWritten}, "\t"), a.AsWritten)
	}
	return all
}

func text(d richtext.Doc) string { return strings.TrimSpace(d.Text()) }

// TookFrom is the report after a document was read into was: what the document brought comes from the source, and what
// stood there stays what it was, also when the document says the same. A document that brings nothing is no source.
func (r Report) TookFrom(was Report, source Source) Report {
	before := was.words()
	brought := len(before) == 0 || was.Source != (Source{})
	r = r.sourced(func(s stated) bool {
		if says, there := before[s.Taken]; there && says == s.says {
			return was.fromSource(s.Taken)
		}
		brought = true
		return true
	})
	r.Source = was.Source
	if brought {
		r.Source = source
	}
	return r
}

// keepsSource is text, as it was written over r: what says the same still comes from the source of r, the rest does not.
// A text that comes with a source of its own keeps that.
func (r Report) keepsSource(text Report) Report {
	if r.Source == (Source{}) || text.Source != r.Source {
		text.Taken = nil
		return text
	}
	before, kept := r.words(), false
	text = text.sourced(func(s stated) bool {
		from := before[s.Taken] == s.says && r.fromSource(s.Taken)
		kept = kept || from
		return from
	})
	if !kept {
		text.Source = Source{}
	}
	return text
}

// sourced names the parts that come from the source, when there are others too.
func (r Report) sourced(from func(stated) bool) Report {
	r.Taken = nil
	others := false
	for _, s := range r.stated() {
		if from(s) {
			r.Taken = append(r.Taken, s.Taken)
		} else {
			others = true
		}
	}
	if !others {
		r.Taken = nil
	}
	return r
}

func (r Report) words() map[Taken]string {
	words := map[Taken]string{}
	for _, s := range r.stated() {
		words[s.Taken] = s.says
	}
	return words
}

// fromSource tells whether a part is one that the source of the report is about: all are, where none is named.
func (r Report) fromSource(part Taken) bool {
	return r.Source != (Source{}) && (len(r.Taken) == 0 || slices.Contains(r.Taken, part))
}
