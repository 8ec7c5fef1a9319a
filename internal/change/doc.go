// Package change is everything people do: one method, one transaction. Every method has the same shape: fetch, let
// cycle decide, save, record. The page, the import and the command line call the same method, and each change leaves
// a line in the history, in the same transaction.
package change
