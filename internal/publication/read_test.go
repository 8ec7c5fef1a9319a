package publication

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"doelenboom/internal/cycle"

	"github.com/google/go-cmp/cmp"
)

// kept opens a kept example: a folder of parts as `export json` writes it.
func kept(t *testing.T, folder string) *Reader {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join("testdata", folder, ManifestPath))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := ParseManifest(manifest)
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{}
	for _, l := range lines {
		paths[l.Sum] = l.Path
	}
	r, err := NewReader(manifest, func(sum string) ([]byte, error) {
		return os.ReadFile(filepath.Join("testdata", folder, filepath.FromSlash(paths[sum])))
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Format 1 is read for ever; these facts stand in its kept example.
func TestFormat1IsRead(t *testing.T) {
	p, err := kept(t, "formaat-1").Publication()
	if err != nil {
		t.Fatal(err)
	}
	n := p.node(t, "d321")
	got := []any{
		p.Revision.State, p.Revision.Meetings, p.Edition.Name, p.Edition.Organisation.CouncilShort, len(p.Tree.Entries),
		n.Title, n.Sections[0].Text[0].ID, n.Milestones[0].Date.Text, n.Milestones[0].First.To, n.Milestones[0].Reason[1].Ref.ID, n.Scores[1].Cause[0].Text, n.Scores[1].Effect[1].Ref.ID,
		n.Money[0].Cents.String(), n.Relations[0].Link.Address, n.Links[2].Kind, p.Registers.Decisions[0].Reference,
	}
	want := []any{
		cycle.StateOffered, []cycle.Date{"2026-05-20"}, "Jaarverslag 2025", "PS", 4,
		"Veilige fietsroutes", "a1", "medio 2026", cycle.Date("2025-12-31"), "b1", "hogere prijzen", "d322",
		"€ 125.000", "3.2.2-nieuwe-bruggen", LinkLine, "PS/2025/112",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsReadIsWhatWasFrozen(t *testing.T) {
	in := fietsroutes()
	p, err := readerOf(t, mustParts(t, in)).Publication()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(mustFreeze(t, in), p); diff != "" {
		t.Error(diff)
	}
}

func TestASumIsFoundInTheManifestAsItStands(t *testing.T) {
	var parts []PartFile
	for i := range 300 {
		path := fmt.Sprintf("knopen/%d.%d-naam.json", i/9, i%9)
		parts = append(parts, PartFile{Path: path, Sum: Hash([]byte(path))})
	}
	for _, n := range []int{1, 2, 3, 300} {
		sums, err := readSums(Manifest(parts[:n]))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts[:n] {
			if got := sums.Of(p.Path); got != p.Sum {
				t.Errorf("of %d parts %s has %q", n, p.Path, got)
			}
			for _, other := range []string{p.Path + "x", p.Path[:len(p.Path)-1], "", "a", "z"} {
				if got := sums.Of(other); got != "" {
					t.Errorf("of %d parts %q has %q", n, other, got)
				}
			}
		}
	}
}

func TestAPartInAnotherFormatIsRefusedWithItsNumber(t *testing.T) {
	tests := []struct{ name, part, want string }{
		{"a later format", `{"formaat":2,"inhoud":{}}`, "onbekend formaat 2; dit programma leest formaat 1, een nieuwere versie leest meer"},
		{"no format", `{"inhoud":{}}`, "onbekend formaat: het onderdeel begint niet met zijn formaat"},
		{"no number", `{"formaat":"1","inhoud":{}}`, "onbekend formaat: het onderdeel begint niet met zijn formaat"},
		{"cut off", `{"formaat":1,"inhoud":`, "onbekend formaat: het onderdeel houdt te vroeg op"},
		{"nothing", ``, "onbekend formaat: het onderdeel begint niet met zijn formaat"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadNode([]byte(test.part))
			if !errors.Is(err, ErrFormat) || err.Error() != test.want {
				t.Errorf("it said %v", err)
			}
		})
	}
}

func TestBytesThatAreNotThosePublishedAreNotRead(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	r, err := NewReader(Manifest(parts), func(string) ([]byte, error) { return []byte(`{"formaat":1,"inhoud":{}}`), nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Tree(); !errors.Is(err, ErrChanged) {
		t.Errorf("it said %v", err)
	}
	if _, err := r.Node("9.9.9-niets"); !errors.Is(err, ErrMissing) {
		t.Errorf("a node that is not there: %v", err)
	}
}
