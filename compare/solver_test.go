package compare_test

import (
	"math"
	"slices"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// TestAnswersByProductsAreThoseOfInverses: relative errors of answers to inputs into 16 neurons, and along the ten slowest modes,
// of a symmetric and a directed network, to a thousandth, at which the residuals leave next to nothing.
func TestAnswersByProductsAreThoseOfInverses(t *testing.T) {
	for _, text := range []string{"random:n=120,degree=12", "random:n=120,degree=12,symmetric=false"} {
		original := testnet.Dominant(t, text, 0.2)
		pruned := testnet.Thinned(t, original)
		a, errA := compare.Inverse(original)
		b, errB := compare.Inverse(pruned)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		want := compare.UnitInputErrors(a, b)
		var answers [2][]float64
		var solvers [2]*compare.Solver
		for k, net := range []*network.Network{original, pruned} {
			s, err := compare.NewSolver(net, 1+k)
			if err != nil {
				t.Fatal(err)
			}
			inputs := make([]float64, 120*compare.SolverWidth)
			for c := range compare.SolverWidth {
				inputs[7*c*compare.SolverWidth+c] = 1
			}
			if answers[k], err = s.Solve(inputs, compare.SolverWidth); err != nil {
				t.Fatal(err)
			}
			if !(s.Residual() > 0 && s.Residual() <= 10*compare.SolverTolerance) {
				t.Errorf("%s: residual %v", text, s.Residual())
			}
			solvers[k] = s
		}
		for c, got := range compare.AnswerErrors(answers[0], answers[1], compare.SolverWidth) {
			if math.Abs(got/want[7*c]-1) > 1e-3 {
				t.Errorf("%s, input into %d: %v, want %v", text, 7*c, got, want[7*c])
			}
		}
		checkSlowInputs(t, text, original, pruned, solvers[1])
	}
}

func checkSlowInputs(t *testing.T, text string, original, pruned *network.Network, solver *compare.Solver) {
	t.Helper()
	modes, err := compare.FindSlowModes(nil, original, 20, 1)
	if err != nil || modes.Excluded > 0 {
		t.Fatal(err, modes.Excluded)
	}
	got, err := modes.SlowInputErrors(solver, 10)
	if err != nil {
		t.Fatal(err)
	}
	full, err := compare.NewEigendecomposition(original)
	if err != nil {
		t.Fatal(err)
	}
	want, err := full.SlowInputErrors(pruned, len(got))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got) // since conjugates may stand in another order
	slices.Sort(want)
	for k := range got {
		if math.Abs(got[k]/want[k]-1) > 1e-3 {
			t.Errorf("%s, slow inputs: %v, want %v", text, got, want)
			return
		}
	}
}

// TestSolverDoesNotDependOnWorkers in any bit.
func TestSolverDoesNotDependOnWorkers(t *testing.T) {
	for _, text := range []string{"random:n=700,degree=20", "random:n=700,degree=20,symmetric=false"} {
		net := testnet.Dominant(t, text, 0.2)
		var first []float64
		for workers := range 3 {
			s, err := compare.NewSolver(net, 1+workers)
			if err != nil {
				t.Fatal(err)
			}
			inputs := make([]float64, 700*3)
			inputs[0], inputs[301], inputs[902] = 1, 1, 1
			got, err := s.Solve(inputs, 3)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			} else if !slices.Equal(got, first) {
				t.Errorf("%s: %d workers change bits", text, 1+workers)
			}
		}
	}
}

// TestSolverRefuses: a neuron that excites itself more than it leaks, and says so of one that is singular.
func TestSolverRefuses(t *testing.T) {
	self := testnet.Of(t, []float64{1, 1}, network.Entry{Target: 0, Source: 0, Weight: 2})
	if _, err := compare.NewSolver(self, 1); err == nil {
		t.Error("a solver of a network that grows")
	}
	singular := testnet.Of(t, []float64{1, 1}, network.Entry{Target: 0, Source: 1, Weight: 1}, network.Entry{Target: 1, Source: 0, Weight: 1})
	s, err := compare.NewSolver(singular, 1)
	if err != nil {
		t.Fatal(err)
	}
	if y, err := s.Solve([]float64{1, 0}, 1); err == nil {
		t.Errorf("a singular network answers %v", y)
	}
}
