package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize"
)

// probability prints p so that both ends can be read.
func probability(p float64) string {
	if 1-p < 0.01 && p < 1 {
		return fmt.Sprintf("1 − %.2g", 1-p)
	}
	return fmt.Sprintf("%.2g", p)
}

// magnitude prints 1.3e9 as 1.3·10⁹.
func magnitude(v float64) string {
	if v < 1e4 {
		return fmt.Sprintf("%.0f", v)
	}
	exponent := math.Floor(math.Log10(v))
	if v >= 9.95*math.Pow(10, exponent) { // two digits make it ten
		exponent++
	}
	factor := v / math.Pow(10, exponent)
	raised := strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	power := "10" + raised.Replace(strconv.Itoa(int(exponent)))
	if text := fmt.Sprintf("%.2g", factor); text != "1" {
		return text + "·" + power
	}
	return power
}

// count prints "1 test" or "2 tests".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return humanize.Comma(int64(n)) + " " + what
}
