package sim

import "math"

// crossing returns the budget between low and high at which the error is the target, where it is errorLow ≥ target at low and
// errorHigh < target at high, both positive, and ln(error) is linear in ln((1 − keep)/keep). It returns false where an
// error has no logarithm. A kept weight has the variance w²(1 − p)/p, so that small errors are nearly linear so.
func crossing(target, errorLow, errorHigh, low, high float64) (keep float64, ok bool) {
	if !(errorHigh > 0) || math.IsInf(errorLow, 0) || math.IsNaN(errorLow) {
		return 0, false
	}
	odds := func(keep float64) float64 { return math.Log((1 - keep) / keep) }
	share := math.Log(target/errorHigh) / math.Log(errorLow/errorHigh)
	x := odds(high) + float64(share*(odds(low)-odds(high)))
	return 1 / (1 + math.Exp(x)), true
}

// crossings returns for each pruning the budget at which its error crosses the target: between the largest budget tried
// at which it does not stay below and the next larger one. A pruning that is never below counts with the largest budget
// tried, one that always is with the smallest.
func (s *targetSearch) crossings() []float64 {
	all := make([]float64, len(s.met.errors))
	for k := range all {
		all[k] = s.crossingOf(k)
	}
	return all
}

func (s *targetSearch) crossingOf(pruning int) float64 {
	for i, e := range s.tried {
		usable := e.broken == "" && len(e.errors) > 0
		if usable && e.errors[pruning] < s.target {
			continue
		}
		if i == 0 {
			return e.keep
		}
		above := s.tried[i-1]
		if usable {
			if keep, ok := crossing(s.target, e.errors[pruning], above.errors[pruning], e.keep, above.keep); ok {
				return keep
			}
		}
		return above.keep
	}
	return s.tried[len(s.tried)-1].keep
}
