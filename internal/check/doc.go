// Package check finds what is wrong or missing in what was written: findings
// that an author may dismiss, never rules that stop one. Rules take small plain
// values, so that an import and a page at work ask the same question.
package check
