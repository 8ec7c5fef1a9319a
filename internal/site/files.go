package site

import (
	"io"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/files"
	"doelenboom/internal/ui/prose"
)

// withdrawnWord stands where a file was.
const withdrawnWord = "ingetrokken"

// filePages are the files of the revision as they were frozen, those that were withdrawn left out.
func (e *editionPages) filePages(write PageWriter) error {
	lines, err := publication.ParseManifest(e.Manifest)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if !publication.IsFile(l.Path) || e.gone[l.Path] {
			continue
		}
		kind, known := cycle.KindOf(publication.Ending(l.Path))
		if !known {
			continue // of a newer program, which will show it
		}
		err := write(Page{Path: l.Path, ContentType: kind.Type, Inputs: hashOf(l.Sum), Stored: true, Render: func(w io.Writer) error {
			b, err := e.File(l.Path)
			if err == nil {
				_, err = w.Write(b)
			}
			return err
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// goneFiles are the paths of the files of this revision that were withdrawn.
func (e *editionPages) goneFiles() []string {
	var all []string
	for path := range e.gone {
		if publication.IsFile(path) {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// holder is what has files: a node, or the edition for its introduction.
type holder interface {
	FileOf(sum string) *publication.File
}

// withPictures also answers where the pictures of a text are.
func (e *editionPages) withPictures(to prose.Resolver, f frame, of holder) prose.Resolver {
	return func(ref richtext.Ref) (prose.Target, bool) {
		if ref.Kind != richtext.RefPicture {
			return to(ref)
		}
		file := of.FileOf(ref.ID)
		switch {
		case file == nil:
			return prose.Target{}, false
		case e.gone[file.Address]:
			return prose.Target{Note: withdrawnWord}, true
		}
		return prose.Target{Href: f.Up + file.Address, Width: file.Width, Height: file.Height}, true
	}
}

// attachments are those of a node.
func (e *editionPages) attachments(f frame, n *publication.Node) []files.File {
	var all []files.File
	for _, a := range n.Attachments {
		all = append(all, e.offered(f, n, a.Title, a.File))
	}
	return all
}

// evidence is what was released at a score or action.
func (e *editionPages) evidence(f frame, n *publication.Node, released []publication.Evidence) []files.File {
	var all []files.File
	for _, p := range released {
		switch {
		case p.File != "":
			all = append(all, e.offered(f, n, p.Title, p.File))
		case p.Link != "":
			shown := files.File{Title: p.Title, Href: p.Link}
			if shown.Title == "" {
				shown.Title = shownAddress(p.Link)
			}
			all = append(all, shown)
		default:
			all = append(all, files.File{Title: p.Title, Note: p.Note})
		}
	}
	return all
}

// offered is a file to be saved.
func (e *editionPages) offered(f frame, n *publication.Node, title, sum string) files.File {
	file := n.FileOf(sum)
	if file == nil || e.gone[file.Address] {
		return files.File{Title: title, Gone: withdrawnWord}
	}
	kind, _ := cycle.KindOf(publication.Ending(file.Address))
	return files.File{Title: title, Href: f.Up + file.Address, Facts: kind.Word + ", " + ui.Size(file.Size), SaveAs: file.Name}
}
