package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"noiseprune/internal/specfile"
)

// Number is a setting that is either a number or "auto", which leaves the choice to the
// network's own time scales and is the zero value. A resolved Spec holds no auto.
type Number struct {
	fixed bool
	value float64
}

// Auto returns the setting "auto".
func Auto() Number { return Number{} }

// Exactly returns the setting v.
func Exactly(v float64) Number { return Number{true, v} }

// IsAuto reports whether the choice is still open.
func (n Number) IsAuto() bool { return !n.fixed }

// Value returns the number. It panics if the setting is auto.
func (n Number) Value() float64 {
	if n.IsAuto() {
		panic("sim: the value of a setting that is still auto")
	}
	return n.value
}

// or returns the setting itself, or v in the place of auto.
func (n Number) or(v float64) Number {
	if n.IsAuto() {
		return Exactly(v)
	}
	return n
}

// String returns "auto" or the shortest decimal that reads back as the number.
func (n Number) String() string {
	if n.IsAuto() {
		return "auto"
	}
	return strconv.FormatFloat(n.value, 'g', -1, 64)
}

// Set parses what String prints. It returns an error, and leaves the setting, for any other text.
func (n *Number) Set(text string) error {
	if text == "auto" {
		*n = Auto()
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("%q is neither a number nor auto", text)
	}
	*n = Exactly(v)
	return nil
}

// Type names the setting in the command's help.
func (n Number) Type() string { return "number|auto" }

// MarshalJSON writes a number, or the string "auto".
func (n Number) MarshalJSON() ([]byte, error) {
	if n.IsAuto() {
		return []byte(`"auto"`), nil
	}
	return json.Marshal(n.value)
}

// MarshalYAML writes a number, or the string auto.
func (n Number) MarshalYAML() (any, error) {
	if n.IsAuto() {
		return "auto", nil
	}
	return n.value, nil
}

// UnmarshalText reads the setting of a spec file: a finite decimal number, or auto. Other forms of
// numbers, such as 0x10, are errors.
func (n *Number) UnmarshalText(text []byte) error {
	if string(text) == "auto" {
		*n = Auto()
		return nil
	}
	v, err := specfile.Decimal(string(text))
	switch {
	case errors.Is(err, specfile.NotDecimal):
		return specfile.Reason(", neither a decimal number nor auto")
	case err != nil:
		return err
	}
	*n = Exactly(v)
	return nil
}
