package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/store"
	"doelenboom/sample"
)

type demoCommand struct {
	Addr         string `default:"127.0.0.1:8080" placeholder:"HOST:POORT" help:"Waar de site antwoordt."`
	OpenToOthers bool   `help:"Sta een adres toe dat ook anderen kunnen bereiken."`
	Dev          bool   `hidden:"" help:"Toon op /ui/ ook de onderdelen van de bladzijden, voor wie eraan bouwt."`
}

// Run serves the sample organisations: from a throw-away folder, or from an empty folder where they stay. It answers at
// once and loads meanwhile.
func (c demoCommand) Run(ctx context.Context, con console, p place) error {
	if err := c.onlyHere(); err != nil {
		return err
	}
	if err := errors.Join(knownAddress(c.Addr), p.knownDatabase()); err != nil {
		return err
	}
	l, err := listen(c.Addr)
	if err != nil {
		return err
	}
	volatile := p.Data == "" && p.Database == ""
	if p.Data == "" {
		dir, err := os.MkdirTemp("", "doelenboom-demo-")
		if err != nil {
			return errors.Join(err, l.Close())
		}
		defer os.RemoveAll(dir)
		p.Data = dir
	} else if err := mustBeEmpty(p.Data); err != nil {
		return errors.Join(err, l.Close())
	}
	lock, err := lockFolder(p.folder())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer lock.Release()
	in, err := openAt(ctx, store.Config{Dir: p.folder(), Database: p.Database, Volatile: volatile})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	return errors.Join(c.serve(ctx, con, in, l, p.folder()), in.close())
}

func (c demoCommand) serve(ctx context.Context, con console, in *installation, l net.Listener, folder string) error {
	con.say("Doelenboom antwoordt op http://%s/", l.Addr())
	con.say("Gegevens: %s", folder)
	inner, stop := context.WithCancel(ctx)
	loaded := make(chan error, 1)
	go func() {
		err := in.loadSample(inner, con, l.Addr().String())
		if err != nil {
			stop() // a demo without its sample is none
		}
		loaded <- err
	}()
	err := in.serve(inner, l, served(c.Dev, nil))
	stop()
	if failed := <-loaded; failed != nil && ctx.Err() == nil {
		return failed
	}
	return err
}

// loadSample loads the sample and tells the address of each organisation as soon as it is there.
func (in *installation) loadSample(ctx context.Context, con console, addr string) error {
	for _, folder := range demo.Folders {
		o, err := demo.LoadOne(ctx, sample.Files, folder, in.do, func(ctx context.Context, org cycle.OrganisationID) error {
			return in.jobs.RunPending(ctx, org)
		})
		if err != nil {
			return err
		}
		con.say("%s: http://%s/%s/", o.Name, addr, o.Slug)
	}
	con.say("Stoppen: Ctrl+C")
	return nil
}

// onlyHere keeps the demo to this machine unless somebody asks otherwise: its data is nobody's to guard.
func (c demoCommand) onlyHere() error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return wrongUsage{fmt.Sprintf("--addr: %q is geen adres; schrijf het als 127.0.0.1:8080", c.Addr)}
	}
	ip := net.ParseIP(host)
	if c.OpenToOthers || host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return wrongUsage{fmt.Sprintf("op %s kunnen ook anderen meekijken; zeg met --open-to-others dat dat de bedoeling is", c.Addr)}
}

func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return os.MkdirAll(dir, 0o750)
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != "serve.lock" {
			return refused("de map %s is niet leeg; kies voor de demo een lege of nieuwe map", filepath.Clean(dir))
		}
	}
	return nil
}
