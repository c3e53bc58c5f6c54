package sim

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// decodeSection lays the fields of a mapping over those of a struct. The path of the
// section is "" or ends with a dot.
func decodeSection(n *yaml.Node, path string, section reflect.Value) error {
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
			return misplaced(key, "%s is no field%s", shown(path+key.Value), suggestion(section.Type(), key.Value))
		}
		if line, twice := first[key.Value]; twice {
			return misplaced(key, "%s is given twice, first at line %d", path+key.Value, line)
		}
		first[key.Value] = key.Line
		if err := decodeField(value, path+key.Value, field); err != nil {
			return err
		}
	}
	return nil
}

// decodeField sets one field, of any of the types that a Spec has.
func decodeField(n *yaml.Node, path string, field reflect.Value) error {
	switch to := field.Addr().Interface().(type) {
	case *[]string:
		list, err := decodeList(n, path)
		if err == nil {
			*to = list
		}
		return err
	case **float64:
		if checkPlain(n) == nil && isNull(n) {
			*to = nil
			return nil
		}
		*to = new(float64)
		return decodeField(n, path, reflect.ValueOf(*to).Elem())
	default:
		if field.Kind() == reflect.Struct && field.Type() != reflect.TypeFor[Number]() {
			return decodeSection(n, path+".", field)
		}
	}
	text, err := scalar(n, path)
	if err != nil {
		return err
	}
	if reason := setScalar(field, text); reason != "" {
		return misplaced(n, "%s is %s%s", path, shown(text), reason)
	}
	return nil
}

func decodeList(n *yaml.Node, path string) ([]string, error) {
	if err := checkPlain(n); err != nil {
		return nil, err
	}
	if n.Kind != yaml.SequenceNode {
		return nil, misplaced(n, "%s is %s, but is a list; write [a, b], or [] for none", path, describe(n))
	}
	list := []string{}
	for k, item := range n.Content {
		text, err := scalar(item, fmt.Sprintf("%s[%d]", path, k))
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// scalar returns the text of a value, as it stands there and without quotation marks.
func scalar(n *yaml.Node, path string) (string, error) {
	if n.ShortTag() == "!!binary" && n.Kind == yaml.ScalarNode && n.Anchor == "" {
		return binary(n, path)
	}
	if err := checkPlain(n); err != nil {
		return "", err
	}
	switch {
	case n.Kind != yaml.ScalarNode:
		return "", misplaced(n, "%s is %s, but is a single value", path, describe(n))
	case isNull(n):
		return "", misplaced(n, "%s has no value; give one, or leave the field out", path)
	}
	return n.Value, checkOneLine(n, path, n.Value)
}

// binary decodes text that is no UTF-8, such as the name of an old file, which the library
// writes in base64.
func binary(n *yaml.Node, path string) (string, error) {
	var text string
	if err := n.Decode(&text); err != nil {
		return "", misplaced(n, "%s: %s", path, oneLine(err.Error()))
	}
	return text, checkOneLine(n, path, text)
}

func checkOneLine(n *yaml.Node, path, text string) error {
	if strings.IndexFunc(text, unicode.IsControl) < 0 {
		return nil
	}
	return misplaced(n, "%s is %s, which has a line break or another control character", path, shown(text))
}

// checkPlain refuses what makes a short text stand for a long one, or for another type.
func checkPlain(n *yaml.Node) error {
	switch {
	case n.Kind == yaml.AliasNode:
		return misplaced(n, "an alias stands here; write the value itself")
	case n.Anchor != "":
		return misplaced(n, "an anchor stands here; write the value alone")
	case n.Style&yaml.TaggedStyle != 0:
		return misplaced(n, "the tag %s stands here; write the value alone", shown(n.Tag))
	}
	return nil
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n):
		return "empty"
	}
	return shown(n.Value)
}

func sectionName(path string) string {
	if path == "" {
		return "the spec"
	}
	return strings.TrimSuffix(path, ".")
}

// shown quotes a piece of the file on one line, and only its beginning where it is long.
func shown(text string) string {
	const most = 60
	if len(text) <= most {
		return strconv.Quote(text)
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return strconv.Quote(text[:end]) + "…"
}
