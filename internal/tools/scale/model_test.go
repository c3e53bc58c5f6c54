package main

import (
	"math"
	"testing"
)

// TestEstimate: sums by hand, and the limits.
func TestEstimate(t *testing.T) {
	c := costs{cell: 10, visit: 0.1, gather: 0.01, files: 3}
	on := cluster{cores: 10000, files: 1e4, wait: 60}
	e := c.estimate(1000, 5, 50, on)
	// 100 cells of 10 s; 2 × 1,000 visits of 0.1 s; 2 × 50 × 15,000 files at 10⁴ a second; 5,000 × 0.01 s; three rounds of 60 s.
	want := estimate{compute: 1000, visits: 200, open: 150, gather: 50, wait: 180, processor: 50000 + 50*350 + 50}
	for _, pair := range [][2]float64{{e.compute, want.compute}, {e.visits, want.visits}, {e.open, want.open}, {e.gather, want.gather},
		{e.wait, want.wait}, {e.processor, want.processor}, {e.total(), 1580}} {
		if math.Abs(pair[0]-pair[1]) > 1e-9*pair[1] {
			t.Errorf("%+v, want %+v", e, want)
		}
	}
	if many, few := c.estimate(1000, 5, 5000, on), c.estimate(1000, 5, 500, on); many.total() < few.total() {
		t.Errorf("5,000 parts, whose opening of files takes %g s, are faster than 500", many.open)
	}
	on.cores = 25
	if half := c.estimate(1000, 5, 50, on); half.compute != 2*e.compute || half.visits != 2*e.visits || half.processor != e.processor {
		t.Errorf("two parts for each core: %+v", half)
	}
	if uneven := c.estimate(1, 5, 4, on); uneven.compute != 20 {
		t.Errorf("5 cells in 4 parts take %g s, not those of two cells", uneven.compute)
	}
}

// TestStepsOfLargeNetworks: what was measured is taken as it is, and carried on by the exponent between the two largest sizes.
func TestStepsOfLargeNetworks(t *testing.T) {
	steps := []stepCost{{1e4, 1e-3}, {1e5, 2e-2}}
	for _, row := range []struct{ neurons, want float64 }{{1e4, 1e-3}, {1e5, 2e-2}, {1e6, 0.4}, {1e7, 8}} {
		if got := (largeNetwork{row.neurons}).step(steps); math.Abs(got/row.want-1) > 1e-12 {
			t.Errorf("a step of %g neurons takes %g s, not %g", row.neurons, got, row.want)
		}
	}
	if got := text(3725); got != "1h2m" {
		t.Errorf("3725 s are %s", got)
	}
}
