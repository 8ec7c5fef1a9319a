package backup_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/backup"
	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

var ctx = context.Background()

// installation is a data folder with an organisation whose two revisions have files.
type installation struct {
	config store.Config
	db     *store.DB
	blobs  *blob.Store
	org    cycle.OrganisationID
	packs  []string
	logo   string
}

func openBlobs(t testing.TB, c store.Config) *blob.Store {
	t.Helper()
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob")})
	if err != nil {
		t.Fatal(err)
	}
	return blobs
}

// made makes an installation, with files beside the rows that no row names.
func made(t testing.TB, c store.Config) installation {
	t.Helper()
	in := installation{config: c, db: databases.Open(t, c), blobs: openBlobs(t, c)}
	in.org = cycle.OrganisationID(in.db.NewID())
	for _, text := range []string{"the first parts", strings.Repeat("more parts ", 50_000), "the logo", "of nobody"} {
		hash, err := in.blobs.PutBytes(ctx, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		in.packs = append(in.packs, hash)
	}
	in.packs, in.logo = in.packs[:2], in.packs[2]
	for name, text := range map[string]string{"sleutel": "zeer geheim", "serve.lock": ""} {
		if err := os.WriteFile(filepath.Join(c.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := in.db.Create(ctx, in.org, in.fill); err != nil {
		t.Fatal(err)
	}
	return in
}

func (in installation) fill(tx *store.Tx) error {
	o := cycle.NewOrganisation(in.org, cycle.Province, "proefland", "Proefland")
	o.Style.Logo = &cycle.Logo{Blob: in.logo, Ending: "png", Width: 200, Height: 60}
	e := cycle.Edition{ID: "e", Slug: "jaarverslag-2016", Kind: cycle.Accounts, Year: 2016, Stage: cycle.Offered, Name: "Jaarverslag 2016"}
	changes := []store.Change{{Action: "organisation.added", After: o}, {Action: "edition.added", After: e}}
	errs := []error{tx.SaveOrganisation(ctx, o), tx.SaveEdition(ctx, e)}
	for n := range in.packs {
		r := store.Revision{Edition: e.ID, Number: n + 1, Kind: cycle.FirstRevision, State: cycle.StateOffered, Manifest: "ab",
			Moment: time.Date(2017, 5, n+1, 9, 0, 0, 0, time.UTC), Packs: in.packs[:n+1]}
		errs = append(errs, tx.SaveRevision(ctx, r))
		changes = append(changes, store.Change{Action: "revision.frozen", After: r})
	}
	for n := range 300 {
		theme := cycle.Theme{ID: cycle.ThemeID(fmt.Sprint("t", n)), Slug: fmt.Sprint("thema-", n), Name: "Thema"}
		errs = append(errs, tx.SaveTheme(ctx, theme))
		changes = append(changes, store.Change{Action: "theme.added", After: theme})
	}
	return errors.Join(append(errs, tx.RecordMany(ctx, cycle.System, changes))...)
}

func (in installation) source() backup.Source {
	return backup.Source{DB: in.db, Blobs: in.blobs, Program: "toets", Moment: time.Date(2027, 3, 31, 12, 0, 0, 0, time.UTC), Step: func() {}}
}

// write makes a back-up and gives its name.
func (in installation) write(t testing.TB) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "back-up.zip")
	if _, err := backup.Write(ctx, in.source(), name); err != nil {
		t.Fatal(err)
	}
	return name
}

func restore(t testing.TB, name string, c store.Config, step func()) error {
	t.Helper()
	f, err := backup.Open(ctx, name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Restore(ctx, backup.Target{Config: c, Blobs: openBlobs(t, c), Step: step})
}

// entries are the files in a back-up.
func entries(t testing.TB, name string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	all := map[string]string{}
	for _, e := range z.File {
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name] = string(text)
	}
	if last := z.File[len(z.File)-1].Name; last != "manifest.sha256" {
		t.Errorf("the last entry is %s", last)
	}
	return all
}

// saysNo tells that an error is a refusal in which a text stands.
func saysNo(t testing.TB, err error, text string) {
	t.Helper()
	if no := (cycle.Refusal{}); !errors.As(err, &no) || !strings.Contains(no.Text, text) {
		t.Errorf("it says %v, not %q", err, text)
	}
}

// left are the files in a folder and below.
func left(t testing.TB, dir string) []string {
	t.Helper()
	found := []string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, d.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

func TestWhatIsInABackUp(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		in := made(t, c)
		all := entries(t, in.write(t))
		var about struct {
			Formaat, Schema     int
			Programma, Database string
			Moment              time.Time
			Geschiedenis        []struct {
				Organisatie, Hash string
				Regel             int64
			}
		}
		if err := json.Unmarshal([]byte(all["backup.json"]), &about); err != nil {
			t.Fatal(err)
		}
		head, err := in.db.Read(in.org).Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if about.Formaat != 1 || about.Schema != store.Schema() || about.Programma != "toets" || about.Database != in.db.Engine() || about.Moment.Day() != 31 {
			t.Errorf("it says of itself %+v", about)
		}
		if h := about.Geschiedenis; len(h) != 1 || h[0].Organisatie != string(in.org) || h[0].Hash != head.Hash || h[0].Regel != head.Line {
			t.Errorf("the histories are %+v", h)
		}
		for path, text := range all {
			if strings.Contains(text, "zeer geheim") || strings.Contains(path, "sleutel") || strings.Contains(text, "of nobody") {
				t.Errorf("%s holds what is no back-up's", path)
			}
		}
		dir := t.TempDir()
		for path, text := range all {
			to := filepath.Join(dir, path)
			if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(text), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		check := exec.Command("sha256sum", "--strict", "-c", "manifest.sha256")
		check.Dir = dir
		if said, err := check.CombinedOutput(); err != nil || strings.Count(string(said), ": OK\n") != len(all)-1 {
			t.Errorf("sha256sum: %v\n%s", err, said)
		}
	})
}

func TestABackUpComesBackOnEitherEngine(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		in := made(t, c)
		name := in.write(t)
		before := entries(t, name)
		databases.EachConfig(t, func(t *testing.T, c store.Config) {
			if err := restore(t, name, c, func() {}); err != nil {
				t.Fatal(err)
			}
			if !backup.Unfinished(c.Dir) {
				t.Error("the folder is open for use before its pages are made")
			}
			if err := backup.Finish(c.Dir); err != nil || backup.Unfinished(c.Dir) {
				t.Error("it cannot be finished", err)
			}
			back := installation{config: c, db: databases.Open(t, c), blobs: openBlobs(t, c), org: in.org}
			after := entries(t, back.write(t))
			for _, all := range []map[string]string{before, after} { // these tell of the engine
				delete(all, "backup.json")
				delete(all, "manifest.sha256")
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Error(diff)
			}
			if found, err := back.db.VerifyHistory(ctx, in.org); err != nil || len(found) > 0 {
				t.Error(found, err)
			}
			for _, hash := range in.packs {
				if err := back.blobs.Verify(ctx, hash); err != nil {
					t.Error(err)
				}
			}
			saysNo(t, restore(t, name, c, func() {}), "staat al een installatie; zet de back-up terug in een lege map")
		})
	})
}

func TestABackUpIsMadeWholeOrNotAtAll(t *testing.T) {
	in := made(t, databases.SQLite(t))
	dir := t.TempDir()
	name := filepath.Join(dir, "back-up.zip")

	cancelled, cancel := context.WithCancel(ctx)
	defer cancel()
	source := in.source()
	steps := 0
	source.Step = func() {
		if steps++; steps == 200 {
			cancel()
		}
	}
	if _, err := backup.Write(cancelled, source, name); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted, it says %v", err)
	}
	if found := left(t, dir); len(found) > 0 {
		t.Errorf("interrupted, it leaves %v", found)
	}
	if _, err := backup.Write(ctx, in.source(), filepath.Join(dir, "nergens", "x.zip")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there it says %v", err)
	}
	if err := os.WriteFile(name, []byte("van iemand anders"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := backup.Write(ctx, in.source(), name)
	saysNo(t, err, "bestaat al; kies een andere naam")
	if text, err := os.ReadFile(name); err != nil || string(text) != "van iemand anders" {
		t.Errorf("what was there became %q, %v", text, err)
	}
	info, err := os.Stat(in.write(t))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}

// A file that is not as it was kept would not come back, so there is no back-up that says it would.
func TestADamagedInstallationIsToldWhenItIsBackedUp(t *testing.T) {
	in := made(t, databases.SQLite(t))
	name := filepath.Join(t.TempDir(), "back-up.zip")
	if err := os.WriteFile(in.blobs.Path(in.packs[0]), []byte("the worst parts"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Write(ctx, in.source(), name); !errors.Is(err, blob.ErrDamaged) {
		t.Errorf("with a damaged file it says %v", err)
	}
	if err := in.blobs.Remove(in.packs[0]); err != nil {
		t.Fatal(err)
	}
	_, err := backup.Write(ctx, in.source(), name)
	saysNo(t, err, in.packs[0]+" met gepubliceerde onderdelen ontbreekt")
	if found := left(t, filepath.Dir(name)); len(found) > 0 {
		t.Errorf("it leaves %v", found)
	}
}

// Somebody withdraws while a back-up is being made: the file that the rows named is gone. The back-up is that of a
// moment later, and does not hold what was withdrawn.
func TestWhatIsWithdrawnMeanwhileIsNotInTheBackUp(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		in := made(t, c)
		name := filepath.Join(t.TempDir(), "back-up.zip")
		source := in.source()
		withdrawn := false
		source.Step = func() {
			if withdrawn {
				return
			}
			withdrawn = true
			err := in.db.Write(ctx, in.org, func(tx *store.Tx) error {
				all, err := tx.AllRevisions(ctx)
				for _, r := range all {
					before := r
					r.Packs = slices.DeleteFunc(slices.Clone(r.Packs), func(hash string) bool { return hash == in.packs[1] })
					err = errors.Join(err, tx.SaveRevision(ctx, r), tx.Record(ctx, cycle.System, "revision.withdrawn", before, r))
				}
				return err
			})
			if err := errors.Join(err, in.blobs.Remove(in.packs[1])); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := backup.Write(ctx, source, name); err != nil {
			t.Fatal(err)
		}
		all := entries(t, name)
		if !strings.Contains(all["rijen/history.jsonl"], "revision.withdrawn") || all["blobs/"+in.packs[0]] == "" || all["blobs/"+in.packs[1]] != "" {
			t.Error("the back-up is not that of the moment after it was withdrawn")
		}
		if err := restore(t, name, databases.SQLite(t), func() {}); err != nil {
			t.Error(err)
		}
	})
}

// rewrite makes another ZIP of a back-up, with its entries changed and a manifest that fits unless change says so.
func rewrite(t testing.TB, name string, method uint16, change func(all map[string]string), extra ...string) string {
	t.Helper()
	all := entries(t, name)
	delete(all, "manifest.sha256")
	change(all)
	if all["manifest.sha256"] == "" {
		var lines []string
		for path, text := range all {
			sum := sha256.Sum256([]byte(text))
			lines = append(lines, hex.EncodeToString(sum[:])+"  "+path+"\n")
		}
		slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
		all["manifest.sha256"] = strings.Join(lines, "")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(path, text string) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: path, Method: method})
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for path, text := range all {
		add(path, text)
	}
	for _, path := range extra {
		add(path, "x")
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "anders.zip")
	if err := os.WriteFile(out, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatIsNoBackUpIsRefusedAndNothingIsLeft(t *testing.T) {
	in := made(t, databases.SQLite(t))
	good := in.write(t)
	bytesOf, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	as := func(text []byte) string {
		name := filepath.Join(t.TempDir(), "x.zip")
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	stored := func(change func(map[string]string), extra ...string) string {
		return rewrite(t, good, zip.Store, change, extra...)
	}
	replaced := func(path, old, new string) string {
		return stored(func(all map[string]string) { all[path] = strings.ReplaceAll(all[path], old, new) })
	}
	same := func(map[string]string) {}
	tests := []struct {
		name, file, said string
	}{
		{"an empty file", as(nil), "is geen back-up van doelenboom"},
		{"something else", as([]byte("een brief")), "is geen back-up van doelenboom"},
		{"a folder", t.TempDir(), "is geen bestand"},
		{"the end is missing", as(bytesOf[:len(bytesOf)-1]), "is geen back-up van doelenboom, of het einde ontbreekt"},
		{"half of it is missing", as(bytesOf[:len(bytesOf)/2]), "het einde ontbreekt"},
		{"another ZIP", stored(func(all map[string]string) { clear(all); all["index.html"] = "x" }), "is geen back-up van doelenboom"},
		{"a newer format", replaced("backup.json", `"formaat": 1`, `"formaat": 2`), "nieuwere versie van doelenboom"},
		{"a newer schema", replaced("backup.json", fmt.Sprintf(`"schema": %d`, store.Schema()), `"schema": 999`), "schema 999; dit programma kent schema"},
		{"no schema", replaced("backup.json", `"schema"`, `"skema"`), "backup.json is niet te lezen"},
		{"a table is missing", stored(func(all map[string]string) { delete(all, "rijen/theme.jsonl") }), "rijen/theme.jsonl ontbreekt"},
		{"a table that nobody knows", stored(func(all map[string]string) { all["rijen/iets.jsonl"] = "" }), "er zit meer in dan de rijen noemen"},
		{"a file is missing", stored(func(all map[string]string) { delete(all, "blobs/"+in.packs[0]) }), in.packs[0] + " ontbreekt"},
		{"a file that is not what it is called", replaced("blobs/"+in.packs[0], "first", "worst"), "is niet wat het heet"},
		{"a file that unpacks", rewrite(t, good, zip.Deflate, same), "is niet wat het heet"},
		{"a path that leads elsewhere", stored(func(all map[string]string) { all["rijen/../../x.jsonl"] = "" }), "beschadigd"},
		{"a path that leads to the root", stored(func(all map[string]string) { all["/etc/passwd"] = "" }), "beschadigd"},
		{"a path of another kind", stored(func(all map[string]string) { all["sleutel"] = "" }), "sleutel hoort er niet in"},
		{"a name twice", stored(same, "backup.json"), "backup.json staat er twee keer in"},
		{"more than the manifest says", stored(same, "sleutel"), "er zit meer in dan het manifest noemt"},
		{"a manifest that is none", stored(func(all map[string]string) { all["manifest.sha256"] = "x" }), "manifest"},
		{"the history ends elsewhere", replaced("backup.json", `"regel": 304`, `"regel": 303`), "de geschiedenis eindigt niet waar backup.json zegt"},
		{"a line that was not written by us", replaced("rijen/theme.jsonl", `"version":1`, `"version":"1"`), "theme, line 1"},
	}
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				saysNo(t, restore(t, test.file, c, func() {}), test.said)
				if found := left(t, c.Dir); len(found) > 0 {
					t.Errorf("it leaves %v", found)
				}
			})
		}
	})
	if err := restore(t, stored(same), databases.SQLite(t), func() {}); err != nil {
		t.Errorf("a back-up that somebody packed again: %v", err)
	}
}

// Wherever one byte is changed, it is seen: by the ZIP or by the manifest. What is not covered (times, reserved bits)
// changes nothing that comes back.
func TestOneChangedByteIsSeen(t *testing.T) {
	in := made(t, databases.SQLite(t))
	name := in.write(t)
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	same := entries(t, name)
	refused := 0
	for at := 0; at < len(good); at += 1 + len(good)/150 {
		bad := bytes.Clone(good)
		bad[at] ^= 0x20
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		c := store.Config{Dir: t.TempDir(), Volatile: true}
		if err := restore(t, name, c, func() {}); err != nil {
			refused++
			if no := (cycle.Refusal{}); !errors.As(err, &no) {
				t.Errorf("byte %d: it says %v", at, err)
			}
			if found := left(t, c.Dir); len(found) > 0 {
				t.Errorf("byte %d: it leaves %v", at, found)
			}
			continue
		}
		back := installation{config: c, db: databases.Open(t, c), blobs: openBlobs(t, c)}
		after := entries(t, back.write(t))
		if after["manifest.sha256"] != same["manifest.sha256"] {
			t.Errorf("byte %d was changed, and other things came back", at)
		}
	}
	if refused < 100 {
		t.Errorf("only %d of the changed files were refused", refused)
	}
}

// Interrupted or failing anywhere, restoring leaves the target as empty as it was, and can be done again.
func TestAnInterruptedRestoreLeavesNothing(t *testing.T) {
	name := made(t, databases.SQLite(t)).write(t)
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		for _, at := range []int{1, 2, 3, 100, 600} {
			cancelled, cancel := context.WithCancel(ctx)
			f, err := backup.Open(ctx, name)
			if err != nil {
				t.Fatal(err)
			}
			steps := 0
			err = f.Restore(cancelled, backup.Target{Config: c, Blobs: openBlobs(t, c), Step: func() {
				if steps++; steps == at {
					cancel()
				}
			}})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("interrupted at step %d, it says %v", at, err)
			}
			if found := left(t, c.Dir); len(found) > 0 {
				t.Errorf("interrupted at step %d, it leaves %v", at, found)
			}
			cancel()
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
		if err := restore(t, name, c, func() {}); err != nil {
			t.Error(err)
		}
	})
}

// A process that was killed after the rows were in is followed by one that finds them there.
func TestAKilledRestoreIsGoneOnWith(t *testing.T) {
	first, second := made(t, databases.SQLite(t)), made(t, databases.SQLite(t))
	name, other := first.write(t), second.write(t)
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		for range 2 { // nobody called Finish
			if err := restore(t, name, c, func() {}); err != nil {
				t.Fatal(err)
			}
		}
		saysNo(t, restore(t, other, c, func() {}), "is het terugzetten van een andere back-up niet afgemaakt")
		if !backup.Unfinished(c.Dir) {
			t.Error("the folder is open for use")
		}
		if err := restore(t, name, c, func() {}); err != nil {
			t.Error(err)
		}
	})
	// Killed before the rows were in: the files of the other back-up do no harm.
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		if err := os.WriteFile(filepath.Join(c.Dir, "restore.unfinished"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		databases.Open(t, c)
		if _, err := openBlobs(t, c).PutBytes(ctx, []byte("of the other")); err != nil {
			t.Fatal(err)
		}
		if err := restore(t, name, c, func() {}); err != nil {
			t.Error(err)
		}
	})
}
