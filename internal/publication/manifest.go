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
	sums, err := readSums(manifest)
	if err != nil {
		return nil, err
	}
	return sums.lines(), nil
}

// Sums is a manifest that is looked things up in as it stands: its lines have the order of their paths, so that nothing
// is kept besides.
type Sums string

func readSums(manifest []byte) (Sums, error) {
	all := string(manifest)
	rest, last := all, ""
	for n := 1; rest != ""; n++ {
		line, after, ended := strings.Cut(rest, "\n")
		sum, path, two := strings.Cut(line, "  ")
		if !ended || !two || !validSum(sum) || !validPath(path) || path <= last {
			return "", fmt.Errorf("regel %d: %w", n, ErrManifest)
		}
		rest, last = after, path
	}
	if all == "" {
		return "", ErrManifest
	}
	return Sums(all), nil
}

// Of is the SHA-256 of a part, "" when there is no such part.
func (s Sums) Of(path string) string {
	for text := string(s); text != ""; {
		from := strings.LastIndexByte(text[:len(text)/2], '\n') + 1
		end := from + strings.IndexByte(text[from:], '\n')
		line := sumLine(text[from:end])
		switch strings.Compare(line.Path, path) {
		case 0:
			return line.Sum
		case -1:
			text = text[end+1:]
		default:
			text = text[:from]
		}
	}
	return ""
}

func (s Sums) lines() []ManifestLine {
	lines := make([]ManifestLine, 0, strings.Count(string(s), "\n"))
	for line := range strings.Lines(string(s)) {
		lines = append(lines, sumLine(line[:len(line)-1]))
	}
	return lines
}

const sumLength = 64

func sumLine(line string) ManifestLine {
	return ManifestLine{Sum: line[:sumLength], Path: line[sumLength+len("  "):]}
}

func validSum(sum string) bool {
	return len(sum) == sumLength && strings.Trim(sum, "0123456789abcdef") == ""
}

// validPath: a path that is written as a file stays below its folder.
func validPath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part[0] == '.' || strings.ContainsAny(part, "\\\x00\r") {
			return false
		}
	}
	return true
}

// SameContent tells whether parts say the same as the revision with this manifest: all parts equal but revisie.json,
// which differs with every revision, and those left out.
func SameContent(manifest []byte, parts []PartFile, but ...string) bool {
	lines, err := ParseManifest(manifest)
	if err != nil || len(lines) != len(parts) {
		return false
	}
	sums := make(map[string]string, len(lines))
	for _, l := range lines {
		sums[l.Path] = l.Sum
	}
	for _, p := range parts {
		if p.Path != RevisionPath && !slices.Contains(but, p.Path) && sums[p.Path] != p.Sum {
			return false
		}
	}
	return true
}
