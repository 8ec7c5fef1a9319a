package publication

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ManifestPath is the path of the manifest itself; it is in no manifest.
const ManifestPath = "manifest.sha256"

// ManifestLine is one part by path and SHA-256.
type ManifestLine struct {
	Path string
	Sum  string
}

// Manifest lists the parts in the form of sha256sum, by path. Its own hash is the hash of the revision.
func Manifest(parts []PartFile) []byte {
	lines := make([]ManifestLine, len(parts))
	for i, p := range parts {
		lines[i] = ManifestLine{p.Path, p.Sum}
	}
	slices.SortFunc(lines, func(a, b ManifestLine) int { return strings.Compare(a.Path, b.Path) })
	var out bytes.Buffer
	for _, l := range lines {
		out.WriteString(l.Sum + "  " + l.Path + "\n")
	}
	return out.Bytes()
}

// ErrManifest says that bytes are no manifest.
var ErrManifest = errors.New("geen manifest van een publicatie")

// ParseManifest reads a manifest, strictly: two manifests that say the same are the same bytes.
func ParseManifest(manifest []byte) ([]ManifestLine, error) {
	var lines []ManifestLine
	for n := 1; len(manifest) > 0; n++ {
		text, rest, ended := bytes.Cut(manifest, []byte("\n"))
		sum, path, two := strings.Cut(string(text), "  ")
		last := ""
		if len(lines) > 0 {
			last = lines[len(lines)-1].Path
		}
		if !ended || !two || !validSum(sum) || !validPath(path) || path <= last {
			return nil, fmt.Errorf("regel %d: %w", n, ErrManifest)
		}
		lines = append(lines, ManifestLine{Path: path, Sum: sum})
		manifest = rest
	}
	if len(lines) == 0 {
		return nil, ErrManifest
	}
	return lines, nil
}

func validSum(sum string) bool {
	return len(sum) == 64 && strings.Trim(sum, "0123456789abcdef") == ""
}

// validPath: a path that is written as a file stays below its folder.
func validPath(path string) bool {
	for _, part := range strings.Split(path, "/") {
		if part == "" || part[0] == '.' || strings.ContainsAny(part, "\\\x00\r") {
			return false
		}
	}
	return true
}

// SameContent tells whether parts say the same as the revision with this manifest: all parts equal but revisie.json,
// which differs with every revision.
func SameContent(manifest []byte, parts []PartFile) bool {
	lines, err := ParseManifest(manifest)
	if err != nil || len(lines) != len(parts) {
		return false
	}
	sums := make(map[string]string, len(lines))
	for _, l := range lines {
		sums[l.Path] = l.Sum
	}
	for _, p := range parts {
		if p.Path != RevisionPath && sums[p.Path] != p.Sum {
			return false
		}
	}
	return true
}
