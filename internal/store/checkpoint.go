package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"
)

// SQLite first writes to a log, and later moves that into the file. Left to itself it moves a thousand pages at a time
// inside the commit that comes upon them, and whoever saves then waits for all of it.

// restBefore is how long after a write the log is moved; what comes meanwhile goes along.
const restBefore = 500 * time.Millisecond

// tidier moves the log into the file beside who reads and writes.
type tidier struct {
	wake chan struct{}
	stop context.CancelFunc
	done chan struct{}
}

func newTidier(db *sql.DB) *tidier {
	ctx, stop := context.WithCancel(context.Background())
	t := &tidier{wake: make(chan struct{}, 1), stop: stop, done: make(chan struct{})}
	go t.run(ctx, db)
	return t
}

func (t *tidier) run(ctx context.Context, db *sql.DB) {
	defer close(t.done)
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.wake:
		}
		select {
		case <-ctx.Done(): // who closes the database last moves it too
			return
		case <-time.After(restBefore):
		}
		if _, err := db.ExecContext(ctx, `pragma wal_checkpoint(passive)`); err != nil && ctx.Err() == nil {
			slog.Warn("het logboek is niet in de database verwerkt", "error", err) // nothing is lost: it stays in the log
		}
	}
}

// errBusy says that others are still reading what the log holds.
var errBusy = errors.New("others are reading from the log")

// EmptyLog moves the log into the file and empties it: words that were erased stand in it until it is written over. It
// waits a while for who reads. PostgreSQL sees to this itself.
func (db *DB) EmptyLog(ctx context.Context) error {
	if db.pools.tidy == nil {
		return nil
	}
	for range 3 {
		var busy, frames, moved int
		row := db.pools.write.QueryRowContext(ctx, `pragma wal_checkpoint(truncate)`)
		if err := row.Scan(&busy, &frames, &moved); err != nil {
			return describe(err, "empty the log")
		}
		if busy == 0 {
			return nil
		}
	}
	return errBusy
}

// written says that there is something in the log.
func (t *tidier) written() {
	if t == nil {
		return
	}
	select {
	case t.wake <- struct{}{}:
	default: // it knows
	}
}

func (t *tidier) close() {
	if t == nil {
		return
	}
	t.stop()
	<-t.done
}
