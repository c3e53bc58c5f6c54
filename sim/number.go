package sim

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Number is a setting that is either a number or "auto", which leaves the choice to the
// network's own time scales. A resolved Spec holds no auto.
type Number struct {
	auto  bool
	value float64
}

// Auto returns the setting "auto".
func Auto() Number { return Number{auto: true} }

// Exactly returns the setting v.
func Exactly(v float64) Number { return Number{value: v} }

// IsAuto reports whether the choice is still open.
func (n Number) IsAuto() bool { return n.auto }

// Value returns the number. It panics if the setting is auto.
func (n Number) Value() float64 {
	if n.auto {
		panic("sim: the value of a setting that is still auto")
	}
	return n.value
}

// or returns the setting itself, or v in the place of auto.
func (n Number) or(v float64) Number {
	if n.auto {
		return Exactly(v)
	}
	return n
}

// String returns "auto" or the shortest decimal that reads back as the number.
func (n Number) String() string {
	if n.auto {
		return "auto"
	}
	return strconv.FormatFloat(n.value, 'g', -1, 64)
}

// Set parses what String prints.
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
	if n.auto {
		return []byte(`"auto"`), nil
	}
	return json.Marshal(n.value)
}

// MarshalYAML writes a number, or the string auto.
func (n Number) MarshalYAML() (any, error) {
	if n.auto {
		return "auto", nil
	}
	return n.value, nil
}

// UnmarshalYAML reads a number, or the string auto.
func (n *Number) UnmarshalYAML(decode func(any) error) error {
	var v any
	if err := decode(&v); err != nil {
		return err
	}
	return n.Set(fmt.Sprint(v))
}
