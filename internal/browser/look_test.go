package browser

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

var pictures = flag.String("pictures", "", "write a picture of every kind of page, at both widths, to this folder")

// TestThePictureOfTheReadme makes docs/beeld/prestatie.png again with -update. Otherwise it only sees that it is there:
// fonts differ from machine to machine.
func TestThePictureOfTheReadme(t *testing.T) {
	in := served(t)
	picture := []string{"docs", "beeld", "prestatie.png"}
	if *update {
		testkit.Browser(t).Open(t, testkit.View{Width: 1280, Height: 1000}, in.url+deliverable).SaveScreenshot(picture...)
	}
	if _, err := os.Stat(filepath.Join(append([]string{testkit.Root(t)}, picture...)...)); err != nil {
		t.Error(err)
	}
	if *pictures != "" {
		everyPicture(t, *pictures)
	}
}

// TestThePicturesOfTheWorkplace only writes pictures, when they are asked for.
func TestThePicturesOfTheWorkplace(t *testing.T) {
	if *pictures == "" {
		return
	}
	for name, view := range views {
		onEveryScene(t, view, func(t *testing.T, s scene, page *testkit.Page) {
			keepPicture(t, *pictures, "werk "+s.name, name, page)
		})
	}
}

// views are the widths of the pictures.
var views = map[string]testkit.View{"1280": testkit.Desktop, "390": testkit.Phone}

func everyPicture(t *testing.T, folder string) {
	t.Helper()
	for name, view := range views {
		onEvery(t, view, func(t *testing.T, k kind, page *testkit.Page) { keepPicture(t, folder, k.name, name, page) })
	}
}

func keepPicture(t *testing.T, folder, of, view string, page *testkit.Page) {
	t.Helper()
	file := filepath.Join(folder, strings.NewReplacer(" ", "-", ",", "").Replace(of)+"-"+view+".png")
	if err := os.WriteFile(file, page.WholePage(), 0o644); err != nil {
		t.Fatal(err)
	}
}
