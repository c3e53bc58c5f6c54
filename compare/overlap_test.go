package compare_test

import (
	"testing"

	"noiseprune/compare"
)

func TestOverlapCounts(t *testing.T) {
	for _, c := range []struct {
		name             string
		original, pruned []float64
		want             compare.Overlap
	}{
		{
			"pairs of a symmetric network",
			[]float64{-9, 1, -2, 1, -9, 0, -2, 0, -9},
			[]float64{-9, 4, 0, 4, -9, 0, 0, 0, -9},
			compare.Overlap{
				Original: 2, Pruned: 1, Kept: 1, Keep: 0.5, DensityOriginal: 2.0 / 3, DensityPruned: 1.0 / 3,
				WeightOriginal: 3, WeightKept: 1, WeightPruned: 4,
			},
		},
		{
			"a pair pruned in one direction is still there, with half its weight",
			[]float64{-9, 1, 0, 1, -9, 0, 0, 0, -9},
			[]float64{-9, 5, 0, 0, -9, 0, 0, 0, -9},
			compare.Overlap{
				Original: 1, Pruned: 1, Kept: 1, Keep: 1, DensityOriginal: 1.0 / 3, DensityPruned: 1.0 / 3,
				WeightOriginal: 1, WeightKept: 0.5, WeightPruned: 2.5,
			},
		},
		{
			"synapses of a directed network, one of them new",
			[]float64{-9, 1, 2, 0, -9, 0, -4, 0, -9},
			[]float64{-9, 0, 2, 0, -9, 7, -8, 0, -9},
			compare.Overlap{
				Original: 3, Pruned: 3, Kept: 2, Keep: 2.0 / 3, DensityOriginal: 0.5, DensityPruned: 0.5,
				WeightOriginal: 7, WeightKept: 6, WeightPruned: 17,
			},
		},
		{"a single neuron keeps all of nothing", []float64{-1}, []float64{-1}, compare.Overlap{Keep: 1}},
	} {
		if got := compare.NewOverlap(fromDense(t, c.original), fromDense(t, c.pruned)); got != c.want {
			t.Errorf("%s:\n%+v, want\n%+v", c.name, got, c.want)
		}
	}
}
