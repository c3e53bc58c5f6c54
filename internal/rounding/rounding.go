// Package rounding rounds numbers to significant decimal digits, so that a choice does not depend on the
// last bits of what it is made from, which differ between machines.
package rounding

import "strconv"

// Digits rounds v to that many significant decimal digits.
func Digits(v float64, digits int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	if err != nil { // beyond the range of float64
		return v
	}
	return rounded
}

// Three rounds v to three significant digits by way of nine, so that numbers such as 0.03125, at the
// midpoint between two of three digits, are not rounded by their rounding error.
func Three(v float64) float64 { return Digits(Digits(v, 9), 3) }
