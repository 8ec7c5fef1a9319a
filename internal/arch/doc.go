// Package arch holds no program, only tests: who may import whom, and which words
// must stand in docs/words.md. The picture of the floors is in docs/house.md.
package arch
