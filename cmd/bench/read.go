package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"doelenboom/internal/importer"
)

func readCommand(ctx context.Context, args []string) error {
	rest, err := flags("read", args, 1, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	r, err := reading(ctx, rest[0])
	if err == nil {
		fmt.Printf("%d pages, %.0f a second on one core\n", r.pages, r.perSecond())
	}
	return errors.Join(err, profiled())
}

type readResult struct {
	pages int
	took  time.Duration
}

func (r readResult) perSecond() float64 { return float64(r.pages) / r.took.Seconds() }

// reading reads every page of a corpus and writes its proposal, as `import --dry-run --json` does, on one core.
func reading(ctx context.Context, text string) (readResult, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	files, err := filepath.Glob(filepath.Join(text, "*", "*", "*.txt"))
	if err != nil || len(files) == 0 {
		return readResult{}, errors.Join(err, fmt.Errorf("%s holds no pages", text))
	}
	begin := time.Now()
	out, n := importer.NewEncoder(io.Discard), 0
	for _, file := range files {
		err := readFile(ctx, file, func(d importer.Document) error { n++; return out.Document(d) })
		if err != nil {
			return readResult{}, err
		}
	}
	return readResult{n, time.Since(begin)}, out.Close()
}
