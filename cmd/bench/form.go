package main

import (
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// readForm is what a browser would send of the form with this id, as the page filled it in.
func readForm(page io.Reader, id string) (url.Values, error) {
	doc, err := html.Parse(page)
	if err != nil {
		return nil, err
	}
	values := url.Values{}
	for n := range doc.Descendants() {
		if n.Data != "form" || attribute(n, "id") != id {
			continue
		}
		for field := range n.Descendants() {
			if name := attribute(field, "name"); name != "" {
				if value, sent := filledIn(field); sent {
					values.Add(name, value)
				}
			}
		}
	}
	return values, nil
}

// filledIn is what a field sends, and whether it does: buttons that nobody pressed and choices that are not made do not.
func filledIn(field *html.Node) (string, bool) {
	switch field.Data {
	case "textarea":
		if field.FirstChild == nil {
			return "", true
		}
		return strings.TrimPrefix(field.FirstChild.Data, "\n"), true
	case "select":
		return selected(field), true
	case "input":
		kind := attribute(field, "type")
		_, checked := lookup(field, "checked")
		return attribute(field, "value"), kind != "radio" && kind != "checkbox" || checked
	}
	return "", false
}

// selected is the choice that is made, else the first one.
func selected(field *html.Node) string {
	first, found := "", false
	for o := range field.Descendants() {
		if o.Data != "option" {
			continue
		}
		if _, on := lookup(o, "selected"); on {
			return attribute(o, "value")
		}
		if !found {
			first, found = attribute(o, "value"), true
		}
	}
	return first
}

func attribute(n *html.Node, name string) string {
	value, _ := lookup(n, name)
	return value
}

func lookup(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
