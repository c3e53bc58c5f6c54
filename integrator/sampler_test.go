package integrator

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
	"noiseprune/noise"
)

// hubs is a symmetric network with inhibition and self-connections, in which weights and degrees span
// orders of magnitude. The leak is dominant with that slack, relative to the mean row sum.
func hubs(t testing.TB, n int, slack float64) *network.Network {
	t.Helper()
	key := noise.Key{Seed: 6, Purpose: noise.Generate}
	attraction := func(i int) float64 { return math.Exp(1.1 * key.Normal(0, i, 0)) }
	var entries []network.Entry
	for i := range n {
		for j := range i {
			if key.Uniform(1, uint64(i), uint64(j)) > 4*attraction(i)*attraction(j)/float64(n) {
				continue
			}
			w := math.Ceil(5 / math.Pow(1-key.Uniform(2, uint64(i), uint64(j)), 0.8))
			if key.Uniform(3, uint64(i), uint64(j)) < 0.3 {
				w = -w
			}
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: w}, network.Entry{Target: j, Source: i, Weight: w})
		}
	}
	w, err := network.NewCSR(n, append(entries, network.Entry{Target: 2, Source: 2, Weight: -3}))
	if err != nil {
		t.Fatal(err)
	}
	mean := 0.0
	for _, sum := range w.RowSums() {
		mean += sum / float64(n)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack*mean)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func sampler(net *network.Network, k Kernel, width int, i Increment) *Sampler {
	return NewSampler(net, Pack[float64](net, k, width), Drive{Strength: 0.8, Key: noise.Key{Seed: 5, Purpose: noise.Solve}, Increment: i})
}

func sampled(t testing.TB, s *Sampler, b *Block[float64]) []float64 {
	t.Helper()
	if err := s.Sample(b); err != nil {
		t.Fatal(err)
	}
	return b.State
}

// TestSampleIsTheFormula: B x = σ/√2 f, where f is put together edge by edge, to the residual that the
// sampler may leave.
func TestSampleIsTheFormula(t *testing.T) {
	const n, width, first, number = 30, 3, 7, 4
	net := hubs(t, n, 0.1)
	a, key := net.Dense(), noise.Key{Seed: 5, Purpose: noise.Solve}
	for _, increment := range []Increment{Gaussian, Rademacher} {
		b := NewBlock[float64](n, width, first)
		b.Step = number
		sampled(t, sampler(net, SparseKernel, width, increment), b)
		if b.Step != number+1 {
			t.Errorf("step %d after sample %d", b.Step, number)
		}
		for r := range width {
			zeta := func(k int) float64 {
				var z [1]float64
				if increment == Rademacher {
					key.FillRademacher(z[:], number, k, 1, first+r, 1)
				} else {
					key.FillNormals(z[:], number, k, 1, first+r, 1)
				}
				return z[0]
			}
			f, edge := make([]float64, n), n
			slack := make([]float64, n)
			for i := range n {
				slack[i] = -a.At(i, i)
				for j := range n {
					if j != i {
						slack[i] -= math.Abs(a.At(i, j))
					}
				}
				f[i] += math.Sqrt(slack[i]) * zeta(i)
			}
			for i := range n {
				for j := range i {
					if w := a.At(i, j); w != 0 {
						f[i] += math.Sqrt(math.Abs(w)) * zeta(edge)
						f[j] -= math.Copysign(math.Sqrt(math.Abs(w)), w) * zeta(edge)
						edge++
					}
				}
			}
			for i := range n {
				residual := 0.8 * math.Sqrt(0.5) * f[i]
				for j := range n {
					residual += a.At(i, j) * b.State[j*width+r]
				}
				if limit := 2 * SolveTolerance * math.Sqrt(-a.At(i, i)); math.Abs(residual) > limit {
					t.Errorf("%v: residual %.3g in neuron %d of replica %d, more than %.3g", increment, residual, i, r, limit)
				}
			}
		}
	}
}

// TestSamplesHaveTheSameBits for all widths of a block and kernels.
func TestSamplesHaveTheSameBits(t *testing.T) {
	const n, replicas = 50, 24
	net := hubs(t, n, 0.05)
	want := sampled(t, sampler(net, SparseKernel, replicas, Gaussian), NewBlock[float64](n, replicas, 0))
	for _, width := range []int{1, 3, 8, 24} {
		for _, kernel := range []Kernel{DenseKernel, SparseKernel} {
			s := sampler(net, kernel, width, Gaussian)
			for first := 0; first < replicas; first += width {
				got := sampled(t, s, NewBlock[float64](n, width, first))
				for k, v := range got {
					if w := want[k/width*replicas+first+k%width]; math.Float64bits(v) != math.Float64bits(w) {
						t.Fatalf("width %d, %v: neuron %d of replica %d is %v, not %v", width, kernel, k/width, first+k%width, v, w)
					}
				}
			}
		}
	}
}

// exactly solves for the samples that the sampler should have drawn, by a factorization.
func exactly(t testing.TB, s *Sampler, b *Block[float64]) *mat.Dense {
	t.Helper()
	s.force = resize(s.force, len(b.State))
	s.perturb(b)
	n := b.Neurons
	coupling := mat.NewSymDense(n, nil)
	a := s.net.Dense()
	for i := range n {
		for j := range n {
			coupling.SetSym(i, j, -a.At(i, j))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(coupling) {
		t.Fatal("not positive definite")
	}
	var x mat.Dense
	if err := factor.SolveTo(&x, mat.NewDense(n, b.Width, s.force)); err != nil {
		t.Fatal(err)
	}
	x.Scale(s.drive.Strength*math.Sqrt(0.5), &x)
	return &x
}

// symmetricChain is a symmetric ring with that share of slack, whose slow modes have rates down to it.
func symmetricChain(t testing.TB, n int, slack float64) *network.Network {
	t.Helper()
	var entries []network.Entry
	for i := range n {
		j := (i + 1) % n
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: 1}, network.Entry{Target: j, Source: i, Weight: 1})
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 2*slack)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// clusters are two random symmetric networks, linked by one edge of a thousandth of the weight.
func clusters(t testing.TB, n int, slack float64) *network.Network {
	t.Helper()
	key := noise.Key{Seed: 8, Purpose: noise.Generate}
	var entries []network.Entry
	add := func(i, j int, w float64) {
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: w}, network.Entry{Target: j, Source: i, Weight: w})
	}
	for i := range n {
		for j := range i {
			if (i < n/2) == (j < n/2) && key.Uniform(0, uint64(i), uint64(j)) < 20/float64(n) {
				add(i, j, 1)
			}
		}
	}
	add(n-1, 0, 1e-3)
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 10*slack)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// TestBiasOfTheTolerance: the same noise solved exactly shows what the tolerance changes, here in 64
// samples: on a typical edge (root mean square) at most 0.05%, on the worst 0.5%, where 10,000 samples have a
// standard error of 1.4% on each. The mean weighted by |w| changes by 2·10⁻⁵ at most.
func TestBiasOfTheTolerance(t *testing.T) {
	const n, width = 600, 64
	for _, c := range []struct {
		name string
		net  *network.Network
	}{
		{"hubs, slack 0.1", hubs(t, n, 0.1)}, {"hubs, slack 0.001", hubs(t, n, 0.001)},
		{"chain, slack 0.1", symmetricChain(t, n, 0.1)}, {"chain, slack 0.001", symmetricChain(t, n, 0.001)},
		{"clusters, slack 0.1", clusters(t, n, 0.1)}, {"clusters, slack 0.001", clusters(t, n, 0.001)},
	} {
		s, b := sampler(c.net, AutoKernel, width, Gaussian), NewBlock[float64](n, width, 0)
		exact := exactly(t, s, b)
		sampled(t, s, b)
		worst, rms, weighted := diffCovBias(c.net, b, exact)
		t.Logf("%s: bias %.2g at most, %.2g r.m.s., %.2g weighted; %v iterations", c.name, worst, rms, weighted, s.Iterations()[:8])
		if worst > 0.005 || rms > 5e-4 || math.Abs(weighted) > 2e-5 {
			t.Errorf("%s: bias %.3g at most, %.3g r.m.s., %.3g weighted", c.name, worst, rms, weighted)
		}
	}
}

// diffCovBias compares mean squares of x_i − s x_j on the edges.
func diffCovBias(net *network.Network, b *Block[float64], exact *mat.Dense) (worst, rms, weighted float64) {
	var squares, difference, total float64
	for i := range b.Neurons {
		sources, weights := net.Weights().Row(i)
		for k, source := range sources {
			j, sign := int(source), math.Copysign(1, weights[k])
			if j == i {
				continue
			}
			var got, want float64
			for r := range b.Width {
				y, z := b.State[i*b.Width+r]-sign*b.State[j*b.Width+r], exact.At(i, r)-sign*exact.At(j, r)
				got, want = got+y*y, want+z*z
			}
			bias := got/want - 1
			worst, squares = max(worst, math.Abs(bias)), squares+bias*bias
			difference, total = difference+math.Abs(weights[k])*(got-want), total+math.Abs(weights[k])*want
		}
	}
	return worst, math.Sqrt(squares / float64(net.Synapses())), difference / total
}

func TestSamplerRefusesOtherNetworks(t *testing.T) {
	parts := hubs(t, 30, 0.1).Parts()
	parts.Leak = network.UniformLeak(30, 1)
	weak, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, net := range []*network.Network{small(t, network.Linear), weak} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			sampler(net, AutoKernel, 8, Gaussian)
		}()
	}
}
