package web

// ActionWord is what a line of history says in Dutch.
var ActionWord = actionWord
