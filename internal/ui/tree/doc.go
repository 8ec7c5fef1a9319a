// Package tree shows goals below programmes and deliverables below goals as lists in lists.
package tree
