package publication

import (
	"iter"
	"runtime"
	"sync"
)

// share deals 0 up to n out among all processors and returns when all of it is done. What a
// share panics with, share panics with.
func share(n int, do func(mine iter.Seq[int])) {
	shares := min(runtime.GOMAXPROCS(0), n)
	panics := make([]any, shares)
	var all sync.WaitGroup
	for s := range shares {
		all.Go(func() {
			defer func() { panics[s] = recover() }()
			do(func(yield func(int) bool) {
				for i := s; i < n && yield(i); i += shares {
				}
			})
		})
	}
	all.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
}
