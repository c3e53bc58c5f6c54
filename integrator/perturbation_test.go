package integrator

import (
	"math"
	"testing"

	"noiseprune/noise"
)

// TestPerturbationIsTheFormula: every bit of f is that of the sums edge by edge, where ζ is drawn number by number, for widths
// that fill vectors and widths that do not, and for neurons with more edges than are drawn at a time.
func TestPerturbationIsTheFormula(t *testing.T) {
	const n, first, number = 600, 3, 2
	net, key := hubs(t, n, 0.1), noise.Key{Seed: 5, Purpose: noise.Solve}
	most := 0
	for _, width := range []int{1, 8, 13} {
		s, b := sampler(net, SparseKernel, width, Gaussian), NewBlock[float64](n, width, first)
		b.Step = number
		s.force = resize(s.force, n*width)
		s.perturb(b)
		want, z, edge := make([]float64, n*width), make([]float64, width), n
		for i := range n {
			key.FillNormals(z, number, i, 1, first, width)
			for r, v := range z {
				want[i*width+r] = s.slack[i] * v
			}
		}
		for i := range n {
			sources, weights := net.Weights().Row(i)
			begun := edge
			for k, j := range sources {
				if int(j) >= i {
					continue
				}
				key.FillNormals(z, number, edge, 1, first, width)
				root := math.Sqrt(math.Abs(weights[k]))
				for r, v := range z {
					to, from := &want[i*width+r], &want[int(j)*width+r]
					*to, *from = math.FMA(root, v, *to), math.FMA(-math.Copysign(root, weights[k]), v, *from)
				}
				edge++
			}
			most = max(most, edge-begun)
		}
		for k, v := range want {
			if math.Float64bits(v) != math.Float64bits(s.force[k]) {
				t.Fatalf("width %d: %v, want %v in neuron %d of replica %d", width, s.force[k], v, k/width, k%width)
			}
		}
	}
	if most <= 64 {
		t.Errorf("at most %d edges onto a neuron", most)
	}
}
