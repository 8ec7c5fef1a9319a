// Command withpostgres runs a command beside one throw-away PostgreSQL, named in TEST_POSTGRES:
//
//	go run ./internal/testkit/withpostgres -- go test ./...
//
// A server that TEST_POSTGRES names already is used as it is. The exit code is the command's.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"doelenboom/internal/testkit/pgserver"
)

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: withpostgres -- COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	os.Exit(run(args))
}

func run(args []string) int {
	// Signals are caught before the server starts: from then on there is something to clean up.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)

	if os.Getenv("TEST_POSTGRES") == "" {
		server, err := pgserver.Start()
		if err != nil {
			fmt.Fprintln(os.Stderr, "withpostgres:", err)
			return 1
		}
		defer server.Stop()
		os.Setenv("TEST_POSTGRES", server.DSN)
	}
	return command(args, signals)
}

// command passes signals on and waits, so that the server outlives those who use it.
func command(args []string, signals <-chan os.Signal) int {
	runtime.LockOSThread() // Pdeathsig speaks of the thread, not of the process
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "withpostgres:", err)
		return 127
	}
	go func() {
		for s := range signals {
			_ = cmd.Process.Signal(s)
		}
	}()
	return exitCode(cmd.Wait())
}

func exitCode(err error) int {
	if err == nil {
		return 0
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return 1
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return exit.ExitCode()
}
