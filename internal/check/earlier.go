package check

import (
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// calmBefore: the edition before said that all was well; this one tells of a
// delay. Councils ask why they were not told (Overijssel, the N340 in 2016: "no
// deviation", and delay three months later).
//
//  1. before, every score but that on money was good, or without such scores
//     the progress said "geen afwijking";
//  2. now such a score is not good, and headline, progress or the reasons tell
//     of a delay;
//  3. only between two editions that report: a budget gave no score.
func (p *page) calmBefore() {
	if p.Before == nil || !reports(p.Before.Edition) {
		return
	}
	claim := calmIn(p.Before.Edition, p.Before.Report)
	if claim == "" || p.calm() != "" {
		return
	}
	for _, t := range p.parts {
		if !t.role.news() && t.role != reason || t.role == reason && aboutMoney(strings.TrimPrefix(t.field, "scores/")) {
			continue
		}
		for _, s := range dutch.Sentences(t.text) {
			words := dutch.FindDelay(s)
			if words == "" {
				continue
			}
			p.add(Finding{
				Rule: CalmBefore, Severity: Wrong, Field: t.field, Block: t.block,
				What: "Hier staat “" + words + "”, maar in de " + p.Before.Edition.Name + " " + claim + ".",
				Why:  "De lezer vraagt waarom dit niet eerder is gemeld. De zin is: “" + short(s) + "”",
				Mend: "Schrijf wanneer u dit wist en waarom het niet in de " + p.Before.Edition.Name + " stond.",
			}, words)
			return
		}
	}
}

func reports(e cycle.Edition) bool { return e.Kind == cycle.Monitor || e.Kind == cycle.Accounts }

// calmIn says how an earlier report claimed that all was well; "" is not.
func calmIn(e cycle.Edition, r cycle.Report) string {
	scored := ""
	for _, s := range r.Scores {
		if aboutMoney(s.Aspect) || s.Value == "" {
			continue
		}
		if !goodIn(e, s) {
			return ""
		}
		scored = "was de score " + s.Value
	}
	if scored != "" {
		return scored
	}
	for _, s := range r.Sections {
		if sectionRole(s.Key) == progress {
			if words := dutch.SaysNoDeviation(s.Text.Text()); words != "" {
				return "stond “" + words + "”"
			}
		}
	}
	return ""
}

// actionGone: an action that the edition before had and that was not finished
// is not in this one, and nothing tells what became of it.
//
//  1. done or dropped before: no more need be said;
//  2. in a budget an action whose milestones or progress told its end is still
//     asked about: only its state ends it;
//  3. an action with the same words under another key is the same one.
func (p *page) actionGone() {
	if p.Before == nil {
		return
	}
	for _, was := range p.Before.Report.Actions {
		if was.State == cycle.ActionDone || was.State == cycle.ActionDropped || p.hasAction(was) {
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

func (p *page) hasAction(was cycle.Action) bool {
	for _, a := range p.Report.Actions {
		if a.Key == was.Key || sameWords(a.Text, was.Text) {
			return true
		}
	}
	return false
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
		if sectionRole(s.Key) != progress {
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
			Rule: SameText, Severity: Wrong, Field: "sections/" + s.Key, Block: block,
			What: upperFirst(p.fieldName("sections/"+s.Key)) + " is woord voor woord gelijk aan die in de " + p.Before.Edition.Name + ".",
			Why:  "De lezer ziet niet wat er sinds die tijd is gebeurd.",
			Mend: "Schrijf wat er nieuw is. Is er niets gebeurd, schrijf dat dan, en waarom.",
		}, s.Text.Text())
	}
}
