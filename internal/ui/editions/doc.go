// Package editions leads from a page to the same in the edition before and after.
package editions
