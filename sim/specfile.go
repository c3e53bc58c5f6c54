package sim

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"go.yaml.in/yaml/v3"
)

// SpecError is a setting that cannot be run: the field's name as in the spec file, and
// what is wrong with it.
type SpecError struct {
	Field  string
	Reason string
}

// Error states the field and the reason in one line.
func (e *SpecError) Error() string { return fmt.Sprintf("%s %s", e.Field, e.Reason) }

// longestSpec bounds a spec file, in bytes. Protected edges alone make one long: there is
// room for some 50,000.
const longestSpec = 1 << 20

// ReadSpec reads a YAML spec. Fields that it does not name keep the value they have in
// base. It takes nothing for granted: the spec is one document of at most 1 MiB, without
// anchors, aliases or tags; every field exists and is given once; numbers are decimal and
// finite, and whole where a count is wanted. What differs is an error of one line that
// begins with line and column, "3:5: …".
func ReadSpec(r io.Reader, base Spec) (Spec, error) {
	text, err := io.ReadAll(io.LimitReader(r, longestSpec+1))
	if err != nil {
		return Spec{}, err
	}
	return ParseSpec(text, base)
}

// ParseSpec reads a YAML spec as ReadSpec does.
func ParseSpec(text []byte, base Spec) (Spec, error) {
	if len(text) > longestSpec {
		return Spec{}, fmt.Errorf("the spec has more than %d bytes; it is not meant to hold data", longestSpec)
	}
	if err := checkText(text); err != nil {
		return Spec{}, err
	}
	root, err := parseDocument(text)
	if err != nil {
		return Spec{}, err
	}
	spec := base
	if err := decodeSection(root, "", reflect.ValueOf(&spec).Elem()); err != nil {
		return Spec{}, err
	}
	return spec, nil
}

// YAML returns the spec as a spec file that ParseSpec reads back.
func (s Spec) YAML() ([]byte, error) {
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(s); err != nil {
		return nil, err
	}
	return b.Bytes(), encoder.Close()
}
