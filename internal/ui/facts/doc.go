// Package facts lists what is known in short: label and value.
package facts
