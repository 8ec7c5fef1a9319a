// Package gallery is the page for whoever works on the looks: every component in all its examples, at /ui/. It is served
// only when the program is started with --dev.
package gallery

import (
	"bytes"
	"net/http"

	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/difference"
	"doelenboom/internal/ui/editions"
	"doelenboom/internal/ui/facts"
	"doelenboom/internal/ui/feedback"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/filling"
	"doelenboom/internal/ui/finding"
	"doelenboom/internal/ui/milestones"
	"doelenboom/internal/ui/moneytable"
	"doelenboom/internal/ui/notes"
	"doelenboom/internal/ui/prose"
	"doelenboom/internal/ui/richfield"
	"doelenboom/internal/ui/score"
	"doelenboom/internal/ui/sharebar"
	"doelenboom/internal/ui/tree"
)

// Prefix is where the page stands.
const Prefix = "/ui/"

// component is a folder of ui with its examples.
type component struct {
	folder   string
	examples []ui.Example
}

func components() []component {
	return []component{
		{"actions", actions.Examples()}, {"banner", banner.Examples()}, {"breadcrumb", breadcrumb.Examples()}, {"difference", difference.Examples()},
		{"editions", editions.Examples()}, {"facts", facts.Examples()}, {"feedback", feedback.Examples()}, {"field", field.Examples()}, {"filling", filling.Examples()}, {"finding", finding.Examples()},
		{"milestones", milestones.Examples()}, {"moneytable", moneytable.Examples()}, {"notes", notes.Examples()},
		{"prose", prose.Examples()}, {"richfield", richfield.Examples()}, {"score", score.Examples()}, {"sharebar", sharebar.Examples()}, {"tree", tree.Examples()},
	}
}

// sheet is the style of the page beside that of the components.
const sheet = `@layer page {
  .gallery { max-inline-size: 60rem; margin-inline: auto; padding: 24px 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
  .gallery h2 { margin-block-start: 32px; }
  .gallery h3 { font-size: var(--doelenboom-text-small); font-weight: 400; color: var(--doelenboom-quiet); }
  .gallery section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
}`

// Handler answers below Prefix.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Prefix+"{$}", func(w http.ResponseWriter, r *http.Request) {
		var b bytes.Buffer
		if err := show(components()).Render(r.Context(), &b); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(b.Bytes()) // whoever went away does not want to hear that it failed
	})
	mux.HandleFunc("GET "+Prefix+"stijl.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write([]byte(ui.WorkCSS() + sheet))
	})
	return mux
}
