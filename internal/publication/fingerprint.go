package publication

import (
	"crypto/sha256"
	"encoding/hex"
)

// fingerprint tells whether the words of the sections are those of another edition, without reading both; "" when there
// are none. Ids, looks and references do not count.
func fingerprint(sections []SectionText) string {
	h, some := sha256.New(), false
	for _, s := range sections {
		if s.Text.Empty() {
			continue
		}
		some = true
		h.Write([]byte(s.Key + "\x00" + s.Text.Text() + "\x00"))
	}
	if !some {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
