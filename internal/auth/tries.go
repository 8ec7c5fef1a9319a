package auth

import (
	"container/list"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"doelenboom/internal/cycle"
)

// What may be tried. A few mistakes are free; then the wait doubles, for this address from this network only. A network
// may fail a hundred times at once, because a whole town hall can be behind one number; letters are few.
const (
	freeTries   = 5
	longestWait = 15 * time.Minute
	forgotten   = time.Hour // after the last try
	remembered  = 20_000    // entries, some 5 MB; the one used longest ago goes first
)

var (
	failsOfNetwork   = quota{rate.Every(6 * time.Second), 100}
	codesOfAccount   = quota{rate.Every(3 * time.Minute), 20}
	lettersToAddress = quota{rate.Every(20 * time.Minute), 3}
	lettersOfNetwork = quota{rate.Every(2 * time.Minute), 30}
)

type quota struct {
	every rate.Limit
	burst int
}

// TooSoon refuses who tried too often.
type TooSoon struct{ Wait time.Duration }

func (t TooSoon) Error() string {
	if t.Wait <= time.Minute {
		return fmt.Sprintf("er is te vaak geprobeerd; probeer het over %d seconden opnieuw", int(t.Wait/time.Second)+1)
	}
	return fmt.Sprintf("er is te vaak geprobeerd; probeer het over %d minuten opnieuw", int(t.Wait/time.Minute)+1)
}

// Is makes TooSoon a refusal like others.
func (t TooSoon) Is(target error) bool { return target == cycle.ErrConflict }

// tries counts in memory, in each server by itself; a restart forgets. Time is measured with the clock that does not
// jump.
type tries struct {
	mu    sync.Mutex
	now   func() time.Time
	byKey map[string]*list.Element
	used  *list.List // of *tried, the last used in front
}

type tried struct {
	key   string
	count int
	last  time.Time
	limit *rate.Limiter
}

func newTries(now func() time.Time) *tries {
	return &tries{now: now, byKey: map[string]*list.Element{}, used: list.New()}
}

// entry finds what is remembered under a key.
func (t *tries) entry(key string) *tried {
	if e, ok := t.byKey[key]; ok {
		t.used.MoveToFront(e)
		return e.Value.(*tried)
	}
	one := &tried{key: key}
	t.byKey[key] = t.used.PushFront(one)
	if t.used.Len() > remembered {
		delete(t.byKey, t.used.Remove(t.used.Back()).(*tried).key)
	}
	return one
}

func (t *tries) limiter(key string, q quota) *rate.Limiter {
	e := t.entry(key)
	if e.limit == nil {
		e.limit = rate.NewLimiter(q.every, q.burst)
	}
	return e.limit
}

// network is whom a number belongs to: with IPv6 a household has a whole /64.
func network(a netip.Addr) string {
	a = a.Unmap()
	if a.Is6() {
		p, _ := a.Prefix(64)
		return p.String()
	}
	return a.String()
}

// take counts a try for what, from a network. It counts before the answer is known, so that many at the same moment
// are many.
func (t *tries) take(what string, from netip.Addr) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	limit := t.limiter("fails "+network(from), failsOfNetwork)
	if have := limit.TokensAt(now); have < 1 {
		return TooSoon{time.Duration((1 - have) / float64(failsOfNetwork.every) * float64(time.Second))}
	}
	e := t.entry(what + " from " + network(from))
	if now.Sub(e.last) > forgotten {
		e.count = 0
	}
	if e.count >= freeTries {
		wait := min(longestWait, time.Second<<min(e.count-freeTries+1, 20))
		if since := now.Sub(e.last); since < wait {
			return TooSoon{wait - since}
		}
	}
	e.count, e.last = e.count+1, now
	return nil
}

// passed forgets what failed before: it was the owner.
func (t *tries) passed(what string, from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.entry(what + " from " + network(from)).count = 0
}

// failed counts for the network as a whole.
func (t *tries) failed(from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.limiter("fails "+network(from), failsOfNetwork).AllowN(t.now(), 1)
}

// code counts codes of six digits for an account from all networks together: who has the password could otherwise try
// them all from many. Recovery codes are not counted, so the owner comes in with one of those.
func (t *tries) code(account string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.limiter("codes of "+account, codesOfAccount).AllowN(t.now(), 1) {
		return TooSoon{time.Duration(float64(time.Second) / float64(codesOfAccount.every))}
	}
	return nil
}

// letter tells whether another letter may go to an address because somebody asked for it.
func (t *tries) letter(address string, from netip.Addr) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for key, q := range map[string]quota{"letters to " + address: lettersToAddress, "letters of " + network(from): lettersOfNetwork} {
		if !t.limiter(key, q).AllowN(now, 1) {
			return TooSoon{time.Duration(float64(time.Second) / float64(q.every))}
		}
	}
	return nil
}
