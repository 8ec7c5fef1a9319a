package heap

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestTheHeapGrowsToItsRoomAndThenByTwoFifths(t *testing.T) {
	for _, tt := range []struct {
		alive, want int
	}{{0, 1200}, {1 << 20, 1200}, {4 << 20, 1100}, {12 << 20, 300}, {24 << 20, 100}, {40 << 20, 40}, {48 << 20, 40}, {1 << 30, 40}} {
		if got := growth(Usual, tt.alive); got != tt.want {
			t.Errorf("with %d MB alive it may grow by %d percent, not %d", tt.alive>>20, got, tt.want)
		}
	}
}

func TestAfterEachCleaningTheRoomIsWhatIsLeft(t *testing.T) {
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	Roomy(Usual)
	kept := make([]byte, 100<<20)
	for range 2 { // what is set after one cleaning is set again after the next
		debug.SetGCPercent(-1)
		runtime.GC()
		if got := waitFor(least); got != least {
			t.Errorf("with 100 MB alive it may grow by %d percent", got)
		}
	}
	runtime.KeepAlive(kept)
}

// waitFor gives the percentage as soon as it is the wanted one, or as it is after two seconds.
func waitFor(want int) int {
	for end := time.Now().Add(2 * time.Second); ; time.Sleep(time.Millisecond) {
		got := debug.SetGCPercent(-1)
		if got == want || time.Now().After(end) {
			return got
		}
		if got >= 0 {
			debug.SetGCPercent(got)
		}
	}
}

func TestWhatWhoeverRunsItSetIsLeft(t *testing.T) {
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv("GOGC", "")
		t.Setenv("GOMEMLIMIT", "")
		t.Setenv(name, "100MiB")
		Roomy(Usual)
		if got := debug.SetGCPercent(100); got != 100 {
			t.Errorf("in spite of %s it is %d", name, got)
		}
	}
}
