package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"
)

// Cost is what hashing a password takes: argon2id, RFC 9106.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// Usual is above what OWASP asks at least (46 MiB and one pass, or 19 MiB and two), to which NCSC refers: about a tenth
// of a second. Demonstration is for passwords that live as long as a throw-away folder.
var (
	Usual         = Cost{Memory: 46 << 10, Time: 2, Threads: 1}
	Demonstration = Cost{Memory: 8 << 10, Time: 1, Threads: 1}
)

const (
	saltSize = 16
	hashSize = 32
	patience = 10 * time.Second // how long somebody waits for a turn
	atMost   = 4                // hashings at once: with Usual no more than 184 MiB
)

// ErrBusy is a request that waited too long for its turn to be hashed.
var ErrBusy = errors.New("too many people sign in at once")

// hasher hashes passwords, a few at a time: however many sign in, memory does not run out.
type hasher struct {
	cost  Cost
	turns chan struct{}
	dummy string // of no password; for who is not known
}

func newHasher(c Cost) *hasher {
	h := &hasher{cost: c, turns: make(chan struct{}, min(atMost, max(1, runtime.NumCPU())))}
	h.dummy = phc(c, make([]byte, saltSize), make([]byte, hashSize))
	return h
}

// turn waits for a place; the caller gives it back.
func (h *hasher) turn(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	select {
	case h.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ErrBusy
	}
}

// hash makes the PHC string of a password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	if err := h.turn(ctx); err != nil {
		return "", err
	}
	defer func() { <-h.turns }()
	salt := make([]byte, saltSize)
	rand.Read(salt)
	return phc(h.cost, salt, argon2.IDKey([]byte(password), salt, h.cost.Time, h.cost.Memory, h.cost.Threads, hashSize)), nil
}

// right tells whether a password is that of a PHC string, and whether it must be hashed anew: the cost changed. An
// empty string is nobody's, and takes as long.
func (h *hasher) right(ctx context.Context, stored, password string) (right, stale bool, err error) {
	known := stored != ""
	if !known {
		stored = h.dummy
	}
	cost, salt, want, err := parsePHC(stored)
	if err != nil {
		return false, false, err
	}
	if err := h.turn(ctx); err != nil {
		return false, false, err
	}
	defer func() { <-h.turns }()
	got := argon2.IDKey([]byte(password), salt, cost.Time, cost.Memory, cost.Threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1 && known, cost != h.cost, nil
}

func phc(c Cost, salt, hash []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads, b64(salt), b64(hash))
}

var errPHC = errors.New("this is no hash of a password")

func parsePHC(text string) (c Cost, salt, hash []byte, err error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errPHC
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil || c.Time < 1 || c.Threads < 1 || c.Memory > 1<<20 {
		return c, nil, nil, errPHC
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	hash, errHash := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errHash != nil || len(hash) < 16 {
		return c, nil, nil, errPHC
	}
	return c, salt, hash, nil
}
