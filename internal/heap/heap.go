// Package heap gives a command that ends by itself room in memory: most are done before there is anything to clean up.
package heap

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"sync/atomic"
)

// How many bytes a command may use before the first cleaning, and after each as far as what is alive leaves it.
const (
	Usual = 48 << 20
	Large = 96 << 20 // for what keeps others waiting meanwhile, and is done before this is used
)

// least is how many percent of what is alive are always left until the next cleaning.
const least = 40

// Roomy cleans up only when the heap reaches room. As Go does it, from 4 MB and then at each doubling, takes a fifth of the
// time of making a small site, and more memory than this for a large one. What is set in GOGC or GOMEMLIMIT is left. It
// is not for a server: at rest that would keep its rubbish.
func Roomy(room int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(growth(room, alive()))
	given.Store(int64(room))
	begun.Do(afterNext)
}

var (
	given atomic.Int64 // the room that was given last
	begun sync.Once
)

// afterNext sets, after the next cleaning, how far the heap may grow until the one after that.
func afterNext() {
	type cleaned struct{ _ *int } // holds a pointer, so that it is not put together with other small values
	runtime.SetFinalizer(new(cleaned), func(*cleaned) {
		debug.SetGCPercent(growth(int(given.Load()), alive()))
		afterNext()
	})
}

// growth is by how many percent of what is alive the heap may grow. At 100 percent Go cleans at 4 MB or more, at twice as
// many at twice that, however little is alive.
func growth(room, alive int) int {
	most := room / (4 << 20) * 100
	return min(most, max(least, (room-alive)*100/max(alive, 1)))
}

// alive is how many bytes the last cleaning left, 0 when there was none.
func alive() int {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int(sample[0].Value.Uint64())
}
