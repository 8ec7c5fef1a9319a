package check

import (
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// calmBefore: the edition before said that all was well; this one tells of a
// delay. Councils ask why they were not told (Overijssel, the N340 in 2016: "no
// deviation", and delay three months later).
//
//  1. before, the scores that tell of time were good; now one is not, and what
//     is news or its reasons tell of a delay;
//  2. it is wrong when the earlier headline or progress said so in words ("ligt
//     op schema"), a hint when only the score did: things may have happened since;
//  3. only between two editions that report: a budget gives no score;
//  4. of a page elsewhere that was not read as a whole, nobody knows what it did not tell;
//  5. told once, where it stands first.
func (p *page) calmBefore() {
	if p.Before == nil || !reports(p.Before.Edition) || !compare.WholeReport(&p.Before.Report) || p.calm() != "" {
		return
	}
	before := newPage(Input{Report: p.Before.Report, Edition: p.Before.Edition, Placement: p.Placement})
	if before.calm() == "" {
		return
	}
	for _, t := range p.parts {
		if !t.role.news() && (t.role != reason || aboutMoney(strings.TrimPrefix(t.field, "scores/"))) {
			continue
		}
		for _, s := range dutch.Sentences(t.text) {
			if words := dutch.FindDelay(s); words != "" {
				p.add(calmThen(t, s, words, before), words)
				return
			}
		}
	}
}

func calmThen(t part, s, words string, before *page) Finding {
	name := before.Edition.Name
	claim, severity := before.calm(), Hint
	for _, was := range before.parts {
		if was.role != headline && was.role != progress {
			continue
		}
		if said := dutch.SaysNoDeviation(was.text); said != "" {
			claim, severity = "daar stond “"+said+"”", Wrong
		}
	}
	return Finding{
		Rule: CalmBefore, Severity: severity, Field: t.field, Block: t.block,
		What: "Hier staat “" + words + "”, maar de " + name + " meldde dat niet: " + claim + ".",
		Why:  "De lezer vraagt waarom dit niet eerder is gemeld. De zin is: “" + short(s) + "”",
		Mend: "Schrijf wanneer u dit wist en waarom het niet in de " + name + " stond.",
	}
}

func reports(e cycle.Edition) bool { return e.Kind == cycle.Monitor || e.Kind == cycle.Accounts }

// actionGone: an action that the edition before had and that was not finished
// is not in this one, and nothing tells what became of it.
//
//  1. done or dropped before: no more need be said;
//  2. in a budget an action whose milestones or progress told its end is still
//     asked about: only its state ends it;
//  3. an action with the same words under another key is the same one, also
//     when they are cut off on one side (compare.ActionsGoOn);
//  4. of a page elsewhere that was not read as a whole, nobody knows what else it says.
func (p *page) actionGone() {
	if p.Before == nil || !compare.WholeReport(&p.Report) {
		return
	}
	goesOn := compare.ActionsGoOn(named(p.Before.Report.Actions), named(p.Report.Actions))
	for i, was := range p.Before.Report.Actions {
		if was.State == cycle.ActionDone || was.State == cycle.ActionDropped || slices.Contains(goesOn, i) || p.hasAction(was) {
			continue
		}
		text := short(was.Text.Text())
		p.add(Finding{
			Rule: ActionGone, Severity: Missing, Field: "actions/" + was.Key,
			What: "De actie “" + strings.TrimSuffix(text, ".") + "” stond in de " + p.Before.Edition.Name + " als actie " + strconv.Itoa(was.Number) + " en komt hier niet terug.",
			Why:  "Zij was nog niet gereed of vervallen. De lezer ziet haar zonder uitleg verdwijnen.",
			Mend: "Neem de actie over met hoe het staat: loopt, gereed of vervallen. Schrijf bij vervallen waarom.",
		}, was.Key)
	}
}

func named(actions []cycle.Action) []compare.Named {
	all := make([]compare.Named, len(actions))
	for i, a := range actions {
		all[i] = compare.Named{Key: a.Key, Text: a.Text.Text()}
	}
	return all
}

// hasAction tells that an action stands here, perhaps twice.
func (p *page) hasAction(was cycle.Action) bool {
	return slices.ContainsFunc(p.Report.Actions, func(a cycle.Action) bool { return sameWords(a.Text, was.Text) })
}

func sameWords(a, b richtext.Doc) bool { return plain(a.Text()) == plain(b.Text()) }

func plain(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

// sameText: the progress is word for word that of the edition before.
//
//  1. summary and context are the same in every edition, and so are short
//     phrases such as "Geen afwijking.": only progress of some words counts;
//  2. a number or date that changed makes it another text.
func (p *page) sameText() {
	if p.Before == nil {
		return
	}
	const fewWords = 6
	for _, s := range p.Report.Sections {
		if sectionRole(p.Edition, s.Key) != progress {
			continue
		}
		was, ok := p.Before.Report.Section(s.Key)
		if !ok || s.Text.Words() < fewWords || !sameWords(s.Text, was.Text) {
			continue
		}
		block := ""
		if len(s.Text) > 0 {
			block = s.Text[0].ID
		}
		p.add(Finding{
			Rule: SameText, Severity: Missing, Field: "sections/" + s.Key, Block: block,
			What: upperFirst(p.fieldName("sections/"+s.Key)) + " is woord voor woord gelijk aan die in de " + p.Before.Edition.Name + ".",
			Why:  "De lezer ziet niet wat er sinds die tijd is gebeurd.",
			Mend: "Schrijf wat er nieuw is. Is er niets gebeurd, schrijf dat dan, en waarom.",
		}, s.Text.Text())
	}
}
