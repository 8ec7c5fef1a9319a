// Package upload makes files from outside safe to keep. A picture is made anew from its points, so that nothing stays of
// what else was in its file: places, names, a page or a script behind it. Another file is known by what is in it, not by
// its name, and is one of a short list of kinds; it is never opened by us, only handed on as a download.
//
//	picture.go      what a picture may be, and the one that is kept
//	orientation.go  which way up a camera held it
//	file.go         which kind of file it is
//	name.go         a name that is safe on every disk
//
// What is refused is a cycle.Invalid with a sentence for whoever sent it.
package upload
