package site

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crypto/sha256"

	"golang.org/x/exp/mmap"
)

func html(path, body string) Page {
	sum := sha256.Sum256([]byte(body))
	return Page{Path: path, ContentType: "text/html; charset=utf-8", Inputs: [16]byte(sum[:]), Render: func(w io.Writer) error {
		_, err := io.WriteString(w, body)
		return err
	}}
}

// edition is a site of n reports, each some kilobytes of text.
func edition(n int) []Page {
	pages := []Page{html("", "<h1>Jaarverslag 2016</h1>"), html("boom/", "<h1>Doelenboom</h1>")}
	for i := range n {
		body := strings.Repeat(fmt.Sprintf("<p>Prestatie %d: de gemeente kocht %d hectare grond aan.</p>\n", i, i*i%97), 60+i%40)
		pages = append(pages, html(fmt.Sprintf("5.%d.%d-verwerven-van-grond/", i/20+1, i%20+1), body))
	}
	css := html("m/stijl-1f3a.css", "body { margin: 0 }")
	css.ContentType = "text/css; charset=utf-8"
	return append(pages, css)
}

// write makes an archive of pages; files are those of the earlier one.
func write(t testing.TB, pages []Page, earlier *Archive, files ...[]byte) (*Archive, [][]byte, Written) {
	t.Helper()
	var file bytes.Buffer
	w := NewArchiveWriter(&file, earlier)
	for _, p := range pages {
		if err := w.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	made, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for _, k := range made.Kept {
		all = append(all, files[k])
	}
	if made.New {
		all = append(all, file.Bytes())
	}
	return open(t, made.Index, all), all, made
}

func open(t testing.TB, index []byte, files [][]byte) *Archive {
	t.Helper()
	x, err := ReadIndex(index)
	if err != nil {
		t.Fatal(err)
	}
	a, err := OpenArchive(x, filesOf(files))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func filesOf(files [][]byte) (out []File) {
	for _, b := range files {
		out = append(out, File{bytes.NewReader(b), int64(len(b))})
	}
	return out
}

// texts is everything in an archive by path, read both ways.
func texts(t testing.TB, a *Archive) map[string]string {
	t.Helper()
	out := map[string]string{}
	for path, e := range a.All() {
		plain, err := a.AppendPlain(nil, e)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		zipped, err := a.AppendGzip(nil, e)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(zipped) != e.GzipSize() {
			t.Errorf("%s: %d bytes of gzip, %d announced", path, len(zipped), e.GzipSize())
		}
		r, err := gzip.NewReader(bytes.NewReader(zipped))
		if err != nil {
			t.Fatal(err)
		}
		if back, err := io.ReadAll(r); err != nil || string(back) != string(plain) {
			t.Errorf("%s: gzip and plain differ (%v)", path, err)
		}
		out[path] = string(plain)
	}
	return out
}

func rendered(t testing.TB, pages []Page) map[string]string {
	out := map[string]string{}
	for _, p := range pages {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatal(err)
		}
		out[p.Path] = b.String()
	}
	return out
}

func TestAnArchiveHoldsItsPages(t *testing.T) {
	pages := edition(100)
	a, _, _ := write(t, pages, nil)
	if got, want := texts(t, a), rendered(t, pages); !maps.Equal(got, want) {
		t.Errorf("%d pages came back, %d went in, or they differ", len(got), len(want))
	}
	for _, p := range pages {
		e, ok := a.Find(p.Path)
		if !ok || a.ContentType(e) != p.ContentType || e.Inputs != p.Inputs {
			t.Errorf("%q: found %v as %s", p.Path, ok, a.ContentType(e))
		}
	}
	for _, path := range []string{"5.1.1", "5.1.1-verwerven-van-grond", "5.1.1-verwerven-van-grond//", "zzz/", "/", "a"} {
		if _, ok := a.Find(path); ok {
			t.Errorf("%q is found, and no page has it", path)
		}
	}
	var below []string
	for path := range a.Below("5.1.1") {
		below = append(below, path)
	}
	if len(below) != 11 || below[0] != "5.1.1-verwerven-van-grond/" || !slices.IsSorted(below) {
		t.Errorf("below 5.1.1: %q", below)
	}
}

func TestTheFileIsAnOrdinaryZIP(t *testing.T) {
	pages := edition(30)
	_, files, _ := write(t, pages, nil)
	r, err := zip.NewReader(bytes.NewReader(files[0]), int64(len(files[0])))
	if err != nil {
		t.Fatal(err)
	}
	want := rendered(t, pages)
	for i, f := range r.File {
		if f.Name != FileName(pages[i].Path) {
			t.Errorf("entry %d is %s, not %s", i, f.Name, FileName(pages[i].Path))
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(in); err != nil || string(b) != want[pages[i].Path] {
			t.Errorf("%s differs from its page (%v)", f.Name, err)
		}
	}
	unzip(t, files[0], want)
}

// unzip is the one of the system: the file is not only for us.
func unzip(t *testing.T, file []byte, want map[string]string) {
	dir := t.TempDir()
	path := filepath.Join(dir, "site.zip")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("unzip", "-q", path, "-d", dir).CombinedOutput(); err != nil {
		t.Fatalf("unzip: %v\n%s", err, out)
	}
	for page, text := range want {
		if b, err := os.ReadFile(filepath.Join(dir, FileName(page))); err != nil || string(b) != text {
			t.Errorf("unzip made something else of %q (%v)", page, err)
		}
	}
}

func TestTheSamePagesGiveTheSameBytes(t *testing.T) {
	_, files, made := write(t, edition(200), nil)
	for range 3 {
		_, again, madeAgain := write(t, edition(200), nil)
		if !bytes.Equal(files[0], again[0]) || !bytes.Equal(made.Index, madeAgain.Index) {
			t.Fatal("the same pages gave other bytes")
		}
	}
}

func TestACorrectionRendersOnlyWhatChanged(t *testing.T) {
	pages := edition(300)
	first, files, _ := write(t, pages, nil)
	rendering := 0
	corrected := slices.Clone(pages)
	for i := range corrected {
		was := corrected[i].Render
		corrected[i].Render = func(w io.Writer) error { rendering++; return was(w) }
	}
	corrected[7] = html(corrected[7].Path, "<p>Gecorrigeerd.</p>")
	second, files, made := write(t, corrected, first, files...)
	if rendering != 0 || !made.New || len(made.Kept) != 1 || len(files) != 2 {
		t.Errorf("%d unchanged pages rendered, %d files", rendering, len(files))
	}
	if len(files[1]) > 1000 {
		t.Errorf("the file of one short page is %d bytes", len(files[1]))
	}
	corrected[7] = html(corrected[7].Path, "<p>Gecorrigeerd.</p>")
	if !maps.Equal(texts(t, second), rendered(t, corrected)) {
		t.Error("a page differs from a full build")
	}
	_, _, same := write(t, corrected, second, files...)
	if same.New || !slices.Equal(same.Kept, []int{0, 1}) || !bytes.Equal(same.Index, indexOf(t, second)) {
		t.Errorf("without a change there is a new file, or another index: %v", same.Kept)
	}
}

func indexOf(t testing.TB, a *Archive) []byte {
	if a.index.bytes == nil {
		t.Fatal("the index is not in memory")
	}
	return a.index.bytes
}

func TestManyCorrectionsEndInOneFile(t *testing.T) {
	pages := edition(40)
	a, files, _ := write(t, pages, nil)
	for i := range 30 {
		pages[i+2] = html(pages[i+2].Path, fmt.Sprintf("<p>Correctie %d.</p>", i))
		a, files, _ = write(t, pages, a, files...)
		if len(files) > manyFiles {
			t.Fatalf("after %d corrections there are %d files", i+1, len(files))
		}
	}
	if !maps.Equal(texts(t, a), rendered(t, pages)) {
		t.Error("a page differs after many corrections")
	}
}

func TestAFileThatNobodyPointsAtIsLetGo(t *testing.T) {
	a, files, _ := write(t, []Page{html("a/", "eerst"), html("b/", "blijft")}, nil)
	a, files, _ = write(t, []Page{html("a/", "toen"), html("b/", "blijft")}, a, files...)
	a, files, made := write(t, []Page{html("a/", "nu"), html("b/", "blijft")}, a, files...)
	if len(files) != 2 || !slices.Equal(made.Kept, []int{0}) || texts(t, a)["a/"] != "nu" {
		t.Errorf("kept %v of the files", made.Kept)
	}
}

func TestWhatIsWithdrawnIsInNoByte(t *testing.T) {
	first, files, _ := write(t, append(edition(20), html("9.1-secret/", "<p>naam van een inwoner</p>")), nil)
	changed := append(edition(20), html("9.1-secret/", "<p>naam van een inwoner</p>"))
	changed[4] = html(changed[4].Path, "anders")
	second, _, _ := write(t, changed, first, files...)
	var out bytes.Buffer
	w := NewArchiveWriter(&out, nil)
	for path, e := range second.All() {
		if path != "9.1-secret/" {
			if err := w.Keep(path, second, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	made, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	left := open(t, made.Index, [][]byte{out.Bytes()})
	want := texts(t, second)
	delete(want, "9.1-secret/")
	if !maps.Equal(texts(t, left), want) {
		t.Error("other pages changed")
	}
	if bytes.Contains(out.Bytes(), []byte("9.1-secret")) || bytes.Contains(made.Index, []byte("9.1-secret")) {
		t.Error("the address is still there")
	}
}

func TestErrorsOfPagesAreTold(t *testing.T) {
	bad := errors.New("geen sjabloon")
	fails := html("5.1/", "")
	fails.Render = func(io.Writer) error { return bad }
	panics := html("5.1/", "")
	panics.Render = func(io.Writer) error { panic("kapot sjabloon") }
	for _, c := range []struct {
		name  string
		pages []Page
		want  string
	}{
		{"a page that cannot be rendered", append([]Page{fails}, edition(200)...), "geen sjabloon"},
		{"a page that panics", []Page{panics}, "kapot sjabloon"},
		{"a path twice", []Page{html("a/", ""), html("a/", "")}, "twice"},
		{"a path that leaves the folder", []Page{html("../a/", "")}, "cannot stand"},
		{"a path from the root", []Page{html("/a/", "")}, "cannot stand"},
		{"an empty segment", []Page{html("a//b/", "")}, "cannot stand"},
	} {
		w := NewArchiveWriter(io.Discard, nil)
		var err error
		for _, p := range c.pages {
			if err = w.Add(p); err != nil {
				break
			}
		}
		if _, closing := w.Close(); err == nil {
			err = closing
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAFullDiskIsTold(t *testing.T) {
	full := errors.New("no space left on device")
	w := NewArchiveWriter(writerFunc(func([]byte) (int, error) { return 0, full }), nil)
	var err error
	for _, p := range edition(500) {
		if err = w.Add(p); err != nil {
			break
		}
	}
	if _, closing := w.Close(); !errors.Is(errors.Join(err, closing), full) {
		t.Errorf("adding: %v, closing: %v", err, closing)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

func TestAMappedIndexFindsTheSame(t *testing.T) {
	a, files, made := write(t, edition(500), nil)
	path := filepath.Join(t.TempDir(), "index")
	if err := os.WriteFile(path, made.Index, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := mmap.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	x, err := MapIndex(m)
	if err != nil {
		t.Fatal(err)
	}
	mapped, err := OpenArchive(x, filesOf(files))
	if err != nil {
		t.Fatal(err)
	}
	for path, e := range a.All() {
		if got, ok := mapped.Find(path); !ok || got != e {
			t.Errorf("%s: %v", path, got)
		}
	}
	allocs := testing.AllocsPerRun(100, func() { mapped.Find("5.7.7-verwerven-van-grond/") })
	if allocs != 0 {
		t.Errorf("finding a page makes %v pieces of garbage", allocs)
	}
}

func FuzzADamagedArchiveNeverPanics(f *testing.F) {
	_, files, made := write(f, edition(5), nil)
	f.Add(made.Index, files[0])
	f.Add(made.Index[:60], files[0])
	f.Add([]byte(indexMark), []byte{})
	f.Fuzz(func(t *testing.T, index, file []byte) {
		x, err := ReadIndex(index)
		if err != nil {
			return
		}
		many := make([]File, x.Files())
		for i := range many {
			many[i] = File{bytes.NewReader(file), int64(len(file))}
		}
		a, err := OpenArchive(x, many)
		if err != nil {
			t.Fatal("as many files as it wants, and it refuses")
		}
		a.Find("5.1.1-verwerven-van-grond/")
		for path, e := range a.All() {
			a.Find(path)
			a.AppendGzip(nil, e)
			a.AppendPlain(nil, e)
		}
	})
}
