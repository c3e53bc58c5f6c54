package rules

import (
	"fmt"
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
	sum := 0.0
	for _, s := range scores {
		sum += s
	}
	if sum == 0 && wanted > 0 {
		return 0, fmt.Errorf("every score is 0, so no edge can be kept with positive probability")
	}
	if wanted == 0 {
		return 0, nil
	}
	return wanted / sum, nil
}

// solve returns K with Σ min(1, K s) = wanted. The sum grows with K, in pieces between
// the reciprocals of the scores: with the c largest scores clipped,
//
//	K = (wanted − c) / Σ_{the others} s
//
// and the right c is the first for which the largest score of the others is not clipped.
func solve(scores []float64, wanted float64) (float64, error) {
	sorted := slices.Clone(scores)
	slices.Sort(sorted)
	positive := len(sorted)
	for positive > 0 && sorted[len(sorted)-positive] == 0 {
		positive--
	}
	if wanted > float64(positive)+0.5 {
		return 0, fmt.Errorf("%.1f edges are to be kept, but only %d have a positive score; keep fewer", wanted, positive)
	}
	if wanted == 0 || positive == 0 {
		return 0, nil
	}
	// rest[c] is the sum of all but the c largest, added from the smallest up.
	rest := make([]float64, len(sorted)+1)
	for n, s := range sorted {
		rest[len(sorted)-n-1] = rest[len(sorted)-n] + s
	}
	for c := range positive {
		k := (wanted - float64(c)) / rest[c]
		if float64(k*sorted[len(sorted)-c-1]) <= 1 {
			return k, nil
		}
	}
	return 1 / sorted[len(sorted)-positive], nil
}
