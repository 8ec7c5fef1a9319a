package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// siteCommand is row 1 of the targets: from frozen parts to a page as a file.
func siteCommand(ctx context.Context, args []string) error {
	var data, out string
	if _, err := flags("site", args, 0, func(fs *flag.FlagSet) {
		dataFlag(fs, &data)
		fs.StringVar(&out, "out", "", "a new folder, or null to throw the pages away")
	}); err != nil {
		return err
	}
	n := 0
	err := with(ctx, store.Config{Dir: data, ReadOnly: true}, func(in *installation) error {
		return in.each(ctx, func(o cycle.Organisation) error {
			made, err := in.files(ctx, o, out)
			n += made
			return err
		})
	})
	if err == nil {
		fmt.Printf("%d files\n", n)
	}
	return errors.Join(err, profiled())
}

func dataFlag(fs *flag.FlagSet, data *string) {
	fs.StringVar(data, "data", "", "the installation, as prepare made it")
}

// files renders every page of an organisation's editions into a file of its own.
func (in *installation) files(ctx context.Context, o cycle.Organisation, out string) (n int, err error) {
	err = in.jobs.EditionPages(ctx, o.ID, func(slug string, pages func(site.PageWriter) error) error {
		todo := make(chan site.Page, 64)
		workers, inner := errgroup.WithContext(ctx)
		for range runtime.GOMAXPROCS(0) {
			workers.Go(func() error { return writeFiles(filepath.Join(out, o.Slug, slug), todo, out == "null") })
		}
		err := pages(func(p site.Page) error {
			n++
			select {
			case todo <- p:
				return nil
			case <-inner.Done():
				return inner.Err()
			}
		})
		close(todo)
		return errors.Join(workers.Wait(), err)
	})
	return n, err
}

func writeFiles(folder string, pages <-chan site.Page, discard bool) error {
	var buffer bytes.Buffer
	for p := range pages {
		buffer.Reset()
		err := p.Render(&buffer)
		if err == nil && !discard {
			err = writeFile(filepath.Join(folder, filepath.FromSlash(site.FileName(p.Path))), buffer.Bytes())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeFile makes the folder first, because nearly every page has one of its own.
func writeFile(name string, b []byte) error {
	err := os.Mkdir(filepath.Dir(name), 0o755)
	if errors.Is(err, os.ErrNotExist) {
		err = os.MkdirAll(filepath.Dir(name), 0o755)
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return os.WriteFile(name, b, 0o644)
}

// archivesCommand is row 2: from frozen parts to the archives that are served, as `rebuild` does it.
func archivesCommand(ctx context.Context, args []string) error {
	var data string
	if _, err := flags("archives", args, 0, func(fs *flag.FlagSet) { dataFlag(fs, &data) }); err != nil {
		return err
	}
	err := with(ctx, store.Config{Dir: data}, func(in *installation) error {
		return in.each(ctx, func(o cycle.Organisation) error { return in.jobs.Rebuild(ctx, o.ID, "") })
	})
	return errors.Join(err, profiled())
}

// exportCommand unpacks the archives into files, as `export site` does it.
func exportCommand(ctx context.Context, args []string) error {
	var data, out string
	if _, err := flags("export", args, 0, func(fs *flag.FlagSet) {
		dataFlag(fs, &data)
		fs.StringVar(&out, "out", "", "a new folder")
	}); err != nil {
		return err
	}
	err := with(ctx, store.Config{Dir: data, ReadOnly: true}, func(in *installation) error {
		return in.each(ctx, func(o cycle.Organisation) error {
			return in.jobs.ExportSite(ctx, job.Export{Organisation: o.Slug, Out: filepath.Join(out, o.Slug)})
		})
	})
	return errors.Join(err, profiled())
}
