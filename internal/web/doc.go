// Package web is the workplace: pages for people who are signed in, below /werk/ on one host. A page is a handler and a
// page struct (report_show.go), its look (report_show.templ) and its test, with one stem.
//
//	routes.go   every route, with the right it asks
//	visit.go    who asks, in which organisation, on which day
//	errors.go   what becomes of an error: a status and a page in plain Dutch
//	frame.*     what stands round every page
//
// A handler reads the request, calls one thing of change or reads what it shows, and answers. It holds store.Readers and
// a change.Service: a page that writes by itself does not compile. What somebody may not see is 404, as if it were not
// there. A form that is refused comes back as it was filled in, with the problem at its field and a summary on top.
// After a change the answer is 303 to a page, with ?gedaan= naming what it should say happened (done.go).
package web
