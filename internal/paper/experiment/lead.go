package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// AheadBy is how many standard errors of a paired difference count as ahead.
const AheadBy = 3

// Lead says by how much noise-prune is ahead of another rule, over paired runs.
type Lead struct {
	Noise, Other   float64 // mean errors
	Difference, SE float64 // of the pairs, with its standard error
	Won, Runs      int
}

// NewLead compares noise-prune's errors with those of another rule, run by run.
func NewLead(noise, other []float64) Lead {
	l := Lead{Noise: Summary(noise).Mean, Other: Summary(other).Mean, Runs: len(noise)}
	differences := make([]float64, len(noise))
	for k := range noise {
		differences[k] = other[k] - noise[k]
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
func (l Lead) Ahead() bool { return l.Difference > AheadBy*l.SE && Lower(l.Noise, l.Other) }
