package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"runtime"
	"sync"
)

// canonical is the one form in which an object is kept and hashed: UTF-8, keys sorted (by the order of the fields in
// Go), no spaces.
func canonical(object any) (e encoded, err error) {
	err = written(object, func(text []byte) { e = encoded{string(text), hashOf(text)} })
	return e, err
}

// sumOf is the hash of an object of which the text is not kept.
func sumOf(object any) (hash string, err error) {
	err = written(object, func(text []byte) { hash = hashOf(text) })
	return hash, err
}

// written lends the text of an object to use.
func written(object any, use func(text []byte)) error {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.Reset()
	if err := w.Encode(object); err != nil {
		return err
	}
	use(bytes.TrimSuffix(w.Bytes(), []byte("\n")))
	return nil
}

// encoded is an object as it is stored, with the hash of it.
type encoded struct{ text, hash string }

// writer encodes into memory that serves again: growing it cost more than what was kept.
type writer struct {
	bytes.Buffer
	*json.Encoder
}

var writers = sync.Pool{New: func() any {
	w := &writer{}
	w.Encoder = json.NewEncoder(&w.Buffer)
	w.SetEscapeHTML(false)
	return w
}}

// hashOf is the SHA-256 of bytes, in hexadecimal.
func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	var text [2 * sha256.Size]byte
	hex.Encode(text[:], sum[:])
	return string(text[:])
}

// encode does so for all objects.
func encode[T any](objects []T) ([]encoded, error) {
	bodies := make([]encoded, len(objects))
	err := each(len(objects), func(i int) (err error) {
		bodies[i], err = canonical(&objects[i])
		return err
	})
	return bodies, err
}

// each does f for 0 up to n, on all processors: the transaction that waits for it keeps others waiting. A few are not
// worth the trouble.
func each(n int, f func(i int) error) error {
	workers := min(runtime.GOMAXPROCS(0), 1+n/50)
	errs := make([]error, workers)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w; i < n && errs[w] == nil; i += workers {
				errs[w] = f(i)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}
