// Package site makes pages of publications, and archives of pages. It is pure: no query, no clock, no user.
//
//	RenderEdition       summary, tree, a page per node, what changed, how to check it      of one revision of an edition
//	RenderOrganisation  home, lines, decisions, themes, portfolio holders, milestones      over all editions shown
//	ArchiveWriter       takes pages, renders those that changed, and deflates them         what a server reads from
//
// A page is a function of the parts it shows, the same node's part in the edition before, the shelf, and the version of
// program and style. Its Inputs are a hash of those: a page with the inputs of an earlier one is taken over. What a page
// shows and its inputs do not hold is a fault; TestInputsHoldWhatIsShown and TestCorrectionChangesFewPages look for it.
//
// A page and its look have one stem: summary.go, summary.templ, summary.css. What recurs is a component in package ui.
// Links are relative, so that the same bytes serve below any host or folder.
package site
