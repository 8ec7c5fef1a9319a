package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// TestMain lets the test program be doelenboom itself when it is called by that name: the stories run real processes.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"doelenboom": main})
}

// program is doelenboom with a data folder of its own, as a process to be run.
type program struct {
	store.Config        // where its rows are
	exe          string // the test program, unless a test needs a copy
	user         *syscall.Credential
}

// eachEngine runs f with an empty SQLite and, unless this is the quick round, with an empty PostgreSQL.
func eachEngine(t *testing.T, f func(t *testing.T, p program)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		c.Volatile = false
		f(t, program{Config: c, exe: exe})
	})
}

func (p program) env() []string {
	return append(os.Environ(), "DOELENBOOM_DATA="+p.Dir, "DOELENBOOM_DATABASE="+p.Database)
}

func (p program) command(args ...string) *exec.Cmd {
	cmd := exec.Command(p.exe, args...)
	cmd.Args[0] = "doelenboom"
	cmd.Env = p.env()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.user, Pdeathsig: syscall.SIGKILL}
	return cmd
}

// result is how a command ended.
type result struct {
	code        int
	out, stderr string
}

func (p program) run(t testing.TB, args ...string) result {
	t.Helper()
	cmd := p.command(args...)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), out.String(), stderr.String()}
}

// must runs a command that has to succeed, and gives what it said.
func (p program) must(t testing.TB, args ...string) string {
	t.Helper()
	r := p.run(t, args...)
	if r.code != 0 {
		t.Fatalf("doelenboom %s: exit %d\n%s%s", strings.Join(args, " "), r.code, r.out, r.stderr)
	}
	return r.out
}

// fails runs a command that has to fail with a code and one line that holds text.
func (p program) fails(t testing.TB, code int, text string, args ...string) {
	t.Helper()
	r := p.run(t, args...)
	lines := strings.Split(strings.TrimSuffix(r.stderr, "\n"), "\n")
	if r.code != code || len(lines) != 1 || !strings.Contains(lines[0], text) {
		t.Errorf("doelenboom %s: exit %d, want %d and one line with %q; it said:\n%s", strings.Join(args, " "), r.code, code, text, r.stderr)
	}
}

// takenOver makes an organisation and an edition that was published elsewhere, both by the slugs that tests use.
func (p program) takenOver(t testing.TB) {
	t.Helper()
	p.must(t, "organisation", "add", "--slug", "proefland", "--name", "Proefland", "--kind", "provincie", "--contact", "pc@proefland.example")
	p.must(t, "edition", "add", "--organisation", "proefland", "--slug", "jaarverslag-2016", "--kind", "jaarverslag", "--year", "2016", "--taken-over")
}

// process is a doelenboom that goes on running.
type process struct {
	*exec.Cmd
	lines chan string
	ended chan error
}

// start starts doelenboom, which ends with the test at the latest.
func (p program) start(t testing.TB, args ...string) *process {
	t.Helper()
	cmd := p.command(args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := &process{Cmd: cmd, lines: make(chan string, 1000), ended: make(chan error, 1)}
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			r.lines <- s.Text()
		}
		close(r.lines)
		r.ended <- cmd.Wait()
	}()
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return r
}

// says waits for a line that begins with text and gives what follows.
func (r *process) says(t testing.TB, text string) string {
	t.Helper()
	limit := time.After(30 * time.Second)
	var all []string
	for {
		select {
		case line, ok := <-r.lines:
			if !ok {
				t.Fatalf("it ended without saying %q; it said:\n%s", text, strings.Join(all, "\n"))
			}
			all = append(all, line)
			if after, found := strings.CutPrefix(line, text); found {
				return after
			}
		case <-limit:
			t.Fatalf("it did not say %q; it said:\n%s", text, strings.Join(all, "\n"))
		}
	}
}

// stop asks a process to end and gives its exit code; -1 when it had to be killed.
func (r *process) stop(t testing.TB, with os.Signal) int {
	t.Helper()
	if err := r.Process.Signal(with); err != nil {
		t.Fatal(err)
	}
	select {
	case <-r.ended:
		return r.ProcessState.ExitCode()
	case <-time.After(30 * time.Second):
		t.Errorf("it did not end after %v", with)
		return -1
	}
}

// serve starts a server and gives its address, without final slash.
func (p program) serve(t testing.TB) (*process, string) {
	t.Helper()
	r := p.start(t, "serve", "--addr", "127.0.0.1:0")
	return r, strings.TrimSuffix(r.says(t, "Doelenboom antwoordt op "), "/")
}

// get reads a page.
func get(t testing.TB, url string) (int, string) {
	t.Helper()
	code, body, err := fetch(url)
	if err != nil {
		t.Fatal(err)
	}
	return code, body
}

func fetch(url string) (int, string, error) {
	response, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

// appears waits until a page answers with text, at most so long.
func appears(t testing.TB, url, text string, within time.Duration) string {
	t.Helper()
	for end := time.Now().Add(within); ; time.Sleep(20 * time.Millisecond) {
		code, body := get(t, url)
		if code == http.StatusOK && strings.Contains(body, text) {
			return body
		}
		if time.Now().After(end) {
			t.Fatalf("%s does not show %q within %v (status %d)", url, text, within, code)
		}
	}
}
