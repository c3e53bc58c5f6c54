package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// slowModes compares the time constants of the original with those of the noise-pruned network, or of the only
// one, and says how well its slow modes are kept.
func (s summary) slowModes(b *strings.Builder) {
	columns, original := s.columns(), s.result.Network.SlowModes
	if original == nil || len(columns) == 0 || columns[0].outcome.SlowModes == nil || len(original.TimeConstants) == 0 {
		return
	}
	pruned := columns[0].outcome.SlowModes
	// The last is the 50th, or the 49th where the 50th is half of a complex pair.
	last := min(len(original.TimeConstants), len(pruned.TimeConstants))
	if last > 0 {
		modes := slices.Compact([]int{1, min(10, last), last})
		var numbers, before, after []string
		for _, k := range modes {
			numbers = append(numbers, strconv.Itoa(k))
			before = append(before, threeDigits(original.TimeConstants[k-1]))
			after = append(after, threeDigits(pruned.TimeConstants[k-1]))
		}
		fmt.Fprintf(b, "\n  Time constants %s: %s → %s\n", strings.Join(numbers, ", "), strings.Join(before, ", "), strings.Join(after, ", "))
	}
	fmt.Fprintf(b, "  %d slow modes: ε_λ %s, ε_v %s, cos θ %s, overlap %s\n", len(original.TimeConstants),
		median(pruned.EpsLambda), median(pruned.EpsV), median(pruned.CosTheta), optionalNumber(pruned.Overlap))
}

// threeDigits formats *v with three significant digits, if there is one.
func threeDigits(v *float64) string {
	if v == nil {
		return absent
	}
	return strconv.FormatFloat(*v, 'g', 3, 64)
}
