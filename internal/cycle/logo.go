package cycle

import "strings"

// Logo is the picture in the header of the pages: what it is, and what must be known to set it out. It belongs to how the
// organisation looks today, also on pages of years ago.
type Logo struct {
	Blob   string `json:"blob"`             // SHA-256
	Colour string `json:"colour,omitempty"` // the mean of what is drawn; empty when it has so many that the mean says nothing
	Ending string `json:"ending"`           // of its kind
	Ground string `json:"ground,omitempty"` // the colour of a background of its own; empty when the paper is seen through it
	Height int    `json:"height"`           // in points
	Named  bool   `json:"named,omitempty"`  // the name of the organisation stands in it, so pages do not write it once more
	Width  int    `json:"width"`
}

// LogoWidth, LogoHeight and LogoBytes are the most that a logo is, after it was made anew: twice as fine as it is shown,
// and light enough for every page.
const (
	LogoWidth  = 480
	LogoHeight = 160
	LogoBytes  = 40_000
)

// FileName is what it is called on the site: another picture has another name, so browsers keep it for ever.
func (l Logo) FileName() string { return "logo-" + l.Blob[:8] + "." + l.Ending }

// Kind is the kind of picture it is.
func (l Logo) Kind() FileKind { k, _ := KindOf(l.Ending); return k }

// IsLogoName tells whether a path is the name of a logo, of today or of before.
func IsLogoName(path string) bool {
	rest, is := strings.CutPrefix(path, "logo-")
	return is && !strings.Contains(rest, "/") && (strings.HasSuffix(rest, ".png") || strings.HasSuffix(rest, ".jpg"))
}

// sound tells whether it can be shown. It is made by us, so anything else is a fault of ours.
func (l Logo) sound() bool {
	colour := func(c string) bool { return c == "" || ValidColour(c) }
	return len(l.Blob) == 64 && strings.Trim(l.Blob, "0123456789abcdef") == "" && l.Kind().Picture() && colour(l.Colour) && colour(l.Ground) &&
		l.Width > 0 && l.Width <= LogoWidth && l.Height > 0 && l.Height <= LogoHeight
}
