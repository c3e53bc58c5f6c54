package compare_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

// TestConditionOfThePencil compares both ends of the spectrum with the eigenvalues of B⁻¹ M, which is not symmetric, by
// the QR algorithm: of networks whose pruned ones are definite, and of one that is not, whose condition number is infinite.
func TestConditionOfThePencil(t *testing.T) {
	for _, c := range []struct {
		network  string
		slack    float64
		times    int // weights grow each time, by 30%
		definite bool
	}{
		{"random:n=60,degree=8", 5, 1, true},
		{"random:n=60,degree=8,symmetric=false", 5, 1, true},
		{"path:n=40", 1, 1, true},
		{"path:n=40", 0.01, 3, false},
	} {
		net := testnet.Dominant(t, c.network, c.slack)
		pruned := net
		for range c.times {
			pruned = thinned(t, pruned)
		}
		got, err := compare.DistortionByCholesky(net, pruned)
		if err != nil {
			t.Fatalf("%s: %v", c.network, err)
		}
		mu := pencilEigenvalues(t, net, pruned)
		smallest, largest := slices.Min(mu), slices.Max(mu)
		if math.Abs(got.Smallest-smallest) > 1e-9*largest || math.Abs(got.Largest-largest) > 1e-9*largest {
			t.Errorf("%s: μ from %v to %v, want %v to %v", c.network, got.Smallest, got.Largest, smallest, largest)
		}
		want := math.Inf(1)
		if smallest > 0 {
			want = largest / smallest
		}
		if (smallest > 0) != c.definite || got.Condition() != want && math.Abs(got.Condition()/want-1) > 1e-9 {
			t.Errorf("%s: condition number %v, want %v", c.network, got.Condition(), want)
		}
		if worst, err := compare.WorstCase(net, pruned); err != nil || worst != got.Epsilon() {
			t.Errorf("%s: worst case %v, error %v; of the ends %v", c.network, worst, err, got.Epsilon())
		}
	}
}

// pencilEigenvalues returns the μ of the symmetric parts of −Ã and −A.
func pencilEigenvalues(t *testing.T, original, pruned *network.Network) (mu []float64) {
	t.Helper()
	var b, m, inverse, product mat.Dense
	b.Add(original.Dense(), original.Dense().T())
	m.Add(pruned.Dense(), pruned.Dense().T())
	if err := inverse.Inverse(&b); err != nil {
		t.Fatal(err)
	}
	product.Mul(&inverse, &m)
	var eigen mat.Eigen
	if !eigen.Factorize(&product, mat.EigenNone) {
		t.Fatal("no eigenvalues")
	}
	for _, v := range eigen.Values(nil) {
		mu = append(mu, real(v))
	}
	return mu
}
