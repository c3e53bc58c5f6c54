package sim

import (
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/compare"
	"noiseprune/internal/rounding"
)

// CensoredMedian is the median of values some of which are known only to lie below the smallest value that can be observed, or
// above the largest. Its interval is that of order statistics: of n values in ascending order
//
//	x_(r) ≤ median ≤ x_(n+1−r),  r the largest number with P(B < r) ≤ (1 − compare.Confidence)/2,
//
// where B is binomial of n and 1/2. It holds for every continuous distribution, and under censoring, since a value beyond an end has the
// rank that it has; a bound that would be such a value is not known. There is no interval of fewer than six values. (Conover,
// Practical Nonparametric Statistics, section 3.2.)
type CensoredMedian struct {
	Least *float64 `json:"least"` // bounds of the median of these values: equal where it is known, nil where there is none
	Most  *float64 `json:"most"`
	Low   *float64 `json:"low"` // ends of the 95% interval; nil where no bound is known
	High  *float64 `json:"high"`
}

// censored are values of which so many are below the least that can be observed, and so many above the most.
type censored struct {
	least, most  float64
	below, above int
	observed     []float64 // all others, in ascending order
}

// count returns how many values there are.
func (c censored) count() int { return c.below + len(c.observed) + c.above }

// at returns bounds of the value of that rank, from 1 to the number of values: equal for one that was observed.
func (c censored) at(rank int) (least, most *float64) {
	switch k := rank - 1 - c.below; {
	case k < 0:
		return nil, &c.least
	case k >= len(c.observed):
		return &c.most, nil
	default:
		return &c.observed[k], &c.observed[k]
	}
}

// median returns the median of at least one value.
func (c censored) median() CensoredMedian {
	n := c.count()
	var m CensoredMedian
	lowerLeast, lowerMost := c.at((n + 1) / 2)
	upperLeast, upperMost := c.at(n/2 + 1)
	m.Least, m.Most = middle(lowerLeast, upperLeast), middle(lowerMost, upperMost)
	if rank := medianRank(n); rank > 0 {
		m.Low, _ = c.at(rank)
		_, m.High = c.at(n + 1 - rank)
	}
	return m
}

// middle returns the mean of both, or nil where one is not known.
func middle(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	return digits((*a + *b) / 2)
}

// medianRank returns the rank r of the lower end of the median's interval; 0 where there is none.
func medianRank(n int) int {
	b := distuv.Binomial{N: float64(n), P: 0.5}
	tail := func(rank int) float64 { return rounding.Digits(b.CDF(float64(rank-1)), 9) } // so that it does not depend on the machine
	rank := 0
	for rank < n/2 && tail(rank+1) <= (1-compare.Confidence)/2 {
		rank++
	}
	return rank
}

// newCensored sorts the observed ones of the values.
func newCensored(least, most float64, below, above int, observed []float64) censored {
	return censored{least, most, below, above, slices.Sorted(slices.Values(observed))}
}
