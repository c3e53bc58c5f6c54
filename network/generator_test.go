package network

import (
	"math"
	"math/cmplx"
	"runtime"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// known is a generator with closed-form eigenvalues.
type known interface {
	Generator
	Eigenvalues() []complex128
}

func TestClosedFormEigenvalues(t *testing.T) {
	for _, g := range []known{
		Path{1, 2}, Path{2, 1}, Path{9, -1.5}, Path{10, 0.5},
		Ring{3, []float64{1}, []float64{1}}, Ring{7, []float64{2, -1, 0.5}, []float64{2, -1, 0.5}},
		Ring{8, []float64{1}, nil}, Ring{9, []float64{1, 0.5}, []float64{0, 3}},
		Star{2, 3}, Star{9, -2}, Complete{1, 1}, Complete{8, 0.5}, Complete{5, -1},
		TwoNeurons{4, 9}, TwoNeurons{2, -8}, TwoNeurons{1, 0},
	} {
		w := must(g.Generate(nil))
		var eigen mat.Eigen
		if !eigen.Factorize(linear(w, make([]float64, w.Order())).Dense(), mat.EigenNone) {
			t.Fatalf("%v: gonum finds no eigenvalues", g)
		}
		want := g.Eigenvalues()
		if got := eigen.Values(nil); len(want) != w.Order() || !sameSpectrum(got, want) {
			t.Errorf("%v has eigenvalues %.6g, the formula says %.6g", g, got, want)
		}
		for k := 1; k < len(want); k++ {
			if real(want[k]) > real(want[k-1])+1e-12 {
				t.Errorf("%v: %.6g is not in descending order", g, want)
			}
		}
	}
}

// sameSpectrum pairs each eigenvalue with the nearest one left over. The tolerance is that of
// a double eigenvalue in double precision.
func sameSpectrum(got, want []complex128) bool {
	left := append([]complex128(nil), got...)
	for _, v := range want {
		nearest := 0
		for k := range left {
			if cmplx.Abs(left[k]-v) < cmplx.Abs(left[nearest]-v) {
				nearest = k
			}
		}
		if len(left) == 0 || cmplx.Abs(left[nearest]-v) > 1e-7 {
			return false
		}
		left = append(left[:nearest], left[nearest+1:]...)
	}
	return len(left) == 0
}

func TestRingWeightsStandWhereTheirDistanceSays(t *testing.T) {
	w := must(Ring{5, []float64{1, 2}, []float64{3}}.Generate(nil))
	want := matrix( // row i: what neuron i receives; 1 from i−1, 2 from i−2, 3 from i+1
		[]float64{0, 3, 0, 2, 1},
		[]float64{1, 0, 3, 0, 2},
		[]float64{2, 1, 0, 3, 0},
		[]float64{0, 2, 1, 0, 3},
		[]float64{3, 0, 2, 1, 0},
	)
	if !w.Equal(want) {
		t.Errorf("got %v", w.Entries())
	}
}

func TestRandomNetwork(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		g := Random{Neurons: 2000, Degree: 12.5, Mean: -2, SD: 3, Symmetric: symmetric}
		w := must(g.Generate(seeded(5)))
		if w.Stored() != 25_000 {
			t.Errorf("symmetric %v: %d synapses, want n·degree = 25000", symmetric, w.Stored())
		}
		if n := linear(w, make([]float64, 2000)); n.Symmetric() != symmetric || n.Synapses() != w.Stored() {
			t.Errorf("symmetric %v: network is symmetric %v, with %d synapses off the diagonal of %d",
				symmetric, n.Symmetric(), n.Synapses(), w.Stored())
		}
		checkMoments(t, g.String(), upperOrAll(w, symmetric), -2, 9)
	}
}

// upperOrAll returns the weights that were drawn independently of each other.
func upperOrAll(w *CSR, symmetric bool) []float64 {
	var values []float64
	for _, e := range w.Entries() {
		if !symmetric || e.Target < e.Source {
			values = append(values, e.Weight)
		}
	}
	return values
}

// checkMoments compares mean and variance with those of a normal distribution, each within
// four standard errors: √(v/S) and v√(2/S).
func checkMoments(t *testing.T, what string, values []float64, wantMean, wantVariance float64) {
	t.Helper()
	s := float64(len(values))
	m := mean(values)
	variance := 0.0
	for _, v := range values {
		variance += (v - m) * (v - m) / (s - 1)
	}
	if tolerance := 4 * math.Sqrt(wantVariance/s); math.Abs(m-wantMean) > tolerance {
		t.Errorf("%s: mean weight %.4f, want %.4f ± %.4f", what, m, wantMean, tolerance)
	}
	if tolerance := 4 * wantVariance * math.Sqrt(2/s); math.Abs(variance-wantVariance) > tolerance {
		t.Errorf("%s: variance %.4f, want %.4f ± %.4f", what, variance, wantVariance, tolerance)
	}
}

func TestGenerateRefuses(t *testing.T) {
	sizes := []int{3, 2}
	tests := []struct {
		generator Generator
		want      string
	}{
		{Clustered{Density: 0.6}, "clustered has no clusters; give sizes, such as sizes=1000/200/800"},
		{Clustered{Sizes: []int{3, 0}}, "a cluster of sizes is 0; it must lie in 1 … 2147483647"},
		{Clustered{Sizes: []int{math.MaxInt32, 1}}, "the sum of sizes is 2147483648; it must lie in 1 … 2147483647"},
		{Clustered{Sizes: sizes, Density: 1.1}, "density=1.1 is no share of pairs; it must lie in 0 … 1"},
		{Clustered{Sizes: sizes, Density: math.NaN()}, "density=NaN is no share of pairs; it must lie in 0 … 1"},
		{Clustered{Sizes: sizes, LongRange: 11}, "long=11 pairs cannot be chosen; 5 neurons have 0 … 10"},
		{Clustered{Sizes: sizes, LongRange: -1}, "long=-1 pairs cannot be chosen; 5 neurons have 0 … 10"},
		{Random{Neurons: 0, SD: 1}, "n is 0; it must lie in 1 … 2147483647"},
		{Random{Neurons: 5, Degree: 4.1, SD: 1}, "degree=4.1 is impossible; 5 neurons have a mean degree of 0 … 4"},
		{Random{Neurons: 5, Degree: math.NaN(), SD: 1}, "degree=NaN is impossible; 5 neurons have a mean degree of 0 … 4"},
		{Random{Neurons: 5, Degree: 1, SD: -1}, "sd=-1 is negative; a standard deviation is not"},
		{Random{Neurons: 5, Degree: 1}, "mean=0 with sd=0 gives no weights; make one of them positive"},
		{Random{Neurons: 5, Degree: 1, Mean: math.NaN()}, "mean is NaN; it must lie in ±1e+100"},
		{Random{Neurons: 5, Degree: 1, SD: math.Inf(1)}, "sd is +Inf; it must lie in ±1e+100"},
		{connectomeWith(func(c *Connectome) { c.Neurons = 0 }), "n is 0; it must lie in 1 … 2147483647"},
		{connectomeWith(func(c *Connectome) { c.Count = 91 }), "synapses=91 is impossible; 10 neurons have 0 … 90"},
		{connectomeWith(func(c *Connectome) { c.Count = -1 }), "synapses=-1 is impossible; 10 neurons have 0 … 90"},
		{connectomeWith(func(c *Connectome) { c.Modules = 0 }), "modules=0 is impossible; 10 neurons have 1 … 10"},
		{connectomeWith(func(c *Connectome) { c.Modules = 11 }), "modules=11 is impossible; 10 neurons have 1 … 10"},
		{connectomeWith(func(c *Connectome) { c.InSpread = 11 }), "in=11 is out of range; it must lie in 0 … 10"},
		{connectomeWith(func(c *Connectome) { c.OutSpread = math.NaN() }), "out=NaN is out of range; it must lie in 0 … 10"},
		{connectomeWith(func(c *Connectome) { c.Inside = 1.1 }), "inside=1.1 is out of range; it must lie in 0 … 1"},
		{connectomeWith(func(c *Connectome) { c.Inhibitory = -0.1 }), "inhibitory=-0.1 is out of range; it must lie in 0 … 1"},
		{connectomeWith(func(c *Connectome) { c.Minimum = 0 }), "minimum=0 and maximum=2400 must satisfy 1 ≤ minimum ≤ maximum ≤ 2⁵³"},
		{connectomeWith(func(c *Connectome) { c.Maximum = 4 }), "minimum=5 and maximum=4 must satisfy 1 ≤ minimum ≤ maximum ≤ 2⁵³"},
		{connectomeWith(func(c *Connectome) { c.Shape = 0 }), "shape=0 is out of range; it must be positive and finite"},
		{connectomeWith(func(c *Connectome) { c.Shape = math.Inf(1) }), "shape=+Inf is out of range; it must be positive and finite"},
		{Path{0, 1}, "n is 0; it must lie in 1 … 2147483647"},
		{Path{2, math.Inf(1)}, "weight is +Inf; it must lie in ±1e+100"},
		{Ring{2, []float64{1}, nil}, "n is 2; it must lie in 3 … 2147483647"},
		{Ring{4, []float64{1, 1}, nil}, "a ring of 4 neurons has no distance 2; give at most 1 weights"},
		{Ring{4, nil, []float64{math.NaN()}}, "a weight is NaN; it must lie in ±1e+100"},
		{Star{1, 1}, "n is 1; it must lie in 2 … 2147483647"},
		{Star{3, math.NaN()}, "weight is NaN; it must lie in ±1e+100"},
		{Complete{0, 1}, "n is 0; it must lie in 1 … 2147483647"},
		{Complete{2, 1e101}, "weight is 1e+101; it must lie in ±1e+100"},
		{TwoNeurons{math.NaN(), 1}, "forward is NaN; it must lie in ±1e+100"},
		{TwoNeurons{1, math.NaN()}, "backward is NaN; it must lie in ±1e+100"},
	}
	for _, test := range tests {
		w, err := test.generator.Generate(seeded(1))
		if w != nil || err == nil || err.Error() != test.want {
			t.Errorf("%v: got %v, want %s", test.generator, err, test.want)
		}
	}
}

// connectomeWith returns a small connectome that is changed.
func connectomeWith(change func(*Connectome)) Connectome {
	c := tested()
	c.Neurons, c.Count, c.Modules = 10, 20, 2
	change(&c)
	return c
}

// What generators say of themselves before they run: never fewer synapses than there are,
// and about as much memory as they allocate in all.
func TestSizeBeforehand(t *testing.T) {
	for _, g := range []Generator{ // not normalized: the eigensolver leaves much that is collected
		Path{20_000, 1}, Star{20_000, 1}, Complete{300, 1}, TwoNeurons{1, 1},
		Ring{10_000, []float64{1, 2}, []float64{3}},
		Random{Neurons: 3000, Degree: 20, Mean: 1, Symmetric: true}, Random{Neurons: 3000, Degree: 20.3, Mean: 1},
		Random{Neurons: 300, Degree: 250, Mean: 1, Symmetric: true},
		Clustered{Sizes: []int{300, 100, 200}, Density: 0.6, LongRange: 500, Symmetric: true},
		Clustered{Sizes: []int{300, 100}, Density: 0.3, LongRange: 5000},
		must(ParseGenerator("connectome:n=20000,synapses=1e6")), must(ParseGenerator("connectome:n=20000,synapses=2e5,symmetric=true")),
		must(ParseGenerator("connectome:n=300,synapses=89700")),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		w := must(g.Generate(seeded(1)))
		runtime.ReadMemStats(&after)
		if said, is := g.Synapses(), float64(w.Stored()); !(said >= is && said <= 1.05*is) || g.neurons() != w.Order() {
			t.Errorf("%v: %v synapses and %d neurons were announced, and there are %v and %d", g, said, g.neurons(), is, w.Order())
		}
		said, is := GenerationBytes(g), float64(after.TotalAlloc-before.TotalAlloc)
		t.Logf("%.2f: %v", said/is, g)
		if is > 1<<16 && !(said >= 0.8*is && said <= 1.25*is) {
			t.Errorf("%v: %.0f bytes were announced, and %.0f allocated", g, said, is)
		}
	}
}
