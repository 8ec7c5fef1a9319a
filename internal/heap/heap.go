// Package heap gives a command that ends by itself room in memory: most are done before there is anything to clean up.
package heap

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	room  = 48 << 20 // bytes that are used before the first cleaning, and after each as far as what is alive leaves it
	least = 40       // percent of what is alive that is always left until the next one
)

// Roomy cleans up only when the heap reaches room. As Go does it, from 4 MB and then at each doubling, takes a fifth of the
// time of making a small site, and more memory than this for a large one. What is set in GOGC or GOMEMLIMIT is left. It
// is not for a server: at rest that would keep its rubbish.
func Roomy() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const first = 4 << 20 // where Go begins at 100 percent
	debug.SetGCPercent(room / first * 100)
	afterNext()
}

// afterNext sets, after the next cleaning, how far the heap may grow until the one after that.
func afterNext() {
	type cleaned struct{ _ *int } // holds a pointer, so that it is not put together with other small values
	runtime.SetFinalizer(new(cleaned), func(*cleaned) {
		debug.SetGCPercent(growth(alive()))
		afterNext()
	})
}

// growth is by how many percent of what is alive the heap may grow.
func growth(alive uint64) int {
	if alive < room/10 {
		alive = room / 10 // less than this need not be told apart
	}
	if alive >= room {
		return least
	}
	return max(least, int((room-alive)*100/alive))
}

func alive() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
