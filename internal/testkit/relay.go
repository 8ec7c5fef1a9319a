package testkit

import (
	"net"
	"net/url"
	"testing"
)

// Relay stands between a program and a server of which it has the address, as a database: pass gets both ends of each connection,
// and the listener, which it may close so that the server is gone. It gives the address that leads through it.
func Relay(t testing.TB, address string, pass func(client, server net.Conn, l net.Listener)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	to := u.Host
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", to)
			if err != nil {
				_ = client.Close()
				return
			}
			pass(client, server, l)
		}
	}()
	u.Host = l.Addr().String()
	return u.String()
}
