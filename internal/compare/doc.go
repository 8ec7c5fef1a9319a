// Package compare lays two publications side by side: two editions, or two revisions of one edition (what the council
// changed between offering and adopting).
//
//	Editions(before, after)   every node that differs, and counts
//	Nodes(before, after)      one node in both: place, scores, milestones, actions, texts, facts
//	Entries(before, after)    place, scores, milestones and texts from the lines of the tree alone
//
// A node is the same node when its id is, whatever its number, title or place; where the conversion table says that one
// node simply goes on as another, those two are compared. Split and merged nodes are told as such and not compared: no
// one text of the one answers to the other. Milestones and actions are the same by their key, and where a page was taken over by
// their words (MilestonesGoOn, ActionsGoOn). Scores are compared on aspects that both sides have a score on, since
// editions may score other things; texts by their words, block by block, whatever their ids and links. Where a page of an
// edition taken over is not known as a whole (Whole), NodeChanges.Known leaves out what would be a guess.
package compare
