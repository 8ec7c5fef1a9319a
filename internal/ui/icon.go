package ui

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"sync"
)

// Icon is what a browser shows beside the title of a page: a small tree, the same on light and dark. It has no style
// inside, which the content policy would not let through. A page that names none makes the browser ask for one that is
// not there, at every visit.
//
//go:embed icon.svg
var Icon string

// IconType is the content type of Icon.
const IconType = "image/svg+xml"

// IconName is a name for it that changes with its bytes, so that it may be kept for ever.
var IconName = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(Icon))
	return "doelenboom-" + hex.EncodeToString(sum[:6]) + ".svg"
})
