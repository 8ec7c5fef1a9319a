package web_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/internal/web"
)

// The same program, started as a server that is killed while people write.
func TestMain(m *testing.M) {
	if dir := os.Getenv("KILLED_DIR"); dir != "" {
		killedServer(store.Config{Dir: dir, Database: os.Getenv("KILLED_DATABASE"), Now: func() time.Time { return monday }})
	}
	os.Exit(m.Run())
}

// killedServer serves the workplace, says where, and waits to be killed. What it acknowledges it has waited for.
func killedServer(c store.Config) {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	db, err := store.Open(ctx, c)
	must(err)
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob")})
	must(err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	fmt.Println(l.Addr())
	must(http.Serve(l, web.New(web.Config{
		Read: db.Readers(), Do: change.New(db, blobs), Now: c.Now,
		SignedIn: func(r *http.Request) (store.Session, error) {
			return store.Session{Account: r.Header.Get("X-Account")}, nil
		},
	})))
}

// Whatever the moment at which a server is killed: what it acknowledged is there at the next start.
func TestAKilledServerLosesNoAcknowledgedWord(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		c.Volatile = false
		w := begun(t, c)
		all := []*killedWriter{
			{world: w, who: "anna", number: "5.1.1", whole: true}, {world: w, who: "anna", number: "5.1.2"},
			{world: w, who: "bram", number: "6.1.1", whole: true}, {world: w, who: "dirk", number: "5.1.1"},
			{world: w, who: "dirk", number: "5.1.2"}, {world: w, who: "dirk", number: "6.1.1"},
		}
		saves := 0
		for range 5 {
			w.killedWhile(c, all)
			db, err := store.Open(ctx, c)
			w.must(err)
			for _, one := range all {
				one.compare(db.Read(w.org.ID))
				saves += one.saves
			}
			found, err := db.VerifyHistory(ctx, w.org.ID)
			if err != nil || len(found) > 0 {
				t.Errorf("the history after a kill: %v, %v", found, err)
			}
			w.must(db.Close())
		}
		if saves < 50 {
			t.Errorf("only %d saves were acknowledged", saves)
		}
	})
}

// begun is the world, left on disk.
func begun(t *testing.T, c store.Config) *world {
	w := &world{T: t, now: monday, people: map[string]cycle.User{}, nodes: map[string]cycle.NodeID{}, reports: map[string]cycle.ReportID{}}
	c.Now = func() time.Time { return w.now }
	db, err := store.Open(ctx, c)
	w.must(err)
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob")})
	w.must(err)
	w.db, w.do = db, change.New(db, blobs)
	w.fill()
	w.must(db.Close())
	return w
}

// killedWhile lets everybody write to a server until it is killed.
func (w *world) killedWhile(c store.Config, all []*killedWriter) {
	server := exec.Command(os.Args[0])
	server.Env = append(os.Environ(), "KILLED_DIR="+c.Dir, "KILLED_DATABASE="+c.Database)
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	w.must(err)
	w.must(server.Start())
	defer server.Wait()
	defer server.Process.Kill()
	address, err := bufio.NewReader(out).ReadString('\n')
	w.must(err)
	var writing sync.WaitGroup
	for _, one := range all {
		one.begin("http://" + strings.TrimSpace(address))
		writing.Go(one.write)
	}
	time.Sleep(50*time.Millisecond + rand.N(400*time.Millisecond))
	w.must(server.Process.Kill())
	writing.Wait()
}

// killedWriter is a person with a report open, who saves without a pause until nobody answers.
type killedWriter struct {
	*world
	who, number string
	whole       bool // saves the report as well, not only the typing
	at          string
	form        url.Values
	saves       int    // acknowledged in this life of the server
	n           int    // over all lives
	kept, sent  string // the text acknowledged last, and the one sent last
	draft       bool   // kept is typing, not the report
}

// begin opens the page, as the server shows it now.
func (k *killedWriter) begin(server string) {
	k.at = server + "/werk/" + k.org.Slug + "/verantwoordingen/" + string(k.reports[k.number]) + "/"
	k.saves = 0
	status, body, err := k.send("GET", "schrijven", nil)
	if err != nil || status != http.StatusOK {
		k.Fatalf("%s cannot write %s: %d, %v", k.who, k.number, status, err)
	}
	doc, err := html.Parse(strings.NewReader(body))
	k.must(err)
	k.form = answered{t: k.T, doc: doc}.form("/schrijven")
}

func (k *killedWriter) write() {
	for {
		k.n++
		k.sent = fmt.Sprintf("%s schrijft dit voor de %de keer. %s", k.who, k.n, strings.Repeat("De kade is klaar. ", 100))
		k.form.Set("rubriek.voortgang", k.sent)
		save := k.saveDraft
		if k.whole && k.n%4 == 0 {
			save = k.saveReport
		}
		if !save() {
			return
		}
		k.kept = richtext.Parse(k.sent).Text()
		k.saves++
	}
}

// saveDraft tells whether the server acknowledged it.
func (k *killedWriter) saveDraft() bool {
	status, body, err := k.send("POST", "concept", k.form)
	if err != nil {
		return false
	}
	var answer struct{ Concept int }
	if err := json.Unmarshal([]byte(body), &answer); err != nil || status != http.StatusOK {
		k.Errorf("a draft of %s is refused: %d %s", k.who, status, body)
		return false
	}
	k.form.Set("concept", strconv.Itoa(answer.Concept))
	k.draft = true
	return true
}

func (k *killedWriter) saveReport() bool {
	status, body, err := k.send("POST", "schrijven", k.form)
	if err != nil {
		return false
	}
	if status != http.StatusSeeOther {
		k.Errorf("a save of %s is refused: %d %s", k.who, status, body)
		return false
	}
	version, err := strconv.Atoi(k.form.Get("versie"))
	if err != nil {
		k.Error(err)
	}
	k.form.Set("versie", strconv.Itoa(version+1))
	k.form.Set("concept", "0")
	k.draft = false
	return true
}

// send asks the server; an error is that nobody answers any more.
func (k *killedWriter) send(method, page string, form url.Values) (int, string, error) {
	r, err := http.NewRequest(method, k.at+page, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Account", "account-"+k.who)
	answer, err := http.DefaultTransport.RoundTrip(r) // follows nothing
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body), err
}

// compare looks for what was acknowledged last, or for what was on its way when nobody answered any more.
func (k *killedWriter) compare(read store.Reader) {
	if k.kept == "" {
		return
	}
	text, err := read.Report(ctx, k.reports[k.number])
	k.must(err)
	if draft, err := read.Draft(ctx, k.reports[k.number], k.people[k.who].Number); err == nil {
		text = draft.Text
	} else if k.draft && !k.whole {
		k.Errorf("what %s typed in %s is gone: %v", k.who, k.number, err)
	}
	section, _ := text.Section(cycle.Progress)
	stored := section.Text.Text()
	if stored != k.kept && stored != richtext.Parse(k.sent).Text() {
		k.Errorf("%s: acknowledged was %.60q in %s, stored is %.60q", k.who, k.kept, k.number, stored)
	}
	k.kept = stored // what was on its way may be there: the next life goes on from it
}
