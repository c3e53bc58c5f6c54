package specfile

import (
	"reflect"
	"strings"
)

// fieldOf returns the field of a section by its name in the file.
func fieldOf(section reflect.Value, name string) (reflect.Value, bool) {
	for _, field := range fieldsOf(section.Type()) {
		if nameOf(field) == name {
			return section.FieldByIndex(field.Index), true
		}
	}
	return reflect.Value{}, false
}

// fieldsOf returns the fields of a section, those of an embedded struct (yaml:",inline") among them.
func fieldsOf(section reflect.Type) []reflect.StructField {
	var fields []reflect.StructField
	for i := range section.NumField() {
		field := section.Field(i)
		if !field.Anonymous {
			fields = append(fields, field)
			continue
		}
		for _, inner := range fieldsOf(field.Type) {
			inner.Index = append([]int{i}, inner.Index...)
			fields = append(fields, inner)
		}
	}
	return fields
}

func nameOf(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
	return name
}

// suggestion says what may be meant by a name that the section does not have: a field
// written almost like it, or the field of that name in another section.
func (d decoder) suggestion(section reflect.Type, name string) string {
	if field := nearest(section, name); field != "" {
		return "; did you mean " + field + "?"
	}
	for i := range d.root.NumField() {
		other := d.root.Field(i)
		if nameOf(other) == name {
			return "; " + name + " stands at the beginning of a line"
		}
		if other.Type.Kind() != reflect.Struct || other.Type == section {
			continue
		}
		if field := nearest(other.Type, name); field != "" {
			return "; did you mean " + nameOf(other) + "." + field + "?"
		}
	}
	return ""
}

// nearest returns the field whose name differs least, in at most a third of its letters.
func nearest(section reflect.Type, name string) string {
	best, least := "", len(name)/3+1
	if len(name) > 40 {
		return ""
	}
	for _, f := range fieldsOf(section) {
		field := nameOf(f)
		if d := edits(strings.ToLower(strings.ReplaceAll(name, "-", "_")), field); d < least {
			best, least = field, d
		}
	}
	return best
}

// edits returns how many letters must be put in, left out, replaced or swapped with their
// neighbour to make b of a.
//
// Source: F. Damerau, Communications of the ACM 7, 171 (1964), as optimal string alignment.
func edits(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + d[i-1][j-1]
			}
			d[i][j] = min(d[i][j], 1+d[i-1][j], 1+d[i][j-1])
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], 1+d[i-2][j-2])
			}
		}
	}
	return d[len(a)][len(b)]
}
