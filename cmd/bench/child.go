package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// run is what one process cost.
type run struct {
	wall, cpu time.Duration
	peak      float64 // MB resident; never less than what this process had when it started the child
	out       string
}

// child runs a command to its end. What is measured runs as a process of its own, so that its memory and processor time
// are its own.
func child(ctx context.Context, command string, args ...string) (run, error) {
	cmd := exec.CommandContext(ctx, command, args...)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	begin := time.Now()
	err := cmd.Run()
	r := run{wall: time.Since(begin), out: out.String()}
	if err != nil {
		return r, fmt.Errorf("%s %v: %w: %s", command, args, err, trouble.String())
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.peak = float64(usage.Maxrss) / 1024
	}
	return r, nil
}

// self runs a command of this program.
func self(ctx context.Context, args ...string) (run, error) {
	program, err := os.Executable()
	if err != nil {
		return run{}, err
	}
	return child(ctx, program, args...)
}

// contest runs each of several in turn, a number of times, and gives the medians: what disturbs the machine disturbs
// all of them.
func contest(times int, those ...func() (run, error)) ([]run, error) {
	walls, cpus, peaks := make([][]time.Duration, len(those)), make([][]time.Duration, len(those)), make([][]float64, len(those))
	last := make([]run, len(those))
	for range times {
		for i, do := range those {
			r, err := do()
			if err != nil {
				return nil, err
			}
			walls[i], cpus[i], peaks[i] = append(walls[i], r.wall), append(cpus[i], r.cpu), append(peaks[i], r.peak)
			last[i] = r
		}
	}
	for i := range last {
		last[i].wall, last[i].cpu, last[i].peak = median(walls[i]), median(cpus[i]), median(peaks[i])
	}
	return last, nil
}
