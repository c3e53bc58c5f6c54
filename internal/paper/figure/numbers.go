package figure

import (
	"fmt"
	"math"
	"strconv"

	"github.com/dustin/go-humanize"

	"noiseprune/internal/draw"
)

// Show prints a number with three significant digits.
func Show(v float64) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case v == 0:
		return "0"
	case size < 1e-3 || size >= 1e6:
		return draw.Power(strconv.FormatFloat(v, 'e', 2, 64))
	case size >= 1000:
		return Thousands(int(math.Round(v)))
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	return draw.Minus(strconv.FormatFloat(rounded, 'f', -1, 64))
}

// Thousands prints an integer with its thousands separated by commas.
func Thousands(n int) string { return draw.Minus(humanize.Comma(int64(n))) }

// Fixed prints a number with that many decimal places.
func Fixed(v float64, places int) string {
	return draw.Minus(strconv.FormatFloat(v, 'f', places, 64))
}

// Percent prints a share, in percent with three significant digits.
func Percent(v float64) string { return Show(100*v) + "%" }

// Count prints n with the noun, in the plural but for 1.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
