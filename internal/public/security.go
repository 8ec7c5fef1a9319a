package public

import (
	"slices"
	"strings"
	"time"
)

// securityPath is where somebody who found a weakness looks for whom to tell (RFC 9116). It stands at the root of a host.
const securityPath = ".well-known/security.txt"

// securityPage names the contacts of the organisations on a host. What it says is read from the settings at this moment,
// so it is fresh; Expires tells how long a copy of it may be trusted.
func securityPage(now time.Time, base string, organisations ...*organisation) page {
	var contacts []string
	for _, o := range organisations {
		if c := o.securityContact(); c != "" && !slices.Contains(contacts, c) && (base != "" || !o.NoIndex) {
			contacts = append(contacts, c)
		}
	}
	var b strings.Builder
	for _, c := range contacts {
		b.WriteString("Contact: " + c + "\n")
	}
	b.WriteString("Expires: " + now.UTC().Truncate(24*time.Hour).AddDate(0, 6, 0).Format(time.RFC3339) + "\n")
	b.WriteString("Preferred-Languages: nl, en\n")
	if base != "" {
		b.WriteString("Canonical: " + base + "/" + securityPath + "\n")
	}
	return newPage(b.String(), plainType)
}

// reachable tells whether some organisation that may be found has a contact: a file without one is not allowed.
func (s *state) reachable() bool {
	return slices.ContainsFunc(s.organisations, func(o *organisation) bool { return !o.NoIndex && o.securityContact() != "" })
}

// securityContact is the contact as an address with a scheme, "" when there is none that the standard allows: a page
// must be behind https.
func (o *organisation) securityContact() string {
	c := strings.TrimSpace(o.Contact)
	switch {
	case c == "", strings.ContainsAny(c, "\r\n"), strings.HasPrefix(c, "http://"):
		return ""
	case strings.HasPrefix(c, "https://"), strings.HasPrefix(c, "mailto:"), strings.HasPrefix(c, "tel:"):
		return c
	}
	return "mailto:" + c
}
