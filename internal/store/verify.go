package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"doelenboom/internal/cycle"
)

// FindingKind is what is wrong with a history or an object.
type FindingKind string

// What VerifyHistory finds.
const (
	LineChanged     FindingKind = "regel-veranderd"
	LineRemoved     FindingKind = "regel-verwijderd"
	LineInserted    FindingKind = "regel-ingevoegd"
	LineUnnumbered  FindingKind = "regel-zonder-nummer"  // what stands where its number should is none
	LineUnconnected FindingKind = "regel-sluit-niet-aan" // "before" is not what the line before it left of this object
	ObjectChanged   FindingKind = "veranderd"
	ObjectRemoved   FindingKind = "verwijderd"
	ObjectInserted  FindingKind = "ingevoegd"
	ColumnsChanged  FindingKind = "zoekkolom-veranderd" // a column does not say what the body says
	EarlierChanged  FindingKind = "eerdere-tekst-veranderd"
	EarlierInserted FindingKind = "eerdere-tekst-ingevoegd"
	EarlierRemoved  FindingKind = "eerdere-tekst-verwijderd"
)

// Finding is one thing that was done behind the back of the history.
type Finding struct {
	Kind   FindingKind
	Line   int64  // of the history; of an object the last line about it, 0 when there is none
	Until  int64  // when it is about many lines, the last of them
	Object string // kind of the object; empty when the finding is about lines only
	ID     string
}

// String is the finding as a Dutch sentence.
func (f Finding) String() string {
	object := f.Object + " " + f.ID
	switch {
	case f.Until > 0 && f.Kind == LineRemoved:
		return fmt.Sprintf("geschiedenis: regels %d tot en met %d zijn verwijderd", f.Line, f.Until)
	case f.Until > 0:
		return fmt.Sprintf("geschiedenis: regels %d tot en met %d zijn ingevoegd", f.Line, f.Until)
	}
	switch f.Kind {
	case LineChanged:
		return fmt.Sprintf("geschiedenis: regel %d is veranderd", f.Line)
	case LineRemoved:
		return fmt.Sprintf("geschiedenis: regel %d is verwijderd", f.Line)
	case LineInserted:
		return fmt.Sprintf("geschiedenis: regel %d is ingevoegd", f.Line)
	case LineUnnumbered:
		return fmt.Sprintf("geschiedenis: een regel heeft geen nummer meer, maar %q", f.ID)
	case LineUnconnected:
		return fmt.Sprintf("geschiedenis: regel %d sluit niet aan op de vorige regel over %s", f.Line, object)
	case ObjectRemoved:
		return fmt.Sprintf("%s is verwijderd buiten de geschiedenis om (laatste regel: %d)", object, f.Line)
	case ObjectInserted:
		return fmt.Sprintf("%s is ingevoegd buiten de geschiedenis om", object)
	case EarlierInserted:
		return fmt.Sprintf("een eerdere tekst van %s is ingevoegd buiten de geschiedenis om", object)
	case EarlierRemoved:
		return fmt.Sprintf("een eerdere tekst van %s is verwijderd buiten de geschiedenis om (vervangen in regel: %d)", object, f.Line)
	case EarlierChanged:
		text := fmt.Sprintf("een eerdere tekst van %s is veranderd buiten de geschiedenis om", object)
		if f.Line > 0 {
			text += fmt.Sprintf(" (regel: %d)", f.Line)
		}
		return text
	case ColumnsChanged:
		return fmt.Sprintf("%s staat onder een andere sleutel dan de inhoud zegt (laatste regel: %d)", object, f.Line)
	}
	return fmt.Sprintf("%s is veranderd buiten de geschiedenis om (laatste regel: %d)", object, f.Line)
}

// VerifyHistory recomputes the chain of an organisation, and compares each stored object with the "after" of the last
// line about it. It answers what does not fit, lines first; nothing when all is well. Somebody who rewrote the whole
// chain is found by the heads that stand in publications and backups.
func (db *DB) VerifyHistory(ctx context.Context, org cycle.OrganisationID) ([]Finding, error) {
	var findings []Finding
	err := db.Snapshot(ctx, org, func(r Reader) error {
		c := chain{last: map[object]last{}}
		head, err := r.Head(ctx)
		if err != nil {
			return err
		}
		if err := c.lines(ctx, r, db.dialect.moment); err != nil {
			return err
		}
		c.end(head)
		if err := c.objects(ctx, r); err != nil {
			return err
		}
		err = errors.Join(c.earlier(ctx, r), c.earlierGone(ctx, r))
		findings = c.findings
		return err
	})
	return findings, err
}

// chain goes along the lines of one history.
type chain struct {
	previous HistoryLine // as it is stored
	shift    int64       // how far the numbers have moved since the lines were written: inserted minus removed
	last     map[object]last
	findings []Finding
}

// last is what the newest line about an object says of it.
type last struct {
	line  int64
	after string
	seen  bool // it was found among the stored objects
}

func (c *chain) find(kind FindingKind, line int64) {
	f := Finding{Kind: kind, Line: line}
	if !slices.Contains(c.findings, f) {
		c.findings = append(c.findings, f)
	}
}

// atMostLines are told one by one; of more, which may be millions, the first and the last.
const atMostLines = 20

func (c *chain) findAll(kind FindingKind, from, until int64) {
	if until-from >= atMostLines {
		c.findings = append(c.findings, Finding{Kind: kind, Line: from, Until: until})
		return
	}
	for n := from; n <= until; n++ {
		c.find(kind, n)
	}
}

// lines sees all lines, also those in which a value is of a kind that it cannot be.
func (c *chain) lines(ctx context.Context, r Reader, moment string) error {
	rows, err := r.q.QueryContext(ctx, `
		select line, `+moment+`, user_number, action, kind, object_id, before_hash, after_hash, previous_hash, hash
		from history
		where organisation_id = $1
		order by line`, r.org)
	if err != nil {
		return describe(err, "read the history")
	}
	defer rows.Close()
	for rows.Next() {
		l := HistoryLine{Organisation: r.org}
		if err := l.scan(rows); err == nil {
			c.see(l, c.shiftOf(l))
		} else if err := c.torn(rows, l); err != nil {
			return err
		}
	}
	return describe(rows.Err(), "read the history")
}

// torn looks at a line of which a value could not be read: that was changed. What else it says still counts.
func (c *chain) torn(rows *sql.Rows, l HistoryLine) error {
	var line, moment, user any
	var texts [7]sql.NullString
	err := rows.Scan(&line, &moment, &user, &texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &texts[6])
	if err != nil {
		return oddly("history", err)
	}
	number, ok := line.(int64)
	if !ok {
		c.findings = append(c.findings, Finding{Kind: LineUnnumbered, ID: words([]any{line})[0]})
		return nil
	}
	l.Line, l.Kind, l.ID, l.Before, l.After = number, texts[1].String, texts[2].String, texts[3].String, texts[4].String
	l.Previous, l.Hash = texts[5].String, texts[6].String
	c.see(l, none)
	return nil
}

// see looks at the next line, of which the number has moved so far since it was written.
//
// Cases:
//  1. numbers are missing before it: those lines were removed;
//  2. its hash fits, and it follows on the line before: all is well;
//  3. its hash fits, but the line before has another hash than this one remembers: that line was changed, and its own
//     hash with it;
//  4. its hash fits a number one lower, and it follows on the line before the last: the last one was inserted, and the
//     numbers moved up;
//  5. its hash fits a number one higher: the line before it was removed, and the numbers closed up;
//  6. otherwise it was changed.
func (c *chain) see(l HistoryLine, shift int64) {
	c.findAll(LineRemoved, c.previous.Line+1, l.Line-1)
	gap := l.Line != c.previous.Line+1
	switch {
	case shift == none:
		c.find(LineChanged, l.Line)
	case shift > c.shift:
		c.find(LineInserted, l.Line-1)
	case shift < c.shift:
		c.find(LineRemoved, l.Line-shift-1)
	case l.Previous != c.previous.Hash && !gap:
		c.find(LineChanged, c.previous.Line)
	}
	if shift != none {
		c.shift = shift
	}
	c.connect(l)
	c.previous = l
}

// none says that the hash of a line fits no number it can have had.
const none = math.MaxInt64

// shiftOf is how far the number of a line moved since it was written. A moment that cannot be written down, as in the year
// 20000, never was.
func (c *chain) shiftOf(l HistoryLine) int64 {
	for _, shift := range []int64{c.shift, c.shift + 1, c.shift - 1} {
		written := l
		written.Line -= shift
		if sum, err := written.sum(); err == nil && sum == l.Hash {
			return shift
		}
	}
	return none
}

// connect compares what a line says of its object with the line before it about the same object.
func (c *chain) connect(l HistoryLine) {
	key := object{l.Kind, l.ID}
	before, known := c.last[key]
	if known && before.after != l.Before || !known && l.Before != "" {
		c.findings = append(c.findings, Finding{Kind: LineUnconnected, Line: l.Line, Object: l.Kind, ID: l.ID})
	}
	c.last[key] = last{line: l.Line, after: l.After}
}

// end compares the newest line with the head, which is kept apart: so the newest lines cannot vanish unseen either.
func (c *chain) end(h Head) {
	newest := c.previous.Line - c.shift
	c.findAll(LineRemoved, newest+1, h.Line)
	c.findAll(LineInserted, h.Line+1+c.shift, newest+c.shift)
	if newest == h.Line && c.previous.Hash != h.Hash {
		c.find(LineChanged, c.previous.Line)
	}
}

// objects compares all that is stored with what the lines say of it.
func (c *chain) objects(ctx context.Context, r Reader) error {
	for _, n := range recorded {
		err := n.each(ctx, r, func(s stored) {
			about, known := c.last[s.object]
			switch {
			case !known || about.after == "":
				c.findings = append(c.findings, Finding{Kind: ObjectInserted, Line: about.line, Object: s.kind, ID: s.id})
			case about.after != s.hash:
				c.findings = append(c.findings, Finding{Kind: ObjectChanged, Line: about.line, Object: s.kind, ID: s.id})
			case s.moved:
				c.findings = append(c.findings, Finding{Kind: ColumnsChanged, Line: about.line, Object: s.kind, ID: s.id})
			}
			about.seen = true
			c.last[s.object] = about
		})
		if err != nil {
			return err
		}
	}
	c.missing()
	return nil
}

// earlier compares what reports said before with the hashes that the lines have of it.
func (c *chain) earlier(ctx context.Context, r Reader) error {
	rows, err := r.q.QueryContext(ctx, `
		select e.report_id, e.hash, e.body, (
			select min(h.line) from history h
			where h.organisation_id = $1 and h.kind = 'report' and h.object_id = e.report_id and e.hash in (h.before_hash, h.after_hash))
		from earlier_report e
		where e.organisation_id = $1
		order by e.report_id, e.hash`, r.org)
	if err != nil {
		return describe(err, "read what reports said")
	}
	defer rows.Close()
	for rows.Next() {
		var id, hash string
		var body sql.RawBytes
		var line any
		if err := rows.Scan(&id, &hash, &body, &line); err != nil {
			return describe(oddly("earlier_report", err), "read what reports said")
		}
		f := Finding{Object: cycle.Report{}.ObjectKind(), ID: id}
		told := false
		f.Line, told = line.(int64)
		switch {
		case hashOf(body) != hash:
			f.Kind = EarlierChanged
		case !told:
			f.Kind = EarlierInserted
		default:
			continue
		}
		c.findings = append(c.findings, f)
	}
	return describe(rows.Err(), "read what reports said")
}

// earlierGone finds what reports said before and is not kept any more, though no line tells that it was forgotten. The
// texts of a report that is gone itself went with it, and what a line says that is not as it was written counts for nothing.
func (c *chain) earlierGone(ctx context.Context, r Reader) error {
	rows, err := r.q.QueryContext(ctx, `
		select h.object_id, h.before_hash, min(h.line)
		from history h
		join report r on r.organisation_id = h.organisation_id and r.id = h.object_id
		where h.organisation_id = $1 and h.kind = 'report' and h.before_hash <> '' and h.before_hash <> h.after_hash
		and not exists (
			select 1 from earlier_report e
			where e.organisation_id = h.organisation_id and e.report_id = h.object_id and e.hash = h.before_hash)
		and not exists (
			select 1 from history f
			where f.organisation_id = h.organisation_id and f.kind = 'report' and f.object_id = h.object_id and f.line >= h.line
			and f.action in ('report.earlier-forgotten', 'report.evidence-forgotten'))
		and not exists (
			select 1 from history f
			where f.organisation_id = h.organisation_id and f.kind = 'edition' and f.object_id = r.edition_id and f.line >= h.line
			and f.action = 'edition.earlier-forgotten')
		group by h.object_id, h.before_hash
		order by min(h.line), h.object_id`, r.org)
	if err != nil {
		return describe(err, "look for what reports said")
	}
	defer rows.Close()
	var gone []Finding
	for rows.Next() {
		f := Finding{Kind: EarlierRemoved, Object: cycle.Report{}.ObjectKind()}
		var hash string
		if err := rows.Scan(&f.ID, &hash, &f.Line); err != nil {
			return describe(oddly("history", err), "look for what reports said")
		}
		if !c.doubts(f.Line) {
			gone = append(gone, f)
		}
	}
	c.findings = append(c.findings, gone...)
	return describe(rows.Err(), "look for what reports said")
}

// doubts tells whether something was found about a line itself.
func (c *chain) doubts(line int64) bool {
	return slices.ContainsFunc(c.findings, func(f Finding) bool {
		about := f.Object == "" || f.Kind == LineUnconnected
		return about && f.Line <= line && line <= max(f.Line, f.Until)
	})
}

// missing finds the objects that are told of and are not there.
func (c *chain) missing() {
	var gone []Finding
	for key, about := range c.last {
		if !about.seen && about.after != "" {
			gone = append(gone, Finding{Kind: ObjectRemoved, Line: about.line, Object: key.kind, ID: key.id})
		}
	}
	slices.SortFunc(gone, func(a, b Finding) int { return int(a.Line - b.Line) })
	c.findings = append(c.findings, gone...)
}
