// Package server is the one http.Server: what holds for every answer whoever gives it. Security headers, time limits,
// requests from other sites refused, a panic caught, an orderly end; and the lock on a data folder that is served.
package server
