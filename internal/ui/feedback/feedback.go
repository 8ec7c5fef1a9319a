// Package feedback is the way to tell the organisation that something is wrong or cannot be read.
package feedback

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"
)

// Address makes a link of a contact: a mail address gets the page as its subject, anything else leads to its page.
// It is "" when there is no contact.
func Address(contact, subject string) templ.SafeURL {
	contact = strings.TrimPrefix(strings.TrimSpace(contact), "mailto:")
	switch {
	case contact == "":
		return ""
	case strings.HasPrefix(contact, "https://"), strings.HasPrefix(contact, "http://"):
		return templ.URL(contact)
	}
	return templ.SafeURL("mailto:" + contact + "?subject=" + strings.ReplaceAll(url.QueryEscape(subject), "+", "%20"))
}
