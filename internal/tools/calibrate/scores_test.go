package main

import (
	"math"
	"slices"
	"testing"
)

// TestScores on two edges and two runs: z is ±1 on the edge of place 2, and 3 and 0 on that of place
// 5, whose d and relative error are the larger ones.
func TestScores(t *testing.T) {
	exact := []float64{0, 0, 1, 0, 0, 10}
	runs := []sample{
		{d: []float64{0, 0, 1.1, 0, 0, 16}, errors: []float64{0, 0, 0.1, 0, 0, 2}},
		{d: []float64{0, 0, 0.9, 0, 0, 10}, errors: []float64{0, 0, 0.1, 0, 0, 2}},
	}
	var c calibration
	c.score([]int{2, 5}, exact, runs)
	near := func(got, want float64) bool { return math.Abs(got-want) < 1e-9 }
	if c.edges != 2 || !near(c.all.squares, 11) || c.all.count != 4 || c.all.beyond != 1 {
		t.Errorf("all edges: %+v", c.all)
	}
	for name, s := range map[string]scores{"slowest": c.slowest, "largest": c.largest} {
		if !near(s.squares, 9) || s.count != 2 || s.beyond != 1 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if text := (scores{squares: 4, beyond: 1, count: 4}).String(); text != "1.000\t25.0%" {
		t.Errorf("cells %q", text)
	}
}

func TestTopIsATwentieth(t *testing.T) {
	var edges []int
	for place := range 40 {
		edges = append(edges, place)
	}
	if got := top(edges, func(place int) float64 { return float64(place % 30) }); !slices.Equal(got, []int{29, 28}) {
		t.Errorf("got %v", got)
	}
}
