package compare_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"noiseprune/compare"
)

// drawPair draws a stable dominant A and a pruned version of it, symmetric or not.
func drawPair(t *rapid.T) (n int, a, pruned []float64, draw *rand.Rand) {
	n = rapid.IntRange(2, 12).Draw(t, "neurons")
	symmetric := rapid.Bool().Draw(t, "symmetric")
	draw = rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	a, pruned = make([]float64, n*n), make([]float64, n*n)
	for i := range n {
		for j := range n {
			if i == j {
				continue
			}
			a[i*n+j] = draw.NormFloat64()
			if draw.Float64() < 0.6 {
				pruned[i*n+j] = a[i*n+j] / 0.6
			}
			if symmetric && j < i {
				a[i*n+j], pruned[i*n+j] = a[j*n+i], pruned[j*n+i]
			}
		}
	}
	for i := range n {
		for j := range n {
			if i != j {
				a[i*n+i] -= (math.Abs(a[i*n+j]) + math.Abs(a[j*n+i])) / 2
			}
		}
		a[i*n+i] -= 0.5 + draw.Float64()
		pruned[i*n+i] = a[i*n+i]
	}
	return n, a, pruned, draw
}

type measures struct {
	lambda, v, cos []float64
	worst          float64
}

func measure(t *rapid.T, tb testing.TB, a, pruned []float64) measures {
	original, other := fromDense(tb, a), fromDense(tb, pruned)
	reference, err := compare.NewEigendecomposition(original)
	if err != nil {
		t.Fatal(err)
	}
	var m measures
	if m.lambda, err = reference.EpsLambda(other); err != nil {
		t.Fatal(err)
	}
	m.v, m.cos = reference.QuadraticForms(other)
	if m.worst, err = compare.WorstCase(original, other); err != nil {
		t.Fatal(err)
	}
	return m
}

// close allows for the conditioning of the eigenvectors of small random networks.
func closeTo(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) <= 1e-7*(1+math.Abs(x)) })
}

// TestMeasuresAreInvariantUnderPermutation of the neurons of both networks.
func TestMeasuresAreInvariantUnderPermutation(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, a, pruned, draw := drawPair(r)
		order := draw.Perm(n)
		permuted, permutedPruned := make([]float64, n*n), make([]float64, n*n)
		for i := range n {
			for j := range n {
				permuted[i*n+j] = a[order[i]*n+order[j]]
				permutedPruned[i*n+j] = pruned[order[i]*n+order[j]]
			}
		}
		one, two := measure(r, t, a, pruned), measure(r, t, permuted, permutedPruned)
		if !closeTo(one.lambda, two.lambda) || !closeTo(one.v, two.v) || !closeTo(one.cos, two.cos) ||
			!closeTo([]float64{one.worst}, []float64{two.worst}) {
			r.Fatalf("%+v became %+v", one, two)
		}
	})
}

// TestWorstCaseBoundsEveryChange: no quadratic form changes by more, neither an
// eigenvector's nor an active set's, and no eigenvalue of a symmetric network does. (The last
// by Courant and Fischer, who require that the factors 1 ± ε are positive.)
func TestWorstCaseBoundsEveryChange(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n, a, pruned, draw := drawPair(r)
		m := measure(r, t, a, pruned)
		original, other := fromDense(t, a), fromDense(t, pruned)
		if original.Symmetric() && m.worst < 1 && slices.Max(m.lambda) > m.worst+1e-9 {
			r.Fatalf("ε_λ reaches %v, the worst case is %v", slices.Max(m.lambda), m.worst)
		}
		if original.Symmetric() && slices.Max(m.v) > m.worst+1e-9 {
			r.Fatalf("ε_v reaches %v, the worst case is %v", slices.Max(m.v), m.worst)
		}
		active := make([]bool, n)
		for i := range active {
			active[i] = draw.Float64() < 0.6
		}
		inside, err := compare.ActiveSetWorstCase(original, other, active)
		if err != nil || inside > m.worst+1e-9 {
			r.Fatalf("the worst case of the active set %v is %v, of all %v (error %v)", active, inside, m.worst, err)
		}
		for i := range active {
			active[i] = true
		}
		if all, err := compare.ActiveSetWorstCase(original, other, active); err != nil || all != m.worst {
			r.Fatalf("the worst case is %v, of all neurons as active set %v (error %v)", m.worst, all, err)
		}
		x := make([]float64, n)
		for i := range x {
			x[i] = draw.NormFloat64()
		}
		if change := math.Abs(form(pruned, x)-form(a, x)) / math.Abs(form(a, x)); change > m.worst+1e-9 {
			r.Fatalf("a quadratic form changes by %v, the worst case is %v", change, m.worst)
		}
	})
}

func form(a, x []float64) float64 {
	sum, n := 0.0, len(x)
	for i := range n {
		for j := range n {
			sum += x[i] * a[i*n+j] * x[j]
		}
	}
	return sum
}

func TestSpecialActiveSets(t *testing.T) {
	a := []float64{-1, 5, 5, -1}
	net := fromDense(t, a)
	if worst, err := compare.ActiveSetWorstCase(net, net, []bool{false, false}); worst != 0 || err != nil {
		t.Errorf("no neuron: %v, error %v", worst, err)
	}
	if worst, err := compare.ActiveSetWorstCase(net, net, []bool{false, true}); worst != 0 || err != nil {
		t.Errorf("a definite part of an indefinite network: %v, error %v", worst, err)
	}
	if worst, err := compare.ActiveSetWorstCase(net, net, []bool{true, true}); !errors.Is(err, compare.ErrIndefinite) {
		t.Errorf("an indefinite network: %v, error %v", worst, err)
	}
}
