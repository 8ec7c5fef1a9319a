// Package demo loads the sample organisations: it reads the files below sample/ and does with them what people would
// do, through the same methods of change and in the order of the years. The people in the files are the actors, so
// that the history of the sample reads like one.
//
// The files are YAML, read strictly: a key that is not known is an error that names file and line. Keys are Dutch, as
// in the import proposal; see sample/README.md.
package demo
