package sim

import (
	"math"
	"testing"
)

// TestTypicalBiasUnknown: estimates that disagree in sign on most edges tell nothing of the bias.
func TestTypicalBiasUnknown(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []float64
		want float64
	}{
		{"agreeing", []float64{0.1, -0.2, 0.3}, []float64{0.1, -0.2, 0.3}, 0.2},
		{"disagreeing", []float64{0.1, -0.2, 0.3}, []float64{-0.1, 0.2, 0.3}, math.NaN()},
		{"one estimate zero", []float64{0, 0, 0.3}, []float64{-0.1, 0.2, 0.3}, math.NaN()},
		{"no bias", []float64{0, 0, 0}, []float64{0, 0, 0}, 0},
	} {
		got := typicalBias(c.a, c.b)
		if math.IsNaN(got) != math.IsNaN(c.want) || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
