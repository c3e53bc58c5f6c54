package experiment

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/rounding"
)

// Frequency is how often something happened in independent draws.
type Frequency struct{ Count, Draws int }

// FrequencyAbove counts the values above a limit.
func FrequencyAbove(values []float64, limit float64) Frequency {
	f := Frequency{Draws: len(values)}
	for _, v := range values {
		if v > limit {
			f.Count++
		}
	}
	return f
}

// Interval returns the frequency with both of its one-sided bounds at 95% (Clopper & Pearson 1934): 0 of n draws say that it is below
// 1 − 0.05^(1/n).
func (f Frequency) Interval() figure.Interval {
	k, n := float64(f.Count), float64(f.Draws)
	i := figure.Interval{Value: k / n, High: 1, Draws: f.Draws}
	if f.Count > 0 {
		i.Low = rounding.Digits(distuv.Beta{Alpha: k, Beta: n - k + 1}.Quantile(1-compare.Confidence), 9)
	}
	if f.Count < f.Draws {
		i.High = rounding.Digits(distuv.Beta{Alpha: k + 1, Beta: n - k}.Quantile(compare.Confidence), 9)
	}
	return i
}

// String says it in words.
func (f Frequency) String() string {
	i := f.Interval()
	switch f.Count {
	case 0:
		return fmt.Sprintf("0 of %d draws (a frequency below %s at 95%%)", f.Draws, figure.Percent(i.High))
	case f.Draws:
		return fmt.Sprintf("%d of %d draws (a frequency above %s at 95%%)", f.Draws, f.Draws, figure.Percent(i.Low))
	}
	return fmt.Sprintf("%d of %d draws (a frequency of %s to %s)", f.Count, f.Draws, figure.Percent(i.Low), figure.Percent(i.High))
}
