package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared reads from a pool with statements that are kept: parsing one costs as much as a short answer. The texts are
// those in this package, so there is an end to them.
type prepared struct {
	pool  *sql.DB
	lock  sync.RWMutex
	known map[string]*sql.Stmt
}

func newPrepared(pool *sql.DB) *prepared {
	return &prepared{pool: pool, known: map[string]*sql.Stmt{}}
}

func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.statement(ctx, query)
	if err != nil {
		return p.pool.QueryRowContext(ctx, query, args...) // says what is wrong
	}
	return s.QueryRowContext(ctx, args...)
}

func (p *prepared) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	p.lock.RLock()
	s := p.known[query]
	p.lock.RUnlock()
	if s != nil {
		return s, nil
	}
	s, err := p.pool.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	if other := p.known[query]; other != nil { // somebody was first
		return other, s.Close()
	}
	p.known[query] = s
	return s, nil
}
