package web_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doelenboom/internal/document/sheet"
	"doelenboom/internal/web"
)

func TestTheHistoryOfAReport(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		w.writes("anna", "5.1.1", "De eerste twee kavels zijn verkocht.", true)
		page := w.get("hans", w.reading("5.1.1")+"geschiedenis").ok(200).has("li", "ingediend door Anna (verzonnen) 4 mei 2026, 11.00")
		page.has("ins", "twee kavels zijn").has("del", "kavel is").has("li", "geopend door Dirk (verzonnen)")
		w.get("", w.reading("5.1.1")+"geschiedenis").ok(401)
	})
}

func TestTheWholeHistoryForAuditors(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		text, marked := strings.CutPrefix(w.get("hans", "geschiedenis.csv").ok(200).body, "\ufeff")
		table := csv.NewReader(strings.NewReader(text)) // as the other tables: Excel opens it in columns
		table.Comma = ';'
		rows, err := table.ReadAll()
		if w.must(err); !marked {
			t.Error("Excel does not know that it is UTF-8")
		}
		head, err := w.db.Read(w.org.ID).Head(ctx)
		w.must(err)
		if last := rows[len(rows)-1]; int64(len(rows)-1) != head.Line || last[11] != head.Hash || last[5] != "ingediend" || last[3] != "Anna (verzonnen)" {
			t.Errorf("%d rows of %d lines, the last is %v", len(rows), head.Line, last)
		}
		for _, name := range []string{"anna", "carla", "joost"} {
			w.get(name, "geschiedenis.csv").ok(404)
		}
	})
}

func TestTheYearlyLookAtRights(t *testing.T) {
	each(t, func(w *world) {
		for _, end := range []string{"csv", "xlsx"} {
			table, err := sheet.Read([]byte(w.get("ilse", "rechten."+end).ok(200).body))
			w.must(err)
			if first := table.Rows[0].Cells; len(table.Rows) != len(everybody) || first["naam"] != "Anna (verzonnen)" || first["adres"] != "anna@example.nl" ||
				first["uitgeschakeld"] != "nee" || first["rol"] != "auteur" || first["tak"] != "hele organisatie" || first["geldt nu"] != "ja" || first["vervangt"] != "" {
				t.Errorf("%s: %d rows, %q", end, len(table.Rows), first)
			}
			w.get("anna", "rechten."+end).ok(404)
		}
		for _, who := range []string{"ilse", "dirk"} {
			w.get(who, "mensen/").ok(200).has("a", "Wie vandaag wat mag, als Excel")
		}
		w.get("dirk", "mensen/").lacks("a", "Alle mensen als Excel")
	})
}

// Every action that a change records has a Dutch word.
func TestActionsHaveWords(t *testing.T) {
	files, err := filepath.Glob("../change/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"([a-z-]+\.[a-z-]+)"`).FindAllStringSubmatch(string(text), -1) {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(m[1], ".json") {
				continue
			}
			found++
			if web.ActionWord(m[1]) == m[1] {
				t.Errorf("%s: %q has no word in history.go", file, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d actions were found", found)
	}
}
