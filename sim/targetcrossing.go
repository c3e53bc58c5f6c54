package sim

import (
	"math"
	"slices"
)

// crossing returns where each pruning's error crosses the target, by the budgets tried. A budget at which a network is broken, or
// which has no errors, has infinite ones.
func (s *targetSearch) crossing() Crossing {
	var keeps []float64
	curves := make([][]float64, len(s.met.errors))
	for _, e := range slices.Backward(s.tried) {
		keeps = append(keeps, e.keep)
		for k := range curves {
			v := math.Inf(1)
			if e.broken == "" && len(e.errors) > 0 {
				v = e.errors[k]
			}
			curves[k] = append(curves[k], v)
		}
	}
	return newCrossing("", keeps, curves, s.target)
}

// addCrossing fills the crossing: the mean over the prunings, or where one of them is censored the median.
func (t *TargetFacts) addCrossing(c Crossing) {
	switch {
	case len(c.Shares) < 2:
	case c.Median != nil:
		t.Statistic, t.Low, t.High = Median, c.Median.Low, c.Median.High
		if least, most := c.Median.Least, c.Median.Most; least != nil && most != nil {
			t.Crossing = least
		}
	case c.Spread != nil:
		t.Statistic = Mean
		t.Crossing, t.Low, t.High = digits(c.Spread.Mean), digits(c.Spread.Low), digits(c.Spread.High)
	}
}
