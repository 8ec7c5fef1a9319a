package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// wholeAfter is how many drafts somebody keeps between two whole saves.
const wholeAfter = 5

// writer is one person with one report open in one browser.
type writer struct {
	user    cycle.User
	report  cycle.ReportID
	address string // of the report
	client  *http.Client
	form    url.Values // as it stands in the browser
	turn    int        // after how many saves the first whole one comes, so that they are spread
	n       int        // saves so far

	kept    string // what was acknowledged last
	version int    // of the draft that holds it; 0 when it is the report

	drafts, whole []time.Duration
	failed        int
	why           error
}

func newWriter(address string, report cycle.ReportID, user cycle.User, turn int) *writer {
	jar, _ := cookiejar.New(nil) // without options it cannot fail
	at, err := url.Parse(address)
	if err != nil {
		panic(err) // we made it
	}
	jar.SetCookies(at, []*http.Cookie{{Name: accountCookie, Value: user.Account, Path: "/"}})
	return &writer{user: user, turn: turn, report: report, address: address, client: &http.Client{
		Jar: jar, Transport: &http.Transport{}, // a browser has a connection of its own
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// open asks for the page that is written on.
func (w *writer) open(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.address+"schrijven", nil)
	if err != nil {
		return err
	}
	answer, err := w.client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the page to write on answers %s", answer.Status)
	}
	w.form, err = readForm(answer.Body, "verantwoording")
	return err
}

// write saves every so often until it has been long enough, beginning after a while of its own.
func (w *writer) write(until context.Context, every, after time.Duration) {
	defer w.client.CloseIdleConnections()
	for next := time.Now().Add(after); ; next = next.Add(every) {
		select {
		case <-until.Done():
			return
		case <-time.After(time.Until(next)):
		}
		w.n++
		save := w.saveDraft
		if (w.n+w.turn)%(wholeAfter+1) == 0 {
			save = w.saveWhole
		}
		if err := save(context.WithoutCancel(until)); err != nil {
			w.failed++
			w.why = err
		}
	}
}

// progressField is where the text goes.
const progressField = "rubriek." + cycle.Progress

// saveDraft is what the page does by itself while somebody types.
func (w *writer) saveDraft(ctx context.Context) error {
	text := typed(w.user.Name, w.n)
	w.form.Set(progressField, text)
	body, _, err := w.post(ctx, "concept", http.StatusOK, &w.drafts)
	if err != nil {
		return err
	}
	var answer struct{ Concept int }
	if err := json.Unmarshal(body, &answer); err != nil {
		return err
	}
	w.kept, w.version = text, answer.Concept
	w.form.Set("concept", strconv.Itoa(answer.Concept))
	return nil
}

// saveWhole is the button; the browser then shows the page anew.
func (w *writer) saveWhole(ctx context.Context) error {
	text := typed(w.user.Name, w.n)
	w.form.Set(progressField, text)
	if _, _, err := w.post(ctx, "schrijven", http.StatusSeeOther, &w.whole); err != nil {
		return err
	}
	w.kept, w.version = text, 0
	return w.open(ctx)
}

// post sends the form and notes how long the answer took.
func (w *writer) post(ctx context.Context, page string, want int, took *[]time.Duration) ([]byte, http.Header, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address+page, strings.NewReader(w.form.Encode()))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	begin := time.Now()
	answer, err := w.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	*took = append(*took, time.Since(begin))
	if err == nil && answer.StatusCode != want {
		err = fmt.Errorf("%s answers %s: %s", page, answer.Status, body)
	}
	return body, answer.Header, err
}

// stored tells whether what was acknowledged last is what is stored.
func (w *writer) stored(ctx context.Context, read store.Reader) (bool, error) {
	if w.kept == "" {
		return true, nil
	}
	text, err := read.Report(ctx, w.report)
	if err == nil && w.version > 0 {
		var draft cycle.Draft
		draft, err = read.Draft(ctx, w.report, w.user.Number)
		if err == nil && draft.Version < w.version {
			return false, nil
		}
		text = draft.Text
	}
	section, _ := text.Section(cycle.Progress)
	return section.Text.Text() == richtext.Parse(w.kept).Text(), err
}
