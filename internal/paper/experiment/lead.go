package experiment

import (
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
)

// Lead says by how much one rule is ahead of another, over paired runs.
type Lead struct {
	Rule, Other figure.Interval // mean errors
	Difference  figure.Interval // of the pairs: what the other errs more
	Won, Runs   int
}

// NewLead compares the errors of a rule with those of another, run by run. It panics where there are fewer than two.
func NewLead(rule, other []float64) Lead {
	p, err := compare.NewPaired(other, rule)
	if err != nil {
		panic("paper: " + err.Error())
	}
	return Lead{MeanInterval(rule), MeanInterval(other), figure.Interval{Value: p.Mean, Low: p.Low, High: p.High, Draws: p.Pairs},
		p.Greater, p.Pairs}
}

// Ahead says whether the errors of the rule are smaller. Rules that prune alike differ by rounding, which does not count.
func (l Lead) Ahead() figure.Condition {
	if l.Alike() {
		return figure.If(false)
	}
	return l.Difference.Above(0)
}

// Alike reports whether the two differ by rounding only.
func (l Lead) Alike() bool { return math.Abs(l.Difference.Value) <= 1e-9*math.Abs(l.Other.Value) }

// String returns the difference with its interval, and how many runs were won.
func (l Lead) String() string {
	return fmt.Sprintf("difference %s, %d of %d runs won", l.Difference, l.Won, l.Runs)
}
