// Package mail sends a letter: over SMTP, or to the log of a demonstration. A letter is plain Dutch text. It says that a
// program sent it, so that nobody's holiday answers it, and has nothing in it that tells whether it was read.
package mail
