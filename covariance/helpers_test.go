package covariance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// fataler is *testing.T or *rapid.T.
type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// networkOf returns the linear network with the given weights and leak.
func networkOf(t fataler, weights [][]float64, leak []float64) *network.Network {
	t.Helper()
	var entries []network.Entry
	for i, row := range weights {
		for j, w := range row {
			entries = append(entries, network.Entry{Target: i, Source: j, Weight: w})
		}
	}
	w, err := network.NewCSR(len(weights), entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// randomNetwork returns a diagonally dominant network with normal weights of the given
// density; its leak exceeds the row sums by slack.
func randomNetwork(t fataler, n int, density float64, symmetric bool, slack float64, seed uint64) *network.Network {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	weights := square(n)
	leak := make([]float64, n)
	for i := range n {
		for j := range n {
			if i == j || (symmetric && j > i) || rng.Float64() >= density {
				continue
			}
			weights[i][j] = rng.NormFloat64()
			if symmetric {
				weights[j][i] = weights[i][j]
			}
		}
	}
	for i := range n {
		leak[i] = slack
		for _, w := range weights[i] {
			leak[i] += math.Abs(w)
		}
	}
	return networkOf(t, weights, leak)
}

func square(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

// gaussian draws blocks of independent samples from N(mean, C).
type gaussian struct {
	mean   []float64
	factor mat.TriDense // C = L Lᵀ
	rng    *rand.Rand
}

func newGaussian(t fataler, mean []float64, c mat.Symmetric, seed uint64) *gaussian {
	t.Helper()
	g := &gaussian{mean: mean, rng: rand.New(rand.NewPCG(seed, 0))}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(c) {
		t.Fatal("the test's covariance is not positive definite")
	}
	cholesky.LTo(&g.factor)
	return g
}

// block returns the states of width replicas, x[i*width+r].
func (g *gaussian) block(width int) []float64 {
	n := len(g.mean)
	z := mat.NewDense(n, width, nil)
	for i := range n {
		for r := range width {
			z.Set(i, r, g.rng.NormFloat64())
		}
	}
	var x mat.Dense
	x.Mul(&g.factor, z)
	for i := range n {
		for r := range width {
			x.Set(i, r, x.At(i, r)+g.mean[i])
		}
	}
	return x.RawMatrix().Data
}

func normals(n int, seed uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, 0))
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

func closeTo(got, want, relative float64) bool {
	return math.Abs(got-want) <= relative*math.Max(math.Abs(want), math.SmallestNonzeroFloat64/relative)
}

// mustPanic fails unless f panics with a message of this package.
func mustPanic(t *testing.T, why string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		message, ok := recover().(string)
		if !ok || len(message) < 12 || message[:12] != "covariance: " {
			t.Errorf("%s: panicked with %q, want a message of this package", why, message)
		}
	}()
	f()
}

// pairsOf returns a directed network of n disjoint pairs, whose diff-covs are independent.
func pairsOf(t *testing.T, pairs int) *network.Network {
	weights, leak := square(2*pairs), make([]float64, 2*pairs)
	for k := range pairs {
		weights[2*k][2*k+1] = 0.5 - float64(k%2)
		leak[2*k], leak[2*k+1] = 1, 1
	}
	return networkOf(t, weights, leak)
}
