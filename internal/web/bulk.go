package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/document/sheet"
)

// bulkPage takes a table in, and shows line by line what it would change before it does.
type bulkPage struct {
	frame
	bulk
	Plan    *change.BulkPlan // nil before a table came
	Table   string           // the table again, for when it is confirmed
	Problem string           // with the file itself
}

// bulk is one kind of table.
type bulk struct {
	Text    string
	Address string // where it is sent
	Back    string
	Now     string // where the table of now is, without the end of its name
	done    string
	columns []string
	plan    func([]change.BulkRow) (change.BulkPlan, error)
	apply   func(rows []change.BulkRow, seen string) error
}

// ready tells whether the table can be confirmed: then that is the first thing to do.
func (p bulkPage) ready() bool { return p.Plan != nil && p.Plan.Wrong() == 0 && p.Plan.Changes() > 0 }

// bulkPeople takes in people and their roles.
func (s *Workplace) bulkPeople(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	f := v.frame(r, "Mensen inlezen", "mensen")
	f.Crumbs = v.peopleCrumbs("Mensen inlezen")
	return s.bulk(w, r, f, bulk{
		Address: v.people() + "inlezen", Back: v.people(), Now: v.people() + "mensen", done: "ingelezen",
		Text:    "Eén regel per rol. Wie nog niet bestaat wordt uitgenodigd. Staat een rol er al, dan krijgt die de dagen en onderdelen van de regel. Wat niet in de lijst staat, blijft zoals het is; een rol beëindigt u met een dag bij \"tot\".",
		columns: change.PeopleColumns,
		plan: func(rows []change.BulkRow) (change.BulkPlan, error) {
			return s.Do.PlanPeople(r.Context(), v.Org.ID, v.User, rows, v.Day, sheet.Day)
		},
		apply: func(rows []change.BulkRow, seen string) error {
			return s.Do.ApplyPeople(r.Context(), v.Org.ID, v.User, rows, seen, sheet.Day)
		},
	})
}

// bulkAssign takes in who does what in a round.
func (s *Workplace) bulkAssign(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	f := v.frame(r, "Werk verdelen met een lijst", "rondes")
	f.Crumbs = v.crumbs("Werk verdelen")
	return s.bulk(w, r, f, bulk{
		Address: v.address() + "verdelen", Back: v.address(), Now: v.address() + "verdeling", done: "ingelezen",
		Text:    "Eén regel per verantwoording. Noem mensen met hun mailadres of naam. Een lege cel laat alles zoals het is; een streepje haalt weg wat er staat.",
		columns: change.AssignColumns,
		plan: func(rows []change.BulkRow) (change.BulkPlan, error) {
			return s.Do.PlanAssignments(r.Context(), v.Org.ID, v.User, v.Edition.ID, rows, v.Day, sheet.Day)
		},
		apply: func(rows []change.BulkRow, seen string) error {
			return s.Do.ApplyAssignments(r.Context(), v.Org.ID, v.User, v.Edition.ID, rows, seen, sheet.Day)
		},
	})
}

// bulk asks for a table, shows what it would change, and changes that when it is confirmed.
func (s *Workplace) bulk(w http.ResponseWriter, r *http.Request, f frame, b bulk) error {
	p := bulkPage{frame: f, bulk: b}
	p.Wide = true
	if r.Method == http.MethodGet {
		return show(w, r, http.StatusOK, bulkShow(p))
	}
	file, err := sentTable(w, r)
	if err != nil {
		return err
	}
	rows, err := b.rows(file)
	if wrong := (sheet.Wrong{}); errors.As(err, &wrong) {
		p.Problem = wrong.Text
		return show(w, r, http.StatusUnprocessableEntity, bulkShow(p))
	}
	if err != nil {
		return err
	}
	if seen := r.PostFormValue("gezien"); seen != "" {
		err := b.apply(rows, seen)
		if err == nil {
			return after(w, r, b.Back, b.done)
		}
		if !errors.Is(err, cycle.ErrConflict) {
			return err
		}
		p.Problem = "intussen is er iets veranderd; kijk nog eens wat er nu zou gebeuren"
		if no := (cycle.Refusal{}); errors.As(err, &no) {
			p.Problem = no.Text
		}
	}
	plan, err := b.plan(rows)
	if err != nil {
		return err
	}
	p.Plan, p.Table = &plan, b.text(rows)
	status := http.StatusOK
	if plan.Wrong() > 0 || p.Problem != "" {
		status = http.StatusUnprocessableEntity
	}
	return show(w, r, status, bulkShow(p))
}

// sentTable is the file that was sent, or the table that a page handed back.
func sentTable(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, 4*sheet.MaxBytes)
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return []byte(r.PostFormValue("tabel")), nil
	}
	err := r.ParseMultipartForm(sheet.MaxBytes)
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return make([]byte, sheet.MaxBytes+1), nil // told as too large
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }() // what was too large for memory
	f, _, err := r.FormFile("bestand")
	if errors.Is(err, http.ErrMissingFile) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, sheet.MaxBytes+1))
}

// rows reads the table and sees that it has the right columns.
func (b bulk) rows(file []byte) ([]change.BulkRow, error) {
	if len(file) == 0 {
		return nil, sheet.Wrong{Text: "kies eerst een bestand"}
	}
	t, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	for _, c := range t.Columns {
		if c != "" && !slices.Contains(b.columns, c) {
			return nil, sheet.Wrong{Text: "de kolom \"" + c + "\" kennen wij niet; de kolommen zijn " + strings.Join(b.columns, ", ")}
		}
	}
	if !slices.Contains(t.Columns, b.columns[0]) {
		return nil, sheet.Wrong{Text: "de kolom \"" + b.columns[0] + "\" ontbreekt; de kolommen zijn " + strings.Join(b.columns, ", ")}
	}
	if len(t.Rows) == 0 {
		return nil, sheet.Wrong{Text: "onder de kop staat geen enkele regel"}
	}
	rows := make([]change.BulkRow, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = change.BulkRow{Line: row.Line, Cells: row.Cells}
	}
	return rows, nil
}

// text is the table again, each line where it stood, so that numbers of lines stay true.
func (b bulk) text(rows []change.BulkRow) string {
	lines := make([][]string, max(rows[len(rows)-1].Line-1, 0))
	for _, row := range rows {
		var cells []string
		for _, c := range b.columns {
			cells = append(cells, row.Cells[c])
		}
		if at := row.Line - 2; at >= 0 && at < len(lines) {
			lines[at] = cells
		}
	}
	var out bytes.Buffer
	if err := sheet.Write(&out, b.columns, lines); err != nil {
		return "" // a buffer takes everything
	}
	return out.String()
}

// exportPeople is the table of people and their roles, as it can be read in again.
func (s *Workplace) exportPeople(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	_, places, err := v.newestTree(r.Context())
	if err != nil {
		return err
	}
	numbers := map[cycle.NodeID]string{}
	for _, p := range places {
		numbers[p.Node] = p.Number
	}
	var rows [][]string
	for _, u := range v.People {
		if u.Disabled {
			continue
		}
		for _, g := range u.Grants {
			if g.Group == "" && (g.Branch == "" || numbers[g.Branch] != "") {
				rows = append(rows, []string{u.ID, u.Name, string(g.Role), numbers[g.Branch], strings.Join(g.Sections, " "), string(g.From), string(g.Until)})
			}
		}
	}
	return sendTable(w, r, "mensen-"+v.Org.Slug, change.PeopleColumns, rows)
}

// exportAssign is the table of who does what in a round, as it can be read in again.
func (s *Workplace) exportAssign(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	lines, err := v.lines(r)
	if err != nil {
		return err
	}
	holders, err := v.Read.Holders(r.Context())
	if err != nil {
		return err
	}
	reports, err := v.Read.Reports(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	names, held := map[cycle.HolderID]string{}, map[cycle.ReportID]string{}
	for _, h := range holders {
		names[h.ID] = h.Name
	}
	for _, report := range reports {
		var all []string
		for _, id := range report.Holders {
			all = append(all, names[id])
		}
		held[report.ID] = strings.Join(all, ", ")
	}
	var rows [][]string
	for _, l := range lines {
		if l.May {
			rows = append(rows, []string{l.Number, v.addressOf(l.Author), v.addressOf(l.Checker), string(l.ReportLine.Due), held[l.ID]})
		}
	}
	return sendTable(w, r, "verdeling-"+v.Edition.Slug, change.AssignColumns, rows)
}

// addressOf is the address of somebody; of nobody it is nothing.
func (v visit) addressOf(n cycle.UserNumber) string {
	for _, u := range v.People {
		if u.Number == n && !u.Forgotten() {
			return u.ID
		}
	}
	return ""
}

// sendTable sends a table as the end of the address says: .csv or .xlsx.
func sendTable(w http.ResponseWriter, r *http.Request, name string, columns []string, rows [][]string) error {
	if path.Ext(r.URL.Path) == ".xlsx" {
		var book bytes.Buffer
		if err := sheet.WriteXLSX(&book, columns, rows); err != nil {
			return err
		}
		offer(w, name+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
		_, err := book.WriteTo(w)
		return err
	}
	offer(w, name+".csv", csvKind)
	return sheet.Write(w, columns, rows)
}

const csvKind = "text/csv; charset=utf-8"

// offer tells the browser to keep what comes as a file.
func offer(w http.ResponseWriter, name, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
}
