// Package richtext holds all prose of Doelenboom: a list of blocks, each with a short id that is given once.
//
//	Doc    = []Block
//	Block  = paragraph | list | table | quotation | picture, with an id such as "7k2m"
//	Span   = a run of text, bold or italic or linked, or a reference (Ref)
//
// The id is kept when the text is edited, carried forward to a next edition or read in again (Carry); it is the
// fragment of the paragraph's public address (#p-7k2m), so it must never move to another paragraph.
//
// A Ref says what is meant (a decision, a node, a number in the edition), never where that is: whoever renders hands
// in the answers. The JSON form is Dutch because it is public: it stands in publications and in the import proposal.
// The fields of every struct stand in the order of their JSON names, so that the encoding is canonical.
package richtext
