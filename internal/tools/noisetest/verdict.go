package main

import "math"

// The limits, decided before any test was run; docs/noisetest.md repeats them. A p-value is the
// probability of a larger value of the statistic, so that both a small p and one near 1 count.
const (
	suspicious = 1e-4  // p below it or above 1 minus it: the part is run again with other numbers
	failing    = 1e-10 // p below it or above 1 minus it: the noise has failed
)

// extremity returns the distance of p from the nearer end of [0, 1]; 0 for
// what is no probability.
func extremity(p float64) float64 {
	if !(p >= 0 && p <= 1) {
		return 0
	}
	return min(p, 1-p)
}

// verdict is the conclusion about a part.
type verdict int

const (
	passed  verdict = iota
	cleared         // suspicious in the first attempt, not in the second
	pending         // suspicious in the first attempt, the second not yet run
	failed
)

func (v verdict) String() string {
	return [...]string{"passed", "passed when repeated", "to be repeated", "FAILED"}[v]
}

// judge returns the verdict of the attempts at a part, one or two. A statistic that is suspicious in both has failed.
func judge(attempts []result) verdict {
	first := map[string]bool{}
	for _, s := range attempts[0].Statistics {
		switch e := extremity(s.P); {
		case e < failing:
			return failed
		case e < suspicious:
			first[s.Name] = true
		}
	}
	if len(first) == 0 {
		return passed
	}
	if len(attempts) == 1 {
		return pending
	}
	for _, s := range attempts[1].Statistics {
		if e := extremity(s.P); e < failing || e < suspicious && first[s.Name] {
			return failed
		}
	}
	return cleared
}

// upperTail returns the probability that a standard normal is above z.
func upperTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }
