package publication

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// PageMark is what is kept of an address below the organisation when what gave it is withdrawn, so that it can answer that it was,
// also without the final slash. The address itself may be a name, which is not kept.
func PageMark(path string) string {
	sum := sha256.Sum256([]byte(strings.TrimSuffix(path, "/") + "/"))
	return hex.EncodeToString(sum[:4])
}

// Pages are the addresses below the organisation of what the registers name.
func (r Registers) Pages() []string {
	var all []string
	for _, d := range r.Decisions {
		all = append(all, "besluit/"+d.Slug+"/")
	}
	for _, t := range r.Themes {
		all = append(all, "thema/"+t.Slug+"/")
	}
	for _, h := range r.Holders {
		all = append(all, "portefeuillehouder/"+h.Slug+"/")
	}
	return all
}
