// Package notes says what a reader must know of a text: that it is cut off, corrected, or taken over from elsewhere.
package notes
