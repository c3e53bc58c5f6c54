package sim

import (
	"fmt"
	"math"
)

// boundedField is a number of a spec with the least value that it may have, which is the smallest positive number where it
// must be above 0.
type boundedField struct {
	field string
	value Number
	least float64
}

// checkFields returns a *SpecError for the first that is not finite or too small.
func checkFields(fields []boundedField) error {
	for _, c := range fields {
		if c.value.IsAuto() {
			continue
		}
		switch v := c.value.Value(); {
		case math.IsNaN(v) || math.IsInf(v, 0):
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be finite", v)}
		case v < c.least && c.least == math.SmallestNonzeroFloat64:
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be above 0", v)}
		case v < c.least:
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be at least %v", v, c.least)}
		}
	}
	return nil
}

// namedNumber is a number of a spec.
type namedNumber struct {
	field string
	value Number
}

// checkWhole returns a *SpecError for the first that is not a whole number.
func checkWhole(numbers []namedNumber) error {
	for _, c := range numbers {
		if !c.value.IsAuto() && c.value.Value() != math.Trunc(c.value.Value()) {
			return &SpecError{c.field, fmt.Sprintf("is %v; it must be a whole number", c.value)}
		}
	}
	return nil
}
