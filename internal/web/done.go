package web

import (
	"net/http"
	"net/url"
)

// done is what a page says of the change that led to it, by the word in its address: a reload says it again, and no
// text of somebody else's choosing can be put there.
var done = map[string]string{
	"bewaard": "Bewaard.",
}

// after answers a change: to a page that says what happened.
func after(w http.ResponseWriter, r *http.Request, address, what string) error {
	if done[what] == "" {
		panic("nothing is said of " + what)
	}
	http.Redirect(w, r, address+"?gedaan="+url.QueryEscape(what), http.StatusSeeOther)
	return nil
}
