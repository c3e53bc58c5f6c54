package sim

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// SpecError is a setting that cannot be run: the field's name as in the spec file, and
// what is wrong with it.
type SpecError struct {
	Field  string
	Reason string
}

// Error states the field and the reason in one line.
func (e *SpecError) Error() string { return fmt.Sprintf("%s %s", e.Field, e.Reason) }

// ParseSpec reads a YAML spec. Fields that it does not name keep the value they have in
// base; a field that does not exist is an error that names its line.
func ParseSpec(text []byte, base Spec) (Spec, error) {
	spec := base
	if strings.TrimSpace(string(text)) == "" {
		return spec, nil
	}
	if err := yaml.UnmarshalWithOptions(text, &spec, yaml.Strict()); err != nil {
		return Spec{}, fmt.Errorf("%s", oneLine(err))
	}
	return spec, nil
}

// YAML returns the spec as a spec file that ParseSpec reads back.
func (s Spec) YAML() ([]byte, error) { return yaml.Marshal(s) }

// oneLine returns the first line of the library's error, which holds the place and the
// reason, without the excerpt of the source below it.
func oneLine(err error) string {
	first, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	return strings.TrimSpace(first)
}
