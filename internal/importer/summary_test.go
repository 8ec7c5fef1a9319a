package importer

import "testing"

func TestASummaryMayHaveAHeading(t *testing.T) {
	for _, heading := range []string{"Samenvatting", "Samenvatting:", "KORTE SAMENVATTING", "In het kort"} {
		d := readOne(t, "5.1.2 Titel\n\n"+heading+"\n\nWij vernieuwen bruggen.\n\nContext\n\nZij zijn oud.\n")
		same(t, heading, d.Summary, "Wij vernieuwen bruggen.")
		same(t, heading+", other", d.Other, []Other(nil))
	}
	d := readOne(t, "5.1.2 Titel\n\nWij vernieuwen bruggen.\n\nContext\n\nZij zijn oud.\n\nSamenvatting\n\nEr zijn drie bruggen.\n")
	same(t, "above the first heading stands the summary", d.Summary, "Wij vernieuwen bruggen.")
	same(t, "a summary at the end", d.Other, []Other{{Heading: "Samenvatting", Text: "Er zijn drie bruggen."}})
}
