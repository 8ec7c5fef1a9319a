package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"strings"

	"doelenboom/internal/public"
	"doelenboom/internal/server"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// serveCommand serves the site as `doelenboom serve` does, without its queue of work.
func serveCommand(ctx context.Context, args []string) error {
	var data, addr string
	if _, err := flags("serve", args, 0, func(fs *flag.FlagSet) {
		dataFlag(fs, &data)
		fs.StringVar(&addr, "addr", "127.0.0.1:8420", "where to answer")
	}); err != nil {
		return err
	}
	err := with(ctx, store.Config{Dir: data}, func(in *installation) error {
		s, err := public.New(ctx, in.db.Published(), in.blobs)
		if err != nil {
			return err
		}
		defer s.Close()
		l, err := net.Listen("tcp", addr)
		if err != nil {
			return err
		}
		go s.Watch(ctx)
		return server.Run(ctx, l, server.Site{Public: s})
	})
	return errors.Join(err, profiled())
}

func pathsCommand(ctx context.Context, args []string) error {
	var data string
	if _, err := flags("paths", args, 0, func(fs *flag.FlagSet) { dataFlag(fs, &data) }); err != nil {
		return err
	}
	return with(ctx, store.Config{Dir: data, ReadOnly: true}, func(in *installation) error {
		paths, err := in.paths(ctx)
		for _, p := range paths {
			fmt.Println(p)
		}
		return err
	})
}

// paths are the addresses of the pages of nodes with a number of three parts.
func (in *installation) paths(ctx context.Context) ([]string, error) {
	var paths []string
	all, err := in.db.Published().Organisations(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		for _, e := range o.Editions {
			index, err := in.blobs.Read(e.Revisions[0].Archive.Index)
			if err != nil {
				return nil, err
			}
			x, err := site.ReadIndex(index)
			if err != nil {
				return nil, err
			}
			a, err := site.OpenArchive(x, make([]site.File, x.Files()))
			if err != nil {
				return nil, err
			}
			for path := range a.All() {
				if number, _, _ := strings.Cut(path, "-"); strings.Count(number, ".") == 2 {
					paths = append(paths, "/"+o.Slug+"/"+e.Slug+"/"+path)
				}
			}
		}
	}
	return paths, nil
}
