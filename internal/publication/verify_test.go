package publication

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVerify(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	manifest := Manifest(parts)
	bytesOf := map[string][]byte{}
	for _, p := range parts {
		bytesOf[p.Sum] = p.Bytes
	}
	tree := parts[0]
	if tree.Path != TreePath {
		t.Fatalf("the first part is %s", tree.Path)
	}
	tests := []struct {
		name      string
		manifest  []byte
		tree      []byte // nil is missing
		withdrawn []Withdrawal
		want      []FaultKind
	}{
		{"everything is as published", manifest, tree.Bytes, nil, nil},
		{"a part was changed", manifest, bytes.Replace(tree.Bytes, []byte("klaar"), []byte("kwijt"), 1), nil, []FaultKind{PartChanged}},
		{"a part is gone", manifest, nil, nil, []FaultKind{PartMissing}},
		{"a part was withdrawn", manifest, nil, []Withdrawal{{Path: TreePath, Reason: "besluit"}}, []FaultKind{PartWithdrawn}},
		{"a part was withdrawn and is still there", manifest, tree.Bytes, []Withdrawal{{Path: TreePath, Reason: "besluit"}}, []FaultKind{PartKept}},
		{"the manifest was changed with the part", bytes.Replace(manifest, []byte(tree.Sum), []byte(strings.Repeat("0", 64)), 1), tree.Bytes, nil, []FaultKind{PartChanged}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			get := func(sum string) ([]byte, error) {
				switch data := bytesOf[sum]; {
				case sum == tree.Sum && test.tree != nil:
					return test.tree, nil
				case sum == tree.Sum || data == nil:
					return nil, ErrMissing
				default:
					return data, nil
				}
			}
			var got []FaultKind
			for _, f := range Verify(Hash(manifest), test.manifest, get, test.withdrawn) {
				got = append(got, f.Kind)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestARevisionWithdrawnAsAWholeIsNoDamage(t *testing.T) {
	manifest := Manifest(mustParts(t, fietsroutes()))
	faults := Verify(Hash(manifest), manifest, func(string) ([]byte, error) { return nil, ErrMissing }, []Withdrawal{{Reason: "besluit"}})
	if len(faults) != 13 {
		t.Errorf("%d parts are told", len(faults))
	}
	for _, f := range faults {
		if f.Damage() {
			t.Errorf("damage: %s", f.Text)
		}
	}
}

func TestAPartThatNoManifestListsIsTold(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	stray := Hash([]byte("ingevoegd"))
	got := Extra([]string{parts[0].Sum, stray}, Manifest(parts))
	if len(got) != 1 || got[0].Sum != stray || got[0].Kind != PartExtra {
		t.Errorf("told %+v", got)
	}
}

// Anyone can verify an exported publication without our program.
func TestSha256sumVerifiesTheKeptExample(t *testing.T) {
	check := exec.Command("sha256sum", "--check", "--strict", ManifestPath)
	check.Dir = "testdata/formaat-1"
	if out, err := check.CombinedOutput(); err != nil || strings.Count(string(out), "OK\n") != 13 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestParseManifest(t *testing.T) {
	sum := strings.Repeat("a", 64)
	tests := []struct {
		name, manifest string
		parts          int // 0 is refused
	}{
		{"one part", sum + "  boom.json\n", 1},
		{"two in order", sum + "  boom.json\n" + sum + "  editie.json\n", 2},
		{"two in the wrong order", sum + "  editie.json\n" + sum + "  boom.json\n", 0},
		{"one twice", sum + "  boom.json\n" + sum + "  boom.json\n", 0},
		{"without the last line end", sum + "  boom.json", 0},
		{"with one space", sum + " boom.json\n", 0},
		{"with a hash that is too short", sum[1:] + "  boom.json\n", 0},
		{"with capitals", strings.ToUpper(sum) + "  boom.json\n", 0},
		{"with a path out of its folder", sum + "  ../boom.json\n", 0},
		{"with a path from the root", sum + "  /boom.json\n", 0},
		{"empty", "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lines, err := ParseManifest([]byte(test.manifest))
			if len(lines) != test.parts || (err == nil) != (test.parts > 0) {
				t.Errorf("%d parts, %v", len(lines), err)
			}
		})
	}
}

func TestSameContentLeavesOutWhichRevisionItIs(t *testing.T) {
	in := fietsroutes()
	manifest := Manifest(mustParts(t, in))
	in.Revision.Number = 2
	if parts := mustParts(t, in); !SameContent(manifest, parts) || bytes.Equal(manifest, Manifest(parts)) {
		t.Error("another number is other content")
	}
	in.Reports[1].Headline = "Anders."
	if SameContent(manifest, mustParts(t, in)) {
		t.Error("other words are the same content")
	}
	if SameContent(manifest, mustParts(t, in)[1:]) {
		t.Error("a part less is the same content")
	}
}
