package main

import (
	"strings"
	"testing"
)

func TestAHouseStyleIsChosenOnTheCommandLine(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.must(t, "organisation", "add", "--slug", "proefland", "--name", "Proefland", "--kind", "provincie")
		if said := p.must(t, "organisation", "style", "--organisation", "proefland", "--accent", "#00677d", "--font", "schreef"); strings.Contains(said, "let op") {
			t.Errorf("a dark colour is fine: %s", said)
		}
		if said := p.must(t, "organisation", "style", "--organisation", "proefland", "--accent", "#ffcc00"); !strings.Contains(said, "te licht om te lezen") {
			t.Errorf("yellow letters on white: %s", said)
		}
		p.fails(t, exitNotDone, "schrijf de kleur als", "organisation", "style", "--organisation", "proefland", "--accent", "geel")
		p.fails(t, exitNotDone, "er is geen organisatie", "organisation", "style", "--organisation", "nergens", "--accent", "#00677d")
		p.fails(t, exitWrongUsage, "--accent of --font", "organisation", "style", "--organisation", "proefland")
		p.must(t, "verify")
	})
}
