package draw

import (
	"strconv"
	"strings"
)

// RoundTo4 rounds to four significant digits.
func RoundTo4(v float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 4, 64), 64)
	return rounded
}

// Power turns 1.500e-07, as strconv writes it, into 1.5 × 10⁻⁷.
func Power(scientific string) string {
	mantissa, exponent, _ := strings.Cut(scientific, "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	n, _ := strconv.Atoi(exponent)
	return Minus(mantissa) + " × 10" + superscript(n)
}

// superscript returns n in raised digits.
func superscript(n int) string {
	return strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
		"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
}

// Minus replaces the hyphen of a negative number by a minus sign.
func Minus(number string) string { return strings.Replace(number, "-", "−", 1) }
