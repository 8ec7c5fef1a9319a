package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/server"
	"doelenboom/internal/store"
)

// besideCommand serves what our pages are held against: six bytes with our headers ("hello"), a folder with Go's
// FileServer ("files"), or that folder read into memory ("memory").
func besideCommand(ctx context.Context, args []string) error {
	var kind, root, addr string
	if _, err := flags("beside", args, 0, func(fs *flag.FlagSet) {
		fs.StringVar(&kind, "kind", "hello", "hello, files or memory")
		fs.StringVar(&root, "root", "", "the folder")
		fs.StringVar(&addr, "addr", "127.0.0.1:8421", "where to answer")
	}); err != nil {
		return err
	}
	var h http.Handler = http.HandlerFunc(hello)
	switch kind {
	case "files":
		h = http.FileServer(http.Dir(root))
	case "memory":
		pages, err := inMemory(os.DirFS(root))
		if err != nil {
			return err
		}
		h = pages
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	if kind == "hello" {
		return server.Run(ctx, l, server.Site{Public: h})
	}
	s := &http.Server{Handler: h}
	context.AfterFunc(ctx, func() { s.Close() })
	if err := s.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// hello has the headers of a page as well as those that every answer gets.
func hello(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Etag"], h["Vary"], h["Cache-Control"] = []string{`"7Yzged3mGae9tyZG9QWEXQ-g"`}, []string{"Accept-Encoding"}, []string{"max-age=60, must-revalidate"}
	h["Content-Type"], h["Content-Length"] = []string{"text/plain"}, []string{"6"}
	fmt.Fprint(w, "hallo\n")
}

// pages are files by the path they are asked for.
type pages map[string][]byte

func inMemory(folder fs.FS) (pages, error) {
	all := pages{}
	return all, fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return err
		}
		all["/"+strings.TrimPrefix(path.Dir(name)+"/", "./")], err = fs.ReadFile(folder, name)
		return err
	})
}

func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, ok := p[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body) // whoever went away does not want to hear that it failed
}

// serveRows are row 4: a published page, warm. The folder that others serve is what archivesRow unpacked.
func (t *table) serveRows(ctx context.Context, s size) error {
	if s == small {
		return nil
	}
	paths, err := t.paths(ctx, s)
	if err != nil {
		return err
	}
	root := filepath.Join(t.out(), strings.Split(paths[0], "/")[1]) // what export made of the first organisation
	paths = slices.DeleteFunc(paths, func(p string) bool { return !strings.HasPrefix(p, "/"+filepath.Base(root)+"/") })
	program, err := t.program(ctx)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	tag, err := tagOf(ctx, paths[0], program, "serve", "--data", t.data(s))
	if err != nil {
		return err
	}
	var cost [5]time.Duration
	var memory float64
	for i, c := range []struct {
		paths   []string
		tag     string
		command []string
	}{
		{paths, "", []string{program, "serve", "--data", t.data(s)}},
		{paths[:1], tag, []string{program, "serve", "--data", t.data(s)}},
		{[]string{"/"}, "", []string{self, "beside", "--kind", "hello"}},
		{paths, "", []string{self, "beside", "--kind", "files", "--root", root}},
		{paths, "", []string{self, "beside", "--kind", "memory", "--root", root}},
	} {
		var has float64
		if cost[i], has, err = perRequest(ctx, c.paths, c.tag, c.command[0], c.command[1:]...); err != nil {
			return err
		}
		if i == 0 {
			memory = has
		}
	}
	micro := func(i int) string { return fmt.Sprintf("%.0f us", float64(cost[i].Nanoseconds())/1000) }
	against := func(a, b int) string { return fmt.Sprintf("%.2fx", float64(cost[a])/float64(cost[b])) }
	figure("4 cpu of a page, warm", micro(0), against(0, 3)+" FileServer", "<= 1x")
	figure("", "", against(0, 4)+" in memory", "<= 1.4x")
	figure("  cpu of an answer 304", micro(1), against(1, 2)+" six bytes", "<= 1.3x")
	figure("  memory after "+thousands(requests)+" pages", fmt.Sprintf("%.0f MB", memory), "", "<= 64 MB")
	return nil
}

func (t *table) paths(ctx context.Context, s size) ([]string, error) {
	var paths []string
	err := with(ctx, store.Config{Dir: t.data(s), ReadOnly: true}, func(in *installation) error {
		var err error
		paths, err = in.paths(ctx)
		return err
	})
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("%s shows no pages", t.data(s))
	}
	return paths, err
}

// tagOf asks the ETag of a page's gzip form.
func tagOf(ctx context.Context, path, command string, args ...string) (string, error) {
	s, err := launch(ctx, path, command, args...)
	if err != nil {
		return "", err
	}
	defer s.stop()
	r, err := http.NewRequest(http.MethodGet, "http://"+s.address+path, nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	return answer.Header.Get("ETag"), nil
}

// startRow is row 11.
func (t *table) startRow(ctx context.Context, s size) error {
	program, err := t.program(ctx)
	if err != nil {
		return err
	}
	info, err := os.Stat(program)
	if err != nil {
		return err
	}
	var took []time.Duration
	var idle []float64
	for range 3 * t.times {
		served, err := launch(ctx, "/", program, "serve", "--data", t.data(s))
		if err != nil {
			return err
		}
		took = append(took, served.started)
		if len(idle) < t.times {
			time.Sleep(time.Second)
			idle = append(idle, served.memory())
		}
		served.stop()
	}
	figure("11 start with "+thousands(s.pages)+" reports", fmt.Sprintf("%.1f ms", milliseconds(median(took))), fmt.Sprintf("idle %.0f MB", median(idle)), "<= 12 ms, idle <= 25 MB")
	if s == small {
		figure("   the program", fmt.Sprintf("%.0f MB", float64(info.Size())/1e6), "", "<= 40 MB")
	}
	return nil
}
