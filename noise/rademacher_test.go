package noise

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestSignCorrelations looks for a mean and for dependence between neighbours, and between signs and the normals of the
// same neuron and replica, which share only their key.
func TestSignCorrelations(t *testing.T) {
	var all scores
	root := math.Sqrt(correlated)
	for _, s := range shifts() {
		var sum float64
		eachShift(s, Key.FillRademacher, func(x, y []float64) {
			for i, v := range x {
				sum += v * y[i]
			}
		})
		all.add(t, s.name, sum/root)
	}
	var mean, product float64
	k := Key{20201126, Drive}
	x := make([]float64, correlatedNeurons*correlatedWidth)
	z := make([]float64, len(x))
	for step := range uint64(correlatedSteps) {
		k.FillRademacher(x, step, 0, correlatedNeurons, 0, correlatedWidth)
		k.FillNormals(z, step, 0, correlatedNeurons, 0, correlatedWidth)
		for i, v := range x {
			mean += v
			product += v * z[i]
		}
	}
	all.add(t, "mean", mean/root)
	all.add(t, "signs and normals", product/root)
	all.check(t)
}

func TestFillRademacherPure(t *testing.T) { rapid.Check(t, checkPure(Key.FillRademacher)) }

func TestSignsAreOneOrMinusOne(t *testing.T) {
	x := make([]float64, 1000)
	Key{1, Drive}.FillRademacher(x, 0, 0, 1000, 0, 1)
	for i, v := range x {
		if v != 1 && v != -1 {
			t.Fatalf("sign %d is %v", i, v)
		}
	}
}
