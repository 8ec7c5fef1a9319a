package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"doelenboom/internal/auth"
	"doelenboom/internal/job"
	"doelenboom/internal/public"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/gallery"
	"doelenboom/internal/web"
)

type serveCommand struct {
	Addr  string
	Proxy []string
	Dev   bool
	mailFlags
}

func newServe(s *shared) *cobra.Command {
	var c serveCommand
	cmd := s.command("serve", "Start werkplek en publicatiesite.", &c)
	servedFlags(cmd.Flags(), &c.Addr, &c.Dev)
	repeated(cmd.Flags(), &c.Proxy, "proxy", "`CIDR` Netwerk van een proxy die gezegd mag hebben dat het https was en wie er vraagt.")
	c.bind(cmd.Flags())
	return cmd
}

// servedFlags are the flags of whatever serves.
func servedFlags(flags *pflag.FlagSet, addr *string, dev *bool) {
	flags.StringVar(addr, "addr", "127.0.0.1:8080", "`HOST:POORT` Waar de site antwoordt.")
	flags.BoolVar(dev, "dev", false, "Toon op /ui/ ook de onderdelen van de pagina's, voor wie eraan bouwt.")
	flags.Lookup("dev").Hidden = true
}

func (c serveCommand) Run(ctx context.Context, con console, p place) error {
	proxies, err := prefixes(c.Proxy)
	if err != nil {
		return err
	}
	if err := knownAddress(c.Addr); err != nil {
		return err
	}
	sender, err := c.sender()
	if err != nil {
		return err
	}
	in, unlock, err := p.openToServe(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if u := in.db.Upgraded(); u.Done() {
		con.say("Schema bijgewerkt van %d naar %d; de gegevens van daarvoor staan in %s", u.From, u.To, u.Copy)
	}
	l, err := listen(c.Addr)
	if err != nil {
		return errors.Join(err, in.close())
	}
	con.say("Doelenboom antwoordt op http://%s/", l.Addr())
	signIn, err := in.signIn(auth.Usual)
	if err != nil {
		return errors.Join(err, l.Close(), in.close())
	}
	if sender == nil {
		con.say("Er is geen mailserver ingesteld (--smtp): uitnodigingen en andere brieven blijven wachten")
	} else {
		in.jobs.With(job.Post{Sender: sender, Auth: signIn, Workplace: c.workplace(l)})
	}
	address := strings.TrimRight(c.WorkplaceURL, "/")
	return errors.Join(in.serve(ctx, l, in.served(c.Dev, proxies, signIn, address)), in.close())
}

// openToServe opens the data for a server. Only one may serve a data folder with SQLite; servers on one PostgreSQL
// share their folder.
func (p place) openToServe(ctx context.Context) (*installation, func(), error) {
	hold := lockFolder
	if p.Database != "" {
		hold = shareFolder
	}
	lock, err := hold(p.folder())
	if err != nil {
		return nil, nil, err
	}
	unlock := func() { _ = lock.Release() } // the process ends; the system would do it too
	if err := p.wholeDemo(); err != nil {
		unlock()
		return nil, nil, err
	}
	in, err := p.open(ctx, true)
	if err != nil {
		unlock()
	}
	return in, unlock, err
}

// served is what is served beside the site; address is that of the workplace, "" when it has none of its own.
func (in *installation) served(dev bool, proxies []netip.Prefix, signIn *auth.Service, address string) server.Site {
	work := web.New(web.Config{Read: in.db.Readers(), Do: in.do, Auth: signIn, Address: address, Preview: job.NewPreviews(in.jobs).Page})
	s := server.Site{Proxies: proxies, Mounts: []server.Mount{{Prefix: "/werk/", Handler: work}}}
	if dev {
		s.Mounts = append(s.Mounts, server.Mount{Prefix: gallery.Prefix, Handler: gallery.Handler()})
	}
	return s
}

// serve answers until ctx ends, and works through the queue meanwhile: what an earlier process left half done too.
func (in *installation) serve(ctx context.Context, l net.Listener, also server.Site) error {
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, nil)))
	site, err := public.New(ctx, in.db.Published(), in.blobs)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer site.Close()
	also.Public, also.OwnHost = site, site.OwnHost
	var running sync.WaitGroup
	inner, stop := context.WithCancel(ctx)
	running.Go(func() { site.Watch(inner) })
	running.Go(func() { in.jobs.Run(inner) })
	err = server.Run(ctx, l, also)
	stop()
	running.Wait()
	return err
}

// knownAddress refuses what cannot be listened on, before anything is opened for it.
func knownAddress(addr string) error {
	if _, err := net.ResolveTCPAddr("tcp", addr); err != nil || addr == "" {
		return wrongUsage{fmt.Sprintf("--addr: %q is geen adres; schrijf het als 127.0.0.1:8080", addr)}
	}
	return nil
}

func listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, refused("op %s kan niet geantwoord worden: %s. Kies een ander adres met --addr", addr, networkTrouble(err))
	}
	return l, nil
}

func prefixes(texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, wrongUsage{fmt.Sprintf("--proxy: %q is geen netwerk; schrijf het als 10.0.0.0/8", text)}
		}
		out = append(out, p)
	}
	return out, nil
}

type migrateCommand struct{ Check bool }

func newMigrate(s *shared) *cobra.Command {
	var c migrateCommand
	cmd := s.command("migrate", "Breng het schema van de gegevens op peil.", &c)
	cmd.Flags().BoolVar(&c.Check, "check", false, "Zeg alleen of het nodig is.")
	return cmd
}

func (c migrateCommand) Run(ctx context.Context, con console, p place) error {
	if err := errors.Join(p.knownDatabase(), wholeFolder(p.folder())); err != nil {
		return err
	}
	config := store.Config{Dir: p.folder(), Database: p.Database}
	if !config.Begun() {
		return p.nothingThere()
	}
	have, err := store.SchemaOf(ctx, config)
	if err != nil {
		return err
	}
	want := store.Schema()
	if c.Check {
		con.say("schema van de gegevens: %d; van dit programma: %d", have, want)
		if have > want {
			return store.ErrSchemaNewer
		}
		if have < want {
			return refused("het schema is niet op peil; voer uit: doelenboom migrate")
		}
		return nil
	}
	if have < want {
		lock, err := lockFolder(p.folder())
		if err != nil {
			return err
		}
		defer lock.Release()
	}
	u, err := store.Migrate(ctx, config)
	if err != nil {
		return err
	}
	switch {
	case u.Copy != "":
		con.say("schema bijgewerkt van %d naar %d; de gegevens van daarvoor staan in %s", u.From, u.To, u.Copy)
	case u.To != u.From:
		con.say("schema bijgewerkt van %d naar %d", u.From, u.To)
	default:
		con.say("schema %d is al op peil", u.To)
	}
	return nil
}
