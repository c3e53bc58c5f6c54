package netio

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

const decimalNumber = "give a finite decimal number"

// parseCount reads an integer that consists of digits only and fits an int.
func parseCount[T string | []byte](field T) (int, bool) {
	const most = (math.MaxInt - 9) / 10
	n := 0
	for k := range len(field) {
		c := field[k]
		if c < '0' || c > '9' || n > most {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(field) > 0
}

// longestNumber bounds the characters of a number. The smallest float64, written out
// without exponent, has 1,077.
const longestNumber = 4096

// parseNumber reads a decimal number as C and Fortran write them ("+1.", ".5", "1e-3",
// "1D-3") and returns the nearest float64. For any other text it returns what is wrong.
func parseNumber(field []byte) (value float64, wrong string) {
	if v, ok := parseShort(field); ok {
		return v, ""
	}
	if len(field) > longestNumber {
		return 0, fmt.Sprintf("has %d characters, more than %d", len(field), longestNumber)
	}
	fortran := false
	for _, c := range field {
		switch {
		case c >= '0' && c <= '9', c == '.', c == '+', c == '-', c == 'e', c == 'E':
		case c == 'd', c == 'D':
			fortran = true
		default:
			return 0, notDecimal(string(field))
		}
	}
	if fortran {
		field = bytes.ReplaceAll(bytes.ToLower(field), []byte("d"), []byte("e"))
	}
	v, err := strconv.ParseFloat(string(field), 64) // short text is not copied to the heap
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, "is beyond the range of a float64"
	case err != nil:
		return 0, "is not a number"
	}
	return v, ""
}

// parseShort reads an integer of at most 15 digits, which float64 represents exactly.
func parseShort(field []byte) (float64, bool) {
	digits := field
	negative := false
	if len(digits) > 0 && (digits[0] == '-' || digits[0] == '+') {
		negative = digits[0] == '-'
		digits = digits[1:]
	}
	if len(digits) > 15 {
		return 0, false
	}
	n, ok := parseCount(digits)
	if negative {
		n = -n
	}
	return float64(n), ok
}

// notDecimal tells values that are numbers, but not finite, from words and from forms
// (hexadecimal, grouped digits) that are refused.
func notDecimal(text string) string {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case "nan", "inf", "infinity":
		return "is not finite"
	}
	return "is not a number"
}
