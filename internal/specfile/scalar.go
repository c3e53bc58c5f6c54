package specfile

import (
	"encoding"
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Reason says what is wrong with a text, as the end of a sentence about it.
type Reason string

// What is wrong with the text of a number.
const (
	NotDecimal  Reason = ", which is no decimal number"
	notFinite   Reason = "; it must be finite"
	notInteger  Reason = "; it must be a whole number"
	negative    Reason = "; it must not be negative"
	beyondFloat Reason = ", beyond the range of a float64"
	beyond      Reason = ", beyond the range of an integer of 64 bits"
	octal       Reason = ", which some readers of YAML take for octal; leave out the leading zeros"
)

// Error makes the reason a sentence.
func (r Reason) Error() string { return "this is a text" + string(r) }

// Reason returns the reason.
func (r Reason) Reason() string { return string(r) }

// setScalar sets a field to what the text says. It panics for a field of another type.
func setScalar(field reflect.Value, text string) error {
	switch to := field.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		return to.UnmarshalText([]byte(text))
	case *string:
		*to = text
		return nil
	case *float64:
		v, err := Decimal(text)
		*to = v
		return err
	case *int:
		v, err := parseInteger(text, math.MinInt, math.MaxInt)
		*to = int(v)
		return err
	case *uint64:
		return setUnsigned(to, text)
	}
	panic("specfile: a field of type " + field.Type().String())
}

func setUnsigned(to *uint64, text string) error {
	v, err := strconv.ParseUint(text, 10, 64)
	if err == nil && !isOctal(text) {
		*to = v
		return nil
	}
	n, err := parseInteger(text, 0, math.MaxInt)
	if errors.Is(err, beyond) && strings.HasPrefix(text, "-") {
		return negative
	}
	*to = uint64(n)
	return err
}

// Decimal reads a finite decimal number: digits, a point, a sign, an exponent.
// Hexadecimal, octal, grouped and sexagesimal forms, which readers of YAML understand in
// different ways, are none. The error is a Reason.
func Decimal(text string) (float64, error) {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case ".nan", "nan", ".inf", "inf", "infinity":
		return 0, notFinite
	}
	if text == "" || strings.Trim(text, "0123456789.+-eE") != "" {
		return 0, NotDecimal
	}
	if isOctal(text) {
		return 0, octal
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, beyondFloat
	case err != nil:
		return 0, NotDecimal
	}
	return v, nil
}

// isOctal reports whether a whole number begins with a zero that says nothing.
func isOctal(text string) bool {
	digits := strings.TrimLeft(text, "+-")
	return len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "0123456789") == ""
}

// parseInteger reads a whole number between least and most, in digits or, as far as float64
// holds it exactly, in any form of a decimal number.
func parseInteger(text string, least, most int64) (int64, error) {
	v, err := Decimal(text)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err == nil && n >= least && n <= most:
		return n, nil
	case v != math.Trunc(v):
		return 0, notInteger
	case err == nil, errors.Is(err, strconv.ErrRange), math.Abs(v) > 1<<53, v < float64(least):
		return 0, beyond
	}
	return int64(v), nil
}
