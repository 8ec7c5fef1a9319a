package browser

import (
	"flag"
	"fmt"
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
}

// TestPictures only writes pictures, when they are asked for.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		return
	}
	w := working(t)
	walk(t, kinds, served(t).show, pictured[kind](""), nil)
	walk(t, w.scenes(), w.show, pictured[scene]("werk "), nil)
}

// pictured are the widths of the pictures.
func pictured[P fmt.Stringer](before string) []view[P] {
	at := func(width string) []look[P] {
		return []look[P]{{"picture", func(t *testing.T, p P, page *testkit.Page) { keepPicture(t, *pictures, before+p.String(), width, page) }}}
	}
	return []view[P]{{name: "1280", window: testkit.Desktop, looks: at("1280")}, {name: "390", window: testkit.Phone, looks: at("390")}}
}

func keepPicture(t *testing.T, folder, of, view string, page *testkit.Page) {
	t.Helper()
	file := filepath.Join(folder, strings.NewReplacer(" ", "-", ",", "").Replace(of)+"-"+view+".png")
	if err := os.WriteFile(file, page.WholePage(), 0o644); err != nil {
		t.Fatal(err)
	}
}
