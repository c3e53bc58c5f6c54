package paper

import (
	"math"
	"time"
)

// eigenproblems are the decompositions of one order that a figure needs.
type eigenproblems struct {
	order    int
	directed bool
	vectors  int // with eigenvectors
	values   int // eigenvalues only
}

// eigenproblems lists those that take long at full size, for the networks that the options
// ask for.
func (f Figure) eigenproblems(opt Options) []eigenproblems {
	j := &job{opt: opt}
	a := clusters2a(j).neurons()
	b := clusters2b(j).neurons()
	switch f.Name {
	case "2a":
		return []eigenproblems{{a, false, 1, 5}}
	case "2b":
		return []eigenproblems{{b, false, 2, 7}, {3 * b / 10, false, 1, 2}}
	case "2d":
		return []eigenproblems{{2000, false, 1, 0}}
	case "2f":
		return []eigenproblems{{2000, true, 1, 0}}
	case "scaling":
		return []eigenproblems{{2000, false, 0, 36}, {1000, false, 0, 36}}
	case "undersampling", "subsets", "nearly-dominant":
		return []eigenproblems{{1000, false, 0, 80}}
	case "rectified":
		return []eigenproblems{{2000, false, 1, 44}, {1400, false, 0, 60}}
	case "samples":
		return []eigenproblems{{2000, false, 1, 0}}
	case "step-bias":
		return []eigenproblems{{1000, false, 1, 0}, {1000, true, 1, 0}}
	case "connectomes":
		return []eigenproblems{{1240, true, 1, 192}}
	}
	return nil
}

// What eigenproblems take with gonum, in symmetric ones of the same order with vectors.
const (
	costValues         = 0.22
	costDirected       = 3.5
	costDirectedValues = 1.0
	costLarge          = 1.3 // more than in proportion to N³, once the matrix leaves the caches
)

// SpectraTime estimates what the figure's spectra take at full size, where a symmetric
// eigenproblem of the given order with vectors takes `one`, and all take time in
// proportion to N³. It is 0 for a figure whose spectra are small.
func (f Figure) SpectraTime(opt Options, order int, one time.Duration) time.Duration {
	if opt.Size == Quick {
		return 0
	}
	total, longest := 0.0, 0.0
	for _, e := range f.eigenproblems(opt) {
		vectors, values := 1.0, costValues
		if e.directed {
			vectors, values = costDirected, costDirectedValues
		}
		unit := costLarge * math.Pow(float64(e.order)/float64(order), 3) * float64(one)
		total += unit * (vectors*float64(e.vectors) + values*float64(e.values))
		if e.vectors > 0 {
			longest = max(longest, unit*vectors)
		}
	}
	return time.Duration(max(longest, total/float64(opt.Workers)))
}

// NeuronsWithin returns how many neurons at most let the figure's spectra take no longer
// than the limit, in hundreds; 0 where the size of the figure's networks cannot be chosen.
func (f Figure) NeuronsWithin(limit time.Duration, opt Options, order int, one time.Duration) int {
	if f.Name != "2a" && f.Name != "2b" {
		return 0
	}
	for opt.Most = 10000; opt.Most > 100; opt.Most -= 100 {
		if f.SpectraTime(opt, order, one) <= limit {
			break
		}
	}
	return opt.Most
}
