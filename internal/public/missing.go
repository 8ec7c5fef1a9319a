package public

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

var (
	methodPage = sync.OnceValue(screen{title: "Dit kan hier niet", root: "/", text: []string{"Deze pagina kunt u alleen lezen."}}.page)
	awayPage   = sync.OnceValue(screen{title: "Even niet bereikbaar", root: "/",
		text:  []string{"De gegevens zijn nu niet bereikbaar. Probeer het over een minuut opnieuw."},
		list:  "Hier kunt u verder",
		links: []link{{"", "Deze pagina opnieuw proberen", ""}}}.page)
	brokenPage = sync.OnceValue(screen{title: "Deze pagina is nu niet te lezen", root: "/",
		text: []string{"Er ging bij ons iets mis. Probeer het later nog eens."}}.page)
)

// unknownPage is for an address that belongs to no organisation.
func unknownPage(path string) page {
	return screen{
		title: "Deze pagina bestaat niet",
		root:  up(path, ""),
		text:  []string{"Op dit adres staat niets. Misschien is het verkeerd overgenomen."},
		list:  "Hier kunt u verder",
		links: []link{{home(path), "Alle organisaties", ""}},
	}.page()
}

// notFoundPage helps to find what somebody meant: nodes of the same number, the edition, the organisation. a is the
// archive in which the path was looked for; it may be nil.
func (p place) notFoundPage(a *opened) page {
	s := screen{title: "Deze pagina bestaat niet", root: p.root(), house: up(p.full, "huisstijl.css"), org: p.org, home: home(p.full), list: "Hier kunt u verder"}
	s.text = []string{"Op dit adres staat niets bij " + p.org.Name + ". Misschien is het verkeerd overgenomen, of is het nog niet gepubliceerd."}
	if a != nil && p.edition != nil {
		close := closest(a, p.path)
		for _, path := range close {
			s.links = append(s.links, link{up(p.full, p.below()+path), spoken(path), ""})
		}
		if len(close) > 0 {
			s.text = append(s.text, fmt.Sprintf("Wat er in %s het meest op lijkt, staat hieronder bovenaan.", p.edition.name))
		}
	}
	return p.onwards(s)
}

// onwards ends a page with where to go from there.
func (p place) onwards(s screen) page {
	if p.edition != nil && p.edition.open() {
		s.links = append(s.links, link{up(p.full, p.edition.slug+"/"), "Begin van " + p.edition.name, ""})
	}
	s.links = append(s.links, link{home(p.full), "Alle edities van " + p.org.Name, ""})
	return s.page()
}

// beingMadePage is for an address of which the pages are made again, after something was withdrawn that they said. The list of
// editions is made again with them, most of the time: nobody is sent there to read the same.
func (p place) beingMadePage() page {
	s := screen{
		title: "Deze pagina wordt opnieuw gemaakt", root: p.root(), house: up(p.full, "huisstijl.css"), org: p.org, home: home(p.full),
		text:  []string{p.org.Name + " past deze pagina's nu aan. Dat duurt meestal niet langer dan een minuut."},
		list:  "Hier kunt u verder",
		links: []link{{cmp.Or(up(p.full, p.full), "./"), "Deze pagina opnieuw proberen", ""}},
	}
	if own := p.shown.own; p.full != "" && own != nil && own.Index != "" {
		s.links = append(s.links, link{home(p.full), "Alle edities van " + p.org.Name, ""})
	}
	return s.page()
}

// home is the relative address of the organisation for whoever stands at path below it.
func home(path string) string {
	if to := up(path, ""); to != "" {
		return to
	}
	return "./"
}

// root is the relative address of the root of the host, where our own stylesheet is.
func (p place) root() string {
	if p.ownHost {
		return up(p.full, "")
	}
	return up(p.full, "") + "../"
}

// below is where the revision that was asked stands, below the organisation.
func (p place) below() string {
	return p.full[:len(p.full)-len(p.path)]
}

// mostClose is how many addresses a not-found page proposes.
const mostClose = 5

// closest are the paths of the number that was asked ("5.1.2", "5-1-2-oude-titel/"), or else of the number above it.
func closest(a *opened, path string) (found []string) {
	for number := numberIn(path); number != ""; number = above(number) {
		for path := range a.Below(number + "-") {
			found = append(found, path)
			if len(found) == mostClose {
				break
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// numberIn is the number of the tree that a path begins with, with points.
func numberIn(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c >= '0' && c <= '9':
			b.WriteByte(c)
		case (c == '.' || c == '-') && i+1 < len(path) && path[i+1] >= '0' && path[i+1] <= '9':
			b.WriteByte('.')
		default:
			return b.String()
		}
	}
	return b.String()
}

func above(number string) string {
	return number[:max(0, strings.LastIndexByte(number, '.'))]
}

// spoken reads an address as words: "5.1.2-grond-kopen/" is "5.1.2 Grond kopen".
func spoken(path string) string {
	number, words, _ := strings.Cut(strings.TrimSuffix(path, "/"), "-")
	words = strings.ReplaceAll(words, "-", " ")
	if words == "" {
		return number
	}
	return number + " " + strings.ToUpper(words[:1]) + words[1:]
}

// gonePage tells that and why a page was erased. Now is where the newest revision has it, "" when it has not.
func (p place) gonePage(now string) page {
	w := p.revision.whole
	if w == nil {
		w, _ = p.revision.withdrawal(p.path)
	}
	s := p.withdrawnScreen(p.edition.name, *w)
	if now != "" {
		s.links = append(s.links, link{up(p.full, p.edition.slug+"/"+now), "Deze pagina in de nieuwste revisie", ""})
	}
	return p.onwards(s)
}

// erasedPageOf tells that and why a page is gone of which nothing that stands has the address.
func (p place) erasedPageOf(e erased) page {
	return p.onwards(p.withdrawnScreen(e.edition, e.PublishedWithdrawal))
}

// withdrawnScreen is the beginning of a page that says that a page was withdrawn.
func (p place) withdrawnScreen(edition string, w store.PublishedWithdrawal) screen {
	return screen{
		title: "Deze pagina is ingetrokken",
		root:  p.root(), house: up(p.full, "huisstijl.css"), org: p.org, home: home(p.full),
		text: []string{fmt.Sprintf("%s heeft deze pagina van %s op %s ingetrokken.", p.org.Name, edition, dutch.DayOf(w.Moment).Format()), "Reden: " + w.Reason},
		list: "Hier kunt u verder",
	}
}

// listPage is what stands at the root of a host that is no organisation's own.
func listPage(organisations []*organisation) page {
	s := screen{title: "Doelenboom", list: "Organisaties"}
	s.text = []string{"Wat overheden zich voornamen, wat daarvan kwam en wat het kostte."}
	if len(organisations) == 0 {
		s.text = append(s.text, "Hier komen de organisaties te staan. Er is er nog geen.")
	}
	for _, o := range organisations {
		to := o.Slug + "/"
		if o.Base != "" {
			to = o.Base + "/"
		}
		s.links = append(s.links, link{to, o.Name, o.Notice})
	}
	return s.page()
}

// robotsPage keeps search engines out of organisations that do not want to be found, such as the examples.
func robotsPage(organisations []*organisation) page {
	text := "User-agent: *\n"
	hidden := 0
	for _, o := range organisations {
		if o.NoIndex {
			hidden++
			text += "Disallow: /" + o.Slug + "/\n"
		}
	}
	if hidden == 0 {
		text += "Disallow:\n"
	}
	return newPage(text, plainType)
}

func ownRobotsPage(hidden bool) page {
	if hidden {
		return newPage("User-agent: *\nDisallow: /\n", plainType)
	}
	return newPage("User-agent: *\nDisallow:\n", plainType)
}
