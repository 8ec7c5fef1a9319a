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
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil {
		return wrongUsage{fmt.Sprintf("%s: %q is geen webadres; schrijf het als https://www.voorbeeld.nl", flag, text)}
	}
	return nil
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

// mailOrURL refuses what nobody can write to.
func mailOrURL(flag, text string) error {
	if a, err := mail.ParseAddress(text); text == "" || err == nil && a.Address == text {
		return nil
	}
	if err := webAddress(flag, text); err != nil {
		return wrongUsage{fmt.Sprintf("%s: %q is geen mailadres en geen webadres", flag, text)}
	}
	return nil
}
