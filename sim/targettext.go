package sim

import (
	"fmt"
	"strconv"
)

// String says which budget meets the target: "trajectory error below 10% down to 31% of the edges (28–34%)". The interval has 95%.
func (t TargetFacts) String() string {
	below := fmt.Sprintf("%s below %s%%", MeasureSymbol(t.Measure), strconv.FormatFloat(100*t.Error, 'g', 4, 64))
	if t.AtSmallest {
		return fmt.Sprintf("%s even at %s%% of the edges, the least tried", below, percentDigits(t.Keep))
	}
	text := fmt.Sprintf("%s down to %s%% of the edges", below, percentDigits(t.Keep))
	if t.Low != nil && t.High != nil {
		text += fmt.Sprintf(" (%s–%s%%)", percentDigits(*t.Low), percentDigits(*t.High))
	}
	return text
}

// percentDigits formats a fraction in percent, with one decimal place below ten.
func percentDigits(v float64) string {
	if v >= 0.0995 {
		return fmt.Sprintf("%.0f", 100*v)
	}
	return fmt.Sprintf("%.1f", 100*v)
}
