package cycle

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/richtext"
)

// kept are all objects that are stored and hashed.
var kept = []interface {
	ObjectKind() string
	ObjectID() string
}{
	Organisation{}, Edition{}, Node{}, Placement{}, Report{}, Decision{}, Theme{}, ThemeLink{}, Place{}, PlaceLink{},
	PortfolioHolder{}, Lineage{}, MoneyLine{}, User{}, Comment{},
}

// The hash in the history is over JSON with sorted keys; Go writes fields in the order they stand in the struct.
func TestFieldsStandInTheOrderOfTheirJSONNames(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, object := range kept {
		walk(reflect.TypeOf(object), seen, func(s reflect.Type) {
			if names := jsonNames(t, s); !slices.IsSorted(names) {
				slices.Sort(names)
				t.Errorf("the fields of %s do not stand in the order of their JSON names, which is %v", s, names)
			}
		})
	}
	for _, deep := range []any{Report{}, WrittenDate{}, Score{}, richtext.Span{}, Source{}} {
		if !seen[reflect.TypeOf(deep)] {
			t.Errorf("%T was not looked at", deep)
		}
	}
}

func TestDisorderIsSeen(t *testing.T) {
	type wrong struct {
		B string `json:"b"`
		A string `json:"a"`
	}
	if slices.IsSorted(jsonNames(t, reflect.TypeFor[wrong]())) {
		t.Error("fields in the wrong order were not seen")
	}
}

func TestObjectsThatAreNotFilledInHaveNoID(t *testing.T) {
	kinds := map[string]bool{}
	for _, object := range kept {
		if id := object.ObjectID(); id != "" {
			t.Errorf("an empty %s has the id %q", object.ObjectKind(), id)
		}
		if kinds[object.ObjectKind()] {
			t.Errorf("two kinds of objects are called %q", object.ObjectKind())
		}
		kinds[object.ObjectKind()] = true
	}
}

// walk sees every struct that can stand in a value of type t.
func walk(t reflect.Type, seen map[reflect.Type]bool, see func(reflect.Type)) {
	if seen[t] || t == reflect.TypeFor[time.Time]() {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		walk(t.Elem(), seen, see)
	case reflect.Struct:
		see(t)
		for i := range t.NumField() {
			walk(t.Field(i).Type, seen, see)
		}
	}
}

// jsonNames are the names of the fields that are written, in the order they are written.
func jsonNames(t *testing.T, s reflect.Type) []string {
	var names []string
	for i := range s.NumField() {
		f := s.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported():
			continue
		case name == "":
			t.Errorf("%s.%s has no JSON name", s, f.Name)
		}
		names = append(names, name)
	}
	return names
}
