package richtext

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

// Taken holds the block ids given out within one page. All prose fields of a report share one, because together they
// are one page with one set of fragments.
type Taken map[string]bool

// idLetters are without those that are taken for another.
const idLetters = "0123456789abcdefghjkmnpqrstvwxyz"

var idAlphabet = base32.NewEncoding(idLetters).WithPadding(base32.NoPadding)

// Fresh gives an id made from the text itself: the same page read in twice gets the same ids, on every machine. When the
// same line stands in a page very often, or the short ids run out, it is longer and made from its place as well.
func (t Taken) Fresh(text string) string {
	for n := 0; ; n++ {
		size, place := 4, n
		if n > 32 {
			size, place = 8, len(t)+n
		}
		var usual [1024]byte // enough for most texts, so that none is copied to the heap
		seed := append(usual[:0], text...)
		if n > 0 {
			seed = strconv.AppendInt(append(seed, 0), int64(place), 10)
		}
		sum := sha256.Sum256(seed)
		id := idAlphabet.EncodeToString(sum[:5])[:size]
		if !t[id] {
			t[id] = true
			return id
		}
	}
}

// Carry returns new with the ids of old wherever a block is the same text or an edited form of it; other blocks get
// an id that taken does not hold. Both are in reading order; a moved block keeps its id.
//
// Cases, in order:
//  1. an id that new brings along and old has too is kept;
//  2. the same text;
//  3. among what is left, the block that shares most words (at least half of the shorter one's).
func Carry(old, new Doc, taken Taken) Doc {
	out := append(Doc(nil), new...)
	left := make(map[string]Block, len(old))
	for _, b := range old {
		left[b.ID] = b
	}
	keep := func(i int, id string) {
		out[i].ID = id
		taken[id] = true
		delete(left, id)
	}
	carried := make([]bool, len(out))
	for i, b := range out {
		if _, ok := left[b.ID]; ok && b.ID != "" {
			keep(i, b.ID)
			carried[i] = true
		}
	}
	carrySame(old, out, carried, left, keep)
	carryAlike(old, out, carried, left, keep)
	for i := range out {
		if !carried[i] {
			out[i].ID = taken.Fresh(out[i].Text())
		}
	}
	return out
}

func carrySame(old, out Doc, carried []bool, left map[string]Block, keep func(int, string)) {
	if len(left) == 0 {
		return
	}
	byText := make(map[string][]string, len(old))
	for _, b := range old {
		if _, ok := left[b.ID]; ok {
			byText[b.Text()] = append(byText[b.Text()], b.ID)
		}
	}
	for i, b := range out {
		if ids := byText[b.Text()]; !carried[i] && len(ids) > 0 {
			keep(i, ids[0])
			byText[b.Text()] = ids[1:]
			carried[i] = true
		}
	}
}

// mostPairs is how many changed blocks are held beside old ones. A field of thousands that all changed is another text.
const mostPairs = 1_000_000

func carryAlike(old, out Doc, carried []bool, left map[string]Block, keep func(int, string)) {
	changed := 0
	for _, done := range carried {
		if !done {
			changed++
		}
	}
	if len(left) == 0 || len(left)*changed > mostPairs {
		return
	}
	for i, b := range out {
		if carried[i] {
			continue
		}
		best, most := "", 0.5
		for _, o := range old { // in reading order, so that ties go to the first
			if _, ok := left[o.ID]; !ok || o.Kind != b.Kind {
				continue
			}
			if s := alike(o.Text(), b.Text()); s > most || s == most && best == "" {
				best, most = o.ID, s
			}
		}
		if best != "" {
			keep(i, best)
			carried[i] = true
		}
	}
}

// alike is the share of words of the shorter text that the longer one has too, from 0 to 1.
func alike(a, b string) float64 {
	wa, wb := strings.Fields(a), strings.Fields(b)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	if len(wa) == 0 {
		return 0
	}
	count := make(map[string]int, len(wb))
	for _, w := range wb {
		count[w]++
	}
	same := 0
	for _, w := range wa {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return float64(same) / float64(len(wa))
}
