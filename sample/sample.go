// Package sample holds the texts of the sample organisations, as files; internal/demo loads them.
package sample

import "embed"

// Files are the folders provincie, gemeente and overijssel, and a page in the shape of an old portal.
//
//go:embed provincie gemeente overijssel pagina.txt
var Files embed.FS
