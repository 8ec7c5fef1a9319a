package site

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"

	"github.com/emersion/go-ical"
)

// datesShown is what milestones.templ shows.
type datesShown struct {
	frame
	Years []dateYear
}

type dateYear struct {
	Heading string
	Rows    []dateRow
}

// anchor is where the year begins on the page.
func (y dateYear) anchor() string {
	return "jaar-" + strings.ToLower(strings.ReplaceAll(y.Heading, " ", "-"))
}

// dateRow is a milestone as the newest edition that names it has it.
type dateRow struct {
	*publication.EntryMilestone
	Node    *publication.Entry
	Was     string // the date first promised
	Href    string // from the home of the organisation
	Edition string
	moment  time.Time // of the publication that says so
}

// allMilestones are the milestones of all editions, in the order of their dates; those without one come last.
func (o *organisationPages) allMilestones() []dateRow {
	type key struct {
		node cycle.NodeID
		key  string
	}
	at := map[key]int{}
	var rows []dateRow
	for i := range o.Editions {
		f := &o.Editions[i]
		for j := range f.Tree.Entries {
			en := &f.Tree.Entries[j]
			for l := range en.Milestones {
				m := &en.Milestones[l]
				row := dateRow{EntryMilestone: m, Node: en, Edition: f.Edition.Name, Href: f.Edition.Slug + "/" + en.Address + "/", moment: f.Revision.Moment}
				if m.Block != "" {
					row.Href += "#" + m.Block
				}
				row.Was = milestones.Moved(m.Date, m.First)
				k := key{en.ID, m.Key}
				if was, known := at[k]; known {
					if row.Was == "" {
						row.Was = firstDate(rows[was], *m)
					}
					rows[was] = row
					continue
				}
				at[k] = len(rows)
				rows = append(rows, row)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b dateRow) int { return cmp.Compare(lastDay(a), lastDay(b)) })
	return rows
}

// firstDate is the date that earlier editions gave, when it is another.
func firstDate(before dateRow, now publication.EntryMilestone) string {
	if before.Was != "" {
		return before.Was
	}
	if was := ui.When(before.Date); was != ui.When(now.Date) {
		return was
	}
	return ""
}

// lastDay is what a milestone is sorted by: the last day it can mean; without a date behind all others.
func lastDay(r dateRow) string {
	if r.Date.To.Known() {
		return string(r.Date.To)
	}
	if r.Date.From.Known() {
		return string(r.Date.From)
	}
	return "9999"
}

func (o *organisationPages) milestonePages(write PageWriter) error {
	p := datesShown{frame: o.frame("mijlpalen/", "Mijlpalen")}
	for _, row := range o.milestones {
		row.Href = p.Up + row.Href
		heading := "Zonder datum"
		if day := lastDay(row); day != "9999" {
			heading = day[:4]
		}
		if len(p.Years) == 0 || p.Years[len(p.Years)-1].Heading != heading {
			p.Years = append(p.Years, dateYear{Heading: heading})
		}
		last := &p.Years[len(p.Years)-1]
		last.Rows = append(last.Rows, row)
	}
	inputs, moments := o.datesHash()
	page := Page{Path: "mijlpalen/", ContentType: HTML, Inputs: inputs, Render: func(w io.Writer) error {
		return datesShow(p).Render(context.Background(), w)
	}}
	if err := write(page); err != nil {
		return err
	}
	return write(Page{Path: "mijlpalen.ics", ContentType: Calendar, Inputs: moments, Render: o.calendar})
}

// datesHash is the hash of what the list of milestones shows, and of that with the moments at which it was published,
// which an agenda is told.
func (o *organisationPages) datesHash() (shown, published [16]byte) {
	all := newInputs().sum(o.base)
	moments := newInputs()
	for _, r := range o.milestones {
		all.text(r.Href, r.Edition, r.Was, string(r.Node.ID), r.Node.Number, r.Node.Title,
			r.Key, string(r.State), r.Text, r.Date.Text, string(r.Date.From), string(r.Date.To))
		moments.text(strconv.FormatInt(r.moment.Unix(), 10))
	}
	shown = all.done()
	return shown, moments.sum(shown).done()
}

// emptyCalendar is what an agenda that follows the address gets as long as there is no milestone; the encoder wants one.
const emptyCalendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Doelenboom//Mijlpalen//NL\r\n" + calendarEnd

// eventsAtOnce is how many events are in memory, where each takes fifty times what is written of it.
const eventsAtOnce = 100

// calendar holds each milestone that has a date as an event on the last day it can mean. The id of an event lasts, so
// that an agenda that follows the address moves the event instead of adding one.
func (o *organisationPages) calendar(w io.Writer) error {
	cal := o.agenda()
	begun := false
	for rows := range slices.Chunk(o.milestones, eventsAtOnce) {
		if cal.Children = o.events(rows); len(cal.Children) == 0 {
			continue
		}
		var b bytes.Buffer
		if err := ical.NewEncoder(&b).Encode(cal); err != nil {
			return err
		}
		text := bytes.TrimSuffix(b.Bytes(), []byte(calendarEnd))
		if begun {
			_, text, _ = bytes.Cut(text, []byte("\r\nBEGIN:VEVENT\r\n"))
			text = append([]byte("BEGIN:VEVENT\r\n"), text...)
		}
		begun = true
		if _, err := w.Write(folded(text)); err != nil {
			return err
		}
	}
	end := calendarEnd
	if !begun {
		end = emptyCalendar
	}
	_, err := io.WriteString(w, end)
	return err
}

const calendarEnd = "END:VCALENDAR\r\n"

// agenda is one without events.
func (o *organisationPages) agenda() *ical.Calendar {
	cal := ical.NewCalendar()
	cal.Props.SetText(ical.PropVersion, "2.0")
	cal.Props.SetText(ical.PropProductID, "-//Doelenboom//Mijlpalen//NL")
	name := ical.NewProp("X-WR-CALNAME")
	name.SetText("Mijlpalen " + o.Shelf.Organisation.Name)
	cal.Props.Set(name)
	return cal
}

func (o *organisationPages) events(rows []dateRow) []*ical.Component {
	var all []*ical.Component
	for _, row := range rows {
		day, err := time.Parse("2006-01-02", lastDay(row))
		if err != nil {
			continue
		}
		event := ical.NewEvent()
		event.Props.SetText(ical.PropUID, string(row.Node.ID)+"-"+row.Key+"@"+o.Shelf.Organisation.Slug+".doelenboom")
		event.Props.SetDateTime(ical.PropDateTimeStamp, row.moment.UTC())
		event.Props.SetDate(ical.PropDateTimeStart, day)
		event.Props.SetText(ical.PropSummary, row.Text)
		event.Props.SetText(ical.PropDescription, row.description())
		event.Props.SetText(ical.PropTransparency, "TRANSPARENT")
		all = append(all, event.Component)
	}
	return all
}

// folded breaks lines of more than 75 bytes between two letters: the next one begins with a space (RFC 5545, 3.1).
func folded(calendar []byte) []byte {
	out := make([]byte, 0, len(calendar)+len(calendar)/20)
	column := 0
	for i := 0; i < len(calendar); {
		_, size := utf8.DecodeRune(calendar[i:])
		letter := calendar[i : i+size]
		if column+size > 75 && letter[0] != '\r' && letter[0] != '\n' {
			out, column = append(out, "\r\n "...), 1
		}
		out, column, i = append(out, letter...), column+size, i+size
		if letter[0] == '\n' {
			column = 0
		}
	}
	return out
}

// description says in an agenda what the line on the page says.
func (r dateRow) description() string {
	text := named(r.Node.Number, r.Node.Title) + "\nDatum zoals geschreven: " + ui.When(r.Date)
	if r.Was != "" {
		text += " (eerst: " + r.Was + ")"
	}
	if r.State != "" {
		text += "\nStand: " + milestones.Word(r.State)
	}
	return text + "\nVolgens " + r.Edition
}
