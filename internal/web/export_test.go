package web

import (
	"maps"
	"slices"
)

// ActionWord is what a line of history says in Dutch.
var ActionWord = actionWord

// Routes are the addresses within an organisation, as "METHOD /werk/{organisatie}/…", for the tests that walk them.
func Routes() []string {
	var all []string
	for _, r := range (&Workplace{}).routes() {
		all = append(all, r.pattern)
	}
	return all
}

// OwnRoutes are the addresses of an account, for who is signed in wherever they work.
func OwnRoutes() []string { return slices.Sorted(maps.Keys((&Workplace{}).ownRoutes())) }

// OpenRoutes are the addresses for who is not signed in.
func OpenRoutes() []string { return slices.Sorted(maps.Keys((&Workplace{}).openRoutes())) }
