package publication

import (
	"bytes"
	"cmp"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
)

// EvidencePath is the part with the hashes of evidence that is not released. Without such evidence there is no such part.
const EvidencePath = "bewijs.json"

// filesFolder holds the files themselves: pictures, attachments and released evidence.
const filesFolder = "bestanden/"

// FilePath is the path of the part that is a file, as it came: no envelope stands round it.
func FilePath(sum, ending string) string { return filesFolder + sum + "." + ending }

// IsFile tells whether a part is a file.
func IsFile(path string) bool { return strings.HasPrefix(path, filesFolder) }

// FileSum is the hash in the path of a file.
func FileSum(path string) string {
	sum, _, _ := strings.Cut(strings.TrimPrefix(path, filesFolder), ".")
	return sum
}

// Ending is that of a file, which says of what kind it is.
func Ending(file string) string { return strings.TrimPrefix(path.Ext(file), ".") }

// File is a file that a node shows or offers. Width and Height are those of a picture.
type File struct {
	Address string `json:"adres"` // below the edition; also the path of its part
	Width   int    `json:"breedte,omitempty"`
	Size    int64  `json:"grootte"`
	Height  int    `json:"hoogte,omitempty"`
	Name    string `json:"naam"` // as it was called, to be saved under
	Sum     string `json:"sha256"`
	Kind    string `json:"soort"` // as the web calls it
}

// Attachment is a file that belongs to the text of a node.
type Attachment struct {
	File  string `json:"bestand"` // SHA-256; the rest stands in the files of the node
	Key   string `json:"sleutel"`
	Title string `json:"titel"`
}

// Evidence was released: a file, a link or a note.
type Evidence struct {
	File  string `json:"bestand,omitempty"` // SHA-256
	Link  string `json:"link,omitempty"`
	Key   string `json:"sleutel"`
	Title string `json:"titel,omitempty"`
	Note  string `json:"toelichting,omitempty"`
}

// HiddenEvidence are the hashes of evidence at a node that stays inside: so that it can be shown later that it was there,
// and is what it was. What is hashed holds a key that nobody can guess.
type HiddenEvidence struct {
	Address string   `json:"adres"`
	Sums    []string `json:"sha256,omitempty"`
	// Forgotten are hashes that an earlier revision has among its Sums: the evidence is not kept any more, because its term
	// was over. They stay listed, so that the one revision can be explained from the other.
	Forgotten []string `json:"vergeten,omitempty"`
}

// EvidenceSum is the hash of what a report says of a piece of evidence, its file by its own hash.
func EvidenceSum(e cycle.Evidence) string {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	e.Released = false
	if err := w.Encode(e); err != nil {
		panic(err) // plain values
	}
	return Hash(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// files takes over what stands beside the text: attachments, released evidence, and of each file what it is.
func (f *freezer) files(n *Node, r *cycle.Report) {
	for _, hash := range r.Pictures() {
		n.Files = f.file(n.Files, hash)
	}
	for _, a := range r.Attachments {
		n.Files = f.file(n.Files, a.Blob)
		n.Attachments = append(n.Attachments, Attachment{File: a.Blob, Key: a.Key, Title: a.Title})
	}
	slices.SortFunc(n.Files, byAddress)
}

func byAddress(a, b File) int { return cmp.Compare(a.Address, b.Address) }

// file adds a file to those that a node or an introduction has. What nobody sent in is told in words only.
func (f *freezer) file(all []File, hash string) []File {
	u, known := f.in.Files[hash]
	if !known || fileOf(all, hash) != nil {
		return all
	}
	return append(all, File{
		Address: FilePath(hash, u.Ending), Width: u.Width, Size: u.Size, Height: u.Height, Name: u.Name, Sum: hash, Kind: u.Kind().Type,
	})
}

// released is the evidence that everybody may see; its files are noted at the node.
func (f *freezer) released(n *Node, all []cycle.Evidence) []Evidence {
	var out []Evidence
	for _, e := range all {
		if !e.Released {
			continue
		}
		if e.Blob != "" {
			n.Files = f.file(n.Files, e.Blob)
		}
		out = append(out, Evidence{File: e.Blob, Link: e.Link, Key: e.Key, Title: e.Title, Note: e.Note})
	}
	return out
}

// bare are scores without their evidence, which stands on the page of the node only.
func bare(scores []Score) []Score {
	if !slices.ContainsFunc(scores, func(s Score) bool { return len(s.Evidence) > 0 }) {
		return scores
	}
	scores = slices.Clone(scores)
	for i := range scores {
		scores[i].Evidence = nil
	}
	return scores
}

// hidden are the hashes of all evidence that stays inside, by node in reading order; within a node in the order of the hashes,
// which tells nothing of what they stand for.
func (f *freezer) hidden() []HiddenEvidence {
	var all []HiddenEvidence
	for _, p := range f.order {
		r := f.reports[p.Node]
		if r == nil {
			continue
		}
		h := HiddenEvidence{Address: f.in.Addresses[p.Node]}
		for _, e := range r.Evidence() {
			if !e.Released {
				h.Sums = append(h.Sums, EvidenceSum(e))
			}
		}
		slices.Sort(h.Sums)
		h.Forgotten = slices.Sorted(slices.Values(r.Forgotten))
		if len(h.Sums)+len(h.Forgotten) > 0 {
			all = append(all, h)
		}
	}
	return all
}

// fileParts are the files of the introduction and of all nodes, each once. Their bytes are elsewhere: whoever writes the pack
// reads them one by one.
func fileParts(p Publication) []PartFile {
	var all []PartFile
	seen := map[string]bool{}
	add := func(files []File) {
		for _, f := range files {
			if !seen[f.Address] {
				seen[f.Address] = true
				all = append(all, PartFile{Path: f.Address, Sum: f.Sum})
			}
		}
	}
	add(p.Edition.Files)
	for i := range p.Nodes {
		add(p.Nodes[i].Files)
	}
	return all
}

// FileOf finds a file of the node by its hash; nil when nothing is known of it.
func (n *Node) FileOf(sum string) *File { return fileOf(n.Files, sum) }

// FileOf finds a picture of the introduction by its hash; nil when nothing is known of it.
func (e *Edition) FileOf(sum string) *File { return fileOf(e.Files, sum) }

func fileOf(all []File, sum string) *File {
	if i := slices.IndexFunc(all, func(f File) bool { return f.Sum == sum && sum != "" }); i >= 0 {
		return &all[i]
	}
	return nil
}
