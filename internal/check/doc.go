// Package check finds what is wrong or missing in what was written: findings
// that an author may dismiss with a reason, never rules that stop one.
//
//	Input (report, edition, what was said before, registers) -> Run -> []Finding
//
// A rule has a file of its own, or shares one with its family, and begins with
// its cases. Where two rules could see the same words, the more exact one does.
// Rules of words take small plain values as well, so that an import and a page
// at work ask the same question.
package check
