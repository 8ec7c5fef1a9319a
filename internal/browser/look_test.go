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

func everyPicture(t *testing.T, folder string) {
	t.Helper()
	for name, view := range map[string]testkit.View{"1280": testkit.Desktop, "390": testkit.Phone} {
		onEvery(t, view, func(t *testing.T, k kind, page *testkit.Page) {
			file := filepath.Join(folder, strings.NewReplacer(" ", "-", ",", "").Replace(k.name)+"-"+name+".png")
			if err := os.WriteFile(file, page.WholePage(), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}
