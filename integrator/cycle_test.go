package integrator

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/network/netio"
)

// connectome returns the network of a file of the folder data, with the default leak.
func connectome(t testing.TB, file string) *network.Network {
	t.Helper()
	loaded, err := netio.Load(network.Definition{Source: "../data/" + file, Leak: network.AutoLeak()}, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Network
}

// eachEdge calls visit with the ends of each stored weight off the diagonal, and its sign.
func eachEdge(net *network.Network, visit func(i, j int, sign float64)) {
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) != i {
				visit(i, int(j), math.Copysign(1, weights[k]))
			}
		}
	}
}

// diffCovs returns C_ii + C_jj − s(C_ij + C_ji) of each edge.
func diffCovs(net *network.Network, c mat.Matrix) (all []float64) {
	eachEdge(net, func(i, j int, s float64) { all = append(all, c.At(i, i)+c.At(j, j)-s*(c.At(i, j)+c.At(j, i))) })
	return all
}

// packWith packs the weights with the inverses of the cycle.
func packWith[T Float](t testing.TB, net *network.Network, k Kernel, width int, cycle []Substep) Weights[T] {
	t.Helper()
	inverses, err := Invert(context.Background(), net, cycle, Float32, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return Pack[T](net, k, width).With(inverses)
}

func stepsOf(cycle []Substep) (steps []covariance.TrapezoidStep) {
	for _, s := range cycle {
		steps = append(steps, covariance.TrapezoidStep{
			Size: s.Size, Inverse: s.Solve == Inverse, Sweeps: s.Sweeps, FocalSquare: s.FocalSquare,
		})
	}
	return steps
}

// TestPlannedCycles of real networks, by their exact covariance: the bias that their sweeps leave on an
// edge is below five times the residual, and the autocorrelation of x_i − sign(w) x_j over a cycle is what
// NumPy found with exact solves, rounded up: on C. elegans, .044 in the median and .278 at most.
func TestPlannedCycles(t *testing.T) {
	for _, c := range []struct {
		file            string
		most            float64 // mean sweeps a step, or products with the inverse
		median, largest float64 // of the autocorrelation
	}{
		{"celegans-hermaphrodite-chemical.mtx", 19.0 / 3, 0.05, 0.28},
		{"drosophila-mushroom-body-left.mtx", 18.0 / 3, 0.09, 0.28},
		{"human-hcp-glasser-360.mtx", 21.0 / 3, 0.03, 0.16},
		{"celegans-hermaphrodite-gap.mtx", 40.0 / 3, 0.08, 0.22},
	} {
		net := connectome(t, c.file)
		cycle, err := PlanCycle(net, 3, DefaultResidual)
		if err != nil {
			t.Fatal(err)
		}
		found, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
		if err != nil {
			t.Fatal(err)
		}
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			t.Fatal(err)
		}
		want, bias := diffCovs(net, exact.Covariance), 0.0
		for k, d := range diffCovs(net, found.Covariance) {
			bias = max(bias, math.Abs(d/want[k]-1))
		}
		var lagged mat.Dense
		lagged.Mul(found.Cycle, found.Covariance)
		correlations := diffCovs(net, &lagged)
		for k, d := range want {
			correlations[k] = math.Abs(correlations[k] / d)
		}
		slices.Sort(correlations)
		median, largest := stat.Quantile(0.5, stat.Empirical, correlations, nil), correlations[len(correlations)-1]
		t.Logf("%s: %v, bias %.2g, autocorrelation %.3f, largest %.3f", c.file, cycle, bias, median, largest)
		if bias > 5*DefaultResidual {
			t.Errorf("%s: bias %v", c.file, bias)
		}
		if median > c.median || largest > c.largest {
			t.Errorf("%s: autocorrelation %.3f in the median, %.3f at most", c.file, median, largest)
		}
		if mean := meanProducts(Drive{Cycle: cycle}); mean > c.most {
			t.Errorf("%s: %.1f sweeps a step", c.file, mean)
		}
	}
}

// TestOscillator: A = [[−.01, 10], [−10, −.01]] has the rates .01 ∓ 10i and C = σ²/.02 I. |p − λ|/|p + λ| is
// smallest at p = |λ|, a step of 2/|λ| = .2, which is a thousand times the largest stable one of
// Euler–Maruyama. J has the eigenvalues ±i, so that Jacobi's iteration does not converge there, and
// Chebyshev's with c² = −1 reduces the error to 1/(1 + √2) a sweep.
func TestOscillator(t *testing.T) {
	net := testNetwork(t, network.Linear, []float64{0.01, 0.01}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 10}, network.Entry{Target: 1, Source: 0, Weight: -10})
	for steps := 1; steps <= 3; steps++ {
		cycle, err := planSweptCycle(net, steps, DefaultResidual)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(cycle)
		for _, s := range cycle {
			if math.Abs(s.Size-0.2) > 0.002 || math.Abs(s.FocalSquare+1) > 0.05 || s.Sweeps > 20 {
				t.Errorf("step %+v, want a size of .2 and a focal square of −1", s)
			}
		}
		found, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
		if err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			if v := found.Covariance.At(i, i); math.Abs(v/50-1) > 5*DefaultResidual {
				t.Errorf("%d steps: variance %v, want 50", steps, v)
			}
		}
	}
}

// coupledOscillators have the rates leak ∓ 10i and 30 ∓ 1000i.
func coupledOscillators(t testing.TB, leak float64) *network.Network {
	t.Helper()
	return testNetwork(t, network.Linear, []float64{leak, leak, 30, 30}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 10}, network.Entry{Target: 1, Source: 0, Weight: -10},
		network.Entry{Target: 2, Source: 3, Weight: 1000}, network.Entry{Target: 3, Source: 2, Weight: -1000},
		network.Entry{Target: 0, Source: 2, Weight: 0.1})
}

// TestLongStepsAreHalvedWhereSweepsDoNotConverge: of two coupled pairs of neurons one rotates at 10 and
// decays at .01, the other at 1000 and 30. The step for the slow one, nearly 2/10, gives the fast one's
// Jacobi matrix eigenvalues near ±25i, with which an error keeps .96 a sweep. It is halved until that is .9
// at most, which is so at a step of .025, with ±9.1i, and not at one much longer. The bias is below 4·3 times the residual.
func TestLongStepsAreHalvedWhereSweepsDoNotConverge(t *testing.T) {
	net := coupledOscillators(t, 0.01)
	cycle, err := planSweptCycle(net, 3, DefaultResidual)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(cycle)
	if longest := cycle[0].Size; longest < 0.012 || longest > 0.026 {
		t.Errorf("the longest step is %v", longest)
	}
	found, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
	if err != nil {
		t.Fatal(err)
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range net.Neurons() {
		if ratio := found.Covariance.At(i, i) / exact.Covariance.At(i, i); math.Abs(ratio-1) > 4*3*DefaultResidual {
			t.Errorf("neuron %d: variance %v times the exact one", i, ratio)
		}
	}
}

// TestShiftsForComplexRates: no pair of shifts on a grid, 2% apart, has a smaller largest factor over the
// rates than the pair that is found, and the geometric pair has a larger one.
func TestShiftsForComplexRates(t *testing.T) {
	for _, rates := range [][]complex128{
		{1, 1 + 4i, 30}, {0.5 + 1i, 2 + 9i, 40}, {0.01 + 10i, 1}, {0.1 + 3i, 0.2 + 30i}, {1 + 2i, 1 + 2.5i, 3 + 4i, 60 + 5i, 100},
	} {
		s := spectrum{slow: 0.01, fast: 100, ritz: rates}
		found, best := s.factor(s.shifts(2)), 1.0
		for p := math.Log(0.05); p < math.Log(200); p += 0.02 {
			for q := p; q < math.Log(200); q += 0.02 {
				best = min(best, s.factor([]float64{p, q}))
			}
		}
		t.Logf("%v: %.5f, on the grid %.5f", rates, found, best)
		if found > best {
			t.Errorf("%v: the largest factor is %.5f, on the grid %.5f", rates, found, best)
		}
	}
}

// TestChainsTakeAsManySweepsAsTheyHaveSynapses: A is one Jordan block and J nilpotent, so that n − 1 sweeps
// of Jacobi's iteration are exact, however much the chain amplifies, and any c² but 0 would take more. The
// variance of the last of 20 neurons is 5·10¹⁰ times that of the first.
func TestChainsTakeAsManySweepsAsTheyHaveSynapses(t *testing.T) {
	const n = 20
	var entries []network.Entry
	for i := 1; i < n; i++ {
		entries = append(entries, network.Entry{Target: i, Source: i - 1, Weight: 2})
	}
	net := testNetwork(t, network.Linear, network.UniformLeak(n, 1), nil, entries...)
	cycle, err := planSweptCycle(net, 3, DefaultResidual)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range cycle {
		if s.Sweeps != n-1 || s.FocalSquare != 0 {
			t.Errorf("step %+v, want %d sweeps of Jacobi's iteration", s, n-1)
		}
	}
	found, err := covariance.Trapezoid(net, 1, stepsOf(cycle))
	if err != nil {
		t.Fatal(err)
	}
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if ratio := found.Covariance.At(i, i) / exact.Covariance.At(i, i); math.Abs(ratio-1) > 1e-10 {
			t.Errorf("neuron %d: variance %v times the exact one", i, ratio)
		}
	}
	t.Logf("variances %.3g to %.3g", exact.Covariance.At(0, 0), exact.Covariance.At(n-1, n-1))
}

func TestNetworksWithoutACycle(t *testing.T) {
	if _, err := PlanCycle(small(t, network.Rectified), 3, 1e-3); err == nil {
		t.Error("a rectified network has a cycle")
	}
	var unstable *network.UnstableError
	grows := testNetwork(t, network.Linear, []float64{1}, nil, network.Entry{Target: 0, Source: 0, Weight: 2})
	if _, err := PlanCycle(grows, 3, 1e-3); !errors.As(err, &unstable) {
		t.Errorf("unstable network: %v", err)
	}
	var sweeps *SweepsError
	rotates := testNetwork(t, network.Linear, []float64{1, 1}, nil,
		network.Entry{Target: 0, Source: 1, Weight: 1e5}, network.Entry{Target: 1, Source: 0, Weight: -1e5})
	if _, err := PlanSweeps(rotates, []float64{1e-6, 1e9}, 1e-9); !errors.As(err, &sweeps) || sweeps.Size != 1e9 {
		t.Errorf("a step of 10⁹ in a network that rotates: %v", err)
	}
	alone := testNetwork(t, network.Linear, []float64{1, 4}, nil)
	if cycle, err := PlanCycle(alone, 2, 1e-3); err != nil || cycle[0].Sweeps+cycle[1].Sweeps != 0 {
		t.Errorf("neurons without synapses: %v, %v, want no sweeps", cycle, err)
	}
}

// TestNoInverseOfWhatDoublePrecisionDoesNotResolve: A of a chain of 20 neurons with leak 1 and weight w is one Jordan
// block, and its sweeps enlarge errors by powers of (h/2)w/(1 + h/2), h about 1: 1.05 with w = 3 and 3.5 with w = 10, whose
// nineteenth power is 2·10¹⁰.
func TestNoInverseOfWhatDoublePrecisionDoesNotResolve(t *testing.T) {
	const n = 20
	for weight, want := range map[float64]Solve{3: Inverse, 10: Sweeps} {
		var entries []network.Entry
		for i := 1; i < n; i++ {
			entries = append(entries, network.Entry{Target: i, Source: i - 1, Weight: weight})
		}
		net := testNetwork(t, network.Linear, network.UniformLeak(n, 1), nil, entries...)
		cycle, err := PlanCycle(net, 1, DefaultResidual)
		scaled, scaledErr := PlanSteps(net, []float64{1.1}, DefaultResidual)
		if err = errors.Join(err, scaledErr); err != nil || cycle[0].Solve != want || scaled[0].Solve != want {
			t.Errorf("weight %v: %v and %v (%v), want %v", weight, cycle, scaled, err, want)
		}
	}
}
