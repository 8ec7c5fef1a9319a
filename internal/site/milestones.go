package site

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/milestones"

	"github.com/emersion/go-ical"
)

// datesShown is what milestones.templ shows: the years on this page, and links to all of them.
type datesShown struct {
	frame
	Lead    string
	OneYear bool // which the title names
	Years   []dateYear
	All     []yearLink
}

type dateYear struct {
	Heading string
	Rows    []dateRow
}

type yearLink struct {
	Heading, Href string
	Count         int
	Current       bool
}

const undated = "Zonder datum"

// anchor is where the year begins on the page.
func (y dateYear) anchor() string {
	return "jaar-" + strings.ToLower(strings.ReplaceAll(y.Heading, " ", "-"))
}

// dateRow is a milestone as the newest edition that names it has it.
type dateRow struct {
	*publication.EntryMilestone
	Node    *publication.Entry
	Lasting string    // the key that it had first
	Was     string    // the date first promised
	Href    string    // from the home of the organisation
	Edition string    // with its state, as long as that is not settled
	moment  time.Time // of the publication that says so
	in      int       // place of the edition
}

// followed are the milestones of one node through the editions: each keeps the place and the key that it got first.
type followed struct {
	seen compare.Following[publication.EntryMilestone]
	keys []string
}

func follow() followed { return followed{seen: compare.FollowMilestones()} }

// places are where the milestones of the next edition belong. One that is new gets a place behind the others.
func (f *followed) places(now []publication.EntryMilestone) []int {
	at := f.seen.Next(now)
	for i, place := range at {
		if place < len(f.keys) {
			continue
		}
		key := now[i].Key
		if slices.Contains(f.keys, key) {
			key += "-" + strconv.Itoa(place) // what had it first goes by another one now
		}
		f.keys = append(f.keys, key)
	}
	return at
}

// allMilestones are the milestones of all editions, in the order of their dates; those without one come last.
func (o *organisationPages) allMilestones() []dateRow {
	at := map[cycle.NodeID][]occurrence{}
	var nodes []cycle.NodeID // in the order in which editions name them
	for i := range o.Editions {
		entries := o.Editions[i].Tree.Entries
		for j := range entries {
			if len(entries[j].Milestones) == 0 {
				continue
			}
			id := entries[j].ID
			if at[id] == nil {
				nodes = append(nodes, id)
			}
			at[id] = append(at[id], occurrence{i, j})
		}
	}
	var rows []dateRow
	o.places = map[occurrence][]int{}
	for _, id := range nodes {
		rows = append(rows, o.milestonesOf(at[id])...)
	}
	return o.byDay(rows)
}

// milestonesOf are the milestones of one node, each as the newest edition that names it has it.
func (o *organisationPages) milestonesOf(in []occurrence) []dateRow {
	var rows []dateRow
	through := follow()
	for _, at := range in {
		en := &o.Editions[at.edition].Tree.Entries[at.entry]
		o.places[at] = through.places(en.Milestones)
		for l, place := range o.places[at] {
			m := &en.Milestones[l]
			row := dateRow{EntryMilestone: m, Node: en, Lasting: through.keys[place], Was: milestones.Moved(m.Date, m.First), in: at.edition}
			if place == len(rows) {
				rows = append(rows, row)
				continue
			}
			was := &rows[place]
			switch {
			case settled(was.State) && !settled(m.State) && m.State != cycle.MilestoneMoved:
				row.Was = "" // what comes each year: this one is new
			case row.Was == "":
				row.Was = firstDate(*was, *m)
			}
			*was = row
		}
	}
	return rows
}

// byDay puts milestones in the order of their last days, of which there are fewer, and tells where each stands.
func (o *organisationPages) byDay(rows []dateRow) []dateRow {
	days := map[string][]dateRow{}
	for _, row := range rows {
		f := &o.Editions[row.in]
		row.Edition, row.moment = f.Edition.Name+unsettled(stateOf(f)), f.Revision.Moment
		row.Href = f.Edition.Slug + "/" + row.Node.Address + "/"
		if row.Block != "" {
			row.Href += "#" + row.Block
		}
		day := lastDay(row.Date)
		days[day] = append(days[day], row)
	}
	sorted := rows[:0]
	for _, day := range slices.Sorted(maps.Keys(days)) {
		sorted = append(sorted, days[day]...)
	}
	return sorted
}

// unsettled says behind the name of an edition that it was not adopted, or not yet.
func unsettled(s banner.State) string {
	if s.State == cycle.StateAdopted || s.State == cycle.StateNoted {
		return ""
	}
	return " (" + s.Short() + ")"
}

// firstDate is the date that earlier editions gave, when it is another.
func firstDate(before dateRow, now publication.EntryMilestone) string {
	was := before.Was
	if was == "" {
		was = milestones.Moved(now.Date, before.Date)
	}
	if was == ui.Lower(ui.When(now.Date)) { // what was put off may have been brought forward again
		return ""
	}
	return was
}

// lastDay is what a milestone is sorted by: the last day it can mean; without a date behind all others.
func lastDay(d publication.WrittenDate) string { return cmp.Or(string(d.Last()), "9999") }

// yearOf is the heading below which a date stands.
func yearOf(d publication.WrittenDate) string {
	if year := d.Last().Year(); year > 0 {
		return strconv.Itoa(year)
	}
	return undated
}

// milestonePages are the list, which begins at the year in which the newest edition was made, a page for each year
// before, and the calendar with what is on the list. Where nothing is planned since, the list begins at a year before, which
// may have been given an address of its own.
func (o *organisationPages) milestonePages(write PageWriter) error {
	years := o.datesByYear()
	first := o.firstYear(years)
	for _, heading := range o.pastYears() {
		shown := dateYear{Heading: heading}
		if i := slices.IndexFunc(years, func(y dateYear) bool { return y.Heading == heading }); i >= 0 {
			shown = years[i]
		}
		if err := write(o.datesPage("mijlpalen/"+heading+"/", []dateYear{shown}, years, first)); err != nil {
			return err
		}
	}
	if err := write(o.datesPage("mijlpalen/", years[first:], years, first)); err != nil {
		return err
	}
	listed := years[first:]
	moments := newInputs().sum(o.base).sum(datesHash(listed))
	var rows []dateRow
	for _, y := range listed {
		for _, r := range y.Rows {
			moments.text(strconv.FormatInt(r.moment.Unix(), 10)) // an agenda is told when it was published
		}
		rows = append(rows, y.Rows...)
	}
	return write(Page{Path: "mijlpalen.ics", ContentType: Calendar, Inputs: moments.done(), Render: func(w io.Writer) error {
		return o.calendar(w, rows)
	}})
}

// pastYears are those before the newest edition in which a milestone stands, or stood in an edition or revision before: the
// address of such a year stays when its last milestone is put off.
func (o *organisationPages) pastYears() []string {
	past := map[string]bool{}
	for _, year := range o.Years {
		past[strconv.Itoa(year)] = true
	}
	for i := range o.Editions {
		for _, year := range o.Editions[i].Tree.Years() {
			past[strconv.Itoa(year)] = true
		}
	}
	now := o.thisYear()
	maps.DeleteFunc(past, func(year string, _ bool) bool { return year >= now })
	return slices.Sorted(maps.Keys(past))
}

// thisYear is the one in which the newest edition was made.
func (o *organisationPages) thisYear() string {
	if len(o.Editions) == 0 {
		return ""
	}
	newest := o.Editions[len(o.Editions)-1].Edition
	return strconv.Itoa(cycle.Edition{Kind: newest.Kind, Year: newest.Year, Sequence: newest.Sequence}.MadeIn())
}

// datesByYear are the milestones by the year of the last day they can mean; those without a date come last.
func (o *organisationPages) datesByYear() []dateYear {
	var years []dateYear
	begins := 0
	for i := range o.milestones {
		heading := yearOf(o.milestones[i].Date)
		if len(years) == 0 || years[len(years)-1].Heading != heading {
			years, begins = append(years, dateYear{Heading: heading}), i
		}
		years[len(years)-1].Rows = o.milestones[begins : i+1 : i+1]
	}
	return years
}

// firstYear is the place of the year with which the list begins: what lies further back has a page of its own. Where
// nothing is planned since, it is the last year that has something.
func (o *organisationPages) firstYear(years []dateYear) int {
	now, first := o.thisYear(), 0
	for i, y := range years {
		if y.Heading != undated && (y.Heading <= now || i == 0) {
			first = i
		}
	}
	return first
}

// datesPage shows some of the years.
func (o *organisationPages) datesPage(path string, shown, all []dateYear, first int) Page {
	p := datesShown{frame: o.frame(path, "Mijlpalen"), Lead: "Wat wanneer klaar zou zijn, zoals de nieuwste editie het zegt."}
	if p.OneYear = path != "mijlpalen/"; p.OneYear {
		p.frame = o.frame(path, "Mijlpalen in "+shown[0].Heading, breadcrumb.Crumb{Text: "Mijlpalen", Href: "mijlpalen/"})
		p.Lead = "Wat in " + shown[0].Heading + " klaar zou zijn, zoals de nieuwste editie het zegt."
		if len(shown[0].Rows) == 0 {
			p.Lead = "In " + shown[0].Heading + " staat nu geen mijlpaal. Wat hier stond, heeft een andere datum of staat niet in de nieuwste editie."
		}
	}
	inputs := newInputs().sum(o.base).sum(datesHash(shown))
	for i, y := range all {
		l := yearLink{Heading: y.Heading, Count: len(y.Rows), Current: p.OneYear && y.Heading == shown[0].Heading}
		switch {
		case i < first:
			l.Href = p.Up + "mijlpalen/" + y.Heading + "/"
		case p.OneYear:
			l.Href = p.Up + "mijlpalen/#" + y.anchor()
		default:
			l.Href = "#" + y.anchor()
		}
		p.All = append(p.All, l)
		inputs.text(l.Heading, l.Href, strconv.Itoa(l.Count))
	}
	return Page{Path: path, ContentType: HTML, Inputs: inputs.done(), Render: func(w io.Writer) error {
		p := p
		for _, y := range shown {
			rows := slices.Clone(y.Rows)
			for i := range rows {
				rows[i].Href = p.Up + rows[i].Href
			}
			p.Years = append(p.Years, dateYear{y.Heading, rows})
		}
		return datesShow(p).Render(context.Background(), w)
	}}
}

// datesHash is the hash of what is shown of the milestones of some years.
func datesHash(years []dateYear) [16]byte {
	all := newInputs()
	for _, y := range years {
		for _, r := range y.Rows {
			all.text(r.Href, r.Edition, r.Was, string(r.Node.ID), r.Node.Number, r.Node.Title,
				r.Lasting, string(r.State), r.Text, r.Date.Text, string(r.Date.From), string(r.Date.To))
		}
	}
	return all.done()
}

// emptyCalendar is what an agenda that follows the address gets as long as there is no milestone; the encoder wants one.
const emptyCalendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Doelenboom//Mijlpalen//NL\r\n" + calendarEnd

// eventsAtOnce is how many events are in memory, where each takes fifty times what is written of it.
const eventsAtOnce = 100

// calendar holds each of these milestones that has a date as an event on the last day it can mean. The id of an event lasts, so
// that an agenda that follows the address moves the event instead of adding one.
func (o *organisationPages) calendar(w io.Writer, listed []dateRow) error {
	cal := o.agenda()
	begun := false
	for rows := range slices.Chunk(listed, eventsAtOnce) {
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
		day, err := time.Parse("2006-01-02", lastDay(row.Date))
		if err != nil {
			continue
		}
		event := ical.NewEvent()
		event.Props.SetText(ical.PropUID, string(row.Node.ID)+"-"+row.Lasting+"@"+o.Shelf.Organisation.Slug+".doelenboom")
		event.Props.SetDateTime(ical.PropDateTimeStamp, row.moment.UTC())
		event.Props.SetDate(ical.PropDateTimeStart, day)
		event.Props.SetText(ical.PropSummary, milestones.Undated(row.Text, row.Date))
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
