package report

import (
	"math"
	"strconv"

	"github.com/dustin/go-humanize"

	"noiseprune/internal/draw"
)

// absent stands where a Result holds no number.
const absent = "–"

// number prints v with four significant digits: as a decimal fraction from 0.001, rounded to
// an integer from a thousand, and with a power of ten below and from a million. What is not
// finite is absent.
func number(v float64) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return absent
	case v == 0:
		return "0"
	case size >= 1e6 || size < 1e-3:
		return draw.Power(strconv.FormatFloat(v, 'e', 3, 64))
	case size >= 999.95:
		return count(int64(math.RoundToEven(v)))
	}
	return draw.Minus(strconv.FormatFloat(draw.RoundTo4(v), 'f', -1, 64))
}

// optional prints *v, or says that it is absent.
func optional(v *float64) string {
	if v == nil {
		return absent
	}
	return number(*v)
}

// percent prints a fraction as a percentage.
func percent(v float64) string {
	if text := number(100 * v); text != absent {
		return text + " %"
	}
	return absent
}

// optionalPercent prints *v as a percentage, or says that it is absent.
func optionalPercent(v *float64) string {
	if v == nil {
		return absent
	}
	return percent(*v)
}

// count prints an integer with commas between its thousands.
func count[I int | int64](n I) string { return draw.Minus(humanize.Comma(int64(n))) }

// orAbsent returns text, or says that it is absent.
func orAbsent(text string) string {
	if text == "" {
		return absent
	}
	return text
}

// yes prints a bool.
func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// shorten cuts a label that is too long for a figure.
func shorten(label string, runes int) string {
	if r := []rune(label); len(r) > runes {
		return string(r[:runes-1]) + "…"
	}
	return label
}
