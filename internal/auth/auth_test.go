package auth_test

import (
	"context"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

var (
	ctx  = context.Background()
	home = auth.Origin{Agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", Network: netip.MustParseAddr("192.0.2.7")}
	away = auth.Origin{Network: netip.MustParseAddr("198.51.100.9")}
)

const good = "vier koeien in een wei"

// world is an installation with one account, and a clock that tests move.
type world struct {
	*testing.T
	auth *auth.Service
	kept store.Sessions
	now  time.Time
	anna store.Account
}

func each(t *testing.T, f func(t *testing.T, w *world)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		w := &world{T: t, now: time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)}
		c.Now = func() time.Time { return w.now }
		db := databases.Open(t, c)
		key, err := auth.OpenKey(t.TempDir())
		must(t, err)
		w.kept = db.Sessions()
		w.auth = auth.New(w.kept, key, auth.Demonstration)
		w.anna = w.account("anna@example.nl", good)
		f(t, w)
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) account(address, password string) store.Account {
	w.Helper()
	id := w.kept.NewID()
	must(w, w.kept.SaveAccount(ctx, store.Account{ID: id, Address: address}))
	if password != "" {
		must(w, w.auth.FirstPassword(ctx, id, password))
	}
	return w.read(id)
}

func (w *world) read(id string) store.Account {
	w.Helper()
	a, err := w.kept.Account(ctx, id)
	must(w, err)
	return a
}

func (w *world) signIn(at auth.Origin) auth.Signed {
	w.Helper()
	s, err := w.auth.SignIn(ctx, " Anna@Example.nl ", good, at, "")
	must(w, err)
	return s
}

func (w *world) out(token, why string) {
	w.Helper()
	if _, _, err := w.auth.Who(ctx, token); !errors.Is(err, auth.ErrSignedOut) {
		w.Errorf("still signed in %s: %v", why, err)
	}
}

func TestSigningIn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("invited@example.nl", "")
		for name, try := range map[string][2]string{
			"a wrong password":                 {"anna@example.nl", "iets heel anders 9"},
			"an address that nobody has":       {"niemand@example.nl", good},
			"an account without a password":    {"invited@example.nl", ""},
			"no address":                       {"", ""},
			"a password with a sign too many":  {"anna@example.nl", good + " "},
			"a password with a sign too few":   {"anna@example.nl", good[1:]},
			"the address of somebody, in part": {"anna@example", good},
		} {
			if _, err := w.auth.SignIn(ctx, try[0], try[1], away, ""); !errors.Is(err, auth.ErrWrong) {
				t.Errorf("%s: %v", name, err)
			}
		}
		s := w.signIn(home)
		if len(s.Token) != 43 || s.Hash == s.Token || s.Agent != "Firefox op Windows" || s.Waiting {
			t.Errorf("%+v", s)
		}
		session, account, err := w.auth.Who(ctx, s.Token)
		if err != nil || account.ID != w.anna.ID || session.Hash != s.Hash {
			t.Errorf("%+v, %v", account, err)
		}
		again, err := w.auth.SignIn(ctx, "anna@example.nl", good, home, s.Token)
		must(t, err)
		w.out(s.Token, "with the token from before signing in again")
		if _, _, err := w.auth.SignOut(ctx, again.Token); err != nil {
			t.Error(err)
		}
		w.out(again.Token, "after signing out")
		w.out("", "without a token")
	})
}

func TestASessionEnds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		silent, busy := w.signIn(home), w.signIn(home)
		begun := w.now
		for w.now.Sub(begun) < 11*time.Hour+30*time.Minute {
			w.now = w.now.Add(25 * time.Minute)
			if _, _, err := w.auth.Who(ctx, busy.Token); err != nil {
				t.Fatalf("after %s: %v", w.now.Sub(begun), err)
			}
		}
		w.out(silent.Token, "after twelve hours of silence")
		w.now = begun.Add(12*time.Hour + time.Second)
		w.out(busy.Token, "after a working day")

		late := w.signIn(home)
		w.now = w.now.Add(-48 * time.Hour) // the clock is put back
		if _, _, err := w.auth.Who(ctx, late.Token); err != nil {
			t.Errorf("a clock that is put back ends a session: %v", err)
		}
		w.now = w.now.Add(2*time.Hour + time.Second)
		w.out(late.Token, "by the time that the clock had before it was put back")
	})
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		here, there := w.signIn(home), w.signIn(away)
		all, err := w.auth.Sessions(ctx, w.anna.ID)
		if err != nil || len(all) != 2 {
			t.Fatalf("%+v, %v", all, err)
		}
		bram := w.account("bram@example.nl", good)
		if err := w.auth.Revoke(ctx, bram.ID, here.Hash); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("somebody else revokes: %v", err)
		}
		must(t, w.auth.RevokeOthers(ctx, here.Session))
		w.out(there.Token, "after it was revoked")
		if _, _, err := w.auth.Who(ctx, here.Token); err != nil {
			t.Error(err)
		}
	})
}

// A stranger who fails locks out himself and not the owner.
func TestNobodyLocksOutAnother(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		before := w.signIn(home)
		var refused error
		for range 12 {
			_, refused = w.auth.SignIn(ctx, "anna@example.nl", "geraden wachtwoord", away, "")
		}
		if !errors.As(refused, &auth.TooSoon{}) {
			t.Errorf("a stranger may go on guessing: %v", refused)
		}
		if _, err := w.auth.SignIn(ctx, "anna@example.nl", good, away, ""); !errors.As(err, &auth.TooSoon{}) {
			t.Errorf("the right password ends the wait: %v", err)
		}
		if _, _, err := w.auth.Who(ctx, before.Token); err != nil {
			t.Errorf("a session was ended: %v", err)
		}
		w.signIn(home)
		// The same wait for who does not exist.
		for range 12 {
			_, refused = w.auth.SignIn(ctx, "niemand@example.nl", "geraden wachtwoord", auth.Origin{Network: netip.MustParseAddr("203.0.113.4")}, "")
		}
		if !errors.As(refused, &auth.TooSoon{}) {
			t.Errorf("an address that nobody has can be told from one that somebody has: %v", refused)
		}
	})
}

func TestAnUnknownAddressTakesAsLong(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		took := func(address string, i int) time.Duration {
			begin := time.Now()
			at := auth.Origin{Network: netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)})}
			if _, err := w.auth.SignIn(ctx, address, "geraden wachtwoord", at, ""); !errors.Is(err, auth.ErrWrong) {
				t.Fatal(err)
			}
			return time.Since(begin)
		}
		fastest := func(address string) time.Duration {
			least := time.Hour
			for i := range 20 {
				least = min(least, took(address, i))
			}
			return least
		}
		known, unknown := fastest("anna@example.nl"), fastest("niemand@example.nl")
		if unknown < known/2 {
			t.Errorf("known %s, unknown %s", known, unknown)
		}
	})
}

func TestSecondFactor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first, other := w.signIn(home), w.signIn(away)
		f, err := w.auth.BeginFactor(w.anna)
		must(t, err)
		if again, err := w.auth.ResumeFactor(w.anna, f.Sealed); err != nil || again.Secret != f.Secret {
			t.Errorf("%+v, %v", again, err)
		}
		code := func() string {
			c, err := totp.GenerateCode(f.Secret, w.now)
			must(t, err)
			return c
		}
		if _, err := w.auth.SetFactor(ctx, w.anna, first.Hash, f.Sealed, "000000"); !errors.Is(err, auth.ErrWrongCode) {
			t.Errorf("it counts before its owner showed a code: %v", err)
		}
		codes, err := w.auth.SetFactor(ctx, w.anna, first.Hash, f.Sealed, code())
		must(t, err)
		if len(codes) != 10 || strings.Contains(w.read(w.anna.ID).Secret, f.Secret) {
			t.Errorf("%d recovery codes", len(codes))
		}
		w.out(other.Token, "elsewhere with the password alone")

		waiting := w.signIn(home)
		if session, _, err := w.auth.Who(ctx, waiting.Token); err != nil || !session.Waiting {
			t.Fatalf("the password alone is enough: %+v, %v", session, err)
		}
		if _, err := w.auth.Confirm(ctx, waiting.Token, code(), home); !errors.Is(err, auth.ErrWrongCode) {
			t.Errorf("a code counted twice: %v", err)
		}
		w.now = w.now.Add(30 * time.Second)
		signed, err := w.auth.Confirm(ctx, waiting.Token, code(), home)
		if err != nil || !signed.Factor || signed.Token == waiting.Token {
			t.Fatalf("%+v, %v", signed, err)
		}
		w.out(waiting.Token, "with the token from before the second factor")

		// A recovery code is used once.
		for i, want := range []error{nil, auth.ErrWrongCode} {
			waiting := w.signIn(home)
			if _, err := w.auth.Confirm(ctx, waiting.Token, strings.ToUpper(codes[3]), home); !errors.Is(err, want) {
				t.Errorf("time %d: %v", i, err)
			}
		}
		if left := len(w.read(w.anna.ID).Codes); left != 9 {
			t.Errorf("%d recovery codes are left", left)
		}

		// The clock was a year ahead, and is put back.
		w.now = w.now.AddDate(1, 0, 0)
		_, err = w.auth.Confirm(ctx, w.signIn(home).Token, code(), home)
		must(t, err)
		w.now = w.now.AddDate(-1, 0, 0)
		if _, err := w.auth.Confirm(ctx, w.signIn(home).Token, code(), home); err != nil {
			t.Errorf("nobody comes in until next year: %v", err)
		}

		waits := w.signIn(home)
		w.now = w.now.Add(11 * time.Minute)
		if _, err := w.auth.Confirm(ctx, waits.Token, code(), home); !errors.Is(err, auth.ErrSignedOut) {
			t.Errorf("the second factor came too late: %v", err)
		}
	})
}

// Of many requests with one code, one counts.
func TestACodeCountsOnceAlsoAtTheSameMoment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		f, err := w.auth.BeginFactor(w.anna)
		must(t, err)
		code, _ := totp.GenerateCode(f.Secret, w.now)
		_, err = w.auth.SetFactor(ctx, w.anna, "", f.Sealed, code)
		must(t, err)
		w.now = w.now.Add(time.Minute)
		code, _ = totp.GenerateCode(f.Secret, w.now)
		var tokens []string
		for range 4 {
			tokens = append(tokens, w.signIn(home).Token)
		}
		var in int
		var all sync.WaitGroup
		var mu sync.Mutex
		for _, token := range tokens {
			all.Go(func() {
				if _, err := w.auth.Confirm(ctx, token, code, home); err == nil {
					mu.Lock()
					defer mu.Unlock()
					in++
				}
			})
		}
		all.Wait()
		if in != 1 {
			t.Errorf("%d sessions began with one code", in)
		}
	})
}

func TestGuessingCodesFromEverywhere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		f, err := w.auth.BeginFactor(w.anna)
		must(t, err)
		code, _ := totp.GenerateCode(f.Secret, w.now)
		codes, err := w.auth.SetFactor(ctx, w.anna, "", f.Sealed, code)
		must(t, err)
		waiting := w.signIn(home)
		var last error
		for i := range 30 {
			at := auth.Origin{Network: netip.AddrFrom4([4]byte{10, 1, 0, byte(i)})}
			_, last = w.auth.Confirm(ctx, waiting.Token, "123456", at)
		}
		if !errors.As(last, &auth.TooSoon{}) {
			t.Errorf("thirty networks may guess on: %v", last)
		}
		if _, err := w.auth.Confirm(ctx, waiting.Token, codes[0], home); err != nil {
			t.Errorf("the owner does not come in with a recovery code: %v", err)
		}
	})
}

func TestATicketSetsAPasswordOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		session := w.signIn(home)
		ticket, err := w.auth.NewTicket(ctx, w.anna.ID, store.ForgottenWord)
		must(t, err)
		if _, err := w.auth.UseTicket(ctx, ticket, "kort"); !errors.As(err, new(cycle.Invalid)) {
			t.Errorf("a short password: %v", err)
		}
		_, err = w.auth.UseTicket(ctx, ticket, "vijf schapen op de dijk")
		must(t, err)
		w.out(session.Token, "with the old password")
		if _, err := w.auth.UseTicket(ctx, ticket, "zes schapen op de dijk"); !errors.Is(err, auth.ErrTicket) {
			t.Errorf("a ticket counted twice: %v", err)
		}
		if _, err := w.auth.SignIn(ctx, "anna@example.nl", "vijf schapen op de dijk", home, ""); err != nil {
			t.Error(err)
		}
		late, err := w.auth.NewTicket(ctx, w.anna.ID, store.ForgottenWord)
		must(t, err)
		w.now = w.now.Add(time.Hour)
		if _, _, err := w.auth.Ticket(ctx, late); !errors.Is(err, auth.ErrTicket) {
			t.Errorf("after an hour: %v", err)
		}
	})
}

func TestChangingThePassword(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		here, there := w.signIn(home), w.signIn(away)
		if err := w.auth.ChangePassword(ctx, w.anna, here.Hash, "niet dit", "vijf schapen op de dijk", home); !errors.As(err, new(cycle.Invalid)) {
			t.Errorf("without the present password: %v", err)
		}
		must(t, w.auth.ChangePassword(ctx, w.anna, here.Hash, good, "vijf schapen op de dijk", home))
		w.out(there.Token, "elsewhere with the old password")
		if _, _, err := w.auth.Who(ctx, here.Token); err != nil {
			t.Error(err)
		}
		if err := w.auth.FirstPassword(ctx, w.anna.ID, good); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("somebody else sets it: %v", err)
		}
	})
}

// A password that was hashed at another cost is hashed anew when its owner comes in.
func TestAnotherCost(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		key, err := auth.OpenKey(t.TempDir())
		must(t, err)
		dearer := auth.New(w.kept, key, auth.Cost{Memory: 9 << 10, Time: 1, Threads: 1})
		_, err = dearer.SignIn(ctx, "anna@example.nl", good, home, "")
		must(t, err)
		if got := w.read(w.anna.ID).Password; !strings.HasPrefix(got, "$argon2id$v=19$m=9216,t=1,p=1$") {
			t.Errorf("%s", got)
		}
		w.signIn(home)
	})
}

func TestTheKeyIsLost(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		f, err := w.auth.BeginFactor(w.anna)
		must(t, err)
		code, _ := totp.GenerateCode(f.Secret, w.now)
		codes, err := w.auth.SetFactor(ctx, w.anna, "", f.Sealed, code)
		must(t, err)
		other, err := auth.OpenKey(t.TempDir())
		must(t, err)
		s := auth.New(w.kept, other, auth.Demonstration)
		waiting, err := s.SignIn(ctx, "anna@example.nl", good, home, "")
		must(t, err)
		if _, err := s.Confirm(ctx, waiting.Token, "123456", home); !errors.Is(err, auth.ErrKeyLost) {
			t.Errorf("%v", err)
		}
		if _, err := s.Confirm(ctx, waiting.Token, codes[0], home); err != nil {
			t.Errorf("a recovery code needs no key: %v", err)
		}
	})
}

func TestTheKeyFile(t *testing.T) {
	dir := t.TempDir()
	var keys [8]*auth.Key
	var all sync.WaitGroup
	for i := range keys { // programs that begin at the same moment
		all.Go(func() {
			var err error
			if keys[i], err = auth.OpenKey(dir); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, k := range keys {
		if text, err := k.Open("a", keys[0].Seal("a", "geheim")); err != nil || text != "geheim" {
			t.Errorf("two programs have two keys: %v", err)
		}
	}
	if _, err := keys[0].Open("b", keys[0].Seal("a", "geheim")); err == nil {
		t.Error("what was sealed for one purpose opens for another")
	}
	info, err := os.Stat(filepath.Join(dir, auth.KeyFile))
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() != 32 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".sleutel*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	must(t, os.WriteFile(filepath.Join(dir, auth.KeyFile), []byte("kort"), 0o600))
	if _, err := auth.OpenKey(dir); !errors.Is(err, cycle.ErrConflict) {
		t.Errorf("a key file that was cut off: %v", err)
	}
}

func TestPasswords(t *testing.T) {
	for password, want := range map[string]string{
		"vier koeien in een wei":          "",
		"correct horse Batterij niet":     "",
		"αβγδεζηθικλμ":                    "",
		"elf tekens.":                     "12 tekens",
		strings.Repeat("lang woord ", 24): "256",
		"Welkom202612":                    "als eerste",
		"wachtwoord12":                    "als eerste",
		"W@chtwoord1234":                  "als eerste",
		"aaaaaaaaaaaa":                    "als eerste",
		"abcabcabcabc":                    "als eerste",
		"123456789012":                    "als eerste",
		"anna.bakker@x1":                  "lijkt op",
		"Merwerland2026!":                 "lijkt op",
	} {
		err := auth.CheckPassword(password, "anna.bakker@example.nl", "Anna Bakker", "Provincie Merwerland", "merwerland")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestDevices(t *testing.T) {
	for agent, want := range map[string]string{
		home.Agent: "Firefox op Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":           "Edge op Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1": "Safari op een iPhone",
		"Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36":                            "Chrome op Android",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15":                      "Safari op macOS",
		"curl/8.0": "Onbekende browser",
		"":         "Onbekende browser",
	} {
		if got := auth.Device(agent); got != want {
			t.Errorf("%q: %s, want %s", agent, got, want)
		}
	}
}
