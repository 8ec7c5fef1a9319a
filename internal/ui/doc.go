// Package ui is how things look. A component is a folder: score/score.templ with score/score.css beside it; what is
// said in Dutch stands where it is shown. There is no inline style or script anywhere, and no component needs a script.
//
// The CSS stands in four layers: tokens (values, which a house style may replace), base (elements), component, page.
// Tokens have the names of the NL Design System where it has one.
package ui
