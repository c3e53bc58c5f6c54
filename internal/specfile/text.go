package specfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parseDocument returns the mapping that the text holds, with no fields if there is none.
func parseDocument(text []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, second yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.MappingNode}, nil
	}
	if err != nil {
		return nil, malformed(err)
	}
	if err := decoder.Decode(&second); err == nil {
		return nil, misplaced(&second, "a second document begins; a spec is one")
	} else if !errors.Is(err, io.EOF) {
		return nil, malformed(err)
	}
	return document.Content[0], nil
}

// malformed returns the library's error, "yaml: line 3: …", in one line. It leaves out the
// first line's number, and may err by one in others.
func malformed(err error) error {
	what := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if number, rest, ok := strings.Cut(strings.TrimPrefix(what, "line "), ": "); ok {
		if n, err := strconv.Atoi(number); err == nil {
			line, what = n, rest
		}
	}
	return fmt.Errorf("%d: this is not YAML: %s", line, oneLine(what))
}

// checkText refuses what is no text, and tabs where YAML wants blanks, by line and column.
func checkText(text []byte) error {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return errors.New("1:1: the text is UTF-16; save it as UTF-8")
	}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		trimmed := bytes.TrimLeft(line, " \t")
		if tab := bytes.IndexByte(line[:len(line)-len(trimmed)], '\t'); tab >= 0 {
			return fmt.Errorf("%d:%d: a tab indents the line; use blanks", number, tab+1)
		}
		column := 0
		for k, r := range string(line) {
			column++
			wrong := unicode.IsControl(r) && r != '\t' && r != '\r' && r != '\n'
			if _, size := utf8.DecodeRune(line[k:]); wrong || r == utf8.RuneError && size == 1 {
				return fmt.Errorf("%d:%d: the byte 0x%02x is no text; save the spec as UTF-8", number, column, line[k])
			}
		}
	}
	return nil
}

// misplaced returns an error that begins with the node's line and column.
func misplaced(n *yaml.Node, what string, args ...any) error {
	return fmt.Errorf("%d:%d: %s", n.Line, n.Column, fmt.Sprintf(what, args...))
}

// oneLine replaces what would break the line or reach the terminal.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
}
