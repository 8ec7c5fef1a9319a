package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Time limits: whoever is slower than this with a request's first lines, or silent for longer between two requests,
// keeps nobody else waiting. Writing is generous, for a large download over a slow line.
const (
	headerTime   = 10 * time.Second
	readTime     = 2 * time.Minute
	writeTime    = 5 * time.Minute
	idleTime     = 2 * time.Minute
	endTime      = 10 * time.Second
	largestHeads = 32 << 10
)

// Run serves on l until ctx ends; then it takes no new requests, lets the running ones finish, and returns nil.
func Run(ctx context.Context, l net.Listener, site Site) error {
	s := &http.Server{
		Handler:           site.Handler(),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    largestHeads,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		ended <- s.Shutdown(last)
	})
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		stop()
		return err
	}
	if err := <-ended; err != nil {
		return errors.Join(err, s.Close()) // somebody was still reading after the last wait
	}
	return nil
}
