package specfile

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v3"
)

// decoder knows the whole struct, for its suggestions.
type decoder struct{ root reflect.Type }

// section sets the fields of a struct to those of a mapping. The path of the section is ""
// or ends with a dot.
func (d decoder) section(n *yaml.Node, path string, section reflect.Value) error {
	if err := checkPlain(n); err != nil {
		return err
	}
	if isNull(n) {
		return nil // all its fields are comments, perhaps
	}
	if n.Kind != yaml.MappingNode {
		return misplaced(n, "%s is %s, but has fields of its own", sectionName(path), describe(n))
	}
	first := map[string]int{}
	for k := 0; k < len(n.Content); k += 2 {
		key, value := n.Content[k], n.Content[k+1]
		if err := checkPlain(key); err != nil {
			return err
		}
		if key.Kind != yaml.ScalarNode {
			return misplaced(key, "%s where the name of a field is expected", describe(key))
		}
		field, ok := fieldOf(section, key.Value)
		if !ok {
			return misplaced(key, "%s is no field%s", shown(path+key.Value), d.suggestion(section.Type(), key.Value))
		}
		if line, twice := first[key.Value]; twice {
			return misplaced(key, "%s is given twice, first at line %d", path+key.Value, line)
		}
		first[key.Value] = key.Line
		if err := d.field(value, path+key.Value, field); err != nil {
			return err
		}
	}
	return nil
}

// field sets one field, or one item of a list.
func (d decoder) field(n *yaml.Node, path string, field reflect.Value) error {
	_, isText := field.Addr().Interface().(encoding.TextUnmarshaler)
	switch {
	case isText:
	case field.Kind() == reflect.Struct:
		return d.section(n, path+".", field)
	case field.Kind() == reflect.Slice:
		return d.list(n, path, field)
	case field.Kind() == reflect.Pointer:
		if checkPlain(n) == nil && isNull(n) {
			field.SetZero()
			return nil
		}
		field.Set(reflect.New(field.Type().Elem()))
		return d.field(n, path, field.Elem())
	}
	text, err := scalar(n, path)
	if err != nil {
		return err
	}
	err = setScalar(field, text)
	var reason interface{ Reason() string }
	switch {
	case errors.As(err, &reason):
		return misplaced(n, "%s is %s%s", path, shown(text), reason.Reason())
	case err != nil:
		return misplaced(n, "%s: %s", path, beginning(oneLine(err.Error()), mostOfError))
	}
	return nil
}

func (d decoder) list(n *yaml.Node, path string, field reflect.Value) error {
	if err := checkPlain(n); err != nil {
		return err
	}
	if n.Kind != yaml.SequenceNode {
		return misplaced(n, "%s is %s, but is a list; write [a, b], or [] for none", path, describe(n))
	}
	list := reflect.MakeSlice(field.Type(), len(n.Content), len(n.Content))
	for k, item := range n.Content {
		if err := d.field(item, fmt.Sprintf("%s[%d]", path, k), list.Index(k)); err != nil {
			return err
		}
	}
	field.Set(list)
	return nil
}
