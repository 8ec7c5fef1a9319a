// Package importer reads documents from elsewhere into a proposal: what was
// understood, field by field, and which line of the source went where. It never
// writes; change.ImportProposal does, after someone has looked.
//
//	file -> lines (decoded, mended) -> pages -> Document, one per page
//
// A document loses nothing. Every line with text has a row in Lines that says
// where it went; a heading or a row that is not known keeps its words in Other.
// What the text does not say stays absent.
//
// The shape read here is that of the old portal pages as plain text: number and
// title, summary, then the headings Context, Acties, Toelichting op voortgang,
// Financiën and Basisinformatie with its labelled rows. One file may hold one
// page or a whole tree of them, of MostBytes at most: a file is read a line at a
// time, and what is no text says so in its first block.
package importer
