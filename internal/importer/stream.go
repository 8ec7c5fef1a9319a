package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/richtext"
)

// A page may be as large as a file, so its JSON is written in pieces: long
// texts and long lists a part at a time, the rest as encoding/json does it. The
// result is the same, byte for byte.

const (
	textPiece = 32 << 10 // bytes of a text at a time
	listPiece = 512      // elements of a list at a time
)

// jsonField is a field of a struct, as its tag tells.
type jsonField struct {
	index int
	name  string // with quotation marks and colon
	omit  bool
}

var documentFields = fieldsOf(reflect.TypeFor[Document]())

// pieceFields are the lists of which one element may already be large.
var pieceFields = map[reflect.Type][]jsonField{
	reflect.TypeFor[richtext.Block](): fieldsOf(reflect.TypeFor[richtext.Block]()),
	reflect.TypeFor[Other]():          fieldsOf(reflect.TypeFor[Other]()),
	reflect.TypeFor[Action]():         fieldsOf(reflect.TypeFor[Action]()),
}

func fieldsOf(t reflect.Type) []jsonField {
	var fields []jsonField
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" {
			continue // not in the proposal
		}
		fields = append(fields, jsonField{i, `"` + name + `":`, options != ""})
	}
	return fields
}

func writeDocument(out *bufio.Writer, d Document) error {
	return writeStruct(out, reflect.ValueOf(d), documentFields)
}

func writeStruct(out *bufio.Writer, v reflect.Value, fields []jsonField) error {
	sep := "{"
	for _, f := range fields {
		field := v.Field(f.index)
		if f.omit && (field.IsZero() || field.Kind() == reflect.Slice && field.Len() == 0) {
			continue
		}
		_, _ = out.WriteString(sep) // a bufio.Writer remembers its error
		_, _ = out.WriteString(f.name)
		sep = ","
		if err := writeValue(out, field); err != nil {
			return err
		}
	}
	if sep == "{" {
		_ = out.WriteByte('{')
	}
	return out.WriteByte('}')
}

func writeValue(out *bufio.Writer, v reflect.Value) error {
	switch {
	case v.Kind() == reflect.String && v.Len() > textPiece:
		return writeText(out, v.String())
	case v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct:
		return writeStruct(out, v.Elem(), fieldsOf(v.Elem().Type()))
	case v.Kind() == reflect.Slice && pieceFields[v.Type().Elem()] != nil:
		return writeStructs(out, v, pieceFields[v.Type().Elem()])
	case v.Kind() == reflect.Slice && v.Len() > listPiece:
		return writeList(out, v)
	}
	b, err := marshal(v.Interface())
	if err != nil {
		return err
	}
	_, err = out.Write(b)
	return err
}

func writeStructs(out *bufio.Writer, v reflect.Value, fields []jsonField) error {
	sep := byte('[')
	for i := range v.Len() {
		_ = out.WriteByte(sep)
		sep = ','
		if err := writeStruct(out, v.Index(i), fields); err != nil {
			return err
		}
	}
	return out.WriteByte(']')
}

// writeText writes a text between its quotation marks, cut between letters.
func writeText(out *bufio.Writer, text string) error {
	_ = out.WriteByte('"')
	for text != "" {
		n := min(len(text), textPiece)
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n++
		}
		b, err := marshal(text[:n])
		if err != nil {
			return err
		}
		_, _ = out.Write(b[1 : len(b)-1])
		text = text[n:]
	}
	return out.WriteByte('"')
}

func writeList(out *bufio.Writer, v reflect.Value) error {
	sep := byte('[')
	for from := 0; from < v.Len(); from += listPiece {
		b, err := marshal(v.Slice(from, min(v.Len(), from+listPiece)).Interface())
		if err != nil {
			return err
		}
		_ = out.WriteByte(sep)
		_, _ = out.Write(b[1 : len(b)-1])
		sep = ','
	}
	return out.WriteByte(']')
}

// marshal leaves < and & as they are: the proposal is read by people too.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
