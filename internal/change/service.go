package change

import (
	"errors"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Service changes what is stored. Pages get a Service and no database: a page that writes by itself does not compile.
type Service struct {
	db    *store.DB
	blobs *blob.Store
	day   cycle.Date // see On
}

// New makes a Service over one database and the folder of blobs that belongs to it.
func New(db *store.DB, blobs *blob.Store) *Service { return &Service{db: db, blobs: blobs} }

// On is the service for who tells what happened on a day, also on a computer of which the clock stands earlier: the sample is
// loaded there too.
func (s *Service) On(day cycle.Date) *Service { return &Service{db: s.db, blobs: s.blobs, day: day} }

// change names one object as it was and as it is, for the history.
func change(action string, before, after store.Object) store.Change {
	return store.Change{Action: action, Before: before, After: after}
}

func isNotFound(err error) bool { return errors.Is(err, cycle.ErrNotFound) }
