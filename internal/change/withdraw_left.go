package change

import (
	"encoding/json"
	"errors"
	"slices"

	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// left finds the parts that repeat what was erased. It reads the revisions as they were before the withdrawal.
func (x *eraser) left() ([]Erased, error) {
	last := len(x.revisions) - 1
	if len(x.asked.Paths) == 0 || x.revisions[last].WithdrawnWhole != nil {
		return nil, nil
	}
	newest, err := OpenRevision(x.s.blobs, x.revisions[last])
	if err != nil {
		return nil, err
	}
	defer newest.Close()
	var left []Erased
	for i := range x.revisions {
		paths, err := x.leftIn(i, newest)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			left = append(left, Erased{Path: path, Revision: x.revisions[i].Number})
		}
	}
	return left, nil
}

func (x *eraser) leftIn(i int, newest *Frozen) ([]string, error) {
	if !slices.ContainsFunc(x.erased, func(e Erased) bool { return e.Revision == x.revisions[i].Number }) {
		return nil, nil
	}
	frozen, err := OpenRevision(x.s.blobs, x.revisions[i])
	if err != nil {
		return nil, err
	}
	defer frozen.Close()
	words := map[string]bool{}
	if err := x.erasedWords(words, frozen, newest); err != nil || len(words) == 0 {
		return nil, err
	}
	var paths []string
	for _, l := range frozen.Lines() {
		if x.gone[l.Sum] || newest.Sum(l.Path) == l.Sum {
			continue // it goes as well, or is what everybody reads today
		}
		text, err := frozen.Part(l.Path)
		switch {
		case errors.Is(err, publication.ErrMissing):
			continue // withdrawn before
		case err != nil:
			return nil, err
		}
		var part any
		if err := json.Unmarshal(text, &part); err != nil {
			return nil, err
		}
		if repeats(part, words) {
			paths = append(paths, l.Path)
		}
	}
	return paths, nil
}

// erasedWords are what other parts repeat of the erased nodes of one revision, unless the newest one still says it.
func (x *eraser) erasedWords(words map[string]bool, frozen, newest *Frozen) error {
	public := map[string]bool{}
	tree, err := frozen.Tree()
	if err != nil && !errors.Is(err, publication.ErrMissing) {
		return err
	}
	for _, entry := range tree.Entries {
		if !x.gone[frozen.Sum(publication.NodePath(entry.Address))] {
			continue
		}
		for _, from := range []struct {
			revision *Frozen
			into     map[string]bool
		}{{frozen, words}, {newest, public}} {
			n, err := from.revision.Node(entry.Address)
			switch {
			case errors.Is(err, publication.ErrMissing):
				continue
			case err != nil:
				return err
			}
			from.into[n.Title], from.into[n.Headline] = true, true
			for _, h := range n.Holders {
				from.into[h.Name] = true
			}
			for i := range n.Scores {
				for _, reason := range n.Scores[i].Reasons() {
					from.into[richtext.LineText(reason)] = true
				}
			}
		}
	}
	for word := range public {
		delete(words, word)
	}
	delete(words, "")
	return nil
}

// lineOf is the text of a line of runs, "" when the list is something else.
func lineOf(runs []any) string {
	text := ""
	for _, one := range runs {
		run, _ := one.(map[string]any)
		words, ok := run["tekst"].(string)
		if !ok {
			return ""
		}
		text += words
	}
	return text
}

// repeats tells whether some text in a part is one of the words.
func repeats(part any, words map[string]bool) bool {
	switch v := part.(type) {
	case string:
		return words[v]
	case []any:
		return words[lineOf(v)] || slices.ContainsFunc(v, func(one any) bool { return repeats(one, words) })
	case map[string]any:
		for _, one := range v {
			if repeats(one, words) {
				return true
			}
		}
	}
	return false
}
