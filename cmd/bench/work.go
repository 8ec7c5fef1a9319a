package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"time"

	"doelenboom/internal/store"
)

// workCommand is row 5: what pages of the workplace cost, warm, beside the same queries shown with html/template.
func workCommand(ctx context.Context, args []string) error {
	var deliverables, times int
	var page string
	rest, err := flags("work", args, 1, func(fs *flag.FlagSet) {
		fs.IntVar(&deliverables, "deliverables", 500, "of the round")
		fs.IntVar(&times, "times", 300, "how often each page is asked")
		fs.StringVar(&page, "page", "", "only this one")
	})
	if err != nil {
		return err
	}
	all, err := working(ctx, rest[0], deliverables, times, page)
	for _, c := range all {
		fmt.Println(c)
	}
	return errors.Join(err, profiled())
}

// cost is what one page takes of the server.
type cost struct {
	name     string
	cpu      time.Duration   // of one page
	took     []time.Duration // shortest first
	bytes    int
	peer     time.Duration // processor time of the page beside it; 0 when there is none
	peerSize int
}

func (c cost) String() string {
	text := fmt.Sprintf("%-28s %6.2f ms of processor, p50 %.2f ms, p99 %.2f ms, %d bytes", c.name, milliseconds(c.cpu),
		milliseconds(at(c.took, 0.5)), milliseconds(at(c.took, 0.99)), c.bytes)
	if c.peer > 0 {
		text += fmt.Sprintf("; html/template %.2f ms (%.2fx), %d bytes", milliseconds(c.peer), c.less(), c.peerSize)
	}
	return text
}

// less is how many times less processor time a page takes than the one beside it.
func (c cost) less() float64 { return float64(c.peer) / float64(max(c.cpu, 1)) }

// working asks pages of a round, one after the other, without a network: what is measured is the page.
func working(ctx context.Context, text string, deliverables, times int, only string) ([]cost, error) {
	dir, err := os.MkdirTemp("", "bench-work-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var all []cost
	err = with(ctx, store.Config{Dir: dir, Volatile: true}, func(in *installation) error {
		r, err := in.newRound(ctx, text, deliverables, min(200, deliverables))
		if err != nil {
			return err
		}
		ours, peer := in.workplace(), newPeer(in)
		root := "/werk/" + r.org.Slug + "/"
		for _, p := range []struct{ name, account, path string }{
			{"mijn werk of a writer", r.writers[0].Account, root},
			{"mijn werk of a controller", r.checker.Account, root},
			{"the writing page", r.writers[0].Account, r.address(r.reports[0].ID, "schrijven")},
			{"the round at a glance", r.coordinator.Account, root + "rondes/" + r.edition.Slug + "/"},
		} {
			if only != "" && only != p.name {
				continue
			}
			c, err := measure(ctx, p.name, p.account, p.path, times, ours, peer)
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			all = append(all, c)
		}
		return nil
	})
	return all, err
}

// measure asks ours and the peer in turn, ten at a time, so that what disturbs the machine disturbs both.
func measure(ctx context.Context, name, account, path string, times int, ours, peer http.Handler) (cost, error) {
	c := cost{name: name}
	for n := -10; n < times; n += 10 { // the first ten warm it
		before := processorTime()
		for range 10 {
			begin := time.Now()
			size, err := asked(ctx, ours, account, path)
			if err != nil {
				return c, err
			}
			c.took, c.bytes = append(c.took, time.Since(begin)), size
		}
		between := processorTime()
		known := true
		for range 10 {
			size, err := asked(ctx, peer, account, path)
			if errors.Is(err, errNoPage) {
				known = false
				break
			}
			if err != nil {
				return c, err
			}
			c.peerSize = size
		}
		if n < 0 {
			c.took = nil
			continue
		}
		c.cpu += between - before
		if known {
			c.peer += processorTime() - between
		}
	}
	c.cpu, c.peer = c.cpu/time.Duration(times), c.peer/time.Duration(times)
	slices.Sort(c.took)
	return c, nil
}

var errNoPage = errors.New("there is no such page")

// asked gives the size of a page.
func asked(ctx context.Context, h http.Handler, account, path string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	if err != nil {
		return 0, err
	}
	r.AddCookie(&http.Cookie{Name: accountCookie, Value: account})
	w := &counted{header: http.Header{}}
	h.ServeHTTP(w, r)
	switch w.status {
	case http.StatusOK:
		return w.bytes, nil
	case http.StatusNotFound:
		return 0, errNoPage
	}
	return 0, fmt.Errorf("%s answers %d", path, w.status)
}

// counted counts what is sent.
type counted struct {
	header http.Header
	status int
	bytes  int
}

func (c *counted) Header() http.Header    { return c.header }
func (c *counted) WriteHeader(status int) { c.status = status }
func (c *counted) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	c.bytes += len(b)
	return len(b), nil
}
