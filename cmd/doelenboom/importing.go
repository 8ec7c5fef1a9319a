package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/heap"
	"doelenboom/internal/importer"
)

type importCommand struct {
	Files                 []string
	Organisation, Edition string
	DryRun, JSON          bool
}

func newImport(s *shared) *cobra.Command {
	var c importCommand
	cmd := s.command("import", "Lees documenten in een editie in.", &c)
	arguments(cmd, &c.Files, "<bestand> ...", fmt.Sprintf("Documenten in de vorm van een oude portaalpagina, elk van ten hoogste %d MB.", importer.MostBytes>>20))
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Edition, "edition", "", "`EDITIE` De editie, die nog niet gepubliceerd is.")
	flags.BoolVar(&c.DryRun, "dry-run", false, "Verander niets; toon alleen wat begrepen is.")
	flags.BoolVar(&c.JSON, "json", false, "Toon het voorstel als gegevens.")
	return cmd
}

func (c importCommand) Run(ctx context.Context, con console, p place) error {
	if !c.DryRun && (c.Organisation == "" || c.Edition == "") {
		return wrongUsage{"dit ontbreekt nog: --organisation en --edition (of --dry-run)"}
	}
	if (c.Organisation == "") != (c.Edition == "") {
		return wrongUsage{"--organisation en --edition horen bij elkaar"}
	}
	if c.DryRun && c.Organisation == "" {
		return c.propose(ctx, con, importer.Options{ReadAt: today()})
	}
	return p.with(ctx, false, func(in *installation) error {
		o, e, err := in.edition(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		opts := options(e)
		if c.DryRun {
			return c.propose(ctx, con, opts)
		}
		heap.Roomy(heap.Large)
		docs, err := readDocuments(ctx, con, c.Files, opts, c.JSON)
		if err != nil {
			return err
		}
		done, err := in.do.ImportProposal(ctx, o.ID, in.actor, e.ID, docs)
		if err != nil {
			return err
		}
		if !c.JSON {
			tellRemarks(con, docs)
			tellOthers(con, e, docs)
			tellImported(con, e, done)
		}
		return nil
	})
}

func today() cycle.Date { return dutch.DayOf(time.Now()) }

// options are how documents of an edition are read.
func options(e cycle.Edition) importer.Options {
	opts := importer.Options{ReadAt: today()}
	for _, level := range e.Settings.Levels {
		opts.Levels = append(opts.Levels, strings.ToLower(level.Label))
	}
	return opts
}

// propose shows what was understood and changes nothing.
func (c importCommand) propose(ctx context.Context, con console, opts importer.Options) error {
	docs, err := readDocuments(ctx, con, c.Files, opts, c.JSON)
	if err != nil || c.JSON {
		return err
	}
	for _, d := range docs {
		con.say("%s  %s: %s", cmp.Or(d.Number, "(geen nummer)"), d.Title, d.Where())
	}
	tellRemarks(con, docs)
	if n := unusable(docs); n > 0 {
		return refused("%s zo niet worden ingelezen; er is niets veranderd", plural(n, "document kan", "documenten kunnen"))
	}
	con.say("%s begrepen; er is niets veranderd", plural(len(docs), "document", "documenten"))
	return nil
}

// unusable counts the documents that an import would refuse, as their remarks say.
func unusable(docs []importer.Document) (n int) {
	for _, d := range docs {
		if slices.ContainsFunc(d.Notices, func(r importer.Notice) bool { return r.Kind == importer.Failed }) {
			n++
		}
	}
	return n
}

// readDocuments reads all files, or tells what cannot be read. With asJSON the proposal is printed as it is read.
func readDocuments(ctx context.Context, con console, files []string, opts importer.Options, asJSON bool) ([]importer.Document, error) {
	var docs []importer.Document
	var set importer.Set
	out := importer.NewEncoder(io.Discard)
	if asJSON {
		out = importer.NewEncoder(con.out)
	}
	progress := newProgress(con.err, "onderdelen gelezen")
	defer progress.done()
	var failed []error
	for _, name := range files {
		err := readFile(ctx, name, opts, func(d importer.Document, trouble error) error {
			if trouble == nil {
				var double bool
				double, trouble = set.Add(&d)
				if !double && trouble == nil {
					docs = append(docs, d)
				}
			}
			progress.step()
			if err := out.Document(d); err != nil {
				return err
			}
			return trouble
		})
		if err != nil {
			failed = append(failed, err)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return docs, joined(failed)
}

// joined is nil, the one error, or all of them.
func joined(errs []error) error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	return several(errs)
}

type several []error

func (s several) Error() string   { return fmt.Sprintf("%d problems", len(s)) }
func (s several) Unwrap() []error { return s }

func readFile(ctx context.Context, name string, opts importer.Options, take func(importer.Document, error) error) error {
	f, err := openDocument(ctx, name)
	if err != nil {
		return err
	}
	defer f.Close()
	var failed []error
	opts.Path = name
	for d, err := range importer.Read(ctx, filepath.Base(name), f, opts) {
		if err := take(d, err); err != nil {
			failed = append(failed, err)
		}
	}
	return joined(failed)
}

// tellRemarks prints what the importer noticed.
func tellRemarks(con console, docs []importer.Document) {
	for _, d := range docs {
		for _, n := range d.Notices {
			where := d.Where()
			if n.Line > 0 {
				where = fmt.Sprintf("%s, regel %d", where, n.Line)
			}
			con.say("%s: %s: %s", where, n.Kind, n.Text)
		}
	}
}

// tellOthers prints which documents say that they are of another edition.
func tellOthers(con console, e cycle.Edition, docs []importer.Document) {
	var said []importer.Edition
	numbers := map[importer.Edition][]string{}
	for _, d := range docs {
		if change.OfOther(d, e) {
			if numbers[d.Edition] == nil {
				said = append(said, d.Edition)
			}
			numbers[d.Edition] = append(numbers[d.Edition], d.Number)
		}
	}
	for _, other := range said {
		from := "de tekst"
		if other.Certainty != importer.Certain {
			from = "de bestandsnaam"
		}
		con.say("%s: %s: %s noemt %s, en dit is ingelezen in %s; op de site staat dat niet bekend is of dat klopt", importer.Remark, list(numbers[other]), from, editionWords(other), e.Name)
	}
}

// editionWords is an edition as a page names it: "monitor 2019-II".
func editionWords(e importer.Edition) string {
	words := e.Kind
	if e.Year > 0 {
		words += " " + strconv.Itoa(e.Year)
	}
	if e.Sequence > 0 {
		words += []string{"", "-I", "-II", "-III", "-IV"}[min(e.Sequence, 4)]
	}
	return words
}

func tellImported(con console, e cycle.Edition, done change.Imported) {
	if len(done.Added) > 0 {
		con.say("%s ingelezen in %s: %s", plural(len(done.Added), "onderdeel", "onderdelen"), e.Slug, list(done.Added))
	}
	if len(done.Replaced) > 0 {
		con.say("vervangen: %s", list(done.Replaced))
	}
	if len(done.Listed) > 0 {
		con.say("alleen de titel is bekend, uit de lijst van een ander onderdeel: %s", list(done.Listed))
	}
	if len(done.Placeholders) > 0 {
		con.say("titel nog onbekend: %s", list(done.Placeholders))
	}
	if done.Same > 0 && len(done.Added)+len(done.Replaced) == 0 {
		con.say("niets veranderd: %s er al", plural(done.Same, "document stond", "documenten stonden"))
	}
}

// list names up to ten numbers and counts the rest.
func list(numbers []string) string {
	if len(numbers) > 10 {
		return fmt.Sprintf("%s en nog %d", strings.Join(numbers[:10], ", "), len(numbers)-10)
	}
	return strings.Join(numbers, ", ")
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// progress counts what was done on a terminal; elsewhere it is silent.
type progress struct {
	w     io.Writer
	what  string
	n     int
	shown time.Time
}

func newProgress(w io.Writer, what string) *progress {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &progress{w: w, what: what, shown: time.Now()}
	}
	return &progress{}
}

func (p *progress) step() {
	p.n++
	if p.w != nil && time.Since(p.shown) > 200*time.Millisecond {
		p.shown = time.Now()
		fmt.Fprintf(p.w, "\r%d %s", p.n, p.what)
	}
}

func (p *progress) done() {
	if p.w != nil {
		fmt.Fprintf(p.w, "\r%40s\r", "")
	}
}
