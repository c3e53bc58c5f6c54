package covariance_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"noiseprune/covariance"
	"noiseprune/network"
)

// measured adds the same samples to both estimators, block after block.
func measured(
	net *network.Network, source *gaussian, reference []float64, blocks, width, times int,
) (*covariance.Edges, *covariance.Dense) {
	var edges *covariance.Edges
	var dense *covariance.Dense
	for range blocks {
		e := covariance.NewEdges(net, width, reference, times)
		d := covariance.NewDense(net.Neurons(), width, reference)
		for range times {
			x := source.block(width)
			e.Add(x)
			d.Add(x)
		}
		if edges == nil {
			edges, dense = e, d
			continue
		}
		edges.Merge(e)
		dense.Merge(d)
	}
	return edges, dense
}

// Activity that hardly varies far from the reference, of which rounding leaves nothing, has no negative variance: of a silent
// neuron every sample is the same.
func TestRoundingMakesNoVarianceNegative(t *testing.T) {
	net := ofMatrix(t, mat.NewDense(2, 2, []float64{-2, 1, 1, -2}))
	negative := false
	for k := range 200 {
		x := make([]float64, 2*8)
		for i := range x {
			x[i] = 0.1 + float64(k)*0.01
		}
		edges, dense := covariance.NewEdges(net, 8, make([]float64, 2), 3), covariance.NewDense(2, 8, make([]float64, 2))
		sum, squares := 0.0, 0.0
		for range 3 {
			edges.Add(x)
			dense.Add(x)
		}
		for range 24 {
			sum += x[0]
			squares = math.FMA(x[0], x[0], squares)
		}
		negative = negative || math.FMA(-sum/24, sum/24, squares/24) < 0
		for i, v := range edges.Local().Variance {
			if d := dense.Matrix().At(i, i); v < 0 || d < 0 {
				t.Fatalf("%v at all times: variance %v by edges, %v by the matrix", x[0], v, d)
			}
		}
	}
	if !negative {
		t.Error("no sum is rounded below 0, so that nothing is tested")
	}
}

// scores counts the deviations of estimates from known values, in standard errors.
type scores struct {
	count, beyondTwo, beyondFour int
	squares                      float64
}

func (s *scores) add(estimate, known, standardError float64) {
	z := math.Abs(estimate-known) / standardError
	s.count++
	s.squares += z * z
	if z > 2 {
		s.beyondTwo++
	}
	if z > 4 {
		s.beyondFour++
	}
}

// check expects 4.6 % beyond two standard errors, 6·10⁻⁵ beyond four, and a mean square
// of 1. Estimates that share neurons are correlated, so the bounds are those of a
// quarter as many independent ones, at four standard errors.
func (s *scores) check(t *testing.T, what string) {
	t.Helper()
	independent := float64(s.count) / 4
	two := 4 * math.Sqrt(0.0455*0.9545/independent)
	if share := float64(s.beyondTwo) / float64(s.count); math.Abs(share-0.0455) > two {
		t.Errorf("%s: %.3f of %d estimates lie beyond 2 standard errors, want 0.0455 ± %.3f", what, share, s.count, two)
	}
	if mean, four := s.squares/float64(s.count), 4*math.Sqrt(2/independent); math.Abs(mean-1) > four {
		t.Errorf("%s: mean square score %.3f, want 1 ± %.3f", what, mean, four)
	}
	if expected := 6.3e-5 * float64(s.count); s.beyondFour > 1 {
		t.Errorf("%s: %d estimates beyond 4 standard errors, where chance gives %.3f", what, s.beyondFour, expected)
	}
	t.Logf("%s: %d estimates, %d beyond 2 s.e. (%.1f expected), %d beyond 4 (%.3f expected), mean square score %.3f",
		what, s.count, s.beyondTwo, 0.0455*float64(s.count), s.beyondFour, 6.3e-5*float64(s.count), s.squares/float64(s.count))
}

// Independent Gaussian samples of known covariance, of a mean that is not the reference:
// s.e. of C_ij is √((C_ii C_jj + C_ij²)/S), of d_ij it is d_ij √(2/S).
func TestEstimatesAgreeWithTheirStandardErrors(t *testing.T) {
	const n, blocks, width, times = 30, 4, 24, 150
	for _, symmetric := range []bool{true, false} {
		net := randomNetwork(t, n, 0.3, symmetric, 0.5, 11)
		e, err := covariance.Stationary(net, 1)
		c := solved(t, e, err).Covariance
		mean, reference := make([]float64, n), make([]float64, n)
		for i := range mean {
			mean[i] = float64(i) - 7
			reference[i] = mean[i] + 0.3*float64(i%5-2)
		}
		edges, dense := measured(net, newGaussian(t, mean, c, 3), reference, blocks, width, times)
		samples := float64(dense.Samples())
		if want := float64(blocks * width * times); samples != want || float64(edges.Samples()) != want {
			t.Fatalf("%v and %d samples, want %v", samples, edges.Samples(), want)
		}
		var elements, diffCov, variances scores
		estimate := dense.Matrix()
		for i := range n {
			for j := range i + 1 {
				elements.add(estimate.At(i, j), c.At(i, j), math.Sqrt((c.At(i, i)*c.At(j, j)+c.At(i, j)*c.At(i, j))/samples))
			}
		}
		known := covariance.LocalFrom(net, c)
		local := edges.Local()
		for i, v := range local.Variance {
			variances.add(v, known.Variance[i], known.Variance[i]*math.Sqrt(2/samples))
		}
		knownD := known.DiffCov(net)
		for k, d := range local.DiffCov(net) {
			diffCov.add(d, knownD[k], knownD[k]*math.Sqrt(2/samples))
		}
		elements.check(t, "covariance")
		diffCov.check(t, "diff-cov")
		variances.check(t, "variance")
	}
}

// Edges and Dense give the same covariances up to rounding: their sums run in another order.
func TestEdgesAgreeWithDense(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, width := rapid.IntRange(1, 12).Draw(t, "n"), rapid.IntRange(1, 20).Draw(t, "width")
		seed := rapid.Uint64().Draw(t, "seed")
		net := randomNetwork(t, n, 0.5, rapid.Bool().Draw(t, "symmetric"), 1, seed)
		net = withSelfConnection(t, net)
		mean, reference := normals(n, seed+1), normals(n, seed+2)
		edges, dense := measured(net, newGaussian(t, mean, spd(n, seed), seed+3), reference, 2, width, 7)
		fromEdges, fromDense := edges.Local(), dense.Local(net)
		if err := fromEdges.Check(net); err != nil {
			t.Fatal(err)
		}
		for i, v := range fromDense.Variance {
			if math.Abs(v-fromEdges.Variance[i]) > 1e-12*(v+10) {
				t.Fatalf("variance of neuron %d is %v from the edges, %v from the matrix", i, fromEdges.Variance[i], v)
			}
		}
		d := fromEdges.DiffCov(net)
		for k, e := range net.Weights().Entries() {
			both := fromDense.Variance[e.Target] + fromDense.Variance[e.Source]
			if got, want := fromEdges.Covariance[k], fromDense.Covariance[k]; math.Abs(got-want) > 1e-12*(both+10) {
				t.Fatalf("covariance of (%d, %d) is %v from the edges, %v from the matrix", e.Target, e.Source, got, want)
			}
			want := both - 2*math.Copysign(1, e.Weight)*fromDense.Covariance[k]
			if e.Target == e.Source {
				want = 0
			}
			if math.Abs(d[k]-want) > 1e-12*(both+10) {
				t.Fatalf("diff-cov of (%d, %d) is %v, want %v", e.Target, e.Source, d[k], want)
			}
		}
	})
}

// withSelfConnection gives neuron 0 an inhibitory self-connection.
func withSelfConnection(t fataler, net *network.Network) *network.Network {
	t.Helper()
	weights := square(net.Neurons())
	for _, e := range net.Weights().Entries() {
		weights[e.Target][e.Source] = e.Weight
	}
	weights[0][0] = -0.25
	return networkOf(t, weights, net.Leak())
}

func spd(n int, seed uint64) *mat.SymDense {
	b := mat.NewDense(n, n, normals(n*n, seed))
	c := mat.NewSymDense(n, nil)
	c.SymOuterK(1/float64(n), b)
	for i := range n {
		c.SetSym(i, i, c.At(i, i)+0.1)
	}
	return c
}

// The estimate is about the sample mean: the reference changes it by rounding only, and a
// constant state has no variance.
func TestTheMeanIsRemoved(t *testing.T) {
	net := randomNetwork(t, 8, 0.6, false, 1, 21)
	mean := normals(8, 1)
	var matrices []*mat.SymDense
	var locals []network.LocalCovariance
	for _, offset := range []float64{0, 1, -40} {
		reference := make([]float64, 8)
		for i := range reference {
			reference[i] = mean[i] + offset*float64(1+i)
		}
		edges, dense := measured(net, newGaussian(t, mean, spd(8, 5), 6), reference, 2, 8, 50)
		matrices, locals = append(matrices, dense.Matrix()), append(locals, edges.Local())
	}
	for k := 1; k < len(matrices); k++ {
		if !mat.EqualApprox(matrices[0], matrices[k], 1e-9) {
			t.Errorf("the matrix moved with the reference:\n%v\n%v", mat.Formatted(matrices[0]), mat.Formatted(matrices[k]))
		}
		for e, c := range locals[0].Covariance {
			if math.Abs(c-locals[k].Covariance[e]) > 1e-9 {
				t.Errorf("covariance %d moved with the reference from %v to %v", e, c, locals[k].Covariance[e])
			}
		}
	}

	still := covariance.NewEdges(net, 1, make([]float64, 8), 3)
	for range 3 {
		still.Add([]float64{1, 2, 3, 4, 5, 6, 7, 8})
	}
	for i, v := range still.Local().Variance {
		if v != 0 {
			t.Errorf("neuron %d never moves and has variance %v", i, v)
		}
	}
}

// By hand: neuron 0 takes 1, 3 and neuron 1 takes 2, 6 in two samples of one replica, so
// the variances are 1 and 4 and the covariance is 2.
func TestTwoSamplesByHand(t *testing.T) {
	for _, row := range []struct {
		why    string
		weight float64
		d      float64
	}{
		{"excitatory: Var(x₀ − x₁)", 0.5, 1},
		{"inhibitory: Var(x₀ + x₁)", -0.5, 9},
	} {
		net := networkOf(t, [][]float64{{0, row.weight}, {0, 0}}, []float64{1, 1})
		edges := covariance.NewEdges(net, 1, []float64{0, 1}, 2)
		edges.Add([]float64{1, 2})
		edges.Add([]float64{3, 6})
		l := edges.Local()
		if l.Variance[0] != 1 || l.Variance[1] != 4 || l.Covariance[0] != 2 || l.DiffCov(net)[0] != row.d {
			t.Errorf("%s: %+v with diff-cov %v, want variances 1 and 4, covariance 2, diff-cov %v", row.why, l, l.DiffCov(net), row.d)
		}
	}
}

// Σ|w|d over the edges and Σ slack·C_ii over the neurons make up the trace of
// B B⁻¹ = I, where B = −A = C⁻¹ at σ² = 2; Σ w d = N without slack. xᵀBx is
// Σ|w|(x_i − s x_j)² + Σ slack_i x_i².
func TestWeightedDiffCovSumsToTheNumberOfNeurons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 30).Draw(t, "n")
		slack := rapid.SampledFrom([]float64{0, 0.01, 1}).Draw(t, "slack")
		net := randomNetwork(t, n, 1, true, slack, rapid.Uint64().Draw(t, "seed"))
		if slack == 0 && !frustrated(net) {
			t.Skip("a singular matrix")
		}
		e, err := covariance.Stationary(net, math.Sqrt2)
		c := solved(t, e, err).Covariance
		local := covariance.LocalFrom(net, c)
		total := 0.0
		d := local.DiffCov(net)
		for k, e := range net.Weights().Entries() {
			if e.Target > e.Source {
				total += math.Abs(e.Weight) * d[k]
			}
		}
		for _, v := range local.Variance {
			total += slack * v
		}
		if math.Abs(total-float64(n)) > 1e-9*float64(n) {
			t.Fatalf("Σ|w|d + Σ slack·C_ii = %v for %d neurons", total, n)
		}
	})
}

// frustrated reports whether some triangle has an odd number of inhibitory edges, which
// makes a signed Laplacian invertible.
func frustrated(net *network.Network) bool {
	w := net.Weights()
	for i := range net.Neurons() {
		for j := range i {
			for k := range j {
				if w.At(i, j)*w.At(j, k)*w.At(k, i) < -1e-3 {
					return true
				}
			}
		}
	}
	return false
}
