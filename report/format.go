package report

import (
	"math"
	"strconv"
	"strings"
)

// absent stands where a Result holds no number.
const absent = "–"

// number prints v with four significant digits: plainly between 0.001 and a million, from
// a thousand upwards to whole numbers, and with a power of ten beyond. What is not finite
// is absent.
func number(v float64) string {
	switch size := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return absent
	case v == 0:
		return "0"
	case size >= 1e6 || size < 1e-3:
		return power(strconv.FormatFloat(v, 'e', 3, 64))
	case size >= 999.95:
		return thousands(strconv.FormatFloat(v, 'f', 0, 64))
	}
	return minus(strconv.FormatFloat(roundTo4(v), 'f', -1, 64))
}

// roundTo4 rounds to four significant digits.
func roundTo4(v float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 4, 64), 64)
	return rounded
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

// count prints a whole number with its thousands apart.
func count[I int | int64](n I) string { return thousands(strconv.FormatInt(int64(n), 10)) }

// thousands sets commas into a string of digits, which may have a sign.
func thousands(digits string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		sign, digits = "-", rest
	}
	for k := len(digits) - 3; k > 0; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	return minus(sign + digits)
}

// power turns 1.500e-07 into 1.5 × 10⁻⁷.
func power(scientific string) string {
	mantissa, exponent, _ := strings.Cut(scientific, "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	n, _ := strconv.Atoi(exponent)
	return minus(mantissa) + " × 10" + superscript(n)
}

// superscript prints n as an exponent.
func superscript(n int) string {
	return strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
		"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
}

// minus gives a negative number its proper sign.
func minus(number string) string { return strings.Replace(number, "-", "−", 1) }

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
