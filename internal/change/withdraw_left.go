package change

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// look finds what repeats what was erased, or may: parts of this edition and of others, addresses, and the list of portfolio
// holders that people at work see. It reads the revisions as they were before the withdrawal.
func (x *eraser) look(ctx context.Context, done *Withdrawn) (err error) {
	if done.Addresses, err = x.addressed(); err != nil {
		return err
	}
	if len(x.asked.Paths) == 0 {
		done.Shared = x.shared()
		return nil
	}
	words, err := x.left(done)
	if err != nil {
		return err
	}
	holders, err := x.tx.Holders(ctx)
	if err != nil {
		return err
	}
	done.Listed = slices.ContainsFunc(holders, func(h cycle.PortfolioHolder) bool { return words[h.Name] })
	done.Others = x.others()
	done.Elsewhere, err = x.elsewhere(ctx, words)
	return err
}

// left finds the parts that repeat what was erased, and gives the words that the newest revision no longer says.
func (x *eraser) left(done *Withdrawn) (map[string]bool, error) {
	all, last := map[string]bool{}, x.current()
	if last < 0 {
		return all, nil
	}
	for i, r := range x.revisions {
		if !slices.ContainsFunc(x.erased, func(e Erased) bool { return e.Revision == r.Number }) {
			continue
		}
		paths, words, err := x.leftIn(x.frozen[i], x.frozen[last])
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			done.Left = append(done.Left, Erased{Path: path, Revision: r.Number})
		}
		maps.Copy(all, words)
	}
	return all, nil
}

func (x *eraser) leftIn(frozen, newest *Frozen) (paths []string, words map[string]bool, err error) {
	if words, err = x.erasedWords(frozen, newest); err != nil || len(words) == 0 {
		return nil, nil, err
	}
	for _, l := range frozen.Lines() {
		if x.gone[l.Sum] || newest.Sum(l.Path) == l.Sum {
			continue // it goes as well, or is what everybody reads today
		}
		text, err := frozen.Part(l.Path)
		switch {
		case errors.Is(err, publication.ErrMissing):
			continue // withdrawn before
		case err != nil:
			return nil, nil, err
		}
		var part any
		if err := json.Unmarshal(text, &part); err != nil {
			return nil, nil, err
		}
		if repeats(part, words) {
			paths = append(paths, l.Path)
		}
	}
	return paths, words, nil
}

// erasedWords are what other parts repeat of the erased nodes and registers of one revision, unless the newest one still
// says it.
func (x *eraser) erasedWords(frozen, newest *Frozen) (map[string]bool, error) {
	words, public := map[string]bool{}, map[string]bool{}
	tree, err := frozen.Tree()
	if err = unlessMissing(err); err != nil {
		return nil, err
	}
	for _, entry := range tree.Entries {
		if !x.gone[frozen.Sum(publication.NodePath(entry.Address))] {
			continue
		}
		if err := errors.Join(addNode(words, frozen, entry.Address), addNode(public, newest, entry.Address)); err != nil {
			return nil, err
		}
	}
	for _, path := range publication.NamedPaths() {
		if x.gone[frozen.Sum(path)] {
			err = errors.Join(err, addRegister(words, frozen, path))
		}
		err = errors.Join(err, addRegister(public, newest, path))
	}
	for word := range public {
		delete(words, word)
	}
	delete(words, "")
	return words, err
}

// unlessMissing passes over what is not there: withdrawn before, or not yet in this revision.
func unlessMissing(err error) error {
	if errors.Is(err, publication.ErrMissing) {
		return nil
	}
	return err
}

// addNode adds what other parts repeat of a node.
func addNode(words map[string]bool, from *Frozen, address string) error {
	n, err := from.Node(address)
	if err != nil {
		return unlessMissing(err)
	}
	words[n.Title], words[n.Headline] = true, true
	for _, h := range n.Holders {
		words[h.Name] = true
	}
	for i := range n.Scores {
		for _, reason := range n.Scores[i].Reasons() {
			words[richtext.LineText(reason)] = true
		}
	}
	return nil
}

// addRegister adds what other parts repeat of a register.
func addRegister(words map[string]bool, from *Frozen, path string) error {
	text, err := from.Part(path)
	if err != nil {
		return unlessMissing(err)
	}
	var rows publication.Registers
	if err := publication.ReadNamed(&rows, path, text); err != nil {
		return err
	}
	for _, h := range rows.Holders {
		words[h.Name] = true
	}
	for _, t := range rows.Themes {
		words[t.Name] = true
	}
	for _, d := range rows.Decisions {
		words[d.Title] = true
	}
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
