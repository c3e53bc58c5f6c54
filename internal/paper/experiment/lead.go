package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
)

// AheadBy is how many standard errors of a paired difference count as ahead.
const AheadBy = 3

// Lead says by how much one rule is ahead of another, over paired runs.
type Lead struct {
	Rule, Other    float64 // mean errors
	Difference, SE float64 // of the pairs, with its standard error
	Won, Runs      int
}

// NewLead compares the errors of a rule with those of another, run by run.
func NewLead(rule, other []float64) Lead {
	l := Lead{Rule: Summary(rule).Mean, Other: Summary(other).Mean, Runs: len(rule)}
	differences := make([]float64, len(rule))
	for k := range rule {
		differences[k] = other[k] - rule[k]
		if differences[k] > 0 {
			l.Won++
		}
	}
	var sd float64
	l.Difference, sd = stat.MeanStdDev(differences, nil)
	l.SE = sd / math.Sqrt(float64(l.Runs))
	return l
}

// Ahead reports whether the difference is more than AheadBy standard errors, and more than
// rounding.
func (l Lead) Ahead() bool { return l.Difference > AheadBy*l.SE && Lower(l.Rule, l.Other) }

// confidence is that of the intervals of means over few prunings.
const confidence = 0.95

// HalfWidth returns half the width of the interval of the difference that Student's t gives at
// 95% confidence.
func (l Lead) HalfWidth() float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(l.Runs - 1)}.Quantile((1+confidence)/2) * l.SE
}

// AheadWithConfidence reports whether the interval of the difference lies above 0, by more than
// rounding. It serves where a handful of runs are too few for a fixed number of standard errors.
func (l Lead) AheadWithConfidence() bool {
	return l.Difference > l.HalfWidth() && Lower(l.Rule, l.Other)
}

// String returns the difference with its standard error.
func (l Lead) String() string { return figure.Show(l.Difference) + " ± " + figure.Show(l.SE) }

// WithInterval returns the difference with half the width of its interval.
func (l Lead) WithInterval() string {
	return figure.Show(l.Difference) + " ± " + figure.Show(l.HalfWidth())
}

// MeanWithInterval returns the mean of at least two values with half the width of the interval that Student's t gives at 95% confidence.
func MeanWithInterval(values []float64) string {
	s, err := compare.NewSpread(values)
	if err != nil {
		panic("paper: " + err.Error())
	}
	return figure.Show(s.Mean) + " ± " + figure.Show(s.High-s.Mean)
}
