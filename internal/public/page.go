package public

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"doelenboom/internal/site"
)

// Header values that are the same for many answers are made once: a handler only puts the slices in the map.
var (
	always     = []string{"max-age=60, must-revalidate"}
	forEver    = []string{"public, max-age=31536000, immutable"}
	noIndex    = []string{"noindex"}
	gzipped    = []string{"gzip"}
	byEncoding = []string{"Accept-Encoding"}
	notKept    = []string{"no-store"}
	soon       = []string{"10"} // seconds
	htmlType   = []string{"text/html; charset=utf-8"}
	plainType  = []string{"text/plain; charset=utf-8"}
	styleType  = []string{"text/css; charset=utf-8"}
	allowed    = []string{"GET, HEAD"}
	sandbox    = []string{"sandbox; default-src 'none'"}
	toSave     = []string{"attachment"} // the link says under which name
)

// contentKind is a content type as a header.
type contentKind []string

func kindOf(contentType string) contentKind { return contentKind{contentType} }

// buffers holds what pages are read into. A very large page is not kept.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 32<<10); return &b }}

const largestKept = 256 << 10

// An entry beyond this is sent as it is read: no page is so large, but a file that belongs to one may be.
const largestWhole = 1 << 20

// The longest ETag: quotes, 22 characters for 16 bytes, and "-g" for the gzip form, which is another answer.
const tagSize = 1 + 22 + 2 + 1

// appendTag writes the ETag of a page by the hash of its content.
func appendTag(b []byte, content [16]byte, zipped bool) []byte {
	b = base64.RawURLEncoding.AppendEncode(append(b, '"'), content[:])
	if zipped {
		b = append(b, "-g"...)
	}
	return append(b, '"')
}

// sendEntry answers with a page of an archive.
func sendEntry(w http.ResponseWriter, r *http.Request, a *opened, e site.Entry, fixed bool) error {
	zipped := acceptsGzip(r.Header["Accept-Encoding"])
	length := int(e.Size)
	if zipped {
		length = e.GzipSize()
	}
	var room [tagSize + 20]byte
	text := appendTag(room[:0], e.Content, zipped)
	tagLength := len(text)
	values := string(strconv.AppendInt(text, int64(length), 10)) // ETag and Content-Length in one piece of memory
	pair := []string{values[:tagLength], values[tagLength:]}

	h := w.Header()
	h["Etag"] = pair[:1:1]
	h["Vary"] = byEncoding
	h["Cache-Control"] = always
	if fixed {
		h["Cache-Control"] = forEver
	}
	if matches(r.Header["If-None-Match"], pair[0]) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h["Content-Type"] = a.kinds[e.Type]
	h["Content-Length"] = pair[1:]
	if zipped {
		h["Content-Encoding"] = gzipped
	}
	if r.Method == http.MethodHead {
		return nil
	}
	return sendBody(w, a, e, zipped)
}

func sendBody(w http.ResponseWriter, a *opened, e site.Entry, zipped bool) (err error) {
	if e.Size > largestWhole {
		sendLarge(w, a, e, zipped)
		return nil
	}
	buffer := buffers.Get().(*[]byte)
	if zipped {
		*buffer, err = a.AppendGzip((*buffer)[:0], e)
	} else {
		*buffer, err = a.AppendPlain((*buffer)[:0], e)
	}
	if err == nil {
		w.Write(*buffer) // whoever went away does not want to hear that it failed
	}
	if cap(*buffer) <= largestKept {
		buffers.Put(buffer)
	}
	return err
}

// sendLarge writes an entry piece by piece. When it breaks off halfway the connection ends, so that nobody takes half a file
// for a whole one.
func sendLarge(w http.ResponseWriter, a *opened, e site.Entry, zipped bool) {
	write := a.WritePlain
	if zipped {
		write = a.WriteGzip
	}
	if err := write(w, e); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// asFile is how a file from outside is handed on: should a browser open it after all, it runs nothing and asks nothing. A
// picture is shown in a page, anything else is saved.
func asFile(h http.Header, kind string) {
	h["Content-Security-Policy"] = sandbox
	if !strings.HasPrefix(kind, "image/") {
		h["Content-Disposition"] = toSave
	}
}

// acceptsGzip reads Accept-Encoding: gzip is named, and not with q=0.
func acceptsGzip(values []string) bool {
	for _, v := range values {
		for v != "" {
			var one string
			one, v, _ = strings.Cut(v, ",")
			name, weight, _ := strings.Cut(one, ";")
			if strings.EqualFold(strings.TrimSpace(name), "gzip") {
				return !isZero(weight)
			}
		}
	}
	return false
}

// isZero tells whether a weight such as " q=0.0" says never.
func isZero(weight string) bool {
	weight, ok := strings.CutPrefix(strings.TrimSpace(weight), "q=")
	return ok && strings.Trim(weight, "0.") == ""
}

// matches tells whether If-None-Match names the tag.
func matches(values []string, tag string) bool {
	for _, v := range values {
		if v == tag {
			return true
		}
		for v != "" {
			var one string
			one, v, _ = strings.Cut(v, ",")
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == tag {
				return true
			}
		}
	}
	return false
}
