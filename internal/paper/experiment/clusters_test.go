package experiment

import "testing"

// Smaller clusters keep their proportions.
func TestAtMost(t *testing.T) {
	c := Clusters{Sizes: []int{2700, 100, 100, 100}, LongRange: 2500}
	if got := c.AtMost(3000); got.Neurons() != 3000 || got.LongRange != 2500 {
		t.Errorf("what fits was changed: %+v", got)
	}
	got := c.AtMost(1500)
	if got.Sizes[0] != 1350 || got.Sizes[3] != 50 || got.LongRange != 1250 || got.Neurons() != 1500 {
		t.Errorf("half of it: %+v", got)
	}
}
