package web

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/breadcrumb"
)

// frame is what stands round a page.
type frame struct {
	Title  string
	Visit  *visit // nil when there is no organisation yet
	Active string // which part of the menu this page belongs to
	Crumbs []breadcrumb.Crumb
	Done   string // what just happened
	Wide   bool   // uses the whole window: tables and two columns
}

// frame begins a page of this visit.
func (v visit) frame(r *http.Request, title, active string) frame {
	return frame{Title: title, Visit: &v, Active: active, Done: done[r.FormValue("gedaan")]}
}

// pageTitle is the title of the window, the most particular first.
func (f frame) pageTitle() string {
	if f.Visit == nil {
		return f.Title + " · Doelenboom"
	}
	return f.Title + " · " + f.Visit.Org.Name
}

// entry is a line of the menu.
type entry struct{ Key, Label, Href string }

// menu is what this user can go to.
func (f frame) menu() []entry {
	v := f.Visit
	if v == nil {
		return nil
	}
	var all []entry
	for _, m := range menu {
		if v.User.MaySomewhere(m.right, v.Day) && (len(all) == 0 || all[len(all)-1].Key != m.key) {
			all = append(all, entry{m.key, m.label, v.root() + m.path})
		}
	}
	return all
}

// menu is every part of the workplace.
var menu = []struct {
	key, label, path string
	right            cycle.Right
}{
	{"werk", "Mijn werk", "", cycle.MayRead},
	{"rondes", "Rondes", "rondes/", cycle.MayRead},
	{"inrichten", "Inrichten", "inrichten/", cycle.MaySetUp},
	{"mensen", "Mensen", "mensen/", cycle.MayRun},
	{"mensen", "Mensen", "mensen/", cycle.MayManage},
}

// show renders a page into a buffer and then sends it, so that nobody ever sees half of one.
func show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var b bytes.Buffer
	if err := page.Render(r.Context(), &b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	_ = err // whoever asked is gone
	return nil
}
