package check

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// oldPlaceName: a text names a place as the register has it as another name.
// One site with three names is three sites to a reader.
//
//  1. a field that names the place by its own name as well explains itself, and
//     so does another name that holds its own ("Bedrijvenpark De Wering");
//  2. a longer other name is itself: "Bedrijvenpark De Wering" is not "De Wering";
//  3. once for each name, where it stands first.
func (p *page) oldPlaceName() {
	for i := range p.Places {
		place := &p.Places[i]
		for _, alias := range place.Aliases {
			if dutch.NamesWord(alias, place.Name) < 0 {
				p.oldName(place, alias)
			}
		}
	}
}

func (p *page) oldName(place *cycle.Place, alias string) {
	var fields []part
	for _, t := range p.parts {
		if !strings.Contains(t.text, alias) || dutch.NamesWord(withoutLonger(t.text, place, alias), alias) < 0 || p.fieldNames(t.field, place.Name) {
			continue
		}
		if len(fields) == 0 || fields[len(fields)-1].field != t.field {
			fields = append(fields, t)
		}
	}
	if len(fields) == 0 {
		return
	}
	where := make([]string, len(fields))
	for i, t := range fields {
		where[i] = p.fieldName(t.field)
	}
	p.addOf("", Finding{
		Rule: OldPlaceName, Severity: Hint, Field: fields[0].field, Block: fields[0].block,
		What: "In " + andList(where) + " heet " + place.Name + " “" + alias + "”.",
		Why:  "In het register staat dat als andere naam. Een lezer denkt al snel aan twee plaatsen.",
		Mend: "Schrijf " + place.Name + ", of noem beide namen: “" + alias + " (nu " + place.Name + ")”.",
	}, alias)
}

// withoutLonger takes out the longer names of the place that hold this one.
func withoutLonger(text string, place *cycle.Place, alias string) string {
	for _, longer := range slices.Concat(place.Aliases, []string{place.Name}) {
		if longer != alias && strings.Contains(longer, alias) {
			text = strings.ReplaceAll(text, longer, " ")
		}
	}
	return text
}

func (p *page) fieldNames(field, name string) bool {
	return slices.ContainsFunc(p.parts, func(t part) bool { return t.field == field && dutch.NamesWord(t.text, name) >= 0 })
}
