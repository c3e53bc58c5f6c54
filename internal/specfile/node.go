package specfile

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

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

// What an error shows of a text, and of another error, in bytes.
const (
	mostOfText  = 60
	mostOfError = 200
)

// shown quotes a piece of the file on one line, and only its beginning where it is long.
func shown(text string) string {
	short := beginning(text, mostOfText)
	if short == text {
		return strconv.Quote(text)
	}
	return strconv.Quote(strings.TrimSuffix(short, "…")) + "…"
}

// beginning returns the text, or its first bytes and an ellipsis where it is longer.
func beginning(text string, most int) string {
	if len(text) <= most {
		return text
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
