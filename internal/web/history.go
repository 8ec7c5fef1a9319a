package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/document/sheet"
	"doelenboom/internal/store"
)

// historyPage is what happened to one report: who, when, what, and the words before and after.
type historyPage struct {
	frame
	reportVisit
	Events []event
}

// event is one line of history in words.
type event struct {
	Moment time.Time
	Who    string
	What   string
	Words  []clash // what changed in the texts
}

func (s *Workplace) showHistory(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	lines, err := v.Read.HistoryOf(r.Context(), v.Report.ObjectKind(), v.Report.ObjectID())
	if err != nil {
		return err
	}
	p := historyPage{reportVisit: v, frame: v.frame(r, "Geschiedenis: "+v.title(), "werk")}
	p.Crumbs = v.crumbs("Geschiedenis")
	for _, l := range lines {
		e := event{Moment: l.Moment, Who: v.name(l.User), What: actionWord(l.Action)}
		if e.Words, err = v.words(r, l); err != nil {
			return err
		}
		p.Events = append(p.Events, e)
	}
	return show(w, r, http.StatusOK, historyShow(p))
}

// words are the texts that a line of history changed. What was said before the program kept it is not known.
func (v reportVisit) words(r *http.Request, l store.HistoryLine) ([]clash, error) {
	if l.Before == "" || l.After == "" {
		return nil, nil
	}
	before, err := v.Read.EarlierReport(r.Context(), v.Report.ID, l.Before)
	if errors.Is(err, cycle.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	after, err := v.Read.EarlierReport(r.Context(), v.Report.ID, l.After)
	if errors.Is(err, cycle.ErrNotFound) {
		return nil, nil
	}
	m, err := v.merger(r, after)
	if err != nil {
		return nil, err
	}
	m.theirs = before
	var all []clash
	m.merge(func(d clash) string {
		d.Theirs, d.Mine = strings.TrimSpace(d.Theirs), strings.TrimSpace(d.Mine)
		all = append(all, d)
		return keepMine
	})
	return all, nil
}

// actionWord is what a line of history says in Dutch.
func actionWord(action string) string {
	if word := actionWords[action]; word != "" {
		return word
	}
	return action
}

// actionWords are the actions of the history; a test sees that none lacks.
var actionWords = map[string]string{
	"comment.added":                   "opmerking geplaatst",
	"comment.resolved":                "opmerking afgehandeld",
	"decision.added":                  "besluit toegevoegd",
	"decision.mentioned":              "besluit genoemd in een tekst",
	"holder.added":                    "portefeuillehouder toegevoegd",
	"holder.named":                    "portefeuillehouder genoemd in een overgenomen tekst",
	"lineage.added":                   "voorganger vastgelegd",
	"money.added":                     "begrotingsregel toegevoegd",
	"node.mentioned":                  "onderdeel genoemd",
	"place.added":                     "plaats toegevoegd",
	"place.linked":                    "plaats gekoppeld",
	"report.corrected":                "gecorrigeerd",
	"report.imported":                 "overgenomen",
	"revision.frozen":                 "revisie bevroren",
	"revision.withdrawn":              "revisie ingetrokken",
	"theme.added":                     "thema toegevoegd",
	"theme.linked":                    "thema gekoppeld",
	"tree.imported":                   "doelenboom overgenomen",
	"user.identity-tied":              "account gekoppeld aan de aanmelding van de organisatie",
	"user.identity-untied":            "account losgemaakt van de aanmelding van de organisatie",
	"edition.added":                   "editie toegevoegd",
	"edition.amended":                 "amendement ingevoerd of verwerkt",
	"edition.changed":                 "editie gewijzigd",
	"edition.corrected":               "inleiding gecorrigeerd",
	"edition.front-corrected":         "inleiding en beslispunten gecorrigeerd",
	"edition.points-corrected":        "beslispunten gecorrigeerd",
	"edition.established":             "editie vastgesteld door het bestuur",
	"edition.plan-failed":             "aanbieden op het gekozen moment ging niet door",
	"edition.planned":                 "moment van aanbieden gekozen",
	"edition.published":               "editie openbaar gemaakt",
	"edition.reopened":                "ronde heropend",
	"edition.unplanned":               "moment van aanbieden ingetrokken",
	"organisation.added":              "organisatie toegevoegd",
	"organisation.changed":            "organisatie gewijzigd",
	"lineage.proposed":                "voorganger voorgesteld",
	"placeholder.recognised":          "onderdeel herkend",
	"reference.recognised":            "verwijzing herkend",
	"report.approved":                 "akkoord gegeven",
	"report.assigned":                 "toegewezen",
	"report.checked":                  "gecontroleerd",
	"report.finding-dismissed":        "bevinding weggezet",
	"report.judged":                   "oordeel van de controller",
	"report.opened":                   "geopend",
	"report.reminded":                 "herinnering verstuurd",
	"report.earlier-forgotten":        "eerdere teksten gewist bij het intrekken",
	"report.evidence-forgotten":       "bewijs dat binnen bleef vergeten",
	"comment.forgotten":               "opmerking vergeten",
	"edition.earlier-forgotten":       "eerdere teksten vergeten",
	"organisation.keeping-changed":    "bewaartermijnen gewijzigd",
	"organisation.letters-forgotten":  "verstuurde brieven vergeten",
	"organisation.sign-ins-forgotten": "aanmeldingen vergeten",
	"user.forgotten":                  "gebruiker vergeten",
	"report.reopened":                 "heropend",
	"report.sent-back":                "teruggestuurd",
	"report.submitted":                "ingediend",
	"report.written":                  "geschreven",
	"tree.changed":                    "doelenboom gewijzigd",
	"user.holder":                     "portefeuille gekozen",
	"user.added":                      "gebruiker toegevoegd",
	"organisation.sign-in-changed":    "aanmelden gewijzigd",
	"user.admitted":                   "binnengelaten via de aanbieder",
	"user.deputies-changed":           "vervanging gewijzigd",
	"user.disabled":                   "gebruiker uitgeschakeld",
	"user.enabled":                    "gebruiker weer ingeschakeld",
	"user.grants-changed":             "rollen gewijzigd",
	"user.letters-changed":            "keuze voor berichten gewijzigd",
	"user.renamed":                    "naam gewijzigd",
	"lineage.changed":                 "voorganger gewijzigd",
	"lineage.removed":                 "voorganger geschrapt",
	"report.removed":                  "verantwoording zonder tekst verwijderd",
	"tree.planned":                    "plan voor de doelenboom gewijzigd",
	"theme.unlinked":                  "thema losgekoppeld",
}

// exportHistory gives the whole chain as a table, for auditors: numbers and hashes as they are kept, with the names of today.
func (s *Workplace) exportHistory(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.must(cycle.MayAudit, v.everywhere()); err != nil {
		return err
	}
	offer(w, "geschiedenis-"+v.Org.Slug+".csv", csvKind)
	out, err := sheet.NewWriter(w, []string{"regel", "moment", "nummer", "naam", "handeling", "omschrijving", "soort", "onderwerp", "hash voor", "hash na", "hash vorige regel", "hash"})
	if err != nil {
		return err
	}
	for from := int64(1); ; {
		lines, err := v.Read.HistoryLines(r.Context(), from, 1000)
		if err != nil {
			return err
		}
		for _, l := range lines {
			err := out.Row([]string{
				strconv.FormatInt(l.Line, 10), l.Moment.Format(time.RFC3339Nano), strconv.Itoa(int(l.User)), v.who(l.User), l.Action, actionWord(l.Action),
				l.Kind, l.ID, l.Before, l.After, l.Previous, l.Hash,
			})
			if err != nil {
				return err
			}
			from = l.Line + 1
		}
		if len(lines) < 1000 {
			return out.Close()
		}
	}
}

// who is a name, also that of the system account.
func (v visit) who(number cycle.UserNumber) string {
	if number == cycle.System.Number {
		return cycle.System.Name
	}
	return v.name(number)
}

// exportRights is who may what on this day, a line for each grant: the yearly look at rights.
func (s *Workplace) exportRights(w http.ResponseWriter, r *http.Request, v visit) error {
	if !v.looksAtRights() {
		return cycle.ErrNotFound
	}
	branches, err := v.branches(r)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, u := range v.People {
		rows = append(rows, rightsRows(u, v, branches)...)
	}
	columns := []string{"nummer", "naam", "adres", "uitgeschakeld", "rol", "tak", "onderdelen", "van", "tot en met", "geldt nu", "vervangt"}
	return sendTable(w, r, "rechten-"+v.Org.Slug+"-"+string(v.Day), columns, rows)
}

// looksAtRights tells whether this user looks after rights, or audits who does.
func (v visit) looksAtRights() bool {
	return v.User.May(cycle.MayAudit, v.everywhere()) || v.managesPeople()
}

func rightsRows(u cycle.User, v visit, branches map[cycle.NodeID]string) [][]string {
	so := map[bool]string{true: "ja", false: "nee"}
	begin := []string{strconv.Itoa(int(u.Number)), u.Name, u.ID, so[u.Disabled]}
	var rows [][]string
	add := func(cells ...string) { rows = append(rows, append(append([]string(nil), begin...), cells...)) }
	for _, g := range u.Grants {
		branch := "hele organisatie"
		if g.Branch != "" {
			branch = branches[g.Branch]
		}
		add(string(g.Role), branch, strings.Join(g.Sections, " "), string(g.From), string(g.Until), so[g.Holds(v.Day) && !u.Disabled], "")
	}
	for _, d := range u.Deputies {
		add("vervanger", "", "", string(d.From), string(d.Until), so[d.Holds(v.Day) && !u.Disabled], v.name(d.For))
	}
	if len(rows) == 0 {
		add("", "", "", "", "", "nee", "")
	}
	return rows
}

// branches are the names of nodes, as the newest edition that has them calls them.
func (v visit) branches(r *http.Request) (map[cycle.NodeID]string, error) {
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return nil, err
	}
	names, from := map[cycle.NodeID]string{}, map[cycle.NodeID]cycle.Edition{}
	for _, e := range editions {
		places, err := v.Read.Placements(r.Context(), e.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			if was, known := from[p.Node]; !known || was.Before(e) {
				names[p.Node], from[p.Node] = p.Number+" "+p.Title, e
			}
		}
	}
	return names, nil
}
