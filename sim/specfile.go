package sim

import (
	"fmt"
	"io"

	"noiseprune/internal/specfile"
)

// SpecError is a setting that cannot be run.
type SpecError struct {
	Field  string // its path in the spec file, such as noise.strength
	Reason string // what is wrong with it: the end of a sentence about the field
}

// Error states the field and the reason in one line.
func (e *SpecError) Error() string { return fmt.Sprintf("%s %s", e.Field, e.Reason) }

// ReadSpec reads a YAML spec. Fields that it does not name keep the value they have in
// base. It takes nothing for granted: the spec is one document of at most 1 MiB, without
// anchors, aliases or tags; every field exists and is given once; numbers are decimal and
// finite, and whole where a count is wanted. What differs is an error of one line that
// begins with line and column, "3:5: …".
func ReadSpec(r io.Reader, base Spec) (Spec, error) {
	text, err := specfile.Read(r)
	if err != nil {
		return Spec{}, err
	}
	return ParseSpec(text, base)
}

// ParseSpec reads a YAML spec as ReadSpec does, with the same errors.
func ParseSpec(text []byte, base Spec) (Spec, error) {
	spec := base
	if err := specfile.Decode(text, &spec); err != nil {
		return Spec{}, err
	}
	return spec, nil
}

// YAML returns the spec as a spec file that ParseSpec reads back.
func (s Spec) YAML() ([]byte, error) { return specfile.Encode(s) }
