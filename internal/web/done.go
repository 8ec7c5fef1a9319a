package web

import (
	"net/http"
	"net/url"
)

// done is what a page says of the change that led to it, by the word in its address: a reload says it again, and no
// text of somebody else's choosing can be put there.
var done = map[string]string{
	"afgemeld-daar":       "Die sessie is beëindigd.",
	"naam":                "Uw naam is gewijzigd.",
	"stap-uit":            "De tweede stap staat uit.",
	"gekoppeld":           "Gekoppeld. U kunt zich voortaan ook via uw organisatie aanmelden.",
	"losgemaakt":          "Losgemaakt. U meldt zich weer alleen met uw wachtwoord aan.",
	"wachtwoord":          "Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld.",
	"wachtwoord-nieuw":    "Uw wachtwoord is ingesteld. Meld u ermee aan.",
	"afgehandeld":         "De opmerking is afgehandeld.",
	"akkoord-samen":       "Akkoord gegeven op wat u aanvinkte.",
	"geen-bevinding":      "De bevinding wordt niet meer getoond. Wie het stuk leest, ziet uw reden.",
	"gewijzigd":           "Gewijzigd.",
	"heropend":            "Heropend. De schrijver ziet uw reden bovenaan het stuk.",
	"akkoord":             "Akkoord gegeven. Het stuk is klaar voor het bestuur.",
	"bewaard":             "Opgeslagen.",
	"gecontroleerd":       "Gecontroleerd. Het stuk wacht nu op het laatste akkoord.",
	"oordeel":             "Uw oordeel is bewaard.",
	"opgemerkt":           "Uw opmerking staat erbij.",
	"logo":                "Het logo staat binnen een minuut op alle openbare pagina's.",
	"logo-weg":            "Het logo is weggehaald. In de kop staat weer de naam.",
	"teruggestuurd":       "Teruggestuurd. De schrijver ziet uw reden bovenaan het stuk.",
	"concept-weg":         "Wat u typte is weggegooid. Hier staat weer wat het laatst is opgeslagen.",
	"ingediend":           "Ingediend. De controller ziet het stuk nu in de lijst.",
	"overgenomen":         "De vorige tekst staat nu in het veld. Pas hem aan, of sla op als er niets veranderde.",
	"boom":                "De doelenboom is veranderd. De omzettabel is bewaard bij deze editie.",
	"gepland":             "In het plan gezet. Er verandert pas iets als u het plan doorvoert.",
	"ongepland":           "Teruggenomen uit het plan.",
	"geopend":             "De ronde is open. Schrijvers zien hun stukken nu in Mijn werk.",
	"aangeboden":          "Aangeboden. Binnen een minuut staat de editie op de site.",
	"amendement":          "Het amendement is opgeslagen.",
	"amendement-terug":    "Teruggehaald. Het geld is tegengeboekt en de tekst is weer open.",
	"klaargezet":          "Klaargezet. De editie wordt op dat moment openbaar; tot dan kunt u het intrekken.",
	"bestuur-vastgesteld": "Vastgesteld. De editie kan nu worden aangeboden.",
	"portefeuille":        "Onthouden. Deze portefeuille staat voortaan bovenaan.",
	"weer-open":           "De vaststelling is teruggenomen. Er kan weer in de editie worden gewerkt.",
	"teruggenomen":        "Ingetrokken. De editie wordt niet vanzelf openbaar.",
	"vastgesteld":         "Het besluit is ingevoerd. Binnen een minuut staat de vastgestelde editie op de site.",
	"verbeterd":           "De verbetering is gemaakt. Binnen een minuut staat zij op de site.",
	"verwerkt":            "Verwerkt. De editie volgt het amendement, en het geld is geboekt.",
	"toegevoegd":          "Toegevoegd. Sla de verantwoording op om het te bewaren.",
	"termijnen":           "De termijnen zijn opgeslagen.",
	"vergeten":            "Vergeten. Dat het is gedaan, staat in de geschiedenis.",
	"uitgenodigd":         "De uitnodiging wordt verstuurd.",
	"rol-erbij":           "De rol is gegeven.",
	"rol-eindigt":         "De rol is beëindigd, of eindigt op de dag die u koos.",
	"uitgeschakeld":       "Uitgeschakeld. Deze persoon kan niet meer aanmelden.",
	"ingeschakeld":        "Weer ingeschakeld, met dezelfde rollen als eerst.",
	"vervanging":          "De vervanging is vastgelegd.",
	"vervanging-weg":      "De vervanging is weggehaald.",
	"berichten":           "Uw keuze voor berichten is opgeslagen.",
	"herinnerd":           "De brieven gaan uit. Bij Brieven ziet u wat nog wacht.",
	"herinneringen":       "Opgeslagen. Op deze dagen gaan de brieven vanzelf uit.",
	"ingelezen":           "De lijst is verwerkt.",
}

// after answers a change: to a page that says what happened.
func after(w http.ResponseWriter, r *http.Request, address, what string) error {
	return afterAt(w, r, address, what, "")
}

// afterAt is after at a part of the page, "" for its top.
func afterAt(w http.ResponseWriter, r *http.Request, address, what, part string) error {
	if done[what] == "" {
		panic("nothing is said of " + what)
	}
	address += "?gedaan=" + url.QueryEscape(what)
	if part != "" {
		address += "#" + url.PathEscape(part)
	}
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}
