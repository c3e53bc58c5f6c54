package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// sample is what one run measured, for each stored entry.
type sample struct{ d, errors []float64 }

// scores are z-scores.
type scores struct {
	squares float64
	beyond  int // |z| > 2
	count   int
}

func (s *scores) add(z float64) {
	s.squares += z * z
	s.count++
	if math.Abs(z) > 2 {
		s.beyond++
	}
}

// String returns the root mean square and the share beyond 2 as two cells of the table.
func (s scores) String() string {
	n := float64(max(1, s.count))
	return fmt.Sprintf("%.3f\t%.1f%%", math.Sqrt(s.squares/n), 100*float64(s.beyond)/n)
}

// score fills the scores of all edges, of the slowest, and of those with the largest d.
func (c *calibration) score(edges []int, exact []float64, runs []sample) {
	c.edges = len(edges)
	slow := func(place int) float64 {
		sum := 0.0
		for _, r := range runs {
			sum += r.errors[place] / exact[place]
		}
		return sum
	}
	c.all = scoresOf(edges, exact, runs)
	c.slowest = scoresOf(top(edges, slow), exact, runs)
	c.largest = scoresOf(top(edges, func(place int) float64 { return exact[place] }), exact, runs)
}

func scoresOf(edges []int, exact []float64, runs []sample) (s scores) {
	for _, r := range runs {
		for _, place := range edges {
			s.add((r.d[place] - exact[place]) / r.errors[place])
		}
	}
	return s
}

// top returns the twentieth of the edges, at least one, for which the value is largest.
func top(edges []int, value func(place int) float64) []int {
	values := make(map[int]float64, len(edges))
	for _, place := range edges {
		values[place] = value(place)
	}
	sorted := slices.Clone(edges)
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	return sorted[:max(1, len(sorted)/20)]
}
