package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// served is a server that runs as a process of its own.
type served struct {
	cmd     *exec.Cmd
	address string
	started time.Duration // from its start to its first answer
}

// launch starts a server and waits until it answers on path.
func launch(ctx context.Context, path, command string, args ...string) (*served, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &served{address: l.Addr().String()}
	if err := l.Close(); err != nil {
		return nil, err
	}
	s.cmd = exec.CommandContext(ctx, command, append(args, "--addr", s.address)...)
	s.cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	begin := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for time.Since(begin) < 10*time.Second {
		answer, err := http.Get("http://" + s.address + path)
		if err == nil {
			answer.Body.Close()
			s.started = time.Since(begin)
			return s, nil
		}
		time.Sleep(300 * time.Microsecond)
	}
	return nil, errors.Join(fmt.Errorf("%s does not answer", command), s.cmd.Process.Kill(), s.cmd.Wait())
}

// memory is what the process has in memory now, in MB; 0 where /proc does not tell.
func (s *served) memory() float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	var kilobytes float64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1024
}

// stop ends the process and gives the processor time of its whole life.
func (s *served) stop() time.Duration {
	if s.cmd.Process.Signal(syscall.SIGTERM) != nil || s.cmd.Wait() != nil && s.cmd.ProcessState == nil {
		return 0
	}
	return s.cmd.ProcessState.UserTime() + s.cmd.ProcessState.SystemTime()
}

// load asks for paths in turn, over a few connections, as browsers do: with gzip. Tag is sent as If-None-Match.
func load(address string, paths []string, requests int, tag string) error {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var next atomic.Int64
	var workers sync.WaitGroup
	trouble := make(chan error, 8)
	for range 8 {
		workers.Go(func() {
			for i := next.Add(1); i <= int64(requests); i = next.Add(1) {
				if err := ask(client, "http://"+address+paths[int(i)%len(paths)], tag); err != nil {
					trouble <- err
					return
				}
			}
		})
	}
	workers.Wait()
	close(trouble)
	return <-trouble
}

func ask(client *http.Client, url, tag string) error {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	want := http.StatusOK
	if tag != "" {
		r.Header.Set("If-None-Match", tag)
		want = http.StatusNotModified
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != want {
		return fmt.Errorf("%s answers %s", url, answer.Status)
	}
	return nil
}

const requests = 20_000

// perRequest is the processor time of one request: a life with load less a life with one request.
func perRequest(ctx context.Context, paths []string, tag, command string, args ...string) (time.Duration, float64, error) {
	var lives [2]time.Duration
	memory := 0.0
	for i, n := range []int{1, requests} {
		s, err := launch(ctx, paths[0], command, args...)
		if err != nil {
			return 0, 0, err
		}
		err = load(s.address, paths, n, tag)
		memory = s.memory()
		lives[i] = s.stop()
		if err != nil {
			return 0, 0, err
		}
	}
	return (lives[1] - lives[0]) / requests, memory, nil
}

// program builds what people run.
func (t *table) program(ctx context.Context) (string, error) {
	out, err := filepath.Abs(filepath.Join(t.work, "doelenboom"))
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "./cmd/doelenboom") // as make does
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	text, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("build the program: %w: %s", err, text)
	}
	return out, err
}
