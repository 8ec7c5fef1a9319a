package importer

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Lines as pages have them, good and odd ones, to be thrown together.
var oddLines = []string{
	"5.1.2 Topwerklocaties", "5.1.3 Bedrijven", "5.1 Economie", "5 Regio", "Kerntaak 6: Water", "6.1 Oevers", "4.2.3 Terug",
	"Context", "Context: dit is nieuw.", "Acties", "Acties 2016", "Toelichting op voortgang", "Toelichting op voortgang:", "Financiën", "Financi\u01abn", "Basisinformatie",
	"Prestaties", "Beleidsdoelen:", "Risico's", "Een kop van de pagina zelf", "Geen afwijking.", "Geen afwijking", "Geen",
	"  1. Wij bouwen.", "  2. Wij wachten op het besluit Haven (zie prestatie 8.1.5).", "     - een deel", "     • nog een", "- los", "a. letter", "1) haakje", "100000. veel", "2016. Een jaar",
	"Actie 1: klaar.", "Actie 2", "Actie 1: loopt. Actie 2: ook. Actie 9: niet.", "- Actie 1 – in een lijst", "actie 1 is klaar",
	"Verantwoordelijk portefeuillehouder:", "Portefeuillehouder(s): A. Bos, B. Dijk en C. Els.", "Eddy van Hijum.", "Rol provincie:", "Rol gemeente? regisseur", "Wij zijn regisseur,", "en investeerder.",
	"Looptijd prestatie:", "Looptijd: niet structureel", "Structureel.", "Eindigt naar verwachting in 2018", "2016-2019", "Zolang het duurt",
	"Relatie met reserve Natuur/Kwaliteit?", "Relatie met uitvoeringsreserve Natuurnetwerk Nederland?: Ja, zie 7.1.1", "Nee.", "Ja. Bijbehorend investeringsvoorstel:", "Bijbehorend investeringsvoorstel:",
	"Mijlpalen:", "Mijlpaal: brug klaar medio 2019", "Oplevering: uiterlijk 1 november 2016", "zie PS/2016/486", "vervolg van de regel", "Halen wij dit?",
	"Project website:", "Websites: www.a.nl, https://b.nl/x en c.nl", "www.voorbeeld.nl", "Thema's: wonen; werken, ", "Indicator: aantal banen", "Indicatoren:",
	"Begrotingswijziging:", "Begrotingswijziging: PS (PS/2020/12) en vooraankondiging", "Geen, en PS", "Inhoudelijk: G", "Financieel:", "oranje", "Tijd: rood.", "Kwaliteit: goed", "Editie: Jaarverslag 2016",
	"Publicatiedatum: 24-04-2018", "Bijlagen", "Zie ook:", "Natuurwinst", "Eddy van Hijum (tot 1 juni), Bert Boerman", "Een zin die nergens over gaat.", "De motie Jansen c.s. (PS/2016/1) [...]", "5.1.4\u00a0Haven", "Deelnemers:", "Onbekende rij:", "Jaarverslag 2016", "Provincie Overijssel Monitor 2016-II", "Blz. 3", "Terug naar navigatie - Context", "Home > Kerntaken",
	"Lasten: € 1.250.000", "Lasten (x € 1.000): 880", "rij\t2016 x € 1.000\t2017", "Lasten\t815\t-", "een\ttab", "\t\tdiep\tin",
	"Dit is een lange regel die ver over de honderdtwintig tekens loopt, zoals een pagina die uit een browser is gekopieerd, en dan nog wat verder.",
	"Deze tekst is afgekapt…", "...", "-", "•", ":", "?", ".", "\u200b", "“Citaat”", "Ã«Ã«n", "\x93oude\x94 letters \x80", "€ 5", "zie prestatie", "5.1.2", "5.1.2.", "24.4.2018 Besluit",
}

func TestNoLineIsLostInWhateverOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(2016, 512))
	for range 4000 {
		var page strings.Builder
		for range 1 + random.IntN(25) {
			page.WriteString(oddLines[random.IntN(len(oddLines))])
			page.WriteString([]string{"\n", "\n\n", "\r\n", "\n   \n"}[random.IntN(4)])
		}
		text := page.String()
		checkLines(t, text, readAll(t, text))
		if t.Failed() {
			t.Fatalf("in:\n%s", text)
		}
	}
}
