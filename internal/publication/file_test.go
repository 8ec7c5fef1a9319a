package publication

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// The files of the example, by their hash.
var sampleFiles = map[string]string{}

func sampleFile(text string) string {
	sum := Hash([]byte(text))
	sampleFiles[sum] = text
	return sum
}

// withSampleFiles is the example with a picture, an attachment and evidence, of which some is released.
func withSampleFiles() Input {
	in := fietsroutes()
	picture, akte, proof, inside := sampleFile("a picture"), sampleFile("%PDF akte"), sampleFile("%PDF proof"), sampleFile("%PDF inside")
	in.Files = map[string]cycle.Upload{
		picture: {Blob: picture, Ending: "png", Name: "kaart.png", Width: 800, Height: 600, Size: 9},
		akte:    {Blob: akte, Ending: "pdf", Name: "akte.pdf", Size: 9},
		proof:   {Blob: proof, Ending: "pdf", Name: "proef.pdf", Size: 10},
		inside:  {Blob: inside, Ending: "pdf", Name: "salarissen van Jan.pdf", Size: 11},
	}
	r := &in.Reports[0]
	r.Sections[0].Text = append(r.Sections[0].Text, richtext.Block{Kind: richtext.Picture, ID: "pl8t", Image: &richtext.Image{Blob: picture, Alt: "Kaart van de routes"}})
	r.Attachments = []cycle.Attachment{{Key: "b1", Blob: akte, Name: "akte.pdf", Title: "Verkoopakte", Size: 9}}
	r.Scores[0].Evidence = []cycle.Evidence{
		{Key: "e1", Blob: proof, By: 7, Title: "Verslag", Released: true}, {Key: "sleutel-2", Blob: inside, By: 7, Title: "Salarissen", Size: 11},
	}
	r.Actions[0].Evidence = []cycle.Evidence{{Key: "sleutel-3", By: 7, Note: "Gebeld met Jan."}, {Key: "e4", By: 7, Link: "https://example.nl/", Released: true}}
	return in
}

// sampleParts are its parts, with the files to be read.
func sampleParts(t *testing.T, in Input) []PartFile {
	t.Helper()
	parts := mustParts(t, in)
	for i, p := range parts {
		if IsFile(p.Path) {
			parts[i].Read = func() ([]byte, error) { return []byte(sampleFiles[p.Sum]), nil }
		}
	}
	return parts
}

func TestFilesArePartsUnderTheHash(t *testing.T) {
	in := withSampleFiles()
	parts := sampleParts(t, in)
	manifest := string(Manifest(parts))
	for sum, text := range sampleFiles {
		listed := strings.Contains(manifest, sum+"  bestanden/"+sum+".")
		if listed == (text == "%PDF inside") {
			t.Errorf("%q is in the manifest: %v", text, listed)
		}
	}
	p, err := Freeze(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts { // lists do not repeat it
		if told := bytes.Contains(part.Bytes, []byte("Verslag")); told != (part.Path == "knopen/3.2.1-veilige-fietsroutes.json") {
			t.Errorf("%s names the evidence: %v", part.Path, told)
		}
	}
	n := p.Nodes[2]
	if len(n.Files) != 3 || len(n.Attachments) != 1 || n.FileOf(n.Attachments[0].File).Name != "akte.pdf" {
		t.Errorf("%+v, %+v", n.Files, n.Attachments)
	}
	if s := n.Scores[1]; s.Aspect != "geld" || len(s.Evidence) != 1 || s.Evidence[0].Title != "Verslag" || len(n.Actions[0].Evidence) != 1 {
		t.Errorf("%+v, %+v", s, n.Actions[0].Evidence)
	}
}

// What is not released leaves a hash and nothing else: no name, no word, no hash of the file that somebody could know.
func TestHiddenEvidenceIsAHash(t *testing.T) {
	in := withSampleFiles()
	parts := sampleParts(t, in)
	var all []byte
	for _, p := range parts {
		all = append(append(all, p.Path...), p.Bytes...)
	}
	for _, secret := range []string{"Salarissen", "salarissen", "Gebeld", "sleutel-2", "sleutel-3", Hash([]byte("%PDF inside"))} {
		if bytes.Contains(all, []byte(secret)) {
			t.Errorf("%q is in a part", secret)
		}
	}
	p, _ := Freeze(in)
	evidence := in.Reports[0].Evidence()
	if len(p.Evidence) != 1 || p.Evidence[0].Address != "3.2.1-veilige-fietsroutes" || len(p.Evidence[0].Sums) != 2 {
		t.Fatalf("%+v", p.Evidence)
	}
	for _, e := range []cycle.Evidence{evidence[1], evidence[2]} {
		if !strings.Contains(strings.Join(p.Evidence[0].Sums, " "), EvidenceSum(e)) {
			t.Errorf("%s cannot be shown to have been there", e.Key)
		}
		e.By++
		if strings.Contains(strings.Join(p.Evidence[0].Sums, " "), EvidenceSum(e)) {
			t.Error("evidence that was changed passes")
		}
	}
}

func TestFilesInAPack(t *testing.T) {
	parts := sampleParts(t, withSampleFiles())
	manifest := Manifest(parts)
	var pack bytes.Buffer
	if err := WritePack(&pack, manifest, parts, nil); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File { // also without a program that inflates, it can be read what was published
		if f.Method != zip.Store {
			t.Errorf("%s is kept with method %d", f.Name, f.Method)
		}
	}
	p, err := OpenPack(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if faults := Verify(Hash(manifest), manifest, p.Get, nil); len(faults) > 0 {
		t.Error(faults)
	}
	akte := Hash([]byte("%PDF akte"))
	var clean bytes.Buffer
	if n, err := ErasePack(&clean, p, map[string]bool{akte: true}); err != nil || n != 1 || bytes.Contains(clean.Bytes(), []byte("%PDF akte")) {
		t.Errorf("%d erased, %v", n, err)
	}
	left, err := OpenPack(bytes.NewReader(clean.Bytes()), int64(clean.Len()))
	if err != nil {
		t.Fatal(err)
	}
	faults := Verify(Hash(manifest), manifest, left.Get, []Withdrawal{{Path: FilePath(akte, "pdf"), Reason: "persoonsgegevens"}})
	if len(faults) != 1 || faults[0].Kind != PartWithdrawn || faults[0].Damage() {
		t.Errorf("%+v", faults)
	}
	r, err := NewReader(manifest, left.Get)
	if err != nil {
		t.Fatal(err)
	}
	if read, err := r.Publication(); err != nil || len(read.Evidence) != 1 || len(read.Nodes[2].Files) != 3 {
		t.Errorf("%+v, %v", read.Evidence, err)
	}
	// A correction that leaves them alone does not pack them again.
	var next bytes.Buffer
	if err := WritePack(&next, manifest, parts, Packs{p}.Have()); err != nil || bytes.Contains(next.Bytes(), []byte("%PDF")) {
		t.Errorf("they are packed twice (%v)", err)
	}
}

// A file that is not what its name says is not packed.
func TestADamagedFileIsNotPublished(t *testing.T) {
	parts := sampleParts(t, withSampleFiles())
	for i := range parts {
		if IsFile(parts[i].Path) {
			parts[i].Read = func() ([]byte, error) { return []byte("something else"), nil }
		}
	}
	if err := WritePack(&bytes.Buffer{}, Manifest(parts), parts, nil); !errors.Is(err, ErrChanged) {
		t.Errorf("it gives %v", err)
	}
}

// Another attachment is another statement; the same under another size of picture is not asked.
func TestAnAttachmentIsAStatement(t *testing.T) {
	a, _ := Freeze(withSampleFiles())
	in := withSampleFiles()
	in.Reports[0].Attachments = nil
	b, _ := Freeze(in)
	if SameStatement(a.Nodes[2], b.Nodes[2]) || !SameStatement(a.Nodes[2], a.Nodes[2]) {
		t.Error("an attachment went and nothing was noticed")
	}
}
