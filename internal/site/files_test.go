package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// The files of the invented edition, by their path: a picture, an attachment and evidence.
var (
	fixtureFiles   = map[string][]byte{}
	fixturePicture = fixtureFile("png", func() []byte {
		m := image.NewGray(image.Rect(0, 0, 640, 240))
		for x := range 640 {
			m.SetGray(x, 120, color.Gray{Y: 255})
		}
		var b bytes.Buffer
		png.Encode(&b, m)
		return b.Bytes()
	}())
	fixtureTable = fixtureFile("csv", []byte("weg;kilometer\nN881;12,4\n"))
	fixtureProof = fixtureFile("pdf", []byte("%PDF-1.7 schouw"))
)

// fixtureFile is a file as a node has it.
func fixtureFile(ending string, body []byte) publication.File {
	sum := sha256.Sum256(body)
	f := publication.File{Sum: hex.EncodeToString(sum[:]), Size: int64(len(body))}
	f.Address = publication.FilePath(f.Sum, ending)
	fixtureFiles[f.Address] = body
	return f
}

func fixtureFileLines() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(fixtureFiles)) {
		b.WriteString(publication.FileSum(path) + "  " + path + "\n")
	}
	return b.String()
}

func withFixtureFiles(n *publication.Node) {
	picture, table, proof := fixturePicture, fixtureTable, fixtureProof
	picture.Width, picture.Height, table.Name, proof.Name = 640, 240, "kilometers per weg.csv", "schouw.pdf"
	n.Files = []publication.File{picture, table, proof}
	n.Attachments = []publication.Attachment{{Key: "b1", File: table.Sum, Title: "Kilometers per weg"}}
	n.Actions[0].Evidence = []publication.Evidence{{Key: "e1", File: proof.Sum, Title: "Verslag van de schouw op 3 december"}, {Key: "e2", Note: "De aannemer bevestigde de oplevering op 12 december."}}
	n.Scores[1].Evidence = []publication.Evidence{{Key: "e3", Link: "https://www.example.nl/raming", Title: "Raming van de sanering"}}
	n.Sections[2].Text = append(n.Sections[2].Text, richtext.Block{Kind: richtext.Picture, ID: "kaart", Image: &richtext.Image{Blob: picture.Sum, Alt: "Kaart: het pad langs Turfkade ligt ten noorden van de vaart"}})
}

func TestFilesOnThePage(t *testing.T) {
	pages := written(t, func(w PageWriter) error { return RenderEdition(fixtureAccounts(), w) })
	page := string(pages["3.2.1-veilige-fietsroutes/"])
	for _, want := range []string{
		`<div id="p-kaart" class="block"><a class="anchor" href="#p-kaart" `,
		`<img src="../` + fixturePicture.Address + `" width="640" height="240" alt="Kaart: het pad langs Turfkade ligt ten noorden van de vaart" loading="lazy" decoding="async">`,
		`<a href="../` + fixtureTable.Address + `" download="kilometers per weg.csv">Kilometers per weg</a> <span class="quiet">(csv, 24 bytes)</span>`,
		`<a href="../` + fixtureProof.Address + `" download="schouw.pdf">Verslag van de schouw op 3 december</a>`,
		`De aannemer bevestigde de oplevering op 12 december.`, `<a href="https://www.example.nl/raming">Raming van de sanering</a>`,
	} {
		if !strings.Contains(strings.ReplaceAll(page, "\u00a0", ""), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for path, b := range fixtureFiles {
		if !bytes.Equal(pages[path], b) {
			t.Errorf("%s is not as it came", path)
		}
	}
}

// A file that was withdrawn is told on the page of the revision that had it, and is not there.
func TestAWithdrawnFileIsTold(t *testing.T) {
	in := fixtureAccounts()
	before, _ := renderedPages(t, in)
	in.Revisions[1].Withdrawn = []Withdrawn{{Path: fixturePicture.Address, Date: "2026-07-01", Reason: "naam van een inwoner"}, {Path: fixtureTable.Address, Date: "2026-07-01", Reason: "naam"}}
	after, pages := renderedPages(t, in)
	page := string(pages["3.2.1-veilige-fietsroutes/"])
	for _, want := range []string{"[Afbeelding, ingetrokken: Kaart: het pad", `Kilometers per weg <span class="quiet">(ingetrokken)</span>`, fixtureProof.Address} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, fixturePicture.Sum) || pages[fixturePicture.Address] != nil || pages[fixtureProof.Address] == nil {
		t.Error("the withdrawn file is shown")
	}
	if before["3.2.1-veilige-fietsroutes/"] == after["3.2.1-veilige-fietsroutes/"] {
		t.Error("the page counts as made of the same")
	}
}

// A file is kept as it is: what is compressed already does not become smaller, and a reader gets it unchanged.
func TestAFileInAnArchive(t *testing.T) {
	noise := make([]byte, 3<<20)
	for i := range noise {
		noise[i] = byte(i*i>>3 ^ i*7919>>5)
	}
	page := html("bestanden/x.png", string(noise))
	page.ContentType, page.Stored = "image/png", true
	a, files, _ := write(t, append(edition(5), page), nil)
	_, again, _ := write(t, append(edition(5), page), nil)
	if !bytes.Equal(files[0], again[0]) {
		t.Error("the same pages give other bytes")
	}
	e, ok := a.Find("bestanden/x.png")
	if !ok || e.Deflated < e.Size || e.Deflated > e.Size+e.Size/1000 {
		t.Errorf("%+v", e)
	}
	var zipped, plain bytes.Buffer
	if err := a.WriteGzip(&zipped, e); err != nil || zipped.Len() != e.GzipSize() {
		t.Errorf("%d bytes, %v", zipped.Len(), err)
	}
	if whole, err := a.AppendGzip(nil, e); err != nil || !bytes.Equal(whole, zipped.Bytes()) {
		t.Error("piece by piece it is another stream", err)
	}
	if err := a.WritePlain(&plain, e); err != nil || !bytes.Equal(plain.Bytes(), noise) {
		t.Errorf("%d bytes, %v", plain.Len(), err)
	}
}
