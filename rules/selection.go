package rules

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Selection is the way in which scores decide which edges are kept.
type Selection uint8

// The selections.
const (
	ByChance Selection = iota // with probability min(1, K·score)
	Largest                   // those of the largest scores
)

// largest returns the probabilities of the edges that keep those of the largest scores, an expected number of
// `wanted` in all: 1 above a threshold, 0 below it, and one probability for all edges whose score is the threshold,
// so that a draw decides among equals. Protected edges have 1 and count.
func largest(edges []edge, scores []float64, protected map[int]bool, wanted float64) ([]float64, error) {
	probabilities := make([]float64, len(edges))
	var free []int
	for k, e := range edges {
		if protected[e.place] {
			probabilities[k] = 1
			wanted--
		} else {
			free = append(free, k)
		}
	}
	if wanted < 0 {
		return nil, fmt.Errorf("%d protected edges are more than the %.1f that the budget keeps; protect fewer or keep more",
			len(edges)-len(free), wanted+float64(len(edges)-len(free)))
	}
	slices.SortStableFunc(free, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	for first := 0; first < len(free) && wanted > 0; {
		end := first
		for end < len(free) && scores[free[end]] == scores[free[first]] {
			end++
		}
		p := math.Min(1, wanted/float64(end-first))
		for _, k := range free[first:end] {
			probabilities[k] = p
		}
		wanted -= float64(end - first)
		first = end
	}
	return probabilities, nil
}
