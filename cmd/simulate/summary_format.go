package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"

	"noiseprune/compare"
)

// absent is printed where there is no number.
const absent = "–"

// count formats an integer with commas: 3,669.
func count(n int) string { return humanize.Comma(int64(n)) }

// counted formats an integer with commas, and the noun that it counts: 1 neuron, 3,669 neurons.
func counted(n int, noun string) string { return count(n) + " " + english.PluralWord(n, noun, "") }

// median formats the median, if there is one.
func median(s *compare.Summary) string {
	if s == nil {
		return absent
	}
	return fourDecimals(s.Median)
}

// optionalNumber formats *v, if there is one.
func optionalNumber(v *float64) string {
	if v == nil {
		return absent
	}
	return fourDecimals(*v)
}

// fourDecimals formats v with four decimal places, or in exponential notation below 0.001 and from
// 1000 on.
func fourDecimals(v float64) string {
	if v != 0 && (math.Abs(v) < 0.001 || math.Abs(v) >= 1000) {
		return strconv.FormatFloat(v, 'e', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

// fourDigits formats v with four significant digits.
func fourDigits(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// percent formats a fraction as a percentage of at most two significant digits, or without decimal
// places from 10% on.
func percent(v float64) string {
	if v >= 0.1 {
		return fmt.Sprintf("%.0f%%", 100*v)
	}
	return fmt.Sprintf("%.2g%%", 100*v)
}
