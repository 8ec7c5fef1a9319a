package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"doelenboom/internal/store"
)

// A code is of 30 seconds; one step before and after counts too, for clocks that differ.
const (
	stepSeconds   = 30
	window        = 1
	recoveryCodes = 10
)

// Factor is a second factor that is being set up: it counts when its owner has shown a code of it.
type Factor struct {
	Secret string // to type over
	Sealed string // the same, for the form to bring back
	URL    string // to scan
}

func factorOf(account string) string  { return "second factor of " + account }
func pendingOf(account string) string { return "second factor to be of " + account }

// BeginFactor makes a secret for an account. Nothing is kept yet.
func (s *Service) BeginFactor(a store.Account) (Factor, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Doelenboom", AccountName: nameOf(a), Period: stepSeconds})
	if err != nil {
		return Factor{}, err
	}
	return Factor{Secret: key.Secret(), Sealed: s.key.Seal(pendingOf(a.ID), key.Secret()), URL: key.URL()}, nil
}

func nameOf(a store.Account) string {
	if a.Address == "" {
		return "account"
	}
	return a.Address
}

// ResumeFactor is the same Factor again, when the code that came with it was wrong.
func (s *Service) ResumeFactor(a store.Account, sealed string) (Factor, error) {
	secret, err := s.key.Open(pendingOf(a.ID), sealed)
	if err != nil {
		return s.BeginFactor(a)
	}
	key, err := otp.NewKeyFromURL(fmt.Sprintf("otpauth://totp/Doelenboom:%s?issuer=Doelenboom&period=%d&algorithm=SHA1&digits=6&secret=%s",
		nameOf(a), stepSeconds, secret))
	if err != nil {
		return Factor{}, err
	}
	return Factor{Secret: secret, Sealed: sealed, URL: key.URL()}, nil
}

// SetFactor makes a Factor the one of the account, and gives the recovery codes: they are shown once. All sessions but
// the one that asks end.
func (s *Service) SetFactor(ctx context.Context, a store.Account, own, sealed, code string) ([]string, error) {
	secret, err := s.key.Open(pendingOf(a.ID), sealed)
	if err != nil {
		return nil, err
	}
	step, ok := matchingStep(secret, code, 0, s.kept.Now())
	if !ok {
		return nil, ErrWrongCode
	}
	codes, hashes := newCodes()
	a.Secret, a.Step, a.Codes = s.key.Seal(factorOf(a.ID), secret), step, hashes
	if err := s.kept.SaveAccount(ctx, a); err != nil {
		return nil, err
	}
	return codes, s.kept.EndSessions(ctx, a.ID, own)
}

// RemoveFactor takes the second factor away; the owner shows the password once more.
func (s *Service) RemoveFactor(ctx context.Context, a store.Account, password string, at Origin) error {
	if err := s.checkPassword(ctx, a, password, at); err != nil {
		return err
	}
	a.Secret, a.Codes, a.Step = "", nil, 0
	return s.kept.SaveAccount(ctx, a)
}

// RenewCodes gives new recovery codes; the old ones are void.
func (s *Service) RenewCodes(ctx context.Context, a store.Account, password string, at Origin) ([]string, error) {
	if err := s.checkPassword(ctx, a, password, at); err != nil {
		return nil, err
	}
	codes, hashes := newCodes()
	a.Codes = hashes
	return codes, s.kept.SaveAccount(ctx, a)
}

// checkCode gives the account as it is when the code was used; what is not saved was not used.
func (s *Service) checkCode(a store.Account, code string) (store.Account, error) {
	code = strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(code))
	if len(code) != 6 {
		at := slices.Index(a.Codes, hashOf(code))
		if at < 0 {
			return a, ErrWrongCode
		}
		a.Codes = slices.Delete(slices.Clone(a.Codes), at, at+1)
		return a, nil
	}
	if err := s.tries.code(a.ID); err != nil {
		return a, err
	}
	secret, err := s.key.Open(factorOf(a.ID), a.Secret)
	if err != nil {
		return a, err
	}
	step, ok := matchingStep(secret, code, a.Step, s.kept.Now())
	if !ok {
		return a, ErrWrongCode
	}
	a.Step = step
	return a, nil
}

// matchingStep finds the step that a code is of. One that was used, and those before it, do not count again; unless the
// last use lies in the future, because the clock was wrong then and has been put back.
func matchingStep(secret, code string, last int64, now time.Time) (int64, bool) {
	present := now.Unix() / stepSeconds
	if last > present+window {
		last = 0
	}
	var found int64
	for step := present - window; step <= present+window; step++ {
		want, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > last {
			found = step
		}
	}
	return found, found > 0
}

// newCodes are recovery codes of 80 bits, and what is kept of them.
func newCodes() (codes, hashes []string) {
	for range recoveryCodes {
		b := make([]byte, 10)
		rand.Read(b)
		text := strings.ToLower(base32.StdEncoding.EncodeToString(b))
		hashes = append(hashes, hashOf(text))
		codes = append(codes, text[:4]+"-"+text[4:8]+"-"+text[8:12]+"-"+text[12:])
	}
	return codes, hashes
}

// HasFactor tells whether an account has a second factor that can be read: without the key it has none any more.
func (s *Service) HasFactor(a store.Account) (bool, error) {
	if a.Secret == "" {
		return false, nil
	}
	_, err := s.key.Open(factorOf(a.ID), a.Secret)
	return true, err
}
