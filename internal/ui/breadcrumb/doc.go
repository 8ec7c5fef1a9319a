// Package breadcrumb shows where a page stands in the tree.
package breadcrumb
