package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// peer makes "mijn werk" and the writing page as a Go program usually does: the same queries, the same structure of HTML,
// with html/template. What it says of sizes shows how far it is the same page.
type peer struct {
	read store.Readers
}

func newPeer(in *installation) http.Handler {
	p := peer{in.db.Readers()}
	mux := http.NewServeMux()
	mux.Handle("GET /werk/{organisatie}/{$}", p.page("work", p.work))
	mux.Handle("GET /werk/{organisatie}/verantwoordingen/{report}/schrijven", p.page("write", p.write))
	return mux
}

//go:embed peer.html
var peerSource string

// peerPages are parsed when they are asked for: other work begins without them.
var peerPages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"number": ui.Number, "plain": richtext.Plain, "when": ui.When,
		"json": func(d richtext.Doc) (string, error) {
			if d = richtext.Clean(d); d == nil {
				d = richtext.Doc{}
			}
			text, err := json.Marshal(d)
			return string(text), err
		},
		"name":  func(parts ...any) string { return fmt.Sprint(parts...) },
		"left":  func(text string) int { return cycle.MaxHeadline - len([]rune(text)) },
		"two":   func() []int { return []int{1, 2} },
		"at":    findingsAt,
		"score": func(r cycle.Report, aspect string) cycle.Score { s, _ := r.Score(aspect); return s },
		"wasScore": func(last *cycle.Report, a cycle.Aspect) *cycle.ScoreValue {
			if last == nil {
				return nil
			}
			s, _ := last.Score(a.Key)
			if v, ok := a.Value(s.Value); ok {
				return &v
			}
			return nil
		},
		"section": sectionOf,
		"said": func(last *cycle.Report, key string) richtext.Doc {
			if last == nil {
				return nil
			}
			return sectionOf(*last, key)
		},
		"saidOf": func(last *cycle.Report, key string) *cycle.Action {
			if last == nil {
				return nil
			}
			for _, a := range last.Actions {
				if a.Key == key && (a.State != "" || !a.Note.Empty()) {
					return &a
				}
			}
			return nil
		},
		"held":     func(r cycle.Report, id cycle.HolderID) bool { return slices.Contains(r.Holders, id) },
		"accepted": func() string { return "image/png,image/jpeg,image/webp,.pdf,.docx,.xlsx,.odt,.ods,.csv,.txt" },
		"asked": func(name, label, help, value string) peerField {
			return peerField{Name: name, Label: label, Help: help, Value: value, Asked: true}
		},
		"free": func(name, label, help, value string) peerField {
			return peerField{Name: name, Label: label, Help: help, Value: value}
		},
		"choose": func(name, label string, value any, choices []field.Choice) peerField {
			return peerField{Name: name, Label: label, Value: fmt.Sprint(value), Choices: choices, Asked: true}
		},
		"rich": func(name, label, help string, doc richtext.Doc, most, rows int, asked bool) peerField {
			return peerField{Name: name, Label: label, Help: help, Doc: doc, Most: most, Rows: rows, Asked: asked}
		},
		"actionStates":    choices("", "kies …", "niet-gestart", "niet gestart", "wacht", "wacht", "loopt", "loopt", "gereed", "gereed", "vervallen", "vervallen"),
		"milestoneStates": choices("open", "nog niet bereikt", "gehaald", "gehaald", "verschoven", "verschoven", "gemist", "niet gehaald", "vervallen", "vervallen"),
		"terms":           choices("structureel", "structureel", "tijdelijk", "tijdelijk", "", "onbekend"),
		"yesNo":           choices("nee", "nee", "ja", "ja", "", "onbekend"),
	}).Parse(peerSource))
})

// choices are values and labels in turn.
func choices(pairs ...string) func() []field.Choice {
	var all []field.Choice
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, field.Choice{Value: pairs[i], Label: pairs[i+1]})
	}
	return func() []field.Choice { return all }
}

func sectionOf(r cycle.Report, key string) richtext.Doc {
	s, _ := r.Section(key)
	return s.Text
}

// peerField is a field of a form.
type peerField struct {
	Name, Label, Help, Value string
	Asked                    bool
	Choices                  []field.Choice
	Doc                      richtext.Doc
	Most, Rows               int
}

// peerFrame is what every page knows.
type peerFrame struct {
	Title, Root string
	Org         cycle.Organisation
	User        cycle.User
	People      []cycle.User
	Crumbs      []peerCrumb
	Day         cycle.Date
}

type peerCrumb struct{ Text, Href string }

func (p peer) page(name string, data func(context.Context, *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d, err := data(r.Context(), r)
		var b bytes.Buffer
		if err == nil {
			err = peerPages().ExecuteTemplate(&b, name, d)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
		w.WriteHeader(http.StatusOK)
		w.Write(b.Bytes())
	})
}

// peerNames are what fields are called in the form.
var peerNames = strings.NewReplacer("headline", "kernzin", "sections/", "rubriek.", "scores/", "score.", "actions/", "actie.", "milestones/", "mijlpaal.")

func findingsAt(all []check.Finding, name string) []check.Finding {
	var here []check.Finding
	for _, f := range all {
		if f.Field == name {
			here = append(here, f)
		}
	}
	return here
}
