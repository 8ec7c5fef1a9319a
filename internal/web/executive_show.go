package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// executivePage is an edition as the executive reads it: per portfolio, what does not go as agreed first.
type executivePage struct {
	frame
	roundVisit
	Last   string // name of the edition before
	Groups []portfolio
	Lacks  []lack
	Ready  int // reports that this user may let pass now
}

// portfolio is what one portfolio holder answers for.
type portfolio struct {
	ID    cycle.HolderID // "" is nobody
	Name  string
	Own   bool // of the reader
	Rows  []executiveRow
	Ready int
}

// executiveRow is one report.
type executiveRow struct {
	roundLine
	Headline string
	Scores   []executiveScore // that are not green, or that the controller judges otherwise
	Note     string           // the controller's
	Judge    string           // who
	Since    []string         // what changed since the edition before
	May      bool             // this user may let it pass
}

// executiveScore is a score with what the controller says of it.
type executiveScore struct {
	Label          string
	Value, Word    string
	Cause, Measure string
	Judged         string // the controller's own value, when that is another one
	JudgedWord     string
}

func (s *Workplace) showExecutive(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := s.executivePage(r, v)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, executiveShow(p))
}

func (s *Workplace) executivePage(r *http.Request, v roundVisit) (executivePage, error) {
	p := executivePage{frame: v.frame(r, "Voor het bestuur", "rondes"), roundVisit: v}
	p.Crumbs, p.Wide = v.crumbs("Voor het bestuur"), true
	lines, err := v.lines(r)
	if err != nil {
		return p, err
	}
	reports, err := v.Read.Reports(r.Context(), v.Edition.ID)
	if err != nil {
		return p, err
	}
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	if err != nil {
		return p, err
	}
	before, err := p.before(r)
	if err != nil {
		return p, err
	}
	holders, err := v.Read.Holders(r.Context())
	if err != nil {
		return p, err
	}
	byID := map[cycle.ReportID]cycle.Report{}
	for _, report := range reports {
		byID[report.ID] = report
	}
	p.group(lines, byID, before, holders, cycle.NewPaths(places))
	all := make([]store.ReportLine, len(lines))
	for i, l := range lines {
		all[i] = l.ReportLine
	}
	p.Lacks = v.lacks(all)
	return p, nil
}

// before are the reports of the edition that this one goes on from, by node.
func (p *executivePage) before(r *http.Request) (map[cycle.NodeID]cycle.Report, error) {
	editions, err := p.Read.Editions(r.Context())
	if err != nil {
		return nil, err
	}
	at := p.Edition.GoesOnFrom(editions)
	if at < 0 {
		return nil, nil
	}
	p.Last = editions[at].Name
	reports, err := p.Read.Reports(r.Context(), editions[at].ID)
	byNode := map[cycle.NodeID]cycle.Report{}
	for _, report := range reports {
		byNode[report.Node] = report
	}
	return byNode, err
}

// group puts the reports with whoever answers for them; a report of two stands with both.
func (p *executivePage) group(lines []roundLine, reports map[cycle.ReportID]cycle.Report, before map[cycle.NodeID]cycle.Report, holders []cycle.PortfolioHolder, paths cycle.Paths) {
	at := map[cycle.HolderID]int{}
	for _, h := range holders {
		at[h.ID] = len(p.Groups)
		p.Groups = append(p.Groups, portfolio{ID: h.ID, Name: h.Name, Own: h.ID == p.User.Holder})
	}
	nobody := portfolio{Name: "Zonder portefeuillehouder"}
	for _, l := range lines {
		report := reports[l.ID]
		row := p.row(l, report, before, cycle.Spot{Day: p.Day, Path: paths.To(l.Node)})
		if row.May {
			p.Ready++
		}
		placed := false
		for _, h := range report.Holders {
			if i, ok := at[h]; ok {
				p.Groups[i].add(row)
				placed = true
			}
		}
		if !placed {
			nobody.add(row)
		}
	}
	slices.SortStableFunc(p.Groups, func(a, b portfolio) int {
		return cmp.Or(boolOrder(a.Own, b.Own), cmp.Compare(a.Name, b.Name))
	})
	p.Groups = slices.DeleteFunc(append(p.Groups, nobody), func(g portfolio) bool { return len(g.Rows) == 0 })
	for _, g := range p.Groups {
		slices.SortStableFunc(g.Rows, func(a, b executiveRow) int { return cmp.Compare(a.weight(), b.weight()) })
	}
}

// weight puts what goes worst first: red by the author or the controller, then what is not green, then the rest.
func (row executiveRow) weight() int {
	for _, s := range row.Scores {
		if s.Value == cycle.Red || s.Judged == cycle.Red {
			return 0
		}
	}
	if len(row.Scores) > 0 {
		return 1
	}
	return 2
}

func (g *portfolio) add(row executiveRow) {
	g.Rows = append(g.Rows, row)
	if row.May {
		g.Ready++
	}
}

func (p *executivePage) row(l roundLine, report cycle.Report, before map[cycle.NodeID]cycle.Report, at cycle.Spot) executiveRow {
	row := executiveRow{roundLine: l, Headline: report.Headline, Scores: executiveScores(report, p.Edition.Settings)}
	_, err := report.Approve(p.User, at)
	row.May = err == nil && p.Edition.Stage == cycle.Writing
	if j := report.Judgement; j != nil {
		row.Note, row.Judge = j.Note, p.name(j.By)
	}
	if was, ok := before[l.Node]; ok {
		row.Since = since(was, report, p.Edition.Settings)
	}
	return row
}

func executiveScores(r cycle.Report, s cycle.Settings) []executiveScore {
	var all []executiveScore
	for _, a := range s.Aspects {
		given, ok := r.Score(a.Key)
		if !ok {
			continue
		}
		row := executiveScore{Label: a.Label, Value: given.Value, Word: valueWord(a, given.Value), Cause: given.Cause, Measure: given.Measure}
		if own := judgedScore(r, a.Key); own != given.Value {
			row.Judged, row.JudgedWord = own, valueWord(a, own)
		}
		if given.Value != cycle.Green || row.Judged != "" {
			all = append(all, row)
		}
	}
	return all
}

// judgedScore is the controller's own score on an aspect; "" when there is none.
func judgedScore(r cycle.Report, aspect string) string {
	if r.Judgement == nil {
		return ""
	}
	i := slices.IndexFunc(r.Judgement.Scores, func(s cycle.Score) bool { return s.Aspect == aspect })
	if i < 0 {
		return ""
	}
	return r.Judgement.Scores[i].Value
}

// since says what is new, in a few words: a score with what it was, of a text only its name.
func since(was, is cycle.Report, s cycle.Settings) []string {
	var all []string
	for _, c := range compare.Reports(was, is, s) {
		label, score := strings.CutPrefix(c.About, "Score ")
		wasWord, _, _ := strings.Cut(c.Was, "\n")
		isWord, _, _ := strings.Cut(c.Is, "\n")
		switch {
		case score && wasWord != isWord && wasWord != "":
			all = append(all, label+" was "+wasWord)
		case !score && c.Was != "" && c.Is != "":
			all = append(all, c.About)
		}
	}
	return all
}

// approveExecutive lets pass what was ticked, one report, or all that are ready of one portfolio: as they were read.
func (s *Workplace) approveExecutive(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := s.executivePage(r, v)
	if err != nil {
		return err
	}
	var read []change.Reading
	var before int // how many this very form let pass already
	for _, g := range p.Groups {
		for _, row := range g.Rows {
			if !asked(r, g, row) || slices.Contains(read, row.read()) {
				continue
			}
			if row.Stage == cycle.Approved {
				twice, err := v.repeats(r, row.ID, cycle.Approved)
				if err != nil {
					return err
				}
				if twice {
					before++
				}
			}
			if !row.May {
				continue
			}
			if r.PostForm.Get("versie."+string(row.ID)) != strconv.Itoa(row.Version) {
				return cycle.Refusal{Text: row.Number + " veranderde terwijl u las; lees het opnieuw voor u akkoord geeft"}
			}
			read = append(read, row.read())
		}
	}
	if len(read)+before == 0 {
		return cycle.Refusal{Text: "u hebt niets aangevinkt dat op uw akkoord wacht"}
	}
	if len(read) > 0 {
		if err := s.Do.PassAsRead(r.Context(), v.Org.ID, v.User, cycle.Approved, read); err != nil {
			return err
		}
	}
	return after(w, r, v.executive(), "akkoord-samen")
}

// repeats tells whether the form asks for an akkoord that it gave already: it was sent twice.
func (v roundVisit) repeats(r *http.Request, id cycle.ReportID, to cycle.ReportStage) (bool, error) {
	seen, err := strconv.Atoi(r.PostForm.Get("versie." + string(id)))
	if err != nil {
		return false, nil
	}
	now, err := v.Read.Report(r.Context(), id)
	return err == nil && now.Repeats(to, v.User, seen, ""), err
}

// asked tells whether the form asks for a report: the button of the report or of its portfolio, or its tick.
func asked(r *http.Request, g portfolio, row executiveRow) bool {
	switch one, of := r.PostForm.Get("alleen"), r.PostForm.Get("portefeuille"); {
	case one != "":
		return one == string(row.ID)
	case r.PostForm.Has("portefeuille"):
		return of == string(g.ID)
	}
	return slices.Contains(r.PostForm["stuk"], string(row.ID))
}

// chooseHolder remembers whose portfolio this user reads first.
func (s *Workplace) chooseHolder(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := s.Do.ChooseHolder(r.Context(), v.Org.ID, v.User, cycle.HolderID(r.PostFormValue("van"))); err != nil {
		return err
	}
	return after(w, r, v.executive(), "portefeuille")
}

// chooses tells whether this user may still say which portfolio is theirs: somebody of the executive, not who runs the
// round.
func (p executivePage) chooses() bool {
	return p.User.Holder == "" && p.User.MaySomewhere(cycle.MayEstablish, p.Day) && !p.User.MaySomewhere(cycle.MayRun, p.Day)
}

// establish is the executive's decision on the whole edition.
func (s *Workplace) establish(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := s.Do.EstablishEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID); err != nil {
		return err
	}
	return after(w, r, v.address(), "bestuur-vastgesteld")
}

// reopenRound undoes that decision.
func (s *Workplace) reopenRound(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := s.Do.ReopenEdition(r.Context(), v.Org.ID, v.User, v.Edition.ID); err != nil {
		return err
	}
	return after(w, r, v.executive(), "weer-open")
}
