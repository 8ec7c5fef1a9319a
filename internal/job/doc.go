// Package job does what can wait until after the answer: it renders what was frozen and then shows it. Work is a row
// with a lease, so what a killed process left half done is done by the next.
//
// A running server has one Runner going round; the command line runs what is pending before it ends, or waits for the
// server to finish it. Whoever renders does so from what it read at the beginning; when somebody else showed something
// in the same organisation meanwhile, it begins anew.
package job
