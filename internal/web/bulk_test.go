package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// upload sends a file as somebody.
func (w *world) upload(who, path, file string) answered {
	w.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("bestand", "lijst.csv")
	w.must(err)
	_, err = part.Write([]byte(file))
	w.must(err)
	w.must(form.Close())
	r := httptest.NewRequest("POST", w.address(path), &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return w.ask(who, r)
}

func TestReadingInPeople(t *testing.T) {
	each(t, func(w *world) {
		w.get("ilse", "mensen/inlezen").ok(200).has("p", "De kolommen zijn: adres, naam, rol, tak, onderdelen, van, tot.")
		file := "Adres;Naam;Rol;Tak;Onderdelen;Van;Tot\r\nmia@example.nl;Mia Mol;medeauteur;5.1;voortgang;1-5-2026;31-12-2026\r\n\r\nmia@example.nl;;lezer;;;;\r\nbram@example.nl;Bram de Boer;auteur;;;;31-12-2026\r\nanna@example.nl;Anna (verzonnen);auteur;;;;\r\n"
		page := w.upload("ilse", "mensen/inlezen", file).ok(200).has("p", "3 regels veranderen iets. Er is nog niets gedaan.")
		page.has("tr", "2 mia@example.nl wordt toegevoegd en uitgenodigd; krijgt de rol medeauteur voor 5.1; vanaf 1 mei 2026; tot en met 31 december 2026; alleen voortgang")
		page.has("tr", "5 bram@example.nl heet voortaan Bram de Boer; de rol auteur voor de hele organisatie wijzigt; tot en met 31 december 2026").has("tr", "6 anna@example.nl niets")
		w.get("ilse", "mensen/").lacks("tr", "mia@example.nl")
		form := page.form("mensen/inlezen")
		w.post("ilse", "mensen/inlezen", form).ok(303)
		w.get("ilse", "mensen/").has("tr", "Mia Mol mia@example.nl mede-auteur, alleen 5.1 Werklocaties").has("tr", "Bram de Boer")
		if w.letters(change.LetterInvitation) != 1 {
			t.Error("one invitation waits")
		}
		w.post("ilse", "mensen/inlezen", form).ok(422).has("p", "Intussen is er iets veranderd") // pressed twice
		if csv := w.get("ilse", "mensen/mensen.csv").ok(200).body; !strings.Contains(csv, "mia@example.nl;Mia Mol;medeauteur;5.1;voortgang;2026-05-01;2026-12-31\r\n") {
			t.Error(csv)
		} else {
			w.upload("ilse", "mensen/inlezen", csv).ok(200).has("p", "Dit bestand verandert niets.")
		}
		findings, err := w.db.VerifyHistory(ctx, w.org.ID)
		if err != nil || len(findings) > 0 {
			t.Errorf("%v, %v", findings, err)
		}
		w.get("dirk", "mensen/inlezen").ok(404)
		w.upload("dirk", "mensen/inlezen", file).ok(404)
		w.get("dirk", "mensen/mensen.csv").ok(404)
	})
}

// What is kept from the page in a spreadsheet is filled in and read in again. A name is never taken for a formula.
func TestAListGoesOutToExcelAndComesBack(t *testing.T) {
	each(t, func(w *world) {
		odd, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "odd@example.nl", Name: "=1+1", Account: "account-odd", Grants: cycle.Granted(cycle.RoleReader)})
		w.must(err)
		w.get("ilse", "mensen/inlezen").ok(200).has("a", "Lijst van nu als Excel").has("a", "Lijst van nu als CSV")
		book := w.get("ilse", "mensen/mensen.xlsx").ok(200)
		if kind, name := book.header.Get("Content-Type"), book.header.Get("Content-Disposition"); !strings.Contains(kind, "spreadsheetml") || !strings.Contains(name, `mensen-waterland-oost.xlsx`) {
			t.Errorf("%s, %s", kind, name)
		}
		w.upload("ilse", "mensen/inlezen", book.body).ok(200).has("p", "Dit bestand verandert niets.").has("tr", odd.ID)
		filled := w.retyped(book.body, map[string]string{"A20": "mia@example.nl", "B20": "@Mia", "C20": "auteur", "D20": "5.1", "G20": "31-12-2026"})
		w.upload("ilse", "mensen/inlezen", filled).ok(200).has("tr", "20 mia@example.nl wordt toegevoegd en uitgenodigd; krijgt de rol auteur voor 5.1; tot en met 31 december 2026")

		book = w.get("dirk", "rondes/monitor-2026-1/verdeling.xlsx").ok(200)
		w.upload("dirk", "rondes/monitor-2026-1/verdelen", book.body).ok(200).has("p", "Dit bestand verandert niets.")
		filled = w.retyped(book.body, map[string]string{"B2": "bram@example.nl", "D2": "1-6-2026"})
		page := w.upload("dirk", "rondes/monitor-2026-1/verdelen", filled).ok(200).has("p", "1 regel verandert iets")
		w.post("dirk", "rondes/monitor-2026-1/verdelen", page.form("/verdelen")).ok(303)
		if r := w.report("5.1.1"); r.Author != w.people["bram"].Number || r.Due != "2026-06-01" {
			t.Errorf("%+v", r)
		}
		w.get("dirk", "mensen/mensen.xlsx").ok(404)
		w.get("anna", "rondes/monitor-2026-1/verdeling.xlsx").ok(404)
	})
}

// retyped is a workbook in which somebody filled in cells of the first sheet.
func (w *world) retyped(book string, cells map[string]string) string {
	w.Helper()
	f, err := excelize.OpenReader(strings.NewReader(book))
	w.must(err)
	for at, text := range cells {
		w.must(f.SetCellStr(f.GetSheetName(0), at, text))
	}
	var out bytes.Buffer
	w.must(f.Write(&out))
	return out.String()
}

func TestAListOfPeopleWithMistakes(t *testing.T) {
	each(t, func(w *world) {
		head := "adres;naam;rol;tak;onderdelen;van;tot\n"
		page := w.upload("ilse", "mensen/inlezen", head+"mia;;baas;9.9;;gisteren;\nnoor@example.nl;Noor;lezer;;;;\nnoor@example.nl;Noor;lezer;;;;\nilse@example.nl;;beheerder;;;;2026-12-31\n").ok(422)
		for _, want := range []string{
			"regel 2: \"mia\" is geen mailadres", "regel 2: vul een naam in", "regel 2: \"baas\" is geen rol", "regel 2: de nieuwste doelenboom heeft geen onderdeel \"9.9\"",
			"regel 2: \"gisteren\" is geen dag", "regel 4: deze rol staat al op regel 3", "regel 5: daarna kan niemand in deze organisatie meer beheren",
		} {
			page.has("li", want)
		}
		page.lacks("button", "Alles doorvoeren")
		w.get("ilse", "mensen/").lacks("tr", "noor@example.nl")
		w.upload("ilse", "mensen/inlezen", "adres;gehalte\nanna@example.nl;1\n").ok(422).has("p", "De kolom \"gehalte\" kennen wij niet")
		w.upload("ilse", "mensen/inlezen", "naam\nAnna\n").ok(422).has("p", "De kolom \"adres\" ontbreekt")
		w.upload("ilse", "mensen/inlezen", head).ok(422).has("p", "geen enkele regel")
		w.upload("ilse", "mensen/inlezen", "").ok(422).has("p", "Kies eerst een bestand")
		// What is confirmed without being seen changes nothing.
		w.post("ilse", "mensen/inlezen", url.Values{"tabel": {head + "noor@example.nl;Noor;lezer;;;;\n"}, "gezien": {"iets anders"}}).ok(422)
		w.get("ilse", "mensen/").lacks("tr", "noor@example.nl")
	})
}

func TestDividingWorkWithAList(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/verdelen"
		f := excelize.NewFile()
		for i, row := range [][]any{{"nummer", "schrijver", "controleur", "laatste dag"}, {"5.1.1", "Bram (verzonnen)", "carla@example.nl", 46174}, {"5.1.2", "", "", "-"}} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			w.must(f.SetSheetRow("Sheet1", cell, &row))
		}
		var file bytes.Buffer
		w.must(f.Write(&file))
		page := w.upload("dirk", at, file.String()).ok(200).has("tr", "2 5.1.1 Bedrijventerreinen de schrijver wordt Bram (verzonnen); de controleur wordt Carla (verzonnen); de laatste dag wordt 1 juni 2026").has("tr", "3 5.1.2 Havens en kades niets")
		w.post("dirk", at, page.form("verdelen")).ok(303)
		if r := w.report("5.1.1"); r.Author != w.people["bram"].Number || r.Checker != w.people["carla"].Number || r.Due != "2026-06-01" {
			t.Errorf("%+v", r)
		}
		csv := w.get("dirk", "rondes/monitor-2026-1/verdeling.csv").ok(200).body
		if !strings.Contains(csv, "5.1.1;bram@example.nl;carla@example.nl;2026-06-01;\r\n") {
			t.Error(csv)
		}
		w.upload("dirk", at, csv).ok(200).has("p", "Dit bestand verandert niets.")
		page = w.upload("dirk", at, "nummer;schrijver;portefeuillehouder\n5;anna@example.nl;\n5.1.1;joost@example.nl;X\n5.1.2;niemand;\n5.1.2;bram@example.nl;\n").ok(422)
		page.has("li", "regel 2: bij 5 hoort in Monitor 2026-I geen verantwoording").has("li", "regel 3: Joost (verzonnen) heeft daar vandaag geen rol om te schrijven").has("li", "regel 3: \"X\" is geen portefeuillehouder").has("li", "regel 4: \"niemand\" is geen gebruiker").has("li", "regel 5: 5.1.2 staat al op regel 4")
		w.get("anna", at).ok(404)
		w.upload("ilse", at, csv).ok(404)
		w.get("anna", "rondes/monitor-2026-1/verdeling.csv").ok(404)
	})
}
