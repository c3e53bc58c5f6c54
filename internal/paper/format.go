package paper

import (
	"math"
	"strconv"

	"noiseprune/internal/draw"
)

// show prints a number with three significant digits.
func show(v float64) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case v == 0:
		return "0"
	case size < 1e-3 || size >= 1e6:
		return draw.Power(strconv.FormatFloat(v, 'e', 2, 64))
	case size >= 1000:
		return thousands(int(math.Round(v)))
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	return draw.Minus(strconv.FormatFloat(rounded, 'f', -1, 64))
}

// thousands prints a whole number with its thousands apart.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for k := len(digits) - 3; k > 0 && digits[k-1] != '-'; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	return draw.Minus(digits)
}

// fixed prints a number with that many decimal places.
func fixed(v float64, places int) string {
	return draw.Minus(strconv.FormatFloat(v, 'f', places, 64))
}
