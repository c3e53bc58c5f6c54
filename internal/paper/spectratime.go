package paper

import (
	"math"
	"time"

	"noiseprune/internal/paper/figure"
)

// The times that eigenproblems take with gonum, in units of symmetric ones of the same order with vectors.
const (
	costValues         = 0.22
	costDirected       = 3.5
	costDirectedValues = 1.0
	costLarge          = 1.3 // more than in proportion to N³, once the matrix leaves the caches
)

// SpectraTime estimates what the figure's spectra take at full size, where a symmetric
// eigenproblem of the given order with vectors takes `one`, and all take time in
// proportion to N³. It is 0 for a figure whose spectra are small.
func (f Figure) SpectraTime(opt figure.Options, order int, one time.Duration) time.Duration {
	if opt.Size == figure.Quick {
		return 0
	}
	total, longest := 0.0, 0.0
	for _, e := range f.needs(opt).Eigenproblems {
		vectors, values := 1.0, costValues
		if e.Directed {
			vectors, values = costDirected, costDirectedValues
		}
		unit := costLarge * math.Pow(float64(e.Order)/float64(order), 3) * float64(one)
		total += unit * (vectors*float64(e.Vectors) + values*float64(e.Values))
		if e.Vectors > 0 {
			longest = max(longest, unit*vectors)
		}
	}
	return time.Duration(max(longest, total/float64(opt.Workers)))
}

// NeuronsWithin returns how many neurons at most let the figure's spectra take no longer
// than the limit, in hundreds; 0 where the size of the figure's networks cannot be chosen.
func (f Figure) NeuronsWithin(limit time.Duration, opt figure.Options, order int, one time.Duration) int {
	if !f.needs(opt).Adjustable {
		return 0
	}
	for opt.Most = 10000; opt.Most > 100; opt.Most -= 100 {
		if f.SpectraTime(opt, order, one) <= limit {
			break
		}
	}
	return opt.Most
}
