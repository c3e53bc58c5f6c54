package sim

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// setScalar sets a field to what the text says. Otherwise it returns why it cannot, as the
// end of a sentence about the text.
func setScalar(field reflect.Value, text string) string {
	switch to := field.Addr().Interface().(type) {
	case *string:
		*to = text
	case *Number:
		if text == "auto" {
			*to = Auto()
			return ""
		}
		v, reason := parseDecimal(text)
		if reason == notDecimal {
			reason = ", neither a decimal number nor auto"
		}
		*to = Exactly(v)
		return reason
	case *float64:
		v, reason := parseDecimal(text)
		*to = v
		return reason
	case *int:
		v, reason := parseWhole(text, math.MinInt, math.MaxInt)
		*to = int(v)
		return reason
	case *uint64:
		if v, err := strconv.ParseUint(text, 10, 64); err == nil && !isOctal(text) {
			*to = v
			return ""
		}
		v, reason := parseWhole(text, 0, math.MaxInt)
		if reason == beyond && strings.HasPrefix(text, "-") {
			reason = "; it must not be negative"
		}
		*to = uint64(v)
		return reason
	default:
		panic("sim: a Spec has a field of type " + field.Type().String())
	}
	return ""
}

const (
	notDecimal = ", which is no decimal number"
	notFinite  = "; it must be finite"
	notWhole   = "; it must be a whole number"
	beyond     = ", beyond the range of an integer of 64 bits"
	octal      = ", which some readers of YAML take for octal; leave out the leading zeros"
)

// parseDecimal reads a finite decimal number: digits, a point, a sign, an exponent.
// Hexadecimal, octal, grouped and sexagesimal forms, which readers of YAML understand in
// different ways, are none.
func parseDecimal(text string) (float64, string) {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case ".nan", "nan", ".inf", "inf", "infinity":
		return 0, notFinite
	}
	if text == "" || strings.Trim(text, "0123456789.+-eE") != "" {
		return 0, notDecimal
	}
	if isOctal(text) {
		return 0, octal
	}
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, ", beyond the range of a float64"
	case err != nil:
		return 0, notDecimal
	}
	return v, ""
}

// isOctal reports whether a whole number begins with a zero that says nothing.
func isOctal(text string) bool {
	digits := strings.TrimLeft(text, "+-")
	return len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "0123456789") == ""
}

// parseWhole reads a whole number between least and most, in digits or, as far as float64
// holds it exactly, in any form of a decimal number.
func parseWhole(text string, least, most int64) (int64, string) {
	v, reason := parseDecimal(text)
	if reason != "" {
		return 0, reason
	}
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err == nil && n >= least && n <= most:
		return n, ""
	case v != math.Trunc(v):
		return 0, notWhole
	case err == nil, errors.Is(err, strconv.ErrRange), math.Abs(v) > 1<<53, v < float64(least):
		return 0, beyond
	}
	return int64(v), ""
}
