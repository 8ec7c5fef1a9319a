package store

import (
	"context"
	"net"
	"sync"
	"time"
)

// How long a PostgreSQL may keep us waiting. A server that is stopped, or a line that broke without a word, says nothing
// for ever; a statement of ours that works for its answer takes seconds, also when it waits for another writer.
const (
	connectTime = 10 * time.Second
	silence     = time.Minute
	upgrading   = 6 * time.Hour // a step of the schema goes over all rows, and somebody stands by
)

// dialer makes connections on which the server may be silent for so long while it is asked something.
func dialer(silent time.Duration) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		var d net.Dialer
		conn, err := d.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &impatient{Conn: conn, silent: silent}, nil
	}
}

// impatient is a connection that gives up when the other side says nothing. The driver sets limits of its own, to break
// off what a context ended; the earliest holds.
type impatient struct {
	net.Conn
	silent time.Duration

	limit   sync.Mutex
	reading time.Time // what the driver set; zero is none
	writing time.Time
}

func (c *impatient) Read(p []byte) (int, error) {
	c.limit.Lock()
	err := c.Conn.SetReadDeadline(earliest(c.reading, time.Now().Add(c.silent)))
	c.limit.Unlock()
	if err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

func (c *impatient) Write(p []byte) (int, error) {
	c.limit.Lock()
	err := c.Conn.SetWriteDeadline(earliest(c.writing, time.Now().Add(c.silent)))
	c.limit.Unlock()
	if err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

func (c *impatient) SetDeadline(t time.Time) error {
	c.limit.Lock()
	defer c.limit.Unlock()
	c.reading, c.writing = t, t
	return c.Conn.SetDeadline(t)
}

func (c *impatient) SetReadDeadline(t time.Time) error {
	c.limit.Lock()
	defer c.limit.Unlock()
	c.reading = t
	return c.Conn.SetReadDeadline(t)
}

func (c *impatient) SetWriteDeadline(t time.Time) error {
	c.limit.Lock()
	defer c.limit.Unlock()
	c.writing = t
	return c.Conn.SetWriteDeadline(t)
}

func earliest(set, ours time.Time) time.Time {
	if !set.IsZero() && set.Before(ours) {
		return set
	}
	return ours
}
