// Package dutch knows how people in Dutch public bodies write: dates ("medio
// 2019"), references to decisions ("PS/2016/486") and to each other's work
// ("zie prestatie 8.1.5"), names in a row, sentences, and letters that were
// damaged on the way.
//
// It finds and normalises; it never decides what a text should have said. What
// it does not understand stays as it was written, with the rest unknown.
package dutch
