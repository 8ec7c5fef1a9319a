package cycle

// Evidence shows that a score or an action is as it says: a file, a link or a note. It stays inside the organisation
// unless somebody releases it; it freezes with the edition either way.
type Evidence struct {
	Blob     string     `json:"blob,omitempty"` // SHA-256 of a file
	By       UserNumber `json:"by"`
	Key      string     `json:"key"`
	Link     string     `json:"link,omitempty"` // http or https
	Note     string     `json:"note,omitempty"`
	Released bool       `json:"released,omitempty"`
	Size     int64      `json:"size,omitempty"`  // of the file, in bytes
	Title    string     `json:"title,omitempty"` // what the file or link is called
}

// Attachment is a file that is published with a report, as a download.
type Attachment struct {
	Blob  string `json:"blob"` // SHA-256
	Key   string `json:"key"`
	Name  string `json:"name"` // file name, without a path
	Size  int64  `json:"size"` // bytes
	Title string `json:"title"`
}

// Dismissal says that a finding is none, and why.
type Dismissal struct {
	By     UserNumber `json:"by"`
	Key    string     `json:"key"` // of the finding, within its rule
	Reason string     `json:"reason"`
	Rule   string     `json:"rule"`
}

// Judgement is what the controller thinks, beside the author's own scores. It stays when author or executive decide
// otherwise.
type Judgement struct {
	By     UserNumber `json:"by"`
	Note   string     `json:"note,omitempty"`
	Scores []Score    `json:"scores,omitempty"`
}
