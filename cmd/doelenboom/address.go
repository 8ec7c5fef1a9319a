package main

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"
)

// webAddress refuses what is no address on the web; an empty one is not given.
func webAddress(flag, text string) error {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	switch right := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil; {
	case right:
		return nil
	case strings.Contains(text, "://") && strings.Contains(text, "@"): // it may hold a password
		return wrongUsage{flag + ": schrijf het webadres zonder naam of wachtwoord, als https://www.voorbeeld.nl"}
	default:
		return wrongUsage{fmt.Sprintf("%s: %q is geen webadres; schrijf het als https://www.voorbeeld.nl", flag, text)}
	}
}

// hostAddress is the address of a site of its own, without the final slash.
func hostAddress(flag, text string) (string, error) {
	if err := webAddress(flag, text); err != nil {
		return "", err
	}
	text = strings.TrimRight(text, "/")
	if u, err := url.Parse(text); err != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", wrongUsage{fmt.Sprintf("%s: een eigen site heeft een adres zonder pad, zoals https://www.voorbeeld.nl", flag)}
	}
	return text, nil
}

// mailOrURL refuses what nobody can write to. A mail address may be written as a link, mailto:….
func mailOrURL(flag, text string) error {
	address := strings.TrimPrefix(text, "mailto:")
	if a, none := mail.ParseAddress(address); text == "" || none == nil && a.Address == address {
		return nil
	}
	err := webAddress(flag, text)
	if err != nil && !strings.Contains(text, "://") {
		return wrongUsage{fmt.Sprintf("%s: %q is geen mailadres en geen webadres", flag, text)}
	}
	return err
}
