package rules

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"noiseprune/network"
)

// constant returns K for the budget.
func constant(net *network.Network, edges []edge, scores []float64, protected map[int]bool, q Request) (float64, error) {
	k, target, err := q.Budget.constant(net)
	if err != nil || k > 0 {
		return k, err
	}
	var free []float64
	for n, e := range edges {
		if !protected[e.place] {
			free = append(free, scores[n])
		}
	}
	wanted := target - float64(len(edges)-len(free))
	if wanted < 0 {
		return 0, fmt.Errorf("%d protected edges are more than the %.1f that the budget keeps; protect fewer or keep more",
			len(edges)-len(free), target)
	}
	if q.Normalization == ScaleThenClip {
		return scale(free, wanted)
	}
	return solve(free, wanted)
}

// scale returns K with Σ K s = wanted.
func scale(scores []float64, wanted float64) (float64, error) {
	if wanted == 0 {
		return 0, nil
	}
	sum := 0.0
	for _, s := range scores {
		sum += s
	}
	if sum == 0 {
		return 0, errors.New("every score is 0, so no edge can be kept with positive probability")
	}
	return representable(wanted / sum)
}

// solve returns K with Σ min(1, K s) = wanted. The sum grows with K, in pieces between
// the reciprocals of the scores: with the c largest scores clipped,
//
//	K = (wanted − c) / Σ_{the others} s
//
// and the right c is the first for which the largest score of the others is not clipped.
func solve(scores []float64, wanted float64) (float64, error) {
	positive := slices.DeleteFunc(slices.Clone(scores), func(s float64) bool { return s == 0 })
	slices.Sort(positive)
	count := len(positive)
	if wanted > float64(count)+0.5 {
		return 0, fmt.Errorf("%.1f edges are to be kept, but only %d have a positive score; keep fewer", wanted, count)
	}
	if wanted == 0 || count == 0 {
		return 0, nil
	}
	if wanted >= float64(count) {
		return representable(clipping(positive[0]))
	}
	// rest[c] is the sum of all but the c largest, added from the smallest up.
	rest := make([]float64, count+1)
	for n, s := range positive {
		rest[count-n-1] = rest[count-n] + s
	}
	for c := range count {
		k := (wanted - float64(c)) / rest[c]
		if math.IsInf(k, 1) || float64(k*positive[count-c-1]) <= 1 {
			return representable(k)
		}
	}
	return representable(clipping(positive[0]))
}

// clipping returns the smallest K for which K s is not below 1 after rounding.
func clipping(s float64) float64 {
	k := 1 / s
	for float64(k*s) < 1 {
		k = math.Nextafter(k, math.Inf(1))
	}
	return k
}

// representable returns an error for a K that is not positive and finite.
func representable(k float64) (float64, error) {
	if !(k > 0) || math.IsInf(k, 0) {
		return 0, fmt.Errorf("the scores need K = %v, which is not positive and finite; rescale the weights", k)
	}
	return k, nil
}
