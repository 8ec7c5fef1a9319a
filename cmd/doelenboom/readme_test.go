package main

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
)

// TestTheLinesOfTheReadme runs what the README tells a newcomer to type, as it stands there, beside a running demo.
func TestTheLinesOfTheReadme(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	demo := program{exe: exe}.start(t, "demo", "--addr", "127.0.0.1:0")
	site := strings.TrimSuffix(demo.says(t, "Doelenboom antwoordt op "), "/")
	data := demo.says(t, "Gegevens: ")
	if code, _ := get(t, site+"/"); code != http.StatusOK {
		t.Errorf("while it loads the demo answers %d", code)
	}
	demo.says(t, "Stoppen: ")

	clone := t.TempDir()
	sample, err := os.ReadFile(filepath.Join(testkit.Root(t), "sample", "pagina.txt"))
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(os.Symlink(exe, filepath.Join(clone, "doelenboom")), os.Mkdir(filepath.Join(clone, "sample"), 0o755),
		os.WriteFile(filepath.Join(clone, "sample", "pagina.txt"), sample, 0o644),
		os.WriteFile(filepath.Join(clone, "mijn-pagina.txt"), sample, 0o644))
	if err != nil {
		t.Fatal(err)
	}
	published := false
	for _, line := range readmeLines(t) {
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir = clone
		cmd.Env = append(os.Environ(), "DOELENBOOM_DATA="+data, "DOELENBOOM_DATABASE=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line, err, out)
		}
		if strings.Contains(line, " publish ") {
			published = true
			page := site + "/mijn-provincie/jaarverslag-2025/4.2.3-natuurlijke-oevers-langs-de-middelwetering/"
			holds(t, appears(t, page, "Natuurlijke oevers", 2*time.Second), string(sample),
				"titel onbekend", "niet in deze editie", "Afgekapt in de bron", "PS/2025/204", "Roos Tamminga", "Sjoerd van der Leek", "Tot en met 2028", "uiterlijk eind 2028")
			walk(t, page)
		}
	}
	if !published {
		t.Error("the README does not publish anything")
	}
	if code := demo.stop(t, os.Interrupt); code != exitGood {
		t.Errorf("the demo ends with %d", code)
	}
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the throw-away folder of the demo is still there: %v", err)
	}
}

// readmeLines are the lines of the README that use the program, without those that go on running.
func readmeLines(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testkit.Root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, block := range regexp.MustCompile("(?s)```\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			line = strings.TrimSpace(line)
			if strings.HasPrefix(line, "./doelenboom ") && !strings.HasPrefix(line, "./doelenboom serve") || strings.Contains(line, "sha256sum") {
				lines = append(lines, line)
			}
		}
	}
	if len(lines) < 7 {
		t.Fatalf("the README has only %d lines to type: %q", len(lines), lines)
	}
	return lines
}

func TestTheSourcePageIsPublishedWithAllItSays(t *testing.T) {
	file := testkit.Shared(t, "source", "overijssel-jaarverslag-2016-5.1.2.txt")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	eachEngine(t, func(t *testing.T, p program) {
		_, site := p.serve(t)
		p.must(t, "organisation", "add", "--slug", "overijssel", "--name", "Provincie Overijssel", "--kind", "provincie")
		p.must(t, "edition", "add", "--organisation", "overijssel", "--slug", "jaarverslag-2016", "--kind", "jaarverslag", "--year", "2016", "--taken-over", "--source", "https://oud.example/5.1.2")
		said := p.must(t, "import", file, "--organisation", "overijssel", "--edition", "jaarverslag-2016")
		for _, remark := range []string{"Actie 1 wacht op het investeringsvoorstel TecBase Twente, maar daarover is al besloten: PS/2016/486", "De context is in de bron afgekapt", "geen datum, geen bedrag en geen score"} {
			if !strings.Contains(said, remark) {
				t.Errorf("the import does not remark %q:\n%s", remark, said)
			}
		}
		p.must(t, "publish", "--organisation", "overijssel", "--edition", "jaarverslag-2016")
		page := site + "/overijssel/jaarverslag-2016/5.1.2-gebiedsgerichte-ontwikkeling-van-topwerklocaties/"
		body := appears(t, page, "topwerklocaties", 2*time.Second)
		holds(t, body, string(text), "titel onbekend", "niet in deze editie", "Afgekapt in de bron", "daarover is al besloten: PS/2016/486", "datum onbekend", "Eddy van Hijum", "Structureel", "Geen afwijking")
		walk(t, page)
		p.must(t, "verify")
	})
}

// inWordsOfOurs are labels of the source's own screen, and rows that became values: who, and how long.
var inWordsOfOurs = regexp.MustCompile(`^(Verantwoordelijk |Relatie met |Niet structureel|Roos Tamminga en )`)

// holds looks on a page for every line of the text it was made from, and for what the page adds. Short lines are headings
// and values; those are among what is added.
func holds(t testing.TB, page, source string, added ...string) {
	t.Helper()
	shown := words(page)
	source = strings.ReplaceAll(source, "ƫ", "ë") // the importer says that it mended this
	for line := range strings.Lines(source) {
		line = strings.TrimRight(strings.Join(strings.Fields(line), " "), ".;:?")
		line = regexp.MustCompile(`^(\d+\.|-|Actie \d+:) `).ReplaceAllString(line, "")
		line = strings.TrimSuffix(line, ": uiterlijk eind 2028") // stands above the milestone
		if len(line) > 30 && !inWordsOfOurs.MatchString(line) {
			added = append(added, line)
		}
	}
	for _, text := range added {
		if !strings.Contains(shown, text) {
			t.Errorf("the page does not show %q", text)
		}
	}
	if t.Failed() {
		t.Logf("the page shows: %s", shown)
	}
}

// words is the text of a page as a reader sees it, with one space between words; what is said beside a reference to
// another edition is also left out, so that the sentence around it reads on.
func words(page string) string {
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for hidden := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			all := strings.Join(strings.Fields(text.String()), " ")
			return all + " " + strings.ReplaceAll(all, " (niet in deze editie)", "")
		case html.StartTagToken:
			name, _ := z.TagName()
			hidden = hidden || string(name) == "style" || string(name) == "script"
		case html.EndTagToken:
			name, _ := z.TagName()
			hidden = hidden && string(name) != "style" && string(name) != "script"
		case html.TextToken:
			if !hidden {
				text.Write(z.Text())
			}
		}
	}
}

func TestTheDemoStaysInAFolderOfItsOwn(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "iets"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p := program{Config: store.Config{Dir: full}, exe: exe}
	p.fails(t, exitNotDone, "is niet leeg; kies voor de demo een lege of nieuwe map", "demo", "--addr", "127.0.0.1:0")

	p.Dir = filepath.Join(t.TempDir(), "demo")
	demo := p.start(t, "demo", "--addr", "127.0.0.1:0")
	demo.says(t, "Stoppen: ")
	p.fails(t, exitNotDone, "er draait al een serve op", "serve", "--addr", "127.0.0.1:0")
	if code := demo.stop(t, syscall.SIGTERM); code != exitGood {
		t.Errorf("the demo ends with %d", code)
	}
	if said := p.must(t, "organisation", "list"); strings.Count(said, "\n") != 3 {
		t.Errorf("the folder of the demo holds: %s", said)
	}
	p.must(t, "verify")
	_, site := p.serve(t)
	appears(t, site+"/", "Merwerland", 2*time.Second)
}
