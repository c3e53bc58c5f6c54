package krylov_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
)

// TestCompareWhereNodesAreFar: where rates differ by orders of magnitude, the distance is that of the sorted
// eigenvalues within noise and twice the change.
func TestCompareWhereNodesAreFar(t *testing.T) {
	plain := symmetricCases()[0].a
	n := plain.SymmetricDim()
	a := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			a.SetSym(i, j, plain.At(i, j)*math.Exp(float64((i*37%n)+(j*37%n))/80))
		}
	}
	other, want := halved(a, 0.1), 0.0
	for i := range n { // a tenth of the way there, so that eigenvalues move less than nodes are apart
		for j := range i + 1 {
			other.SetSym(i, j, 0.9*a.At(i, j)+0.1*other.At(i, j))
		}
	}
	values, others := eigenvalues(t, a), eigenvalues(t, other)
	for k, v := range values {
		want += math.Abs(v-others[k]) / float64(n)
	}
	sampling := krylov.Sampling{Vectors: 16, Steps: 12, Seed: 1, Workers: 2}
	d, changed := krylov.StochasticQuadrature(matrix{a, 50}, sampling), krylov.StochasticQuadrature(matrix{other, 50}, sampling)
	c := d.Compare(changed)
	e := c.Noise + 2*c.Change
	t.Logf("%+v, want %v", c, want)
	if math.Abs(c.Distance-want) > e || e > want/2 {
		t.Errorf("distance %v ± %v, want %v", c.Distance, e, want)
	}
	if zero := d.Compare(d); zero != (krylov.Compared{}) {
		t.Errorf("a density differs from itself by %+v", zero)
	}
}
