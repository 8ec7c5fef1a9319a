package importer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// checkLines holds a proposal against its source: every line with text has one
// row, and what the line says is found where that row points. It works on the
// JSON, as another program would see it.
func checkLines(t *testing.T, source string, docs []Document) {
	t.Helper()
	want := linesOf(t, source)
	got := map[int]bool{}
	for _, d := range docs {
		var seen any
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &seen); err != nil {
			t.Fatal(err)
		}
		for _, l := range d.Lines {
			text, ok := want[l.Line]
			if !ok || got[l.Line] {
				t.Fatalf("line %d has a row too many", l.Line)
			}
			got[l.Line] = true
			if err := found(seen, d, l.Field, text); err != nil {
				t.Fatalf("line %d, %q: %v", l.Line, text, err)
			}
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d of %d lines with text have a row", len(got), len(want))
	}
}

// linesOf gives the lines with text, decoded and mended, by their numbers.
func linesOf(t *testing.T, source string) map[int]string {
	t.Helper()
	r := newLineReader("bron", strings.NewReader(source))
	lines := map[int]string{}
	for {
		line, err := r.take()
		if err != nil {
			t.Fatal(err)
		}
		if line == nil {
			return lines
		}
		lines[line.no] = line.text
	}
}

// found says why the words of a line are not where its row points.
func found(doc any, d Document, field, line string) error {
	switch field {
	case IsMenu:
		return nil
	case IsHeading, IsLabel:
		return knownOrKept(d, line)
	}
	at, err := resolve(doc, field)
	if err != nil {
		return err
	}
	if coded[field] || strings.HasSuffix(field, "/reserve") || field == "/editie" || strings.HasPrefix(field, "/begrotingswijziging") {
		return nil
	}
	there := tabs.ReplaceAllString(strings.Join(texts(at), "\n"), " ") // of a table
	if list, ok := at.([]any); ok && len(list) > 0 && field != "/acties" {
		for _, part := range pieces(line) {
			if !strings.Contains(there, part) {
				return fmt.Errorf("%q of it is not at %s", part, field)
			}
		}
		return nil
	}
	if field == "/acties" {
		return nil // one line that explains several actions: see TestActionsExplainedOnOneLine
	}
	for _, form := range forms(line) {
		if strings.Contains(there, form) {
			return nil
		}
	}
	return fmt.Errorf("it is not in %q at %s", there, field)
}

var tabs = regexp.MustCompile(`[\t ]+`)

// coded fields hold a code in place of the words.
var coded = map[string]bool{
	"/basis/looptijd": true, "/basis/looptijd/soort": true, "/basis/looptijd/tot": true, "/basis/reserve/antwoord": true,
}

// knownOrKept: a heading or label is known, or its words are a heading of
// overig.
func knownOrKept(d Document, line string) error {
	bare := strings.TrimRight(line, ":? ")
	if s, _ := knownHeading(line, DefaultLevels); s != noSection || known(bare) != noLabel || summaryHeadings[strings.ToLower(bare)] {
		return nil
	}
	if _, text := listMark(line); strings.HasPrefix(strings.ToLower(text), "actie ") {
		return nil
	}
	for _, o := range d.Other {
		if o.Heading == bare || o.Heading == line { // a question keeps its mark
			return nil
		}
	}
	return fmt.Errorf("it is no heading or label, and not kept as one")
}

// resolve follows a JSON pointer.
func resolve(doc any, pointer string) (any, error) {
	at := doc
	for _, step := range strings.Split(pointer, "/")[1:] {
		switch v := at.(type) {
		case map[string]any:
			at = v[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(v) {
				return nil, fmt.Errorf("%s points at nothing", pointer)
			}
			at = v[i]
		}
		if at == nil {
			return nil, fmt.Errorf("%s points at nothing", pointer)
		}
	}
	return at, nil
}

// texts are all texts below a value.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, texts(e)...)
		}
		return all
	case map[string]any:
		var all []string
		for _, e := range v {
			all = append(all, texts(e)...)
		}
		return all
	}
	return nil
}

// forms are the line with and without its list mark, label, tree number and
// final full stop.
func forms(line string) []string {
	all := []string{line}
	add := func(s string) { all = append(all, strings.TrimSpace(s)) }
	_, item := listMark(line)
	add(item)
	for _, s := range []string{line, item} {
		if _, value, ok := cutLabel(s); ok {
			add(value)
			_, value := listMark(value)
			add(value)
		}
		if _, title, _, ok := titleLine(s, DefaultLevels); ok {
			add(title)
		}
		if _, rest, ok := actionMark(s); ok {
			add(rest)
			_, rest := listMark(rest)
			add(rest)
		}
	}
	for _, s := range all {
		if bare := strings.TrimRight(s, ".,; "); bare != "" {
			add(bare)
		}
	}
	return all
}

// pieces are the parts of a line that became a list.
func pieces(line string) []string {
	if name, value, ok := cutLabel(line); ok && known(name) != noLabel {
		line = value
	}
	_, line = listMark(line)
	var all []string
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;/&()", r) }) {
		if w = strings.Trim(w, ".?:"); w != "" && w != "en" {
			all = append(all, w)
		}
	}
	return all
}

func TestCheckLinesSeesALostLine(t *testing.T) {
	docs := readAll(t, "4.2 Doel\n\nEen zin.\n")
	docs[0].Summary = "Iets anders."
	var seen any
	b, _ := json.Marshal(docs[0])
	if err := json.NewDecoder(bytes.NewReader(b)).Decode(&seen); err != nil {
		t.Fatal(err)
	}
	if found(seen, docs[0], "/samenvatting", "Een zin.") == nil || found(seen, docs[0], "/context/tekst", "Een zin.") == nil || knownOrKept(docs[0], "Kop") == nil {
		t.Error("a line that is gone counts as found")
	}
}
