package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/job"
	"doelenboom/internal/mail"
	"doelenboom/internal/store"
	"doelenboom/sample"
)

type demoCommand struct {
	Addr              string
	OpenToOthers, Dev bool
}

func newDemo(s *shared) *cobra.Command {
	var c demoCommand
	cmd := s.command("demo", "Toon de voorbeeldorganisaties in de browser.", &c)
	servedFlags(cmd.Flags(), &c.Addr, &c.Dev)
	cmd.Flags().BoolVar(&c.OpenToOthers, "open-to-others", false, "Sta een adres toe dat ook anderen kunnen bereiken.")
	return cmd
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
	} else if err := p.mustBeEmpty(); err != nil {
		return errors.Join(err, l.Close())
	}
	lock, err := lockFolder(p.folder())
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer lock.Release()
	in, err := openToLoad(ctx, store.Config{Dir: p.folder(), Database: p.Database, Volatile: volatile})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	cost := auth.Usual
	if volatile {
		cost = auth.Demonstration
	}
	signIn, err := in.signIn(cost)
	if err != nil {
		return errors.Join(err, l.Close(), in.close())
	}
	in.jobs.With(job.Post{Sender: mail.NewLog(con.out), Auth: signIn, Workplace: "http://" + l.Addr().String()})
	return errors.Join(c.serve(ctx, con, in, signIn, l, p.folder()), in.close())
}

func (c demoCommand) serve(ctx context.Context, con console, in *installation, signIn *auth.Service, l net.Listener, folder string) error {
	con.say("Doelenboom antwoordt op http://%s/", l.Addr())
	if whole, err := filepath.Abs(folder); err == nil {
		folder = whole // so that it can be taken over in another folder
	}
	con.say("Gegevens: %s", folder)
	inner, stop := context.WithCancel(ctx)
	loaded := make(chan error, 1)
	go func() {
		err := in.loadSample(inner, con, signIn, l.Addr().String())
		if err != nil {
			stop() // a demo without its sample is none
		}
		loaded <- err
	}()
	err := in.serve(inner, l, in.served(c.Dev, nil, signIn, ""))
	stop()
	if failed := <-loaded; failed != nil && ctx.Err() == nil {
		return failed
	}
	return err
}

// loadSample loads the sample and tells the address of each organisation as soon as it is there.
func (in *installation) loadSample(ctx context.Context, con console, signIn *auth.Service, addr string) error {
	for i, folder := range demo.Folders {
		o, err := demo.LoadOne(ctx, sample.Files, folder, in.do, func(ctx context.Context, org cycle.OrganisationID) error {
			return in.jobs.RunPending(ctx, org)
		})
		if err != nil {
			return err
		}
		con.say("%s: http://%s/%s/", o.Name, addr, o.Slug)
		if i > 0 {
			continue
		}
		if err := in.tellSignIns(ctx, con, signIn, o.ID); err != nil {
			return err
		}
	}
	if err := os.Remove(filepath.Join(in.dir, halfLoaded)); err != nil {
		return err
	}
	con.say("Stoppen: Ctrl+C")
	return nil
}

// halfLoaded is a file in a data folder for as long as its demonstration is not all there.
const halfLoaded = "demo.unfinished"

func openToLoad(ctx context.Context, c store.Config) (*installation, error) {
	mark := filepath.Join(c.Dir, halfLoaded)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return nil, err
	}
	in, err := openAt(ctx, c)
	if err != nil {
		return nil, errors.Join(err, os.Remove(mark))
	}
	return in, nil
}

// wholeDemo refuses a folder in which a demonstration was being loaded when it was stopped: most of it would not be found.
// Only who holds the lock of the folder knows that nobody is loading it now.
func (p place) wholeDemo() error {
	if _, err := os.Lstat(filepath.Join(p.folder(), halfLoaded)); err != nil {
		return nil // whoever may not look here is told so by what comes next
	}
	also := ""
	if p.Database != "" {
		also = ", neem een lege database"
	}
	return refused("in %s is het laden van de demo afgebroken; verwijder de map%s en begin opnieuw", filepath.Clean(p.folder()), also)
}

// tellSignIns gives one person of each role a password that did not exist before, and tells it.
func (in *installation) tellSignIns(ctx context.Context, con console, signIn *auth.Service, org cycle.OrganisationID) error {
	users, err := in.db.Read(org).Users(ctx)
	if err != nil {
		return err
	}
	told := map[cycle.Role]bool{}
	for _, u := range users {
		role := u.Grants[0].Role
		if told[role] {
			continue
		}
		told[role] = true
		text := strings.ToLower(rand.Text())
		password := text[:5] + "-" + text[5:10] + "-" + text[10:15]
		if err := signIn.FirstPassword(ctx, u.Account, password); err != nil {
			return err
		}
		con.say("Aanmelden als %s: %s  %s", role, u.ID, password)
	}
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

// halfDemo refuses a folder with half a demonstration, or with one that is being loaded.
func (p place) halfDemo() error {
	lock, err := lockFolder(p.folder())
	if err != nil {
		return err
	}
	return errors.Join(p.wholeDemo(), lock.Release())
}

func (p place) mustBeEmpty() error {
	dir := p.folder()
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return os.MkdirAll(dir, 0o750)
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == halfLoaded }) {
		if err := p.halfDemo(); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if e.Name() != "serve.lock" {
			return refused("de map %s is niet leeg; kies voor de demo een lege of nieuwe map", filepath.Clean(dir))
		}
	}
	return nil
}
