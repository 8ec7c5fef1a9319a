package main

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"

	"doelenboom/internal/auth"
	"doelenboom/internal/backup"
	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/heap"
	"doelenboom/internal/job"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
)

// installation is the data of one data folder, opened.
type installation struct {
	db    *store.DB
	blobs *blob.Store
	do    *change.Service
	jobs  *job.Runner
	dir   string     // the data folder
	as    string     // on whose behalf, when it is not the system account
	actor cycle.User // the same, in the organisation that the command is about
}

// open opens the data that p names. A command must not make an installation by accident: only commands that begin one
// (add, demo, serve) may create the folder.
func (p place) open(ctx context.Context, create bool) (*installation, error) {
	if err := p.knownDatabase(); err != nil {
		return nil, err
	}
	info, err := os.Stat(p.folder())
	switch {
	case errors.Is(err, os.ErrNotExist) && !create:
		return nil, refused("de map %s bestaat niet; wijs de gegevens aan met --data", p.folder())
	case err == nil && !info.IsDir():
		return nil, refused("%s is een bestand, geen map; wijs de gegevens aan met --data", p.folder())
	}
	if create { // with PostgreSQL too: published parts and pages are files in it
		if err := os.MkdirAll(p.folder(), 0o750); err != nil {
			return nil, err
		}
	}
	config := store.Config{Dir: p.folder(), Database: p.Database}
	if !create && !config.Begun() {
		return nil, p.nothingThere()
	}
	in, err := openAt(ctx, config)
	if err != nil || p.As == "" || p.As == cycle.System.ID {
		return in, err
	}
	in.as = auth.Address(p.As)
	if _, err := in.db.Sessions().AccountByAddress(ctx, in.as); err != nil {
		if errors.Is(err, cycle.ErrNotFound) {
			err = refused("er is geen gebruiker %q; zonder --as handelt u als %s", p.As, cycle.System.Name)
		}
		return nil, errors.Join(err, in.close())
	}
	return in, nil
}

// nothingThere refuses a folder that is no data folder: somebody mistyped it.
func (p place) nothingThere() error {
	if err := wholeFolder(p.folder()); err != nil {
		return err
	}
	return refused("in de map %s staan geen gegevens van doelenboom; wijs de gegevens aan met --data", p.folder())
}

// signIn is who knows passwords and sessions. It needs the key file, and makes one when there is none.
func (in *installation) signIn(cost auth.Cost) (*auth.Service, error) {
	key, err := auth.OpenKey(in.dir)
	if err != nil {
		return nil, err
	}
	return auth.New(in.db.Sessions(), key, cost), nil
}

// knownDatabase refuses an address that cannot be one of PostgreSQL.
func (p place) knownDatabase() error {
	if p.Database == "" {
		return nil
	}
	u, err := url.Parse(p.Database)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return wrongUsage{"--database: schrijf het adres als postgres://gebruiker:wachtwoord@computer/database"} // not what was given: it may hold a password
	}
	return nil
}

func openAt(ctx context.Context, c store.Config) (*installation, error) {
	if err := wholeFolder(c.Dir); err != nil {
		return nil, err
	}
	return openAsItIs(ctx, c)
}

// wholeFolder refuses a folder in which restoring a back-up did not come to its end.
func wholeFolder(dir string) error {
	if backup.Unfinished(dir) {
		return refused("in %s is het terugzetten van een back-up nog bezig, of niet afgemaakt; geef doelenboom restore opnieuw", dir)
	}
	return nil
}

func openAsItIs(ctx context.Context, c store.Config) (*installation, error) {
	if err := mayUpgrade(ctx, c); err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	blobs, err := openBlobs(c)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	do := change.New(db, blobs)
	return &installation{db: db, blobs: blobs, do: do, jobs: job.New(db, blobs, do), dir: c.Dir, actor: cycle.System}, nil
}

func openBlobs(c store.Config) (*blob.Store, error) {
	return blob.Open(blob.Config{Dir: filepath.Join(c.Dir, "blob"), Volatile: c.Volatile})
}

func (in *installation) close() error { return in.db.Close() }

// with opens the installation for the length of f, in a command that ends with it.
func (p place) with(ctx context.Context, create bool, f func(*installation) error) error {
	in, err := p.open(ctx, create)
	if err != nil {
		return err
	}
	heap.Roomy(heap.Usual)
	return errors.Join(f(in), in.close())
}

// organisation finds an organisation by the slug that a flag gave; from then on the command acts as its user.
func (in *installation) organisation(ctx context.Context, slug string) (cycle.Organisation, error) {
	o, err := in.db.OrganisationBySlug(ctx, slug)
	if errors.Is(err, cycle.ErrNotFound) {
		return o, refused("er is geen organisatie %q; zie: doelenboom organisation list", slug)
	}
	if err != nil || in.as == "" {
		return o, err
	}
	in.actor, err = in.acting(ctx, o)
	return o, err
}

// acting is the user in whose place a command acts, with what they may do today for others.
func (in *installation) acting(ctx context.Context, o cycle.Organisation) (cycle.User, error) {
	everybody, err := in.db.Read(o.ID).Users(ctx)
	if err != nil {
		return cycle.User{}, err
	}
	for _, u := range everybody {
		if u.ID == in.as && !u.Disabled {
			return u.Acting(dutch.DayOf(in.db.Now()), everybody), nil
		}
	}
	return cycle.User{}, refused("%s is geen gebruiker van %s", in.as, o.Name)
}

// edition finds an edition by the slugs that flags gave.
func (in *installation) edition(ctx context.Context, organisation, slug string) (cycle.Organisation, cycle.Edition, error) {
	o, err := in.organisation(ctx, organisation)
	if err != nil {
		return o, cycle.Edition{}, err
	}
	e, err := in.db.Read(o.ID).EditionBySlug(ctx, slug)
	if errors.Is(err, cycle.ErrNotFound) {
		return o, e, refused("%s heeft geen editie %q; zie: doelenboom edition list --organisation %s", o.Name, slug, o.Slug)
	}
	return o, e, err
}

// mayUpgrade refuses to change the schema of a SQLite that somebody is serving. Whoever serves holds the lock itself.
func mayUpgrade(ctx context.Context, c store.Config) error {
	if c.Database != "" || holding[c.Dir] {
		return nil
	}
	have, err := store.SchemaOf(ctx, c)
	if err != nil || have == 0 || have >= store.Schema() {
		return err
	}
	lock, err := lockFolder(c.Dir)
	if err != nil {
		return err
	}
	return lock.Release()
}

// holding are the data folders that this process has locked itself.
var holding = map[string]bool{}

func lockFolder(dir string) (*server.Lock, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	lock, err := server.LockFolder(dir)
	if err == nil {
		holding[dir] = true
	}
	return lock, err
}

// shareFolder is lockFolder for servers on one PostgreSQL: they may be many, and restore must not run beside them.
func shareFolder(dir string) (*server.Lock, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	return server.ShareFolder(dir)
}
