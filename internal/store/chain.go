package store

import "context"

// links are lines on their way into the chain. Each holds the hash of the one before, so they are hashed one after
// another: beside the change, which stores other things meanwhile.
type links struct {
	lines []HistoryLine
	last  string // the hash of the last one
	err   error
	done  chan struct{} // closed when last and err are known
}

// hashBeside hashes lines that come after those before.
func hashBeside(lines []HistoryLine, before *links) *links {
	after := &links{lines: lines, done: make(chan struct{})}
	go func() {
		defer close(after.done)
		if <-before.done; before.err != nil {
			after.err = before.err
			return
		}
		after.last, after.err = chained(lines, before.last)
	}()
	return after
}

// chained fills in the hashes of lines that come after the line with a hash, and gives the last.
func chained(lines []HistoryLine, last string) (string, error) {
	for i := range lines {
		lines[i].Previous = last
		sum, err := lines[i].sum()
		if err != nil {
			return "", err
		}
		lines[i].Hash, last = sum, sum
	}
	return last, nil
}

// chainLines has the recorded lines hashed, and stores those that were hashed since the last time.
func (tx *Tx) chainLines(ctx context.Context) error {
	ready := tx.chain
	tx.chain, tx.lines = hashBeside(tx.lines, ready), nil
	return tx.sendLines(ctx, ready)
}

// settle stores all lines that were recorded; then the head is that of the last one.
func (tx *Tx) settle(ctx context.Context) error {
	if len(tx.lines) > 0 {
		if err := tx.chainLines(ctx); err != nil {
			return tx.failed(err, "record")
		}
	}
	err := tx.sendLines(ctx, tx.chain)
	tx.head.Hash = tx.chain.last
	return tx.failed(err, "record")
}

// sendLines stores lines once they are hashed.
func (tx *Tx) sendLines(ctx context.Context, ready *links) error {
	<-ready.done
	if ready.err != nil {
		return ready.err
	}
	rows := make([][]any, len(ready.lines))
	for i, l := range ready.lines {
		rows[i] = []any{l.Line, l.Moment, int(l.User), l.Action, l.Kind, l.ID, l.Before, l.After, l.Previous, l.Hash}
	}
	ready.lines = nil
	return tx.insert(ctx, statement{before: `
		insert into history (organisation_id, line, moment, user_number, action, kind, object_id,
			before_hash, after_hash, previous_hash, hash) values `}, rows)
}
