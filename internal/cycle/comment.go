package cycle

import "time"

// Comment is a remark at a paragraph or field of a report, for the people who work on it; nobody else ever sees it.
type Comment struct {
	Answers  string     `json:"answers,omitempty"` // id of the comment it answers
	Block    string     `json:"block,omitempty"`   // id of the paragraph
	By       UserNumber `json:"by"`
	Field    string     `json:"field,omitempty"` // "sections/voortgang", "scores/geld"; empty is the whole report
	ID       CommentID  `json:"id"`
	Moment   time.Time  `json:"moment"`
	Quote    string     `json:"quote,omitempty"` // what the paragraph said then, for when it is gone
	Report   ReportID   `json:"report"`
	Resolved UserNumber `json:"resolved,omitempty"` // who said that it is done
	Text     string     `json:"text"`
	Version  int        `json:"-"`
}

// ObjectKind names comments in the history.
func (Comment) ObjectKind() string { return "comment" }

// ObjectID is the id.
func (c Comment) ObjectID() string { return string(c.ID) }

// Draft is what somebody is typing: kept at once, outside the history, until it becomes the report or is thrown away.
type Draft struct {
	Report  ReportID   // of whom
	Saved   time.Time  // by the clock of the server
	Seen    int        // version of the report that it goes on from
	Text    Report     // as far as it can be read; what is wrong in it stays as it was typed
	User    UserNumber // each person has one of their own
	Version int        // grows with every save
}
