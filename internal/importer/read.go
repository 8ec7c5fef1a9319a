package importer

import (
	"cmp"
	"context"
	"io"
	"iter"
	"strings"

	"doelenboom/internal/dutch"
)

// Options say how to read.
type Options struct {
	Levels  []string   // names of the levels from the top, in the singular; DefaultLevels when empty
	Address string     // where the document was found, when it was not a plain file
	ReadAt  dutch.Date // the day it was read
	Path    string     // how messages name the file, as somebody wrote it; its name when empty
}

// DefaultLevels are the names of a province.
var DefaultLevels = []string{"kerntaak", "beleidsdoel", "prestatie"}

// Read reads a file, page by page; it holds one page in memory. What cannot be
// read comes as a Problem, beside a document that says the same in its notices;
// after it nothing follows.
func Read(ctx context.Context, file string, r io.Reader, opts Options) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		rd := &reading{ctx: ctx, file: file, opts: opts, edition: editionOfFile(file)}
		name := cmp.Or(opts.Path, file)
		if knownTooLarge(r) {
			yield(rd.failed(Problem{File: name, Text: tooLarge}))
			return
		}
		rd.lines = newLineReader(name, &bounded{ctx, r, MostBytes})
		for _, level := range opts.levels() {
			rd.levels = append(rd.levels, strings.ToLower(level))
		}
		rd.pages(yield)
	}
}

func (o Options) levels() []string {
	if len(o.Levels) > 0 {
		return o.Levels
	}
	return DefaultLevels
}

// reading is one file on its way.
type reading struct {
	ctx     context.Context
	file    string
	opts    Options
	levels  []string
	lines   *lineReader
	edition Edition // for pages that do not tell their own
}

func (rd *reading) pages(yield func(Document, error) bool) {
	p := newPage(rd.file, rd.levels)
	p.known, p.look = map[string]int{}, rd.lines.look
	for {
		line, err := rd.lines.take()
		if line != nil && line.no%1024 == 0 {
			err = rd.ctx.Err()
		}
		switch {
		case err != nil:
			yield(rd.failed(err))
			return
		case line == nil:
			yield(rd.finished(p), nil)
			return
		}
		next := rd.lines.next
		if p.endsBefore(line, next) {
			if !yield(rd.finished(p), nil) {
				return
			}
			p = p.following()
		}
		p.take(line, next)
	}
}

// finished closes a page. An edition named above the first page holds for the
// whole file.
func (rd *reading) finished(p *page) Document {
	d := p.finish(rd.edition)
	d.Path = rd.opts.Path
	if d.Edition.Certainty == Certain {
		rd.edition = d.Edition
	}
	if rd.opts.Address != "" || rd.opts.ReadAt.Known() {
		d.Source = &Source{rd.opts.Address, rd.opts.ReadAt}
	}
	return d
}

func (rd *reading) failed(err error) (Document, error) {
	if problem, ok := err.(Problem); ok {
		d := problem.document()
		d.File, d.Path = rd.file, rd.opts.Path
		return d, problem
	}
	return Document{File: rd.file, Edition: Edition{Certainty: Unknown}, Lines: []Line{}}, err
}
