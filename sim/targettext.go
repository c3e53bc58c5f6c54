package sim

import (
	"fmt"
	"strconv"
)

// String says which budget meets the target: "trajectory error below 10% down to 31% of the edges (28–34%)". The interval has 95%,
// and is that of the mean unless it says that of the median.
func (t TargetFacts) String() string {
	below := fmt.Sprintf("%s below %s%%", MeasureSymbol(t.Measure), strconv.FormatFloat(100*t.Error, 'g', 4, 64))
	if t.AtSmallest {
		return fmt.Sprintf("%s even at %s%% of the edges, the least tried", below, percentDigits(t.Keep))
	}
	text := fmt.Sprintf("%s down to %s%% of the edges", below, percentDigits(t.Keep))
	if interval := t.interval(); interval != "" {
		text += " (" + interval + ")"
	}
	return text
}

// interval formats the interval, or the one bound that is known: "28–34%", "median ≤ 34%".
func (t TargetFacts) interval() string {
	text := ""
	switch {
	case t.Low != nil && t.High != nil:
		text = percentDigits(*t.Low) + "–" + percentDigits(*t.High) + "%"
	case t.High != nil:
		text = "≤ " + percentDigits(*t.High) + "%"
	case t.Low != nil:
		text = "≥ " + percentDigits(*t.Low) + "%"
	}
	if text != "" && t.Statistic == Median {
		text = "median " + text
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
