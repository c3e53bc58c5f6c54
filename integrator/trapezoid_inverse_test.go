package integrator

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// inverseDrive has steps of two sizes by inverses and one by sweeps.
func inverseDrive() Drive {
	cycle := []Substep{{Size: 0.9, Solve: Inverse}, {Size: 0.2, Sweeps: 3}, {Size: 0.4, Solve: Inverse}}
	d := drive(MeanStep(cycle))
	d.Cycle = cycle
	return d
}

// TestStepsByInversesHaveTheBitsOfTheirSpecification, for both precisions, every kernel of the weights, and widths.
func TestStepsByInversesHaveTheBitsOfTheirSpecification(t *testing.T) {
	t.Run("float64", checkInverseSteps[float64])
	t.Run("float32", checkInverseSteps[float32])
}

func checkInverseSteps[T Float](t *testing.T) {
	net, d := denseRandom(t, 40, 0.5, 0, 0.1, 1), inverseDrive()
	for _, width := range []int{1, 8, 19} {
		for _, kind := range []Kernel{DenseKernel, SparseKernel} {
			s, err := NewTrapezoid(net, packWith[T](t, net, kind, width, d.Cycle), d)
			if err != nil {
				t.Fatal(err)
			}
			b := NewBlock[T](40, width, 4)
			for range 7 {
				want := specifiedStep(net, d, b)
				if step := d.Cycle[b.Step%3]; step.Solve == Inverse {
					want = specifiedInverseStep(net, d, step.Size, b)
				}
				if err := s.Advance(b); err != nil {
					t.Fatal(err)
				}
				if fmt.Sprint(b.State) != fmt.Sprint(want) {
					t.Fatalf("width %d, %v, step %d: %v, specified %v", width, kind, b.Step-1, b.State, want)
				}
			}
		}
	}
}

// specifiedInverseStep returns the states after the next step.
func specifiedInverseStep[T Float](net *network.Network, d Drive, h float64, b *Block[T]) []T {
	n, zeta := net.Neurons(), make([]T, len(b.State))
	noise.FillNormals(d.Key, zeta, b.Step, 0, n, b.FirstReplica, b.Width)
	right := make([]T, len(b.State))
	for k, x := range b.State {
		constant := h * float64(T(net.Input()[k/b.Width]))
		right[k] = T(math.FMA(2, float64(x), math.FMA(d.Strength*math.Sqrt(h), float64(zeta[k]), constant)))
	}
	g, next := specifiedInverse(net, h), make([]T, len(b.State))
	for k, x := range b.State {
		var sum T
		for j := range n {
			sum = kernel.FMA(T(g[k/b.Width][j]), right[j*b.Width+k%b.Width], sum)
		}
		next[k] = sum - x
	}
	return next
}

// specifiedInverse is the iteration of Invert from K's diagonal, in plain Go.
func specifiedInverse(net *network.Network, h float64) [][]float64 {
	n := net.Neurons()
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, n)
		x[i][i] = 1 / math.FMA(-h/2, net.Weights().At(i, i), math.FMA(h/2, net.Leak()[i], 1))
	}
	for left := math.Inf(1); left > 1e-7; {
		left = 0
		e, improved := make([][]float64, n), make([][]float64, n)
		for i := range n {
			e[i], improved[i] = make([]float64, n), slices.Clone(x[i])
		}
		for j := range n {
			norm := 0.0
			for i := range n {
				product, one := 0.0, 0.0
				for m := range n {
					product = math.FMA(net.Weights().At(i, m), x[m][j], product)
				}
				if i == j {
					one = 1
				}
				e[i][j] = math.FMA(h/2, product, math.FMA(-math.FMA(h/2, net.Leak()[i], 1), x[i][j], one))
				norm += math.Abs(e[i][j])
			}
			left = max(left, norm)
		}
		for i := range n {
			for j := range n {
				product := 0.0
				for m := range n {
					product = math.FMA(x[i][m], e[m][j], product)
				}
				improved[i][j] += product
			}
		}
		x = improved
	}
	return x
}

// TestInversesSampleTheEquationsCovariance of a random network that is not dominant, and of coupled oscillators
// in whose longest step sweeps do not converge: within four standard errors on every edge, but for chance (of
// 10,000 edges two thirds of a one are expected beyond four).
func TestInversesSampleTheEquationsCovariance(t *testing.T) {
	const replicas = 4096
	for _, net := range []*network.Network{denseRandom(t, 120, 0.7, 0, 0.08, 1), coupledOscillators(t, 0.3)} {
		cycle, err := PlanCycle(net, 3, DefaultResidual)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			t.Fatal(err)
		}
		own, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
		if err != nil {
			t.Fatal(err)
		}
		want := diffCovs(net, exact.Covariance)
		for k, d := range diffCovs(net, own.Covariance) {
			if math.Abs(d/want[k]-1) > 1e-9 {
				t.Errorf("the exact solution has a bias of %v", d/want[k]-1)
			}
		}
		rms, largest, beyond := scores(sampledDiffCovs(t, net, cycle, Gaussian, replicas, 150), want, replicas)
		t.Logf("%v: z %.2f r.m.s., largest %.2f", cycle, rms, largest)
		if beyond > 3 || largest > 5 || math.Abs(rms-1) > 0.25+1/math.Sqrt(float64(len(want))) {
			t.Errorf("z is %.2f r.m.s., %.2f at most", rms, largest)
		}
		if slices.ContainsFunc(cycle[:2], func(s Substep) bool { return s.Solve != Inverse }) {
			t.Error("the longest steps have no inverses")
		}
	}
}
