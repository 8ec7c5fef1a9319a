package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"time"

	"doelenboom/internal/cycle"
)

// Tx changes one organisation, and reads it as it is inside the change.
type Tx struct {
	Reader
	// Now is one moment for the whole change.
	Now time.Time

	db    *DB
	tx    *sql.Tx
	head  Head
	began int64         // the newest line when the change began
	lines []HistoryLine // recorded, and not yet in the chain
	chain *links        // those before them
	err   error         // the first write that failed; then nothing is kept
}

// attempts is how often a change is tried when another writer is in its way.
const attempts = 8

// Write runs f in one transaction of one organisation. All is kept or nothing. Writers of one organisation stand in
// line, here and in other processes; f runs again when they met, so it must not change what outlives it before it
// returns.
func (db *DB) Write(ctx context.Context, org cycle.OrganisationID, f func(*Tx) error) error {
	return db.again(ctx, func() error { return db.write(ctx, org, false, f) })
}

// Create is Write for an organisation that is new; f saves it.
func (db *DB) Create(ctx context.Context, org cycle.OrganisationID, f func(*Tx) error) error {
	return db.again(ctx, func() error { return db.write(ctx, org, true, f) })
}

// Patience is how long anybody waits for a database that another program keeps to itself.
const Patience = 10 * time.Second

// again tries anew, after a short and uneven wait, as long as the error passes by itself. Who waited for another program has
// waited long enough.
func (db *DB) again(ctx context.Context, try func() error) error {
	began := time.Now()
	for n := 1; ; n++ {
		err := try()
		if err == nil || n == attempts || !passing(err) || db.dialect.alone && time.Since(began) >= db.config.Patience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(n)*5*time.Millisecond + rand.N(10*time.Millisecond)):
		}
	}
}

func (db *DB) write(ctx context.Context, org cycle.OrganisationID, create bool, f func(*Tx) error) error {
	if db.pools.write == nil {
		return describe(ErrReadOnly, "write")
	}
	inner, err := db.pools.write.BeginTx(ctx, nil)
	if err != nil {
		return describe(err, "begin to write")
	}
	defer func() { _ = inner.Rollback() }() // after a commit it does nothing
	tx := &Tx{Reader: Reader{q: inner, org: org, memory: newMemory()}, Now: db.now(), db: db, tx: inner}
	if create {
		if err := tx.makeHead(ctx); err != nil {
			return err
		}
	}
	if err := tx.takeHead(ctx); err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return err
	}
	if tx.err != nil {
		return tx.err
	}
	if err := tx.keepHead(ctx); err != nil {
		return err
	}
	if err := inner.Commit(); err != nil {
		return describe(err, "commit")
	}
	db.pools.tidy.written()
	return nil
}

// makeHead begins the history of a new organisation.
func (tx *Tx) makeHead(ctx context.Context) error {
	_, err := tx.exec(ctx, "add organisation",
		`insert into organisation_head (organisation_id, seq, line, line_hash, shelf) values ($1, 0, 0, '', 0)`)
	return err
}

// takeHead is the first statement of every write. The row it locks puts the writers of an organisation in order.
func (tx *Tx) takeHead(ctx context.Context) error {
	err := tx.tx.QueryRowContext(ctx, `
		update organisation_head set seq = seq + 1
		where organisation_id = $1
		returning seq, line, line_hash, shelf`, tx.org,
	).Scan(&tx.head.Seq, &tx.head.Line, &tx.head.Hash, &tx.head.Shelf)
	tx.began, tx.chain = tx.head.Line, &links{last: tx.head.Hash, done: make(chan struct{})}
	close(tx.chain.done)
	return tx.failed(oddly("organisation_head", err), "organisation %s", tx.org)
}

// keepHead sends the lines that were recorded and writes where the chain stands now.
func (tx *Tx) keepHead(ctx context.Context) error {
	if tx.head.Line == tx.began {
		return nil
	}
	if err := tx.settle(ctx); err != nil {
		return err
	}
	_, err := tx.exec(ctx, "keep the head of the history",
		`update organisation_head set line = $2, line_hash = $3 where organisation_id = $1`, tx.head.Line, tx.head.Hash)
	return err
}

// failed describes an error of a write and remembers it: a change in which a write failed is never committed, also
// when the caller goes on.
func (tx *Tx) failed(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	err = describe(err, format, args...)
	if tx.err == nil {
		tx.err = err
	}
	return err
}

// NewID makes an id for a new object.
func (tx *Tx) NewID() string { return tx.db.NewID() }

// Head is where the history stands inside this change, lines recorded in it included.
func (tx *Tx) Head(ctx context.Context) (Head, error) {
	err := tx.settle(ctx)
	return tx.head, err
}

// BumpShelf tells all servers, in the moment this change is kept, that what the public sees of this organisation
// changed.
func (tx *Tx) BumpShelf(ctx context.Context) error {
	if _, err := tx.exec(ctx, "bump the shelf", `update organisation_head set shelf = shelf + 1 where organisation_id = $1`); err != nil {
		return err
	}
	tx.head.Shelf++
	_, err := tx.tx.ExecContext(ctx, `update installation set shelf = shelf + 1 where id = 1`)
	return tx.failed(err, "bump the shelf")
}
