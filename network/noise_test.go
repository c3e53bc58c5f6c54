package network

import (
	"math"
	"slices"
	"testing"
)

// three returns three neurons in a chain with those sources of noise.
func three(t *testing.T, s NoiseSources) *Network {
	t.Helper()
	net, err := New(Parts{
		Weights: matrix([]float64{0, 1, 0}, []float64{1, 0, 1}, []float64{0, 1, 0}), Leak: []float64{3, 3, 3},
		Labels: []string{"a", "b", "c"}, Noise: s,
	})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func TestNoiseCovariance(t *testing.T) {
	net := three(t, NoiseSources{Strengths: []float64{2, 0, 1}, Common: []float64{1, 3, 2, 0, 0, -1}, Sources: 2})
	f := [][]float64{{2, 0, 0, 1, 3}, {0, 0, 0, 2, 0}, {0, 0, 1, 0, -1}}
	q := [][]float64{{14, 2, -3}, {2, 4, 0}, {-3, 0, 2}} // by hand
	for i := range 3 {
		if got := net.NoiseMatrix().RawRowView(i); !slices.Equal(got, f[i]) {
			t.Errorf("row %d of F is %v, want %v", i, got, f[i])
		}
		for j := range 3 {
			if got := net.NoiseCovariance().At(i, j); got != q[i][j] {
				t.Errorf("Q[%d][%d] = %v, want %v", i, j, got, q[i][j])
			}
		}
		if got, want := net.NoiseLevels()[i], math.Sqrt(q[i][i]); math.Abs(got-want) > 1e-15*want {
			t.Errorf("level %d is %v, want %v", i, got, want)
		}
	}
}

func TestPlainNoise(t *testing.T) {
	for _, row := range []struct {
		why   string
		noise NoiseSources
		plain bool
	}{
		{"nothing said", NoiseSources{}, true},
		{"1 in each neuron", NoiseSources{Strengths: []float64{1, 1, 1}}, true},
		{"one strength differs", NoiseSources{Strengths: []float64{1, 1, 1.5}}, false},
		{"a neuron without noise", NoiseSources{Strengths: []float64{1, 0, 1}}, false},
		{"the same strength in all, but another one", NoiseSources{Strengths: []float64{2, 2, 2}}, false},
		{"a common source, though of strength 0", NoiseSources{Common: []float64{0, 0, 0}, Sources: 1}, false},
	} {
		net := three(t, row.noise)
		if row.noise.Plain() != row.plain || net.Noise().Plain() != row.plain || !net.Noise().Equal(row.noise) {
			t.Errorf("%s: plain %v, in the network %v, want %v", row.why, row.noise.Plain(), net.Noise().Plain(), row.plain)
		}
		if !row.plain && net.Noise().Equal(NoiseSources{}) {
			t.Errorf("%s: equal to plain noise", row.why)
		}
		if !net.Symmetric() {
			t.Errorf("%s: the network is no longer symmetric", row.why)
		}
	}
}

// What is derived from a network has its sources of noise.
func TestDerivedNetworksKeepTheNoise(t *testing.T) {
	noise := NoiseSources{Strengths: []float64{2, 0, 1}, Common: []float64{1, 3, 2, 0, 0, -1}, Sources: 2}
	net := three(t, noise)
	p := net.Parts()
	p.Activation = Rectified
	rectified, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	with, err := three(t, NoiseSources{}).WithNoise(noise)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name string
		got  *Network
		want NoiseSources
	}{
		{"linearized", rectified.Linearized(), noise},
		{"with noise", with, noise},
		{"induced", net.Induced([]int{0, 2}), NoiseSources{Strengths: []float64{2, 1}, Common: []float64{1, 3, 0, -1}, Sources: 2}},
		{"permuted", net.Permuted([]int{2, 0, 1}), NoiseSources{Strengths: []float64{1, 2, 0}, Common: []float64{0, -1, 1, 3, 2, 0}, Sources: 2}},
		{"plain where those of other strength are left out", three(t, NoiseSources{Strengths: []float64{2, 1, 1}}).Induced([]int{1, 2}), NoiseSources{}},
	} {
		if !row.got.Noise().Equal(row.want) {
			t.Errorf("%s: %+v, want %+v", row.name, row.got.Noise(), row.want)
		}
	}
}

func TestNoiseIsChecked(t *testing.T) {
	for _, row := range []struct {
		why   string
		noise NoiseSources
		want  string
	}{
		{"not a number", NoiseSources{Strengths: []float64{1, math.NaN(), 1}}, "noise strength of neuron b is NaN; it must be finite"},
		{"a sign means nothing", NoiseSources{Strengths: []float64{1, 1, -1}}, "noise strength of neuron c is -1; it must not be negative"},
		{"infinite", NoiseSources{Common: []float64{0, 0, 0, 0, 0, math.Inf(1)}, Sources: 2},
			"common noise of neuron c is +Inf from source 1 (from 0); it must be finite, and at most 1e+150"},
		{"its square is not finite", NoiseSources{Common: []float64{-1e200, 0, 0}, Sources: 1},
			"common noise of neuron a is -1e+200 from source 0 (from 0); it must be finite, and at most 1e+150"},
	} {
		if net, err := three(t, NoiseSources{}).WithNoise(row.noise); net != nil || err == nil || err.Error() != row.want {
			t.Errorf("%s: %v, want %q", row.why, err, row.want)
		}
	}
	for why, noise := range map[string]NoiseSources{
		"too few strengths":        {Strengths: []float64{1, 1}},
		"no strengths at all":      {Strengths: []float64{}},
		"sources without a matrix": {Sources: 1},
		"a matrix without sources": {Common: []float64{1, 1, 1}},
		"a negative number":        {Common: []float64{1, 1, 1}, Sources: -1},
	} {
		if !panics(func() { _, _ = three(t, NoiseSources{}).WithNoise(noise) }) {
			t.Errorf("%s: no panic", why)
		}
	}
}
