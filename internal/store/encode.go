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
func canonical(object any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(object); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// hashOf is the SHA-256 of bytes, in hexadecimal.
func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// encoded is an object as it is stored, with the hash of it.
type encoded struct{ text, hash string }

// encode does so for all objects.
func encode[T any](objects []T) ([]encoded, error) {
	bodies := make([]encoded, len(objects))
	err := each(len(objects), func(i int) error {
		body, err := canonical(objects[i])
		bodies[i] = encoded{string(body), hashOf(body)}
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
