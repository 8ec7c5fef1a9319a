package publication

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"runtime"
	"testing"

	"doelenboom/internal/cycle"

	"github.com/google/go-cmp/cmp"
)

func pack(t *testing.T, parts []PartFile, have map[string]bool) ([]byte, *Pack) {
	t.Helper()
	var out bytes.Buffer
	if err := WritePack(&out, Manifest(parts), parts, have); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), openPack(t, out.Bytes())
}

func openPack(t *testing.T, data []byte) *Pack {
	t.Helper()
	p, err := OpenPack(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPackIsAnOrdinaryZipNamedByHash(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	data, _ := pack(t, parts, nil)
	again, _ := pack(t, parts, nil)
	if !bytes.Equal(data, again) {
		t.Error("the same parts give other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(z.File) != len(parts)+1 || z.File[0].Name != Hash(Manifest(parts))+".sha256" {
		t.Errorf("%d entries, the first %s", len(z.File), z.File[0].Name)
	}
	for _, f := range z.File[1:] {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		bytes, err := io.ReadAll(r)
		if err != nil || Hash(bytes)+".json" != f.Name {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestTheNextPackHoldsOnlyWhatIsNew(t *testing.T) {
	first := mustParts(t, fietsroutes())
	_, old := pack(t, first, nil)
	_, parts := after(t, first, fietsroutes(), 2, cycle.SlipOfThePen, func(in *Input) { in.Reports[1].Sections[1].Text = doc("b2", "Meer.") })
	_, fresh := pack(t, parts, Packs{old}.Have())
	if got := len(fresh.Sums()); got != 3 { // revisie.json, boom.json and one node
		t.Errorf("it holds %d parts", got)
	}
	both := Packs{old, fresh}
	r, err := NewReader(Manifest(parts), both.Get)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Publication(); err != nil {
		t.Error(err)
	}
	for _, m := range [][]byte{Manifest(first), Manifest(parts)} {
		if kept, err := both.Get(Hash(m)); err != nil || !bytes.Equal(kept, m) {
			t.Errorf("a manifest is not found by its hash: %v", err)
		}
	}
}

// A pack is an ordinary ZIP: whoever puts its parts in another one, which deflates them, has a pack too.
func TestAPackThatAnotherProgramDeflatedIsRead(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	manifest := Manifest(parts)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, p := range append(parts, PartFile{Path: "manifest.sha256", Sum: Hash(manifest), Bytes: manifest}) {
		w, err := z.Create(p.Sum + path.Ext(p.Path))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(p.Bytes); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range Verify(Hash(manifest), manifest, openPack(t, packed.Bytes()).Get, nil) {
		t.Error(f)
	}
}

// A pack that says of a part that it is larger than itself is told at once, before there is room for the part.
func TestAPartLargerThanItsPack(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	sum := Hash([]byte("{}"))
	w, err := z.CreateRaw(&zip.FileHeader{Name: sum + ".json", CompressedSize64: maxPart, UncompressedSize64: maxPart})
	if err == nil {
		_, err = w.Write([]byte("{}"))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	p := openPack(t, packed.Bytes())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = p.Get(sum)
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; !errors.Is(err, ErrChanged) || taken > 1<<20 {
		t.Errorf("%v, and it took %d bytes", err, taken)
	}
}

func TestErasingTakesTheBytesAndLeavesTheRest(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	data, p := pack(t, parts, nil)
	r, err := NewReader(Manifest(parts), p.Get)
	if err != nil {
		t.Fatal(err)
	}
	gone := r.Sum(NodePath("3.2.2-nieuwe-bruggen"))
	var out bytes.Buffer
	erased, err := ErasePack(&out, p, map[string]bool{gone: true, Hash(Manifest(parts)): true})
	if err != nil || erased != 1 {
		t.Fatalf("erased %d, %v", erased, err)
	}
	left := openPack(t, out.Bytes())
	if _, err := left.Get(gone); !errors.Is(err, ErrMissing) {
		t.Errorf("it is still there: %v", err)
	}
	if !left.Has(Hash(Manifest(parts))) {
		t.Error("the manifest went too")
	}
	if len(left.Sums()) != len(p.Sums())-1 || out.Len() >= len(data) {
		t.Errorf("%d parts of %d, %d bytes of %d", len(left.Sums()), len(p.Sums()), out.Len(), len(data))
	}
	withdrawn := []Withdrawal{{Path: NodePath("3.2.2-nieuwe-bruggen"), Reason: "persoonsgegevens"}}
	faults := Verify(Hash(Manifest(parts)), Manifest(parts), left.Get, withdrawn)
	want := []Fault{{Path: NodePath("3.2.2-nieuwe-bruggen"), Sum: gone, Kind: PartWithdrawn, Text: "knopen/3.2.2-nieuwe-bruggen.json: ingetrokken: persoonsgegevens"}}
	if diff := cmp.Diff(want, faults); diff != "" || faults[0].Damage() {
		t.Error(diff)
	}
}

func TestABrokenPackIsToldAndNotRead(t *testing.T) {
	if _, err := OpenPack(bytes.NewReader([]byte("geen pak")), 8); err == nil {
		t.Error("it opened")
	}
	parts := mustParts(t, fietsroutes())
	data, _ := pack(t, parts, nil)
	for i := 60; i < len(data)/2; i += 97 {
		broken := bytes.Clone(data)
		broken[i] ^= 0x55
		p, err := OpenPack(bytes.NewReader(broken), int64(len(broken)))
		if err != nil {
			continue
		}
		damaged := 0
		for _, f := range Verify(Hash(Manifest(parts)), Manifest(parts), p.Get, nil) {
			if f.Damage() {
				damaged++
			}
		}
		manifest, err := p.Get(Hash(Manifest(parts)))
		if damaged == 0 && err == nil && bytes.Equal(manifest, Manifest(parts)) && !onlyHeader(data, broken, parts) {
			t.Errorf("byte %d differs and nobody says so", i)
		}
	}
}

// onlyHeader tells whether the flipped byte stands in a part of the ZIP that holds no content (a time, a name that is
// repeated at the end): every part still reads as it was.
func onlyHeader(data, broken []byte, parts []PartFile) bool {
	p, err := OpenPack(bytes.NewReader(broken), int64(len(broken)))
	if err != nil {
		return false
	}
	for _, part := range parts {
		if got, err := p.Get(part.Sum); err != nil || !bytes.Equal(got, part.Bytes) {
			return false
		}
	}
	return true
}
