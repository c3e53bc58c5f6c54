package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/rounding"
)

const (
	targetLargest  = 0.99  // fraction of the edges: the largest budget that is tried
	targetSmallest = 0.01  // and the smallest, where protected edges allow it
	targetDescents = 4     // steps of equal ratio between them
	targetWidth    = 1.02  // ratio of the ends of the bracket at which the search stops
	targetAim      = 1.009 // ratio by which an interpolated budget is moved, a little less than half of that
	targetClose    = 1.017 // ratio to an end of the bracket below which an interpolated budget is close to it
	targetAcross   = 1.019 // ratio from that end of the budget tried then, beyond the interpolated one
	targetSlack    = 3     // steps by which the search may lag behind bisection
)

// budgetRange holds the fractions of the edges between which a target is searched for.
type budgetRange struct{ least, largest float64 }

// newBudgetRange returns the range for a network of which that many edges are protected: at least one edge more
// than those is kept.
func newBudgetRange(edges, protected int) (budgetRange, error) {
	b := budgetRange{max(targetSmallest, float64(protected+1)/float64(edges)), targetLargest}
	if b.least >= b.largest {
		return b, &SpecError{targetField, fmt.Sprintf("cannot be searched for: %d of %d edges are protected, and one more is nearly all; "+
			"protect fewer, or take a larger network", protected, edges)}
	}
	return b, nil
}

// descent returns the k-th budget from the largest down to the least, which is that of targetDescents.
func (b budgetRange) descent(k int) float64 {
	if k >= targetDescents {
		return b.least
	}
	return rounding.Digits(b.largest*math.Pow(b.least/b.largest, float64(k)/targetDescents), 4)
}

// targetSearch is the search for the smallest budget whose error is below the target. It takes nothing for granted of how
// the error depends on the budget: it holds a budget that met the target, as all larger ones tried did, and the largest
// that did not.
type targetSearch struct {
	target   float64
	measure  string // whose error it is
	evaluate func(keep float64) (evaluation, error)
	tried    []evaluation // in descending order of keep
	met      evaluation
	missed   *evaluation // nil while every budget tried met the target
}

// mean returns the mean error over the prunings.
func (e evaluation) mean() float64 {
	sum := 0.0
	for _, v := range e.errors {
		sum += v
	}
	return sum / float64(len(e.errors))
}

// meets reports whether all networks are stable and the mean error is below the target.
func (s *targetSearch) meets(e evaluation) bool {
	return e.broken == "" && len(e.errors) > 0 && e.mean() < s.target
}

// search descends from the largest budget to the first that misses the target, and narrows the bracket.
func (s *targetSearch) search(b budgetRange) error {
	for k := 0; k <= targetDescents && s.missed == nil; k++ {
		if err := s.try(b.descent(k)); err != nil {
			return err
		}
		if k == 0 && s.missed != nil {
			return s.unreachable()
		}
	}
	if s.missed == nil {
		return nil
	}
	start := math.Log(s.met.keep / s.missed.keep)
	for steps := 0; s.met.keep > targetWidth*s.missed.keep; steps++ {
		allowed := start * math.Pow(2, float64(targetSlack-1-steps))
		behind := rounding.Digits(math.Log(s.met.keep/s.missed.keep), 6) > rounding.Digits(allowed, 6)
		if err := s.try(s.next(behind)); err != nil {
			return err
		}
	}
	return s.below(b)
}

// below tries one budget more where a pruning has not crossed the target yet, so that its crossing can be interpolated.
func (s *targetSearch) below(b budgetRange) error {
	last := s.tried[len(s.tried)-1]
	if last.broken != "" || len(last.errors) == 0 || slices.Min(last.errors) >= s.target || last.keep <= b.least {
		return nil
	}
	for k := 1; ; k++ {
		if keep := b.descent(k); keep < last.keep {
			e, err := s.evaluate(keep)
			s.tried = append(s.tried, e)
			return err
		}
	}
}

// try evaluates a budget between the ends of the bracket, and moves one of them there.
func (s *targetSearch) try(keep float64) error {
	e, err := s.evaluate(keep)
	if err != nil {
		return err
	}
	s.tried = append(s.tried, e)
	slices.SortFunc(s.tried, func(a, b evaluation) int { return cmp.Compare(b.keep, a.keep) })
	if s.meets(e) {
		s.met = e
	} else {
		s.missed = &e
	}
	return nil
}

// next returns the budget that is tried next, so chosen that what it shows is likely to end the search. Where there is nothing
// to interpolate, or the search lags behind bisection, it is the geometric mean of the bracket.
func (s *targetSearch) next(bisect bool) float64 {
	low, high := s.missed.keep, s.met.keep
	middle := rounding.Digits(math.Sqrt(low*high), 4)
	if bisect || s.missed.broken != "" || len(s.missed.errors) == 0 || math.IsInf(s.missed.mean(), 1) || s.met.mean() == 0 {
		return middle
	}
	keep := crossingBetween(s.target, low, s.missed.mean(), high, s.met.mean())
	switch {
	case high < targetClose*keep:
		keep = high / targetAcross
	case keep < targetClose*low:
		keep = low * targetAcross
	default:
		keep *= targetAim
	}
	if keep = rounding.Digits(keep, 4); keep <= low || keep >= high {
		return middle
	}
	return keep
}

// unreachable says which error the largest budget reaches.
func (s *targetSearch) unreachable() error {
	e := s.missed
	if e.broken != "" || len(e.errors) == 0 {
		return &SpecError{targetField, fmt.Sprintf("cannot be met: at keep = %v, the largest budget tried, a network pruned by noise-prune %s; "+
			"take prune.keep instead", e.keep, strings.Replace(e.broken, "unstable", "is unstable", 1))}
	}
	mean := e.mean()
	return &SpecError{targetField, fmt.Sprintf("is %v, but noise-prune's %s at keep = %v, the largest budget tried, is %.3g; give at least %v",
		s.target, MeasureSymbol(s.measure), e.keep, mean, rounding.Digits(1.01*mean, 3))}
}
