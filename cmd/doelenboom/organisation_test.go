package main

import (
	"archive/zip"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
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
		p.fails(t, exitWrongUsage, "--accent, --font of --logo", "organisation", "style", "--organisation", "proefland")
		p.must(t, "verify")
	})
}

// drawnLogo is a file with a plane of one colour.
func drawnLogo(t *testing.T, c color.Color) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(file, testkit.Logo(300, 90, c), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestALogoIsChosenOnTheCommandLine(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.must(t, "organisation", "add", "--slug", "proefland", "--name", "Proefland", "--kind", "provincie")
		style := []string{"organisation", "style", "--organisation", "proefland"}
		svg := filepath.Join(t.TempDir(), "logo.svg")
		if err := os.WriteFile(svg, []byte("<svg/>"), 0o600); err != nil {
			t.Fatal(err)
		}
		p.fails(t, exitNotDone, "bewaar het logo als png", append(style, "--logo", svg)...)
		p.fails(t, exitNotDone, "bestaat niet", append(style, "--logo", svg+"x")...)
		p.fails(t, exitNotDone, "schrijf de kleur als", append(style, "--logo", drawnLogo(t, color.Black), "--accent", "geel")...)
		p.fails(t, exitWrongUsage, "hoort --logo", append(style, "--accent", "#00677d", "--logo-with-name")...)
		if said := p.must(t, append(style, "--logo", drawnLogo(t, color.White), "--accent", "#00677d", "--logo-with-name")...); !strings.Contains(said, "op een vlak in uw kleur") {
			t.Errorf("white on white: %s", said)
		}

		name := filepath.Join(t.TempDir(), "back-up.zip")
		p.must(t, "backup", name)
		z, err := zip.OpenReader(name)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		pictures := 0
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			head := make([]byte, 8)
			if _, err := io.ReadFull(r, head); err == nil && string(head) == "\x89PNG\r\n\x1a\n" {
				pictures++
			}
			r.Close()
		}
		if pictures != 1 {
			t.Errorf("%d pictures are in the back-up", pictures)
		}
		p.losesLogo(t)
		p.must(t, append(style, "--logo", "")...)
		p.must(t, "verify")
	})
}

// losesLogo takes away every picture in the folder of blobs: verify says so. Choosing the logo again mends it.
func (p program) losesLogo(t *testing.T) {
	t.Helper()
	blobs, err := filepath.Glob(filepath.Join(p.Dir, "blob*", "??", "*"))
	if err != nil || len(blobs) == 0 {
		t.Fatal(blobs, err)
	}
	for _, name := range blobs {
		if b, err := os.ReadFile(name); err == nil && strings.HasPrefix(string(b), "\x89PNG") {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	p.fails(t, exitNotDone, "het logo ontbreekt", "verify")
	p.must(t, "organisation", "style", "--organisation", "proefland", "--logo", drawnLogo(t, color.White), "--logo-with-name")
	p.must(t, "verify")
}
