package sim

import (
	"math"

	"noiseprune/compare"
	"noiseprune/internal/rounding"
)

// curves returns a rule's measure by pruning and share, infinite where the rule does not have it; none where no rule has it
// at any share.
func (s *SweepResult) curves(rule int, measure string) [][]float64 {
	prunings := 0
	for _, c := range s.Cells {
		for _, r := range c.Rules {
			if over := r.Over(measure); over != nil {
				prunings = max(prunings, len(over.Values))
			}
		}
	}
	curves := make([][]float64, prunings)
	for k := range curves {
		for _, c := range s.Cells {
			v := math.Inf(1)
			if over := c.Rules[rule].Over(measure); over != nil && k < len(over.Values) {
				v = over.Values[k]
			}
			curves[k] = append(curves[k], v)
		}
	}
	return curves
}

// newCrossing returns the crossing of a rule with a curve for each pruning, over shares in ascending order.
func newCrossing(rule string, keeps []float64, curves [][]float64, level float64) Crossing {
	c := Crossing{Rule: rule, Shares: []float64{}}
	var observed []float64
	for _, curve := range curves {
		share, side := crossingOf(keeps, curve, level)
		c.Shares = append(c.Shares, share)
		switch side {
		case belowAll:
			c.Below++
		case aboveAll:
			c.Above++
		case within:
			observed = append(observed, share)
		}
	}
	if c.Below+c.Above > 0 {
		median := newCensored(keeps[0], keeps[len(keeps)-1], c.Below, c.Above, observed).median()
		c.Median = &median
	} else if spread, err := compare.NewSpread(c.Shares); err == nil {
		c.Spread = &spread
	}
	return c
}

// side says where a curve crosses.
type side uint8

const (
	within   side = iota // within the shares
	belowAll             // below the smallest: the curve stays below the level
	aboveAll             // above the largest
)

// crossingOf returns where a curve crosses the level, rounded to nine digits, so that it does not depend on the machine.
func crossingOf(keeps, curve []float64, level float64) (share float64, at side) {
	first := len(keeps) - 1 // the smallest share above which the whole curve is below the level
	for first >= 0 && curve[first] < level {
		first--
	}
	switch first {
	case len(keeps) - 1:
		return keeps[first], aboveAll
	case -1:
		return keeps[0], belowAll
	}
	return rounding.Digits(crossingBetween(level, keeps[first], curve[first], keeps[first+1], curve[first+1]), 9), within
}
