// Package browser holds no program, only tests: what a visitor gets when the demo is served. The sample and one imported
// organisation are loaded once, served by server and public on a loopback port, and looked at: in a browser with and
// without scripts, at four widths, by keyboard, on paper, as a screen reader has it, and by plain requests.
//
//	served_test.go    the one installation that all tests share
//	kinds_test.go     every kind of page, with an example of each, and what is looked at
//	work_test.go      the same of the workplace, which work_served_test.go serves
//	walk_test.go      how a page is loaded once, and looked at in every view
//	*_test.go         what must hold on each of them
//
// The files in testdata are made again with `go test ./internal/browser -args -update`, and so is
// docs/beeld/prestatie.png; with `-args -pictures FOLDER` there is a picture of every kind of page to look at.
package browser
