package web

import "doelenboom/internal/cycle"

// route is an address with the right that it asks.
type route struct {
	pattern string
	right   cycle.Right
	answer  answer
}

// routes are all addresses within an organisation. A test walks each of them with each role.
func (s *Workplace) routes() []route {
	return []route{
		{"GET /werk/{organisatie}/{$}", cycle.MayRead, s.myWork},
	}
}
