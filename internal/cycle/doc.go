// Package cycle is the subject itself: what a public body set out to do, what came of it, and the rules by which it
// reports on that. It knows no database, no web and no clock: values go in, values come out.
//
//	Organisation ── Edition ── Placement ── Node        a tree per edition; the Node lasts, number and title do not
//	                   │           └─ Report            what is said about one node in one edition
//	                   └─ Revision (package publication) what was made public of it
//
// The planning & control cycle is that of the Besluit begroting en verantwoording provincies en gemeenten (BBV) and
// the Waterschapsbesluit: a budget, one or two monitors, annual accounts; adopted by the council (PS, raad, AB),
// established and offered by the executive (GS, college, DB).
//
// Unknown stays unknown: a zero value means "not stated" and is never filled in by a guess. Objects are stored and
// hashed as JSON; the fields of every struct therefore stand in the order of their JSON names (a test holds that).
package cycle
