// Package specfile reads the fields of a struct from YAML, strictly: what a person may have
// meant otherwise is an error, in one line that begins with line and column, "3:5: …".
//
// A file is one document of at most 1 MiB: mappings in which every field exists and is given
// once, lists, and plain values, without anchors, aliases, merge keys or tags (but for
// !!binary, which holds a text that is not UTF-8). Numbers are decimal and finite, and
// integers where an integer is wanted. Texts stay as they stand there: 007, yes and
// 2001-01-01 are texts where a text is wanted.
//
// # Why no library's strictness is enough
//
// go.yaml.in/yaml/v3 parses the text here, and finds the lines and columns. Its decoder is
// not used, because even with KnownFields it lets pass, as a test shows,
//
//   - a fraction where an integer is wanted, of which it takes the integer part: 2.5 is 2,
//   - octal, hexadecimal, binary and grouped numbers (010 is 8), and infinities,
//   - a field without a value, which keeps the value it had,
//   - aliases, merge keys and tags, by which a short text stands for a long one,
//   - a second document, which it does not look at.
//
// What it refuses, such as unknown fields and those given twice, it reports on several lines,
// without columns or suggestions.
//
// github.com/goccy/go-yaml, which was used here before, took 340 seconds for half a megabyte
// of text that was made to keep it busy; the tests hold such texts.
package specfile

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"go.yaml.in/yaml/v3"
)

// MaxBytes bounds a file. Protected edges alone make a spec long: there is room for some
// 50,000.
const MaxBytes = 1 << 20

// Read returns the text of a file, and no more of it than shows that it is too long.
func Read(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, MaxBytes+1)) }

// Decode sets the fields that the text names and leaves the others as they are. to points
// to a struct whose fields have yaml tags and are structs of that kind, slices, pointers to
// numbers, strings, integers, floats, or of any type that is an encoding.TextUnmarshaler. It
// panics for other types. Lists and what pointers point to are made anew. If Decode returns
// an error, some of the fields may be set.
//
// The error of a TextUnmarshaler may have a method Reason() string that ends a sentence
// about the text, such as "; choose a or b"; otherwise the error itself is reported.
func Decode(text []byte, to any) error {
	if len(text) > MaxBytes {
		return fmt.Errorf("the spec has more than %d bytes; it is not meant to hold data", MaxBytes)
	}
	if err := checkText(text); err != nil {
		return err
	}
	root, err := parseDocument(text)
	if err != nil {
		return err
	}
	all := reflect.ValueOf(to).Elem()
	return decoder{all.Type()}.section(root, "", all)
}

// Encode returns the YAML that Decode reads back.
func Encode(from any) ([]byte, error) {
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(from); err != nil {
		return nil, err
	}
	return b.Bytes(), encoder.Close()
}
