package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/job"
	"doelenboom/internal/public"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// installation is a whole one: what a command does, and a server beside it that has a connection of its own.
type installation struct {
	t    *testing.T
	do   *change.Service
	jobs *job.Runner
	org  cycle.Organisation
	url  string
}

func start(t *testing.T, c store.Config) *installation {
	dir := filepath.Join(t.TempDir(), "blob")
	open := func() (*store.DB, *blob.Store) {
		blobs, err := blob.Open(blob.Config{Dir: dir, Volatile: true})
		if err != nil {
			t.Fatal(err)
		}
		return databases.Open(t, c), blobs
	}
	db, blobs := open()
	i := &installation{t: t, do: change.New(db, blobs)}
	i.jobs = job.New(db, blobs, i.do)
	var err error
	if i.org, err = i.do.AddOrganisation(t.Context(), cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland", "Provincie Waterland (verzonnen)")); err != nil {
		t.Fatal(err)
	}
	other, otherBlobs := open()
	site, err := public.New(t.Context(), other.Published(), otherBlobs)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	watching := make(chan struct{})
	go func() { site.Watch(ctx); close(watching) }()
	s := httptest.NewServer(Site{Public: site}.Handler())
	t.Cleanup(func() { s.Close(); stop(); <-watching; site.Close() })
	i.url = s.URL
	return i
}

func (i *installation) edition(year int, text string) cycle.Edition {
	i.t.Helper()
	e, err := i.do.AddEdition(i.t.Context(), i.org.ID, cycle.System, cycle.Edition{
		Kind: cycle.Accounts, Name: "Jaarverslag", Slug: fmt.Sprintf("jaarverslag-%d", year), Year: year, TakenOver: true,
	})
	if err == nil {
		_, err = i.do.ImportProposal(i.t.Context(), i.org.ID, cycle.System, e.ID, []importer.Document{node(text)})
	}
	if err != nil {
		i.t.Fatal(err)
	}
	return e
}

func node(text string) importer.Document {
	return importer.Document{
		File: "5.1.2.txt", Number: "5.1.2", Level: "prestatie", Title: "Grond kopen", Summary: text,
		Parents: []importer.Place{{Number: "5", Title: "Economie"}, {Number: "5.1", Title: "Bedrijven"}},
	}
}

func (i *installation) publish(e cycle.Edition) {
	i.t.Helper()
	if _, err := i.do.PublishEdition(i.t.Context(), i.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown}); err != nil {
		i.t.Fatal(err)
	}
	i.work()
}

func (i *installation) work() {
	i.t.Helper()
	if err := i.jobs.RunPending(i.t.Context(), i.org.ID); err != nil {
		i.t.Fatal(err)
	}
}

func (i *installation) get(address string) (int, string) {
	i.t.Helper()
	r, err := http.Get(i.url + address)
	if err != nil {
		i.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		i.t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// becomes waits for what another process published: two seconds at most.
func (i *installation) becomes(address string, status int, says string) {
	i.t.Helper()
	var got int
	var text string
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got, text = i.get(address); got == status && strings.Contains(text, says) {
			return
		}
	}
	i.t.Errorf("%s answers %d without %q", address, got, says)
}

func TestAnotherProcessShowsItWithinTwoSeconds(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		i := start(t, c)
		const page = "/waterland/jaarverslag-2016/5.1.2-grond-kopen/"
		if status, _ := i.get(page); status != 404 {
			t.Errorf("before publishing: %d", status)
		}
		e := i.edition(2016, "Grond van mevrouw Jansen.")
		i.publish(e)
		i.becomes(page, 200, "mevrouw Jansen")
		if _, err := i.do.Correct(t.Context(), i.org.ID, cycle.System, e.ID, change.Correction{Documents: []importer.Document{node("Grond van een inwoner.")}, Reason: "naam"}); err != nil {
			t.Fatal(err)
		}
		i.work()
		i.becomes(page, 200, "van een inwoner")
		const earlier = "/waterland/jaarverslag-2016/revisie/1/5.1.2-grond-kopen/"
		i.becomes(earlier, 200, "mevrouw Jansen")
		w := change.Withdrawing{Revision: 1, Paths: []string{"knopen/5.1.2-grond-kopen.json"}, Reason: "naam van een inwoner"}
		if _, err := i.do.Withdraw(t.Context(), i.org.ID, cycle.System, e.ID, w); err != nil {
			t.Fatal(err)
		}
		i.becomes(earlier, 410, "naam van een inwoner")
		i.work()
		i.becomes(earlier, 410, "ingetrokken")
		i.becomes(page, 200, "van een inwoner")
	})
}

// A publication is public; what is being written for the next one is in no answer, wherever links lead.
func TestADraftIsInNoPublicAnswer(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		const marker = "zwijgplicht"
		i := start(t, c)
		i.publish(i.edition(2016, "Wij kochten grond."))
		i.becomes("/waterland/", 200, "Jaarverslag")
		i.edition(2017, "Hier geldt "+marker+".")
		time.Sleep(1100 * time.Millisecond) // it asks once a second
		seen, todo := map[string]bool{}, []string{"/", "/waterland/jaarverslag-2017/", "/waterland/jaarverslag-2017/5.1.2-grond-kopen/", "/robots.txt"}
		for len(todo) > 0 {
			address := todo[0]
			todo = todo[1:]
			if seen[address] {
				continue
			}
			seen[address] = true
			_, text := i.get(address)
			if strings.Contains(text, marker) {
				t.Errorf("%s tells what is being written", address)
			}
			todo = append(todo, links(t, address, text)...)
		}
		if len(seen) < 12 {
			t.Errorf("only %d addresses were found", len(seen))
		}
	})
}

// links are the addresses of the same site on a page.
func links(t *testing.T, address, text string) (found []string) {
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	z := html.NewTokenizer(strings.NewReader(text))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if a.Key != "href" {
				continue
			}
			if u, err := base.Parse(a.Val); err == nil && u.Scheme == "" && u.Path != "" {
				found = append(found, u.Path)
			}
		}
	}
	return found
}
