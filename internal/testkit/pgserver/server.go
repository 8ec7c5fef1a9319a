// Package pgserver starts one throw-away PostgreSQL that ends with the process that
// started it, however that process ends.
package pgserver

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a running PostgreSQL in a folder of its own.
type Server struct {
	// DSN is the address of the database "postgres", as its superuser.
	DSN string

	keeper *exec.Cmd
	alive  io.Closer
}

// running keeps the pipes to the keepers reachable: one that the garbage collector
// closes ends its server in the middle of a test.
var running sync.Map

// keeperScript runs the server until its standard input closes. The kernel closes it when
// the starting process is gone, also after kill -9, so neither server nor folder stays behind.
// Nothing in the folder is worth saving: QUIT ends the server at once.
const keeperScript = `
bin=$1; dir=$2; shift 2
"$bin/postgres" -D "$dir/data" "$@" >"$dir/log" 2>&1 </dev/null &
pid=$!
cat >/dev/null
kill -QUIT $pid
wait $pid
cd /
rm -rf "$dir"
`

// Start makes a cluster and starts it on a free port of the loopback address.
func Start() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	who, err := runAs()
	if err != nil {
		return nil, err
	}
	dir, err := folder(who)
	if err != nil {
		return nil, err
	}
	password := rand.Text()
	if err := initialise(bin, dir, password, who); err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	return start(bin, dir, password, who)
}

// folder stands directly under /tmp: the parent of t.TempDir() may not be entered by another user.
func folder(who *syscall.Credential) (string, error) {
	dir, err := os.MkdirTemp("/tmp", "doelenboom-postgres-")
	if err != nil || who == nil {
		return dir, err
	}
	return dir, os.Chown(dir, int(who.Uid), int(who.Gid))
}

// initialise makes the cluster. Text is ordered the Dutch way (ICU), as on servers in use:
// a query that quietly counts on the order of bytes shows itself here.
func initialise(bin, dir, password string, who *syscall.Credential) error {
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(password), 0o644); err != nil {
		return err
	}
	cmd := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"),
		"-U", "doelenboom", "--auth=password", "--pwfile", secret, "--no-sync", "--encoding=UTF8",
		"--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nl")
	as(cmd, dir, who)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb (PostgreSQL 15 or newer is needed): %w\n%s", err, out)
	}
	return os.Remove(secret)
}

func start(bin, dir, password string, who *syscall.Credential) (*Server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("/bin/sh", append([]string{"-c", keeperScript, "postgres", bin, dir}, settings(port)...)...)
	as(cmd, dir, who)
	alive, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &Server{
		DSN:    fmt.Sprintf("postgres://doelenboom:%s@127.0.0.1:%d/postgres?sslmode=disable", password, port),
		keeper: cmd, alive: alive,
	}
	running.Store(s, true)
	if err := s.await(20 * time.Second); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "log"))
		s.Stop()
		return nil, fmt.Errorf("PostgreSQL does not answer: %w\n%s", err, log)
	}
	return s, nil
}

// settings are those of a server whose data may be lost. The time zone is the one of Dutch
// servers, not UTC: a moment that is kept without its zone comes back wrong.
func settings(port int) []string {
	return []string{
		"-p", strconv.Itoa(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
		"-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "autovacuum=off",
		"-c", "max_connections=300", "-c", "timezone=Europe/Amsterdam",
	}
}

func (s *Server) await(patience time.Duration) error {
	db, err := sql.Open("pgx", s.DSN)
	if err != nil {
		return err
	}
	defer db.Close()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		err := db.PingContext(ctx)
		cancel()
		if err == nil || time.Now().After(end) {
			return err
		}
	}
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() {
	running.Delete(s)
	_ = s.alive.Close()
	_ = s.keeper.Wait()
}

// binaries finds the newest PostgreSQL on this machine.
func binaries() (string, error) {
	newest, found := 0, ""
	installed, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	for _, path := range installed {
		bin := filepath.Dir(path)
		if version, err := strconv.Atoi(filepath.Base(filepath.Dir(bin))); err == nil && version > newest {
			newest, found = version, bin
		}
	}
	if found != "" {
		return found, nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("PostgreSQL is not on this machine: run `make tools`, or name a server in TEST_POSTGRES")
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return filepath.Dir(path), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
