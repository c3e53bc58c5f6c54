package sim_test

import (
	"errors"
	"math"
	"math/cmplx"
	"os"
	"slices"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/lapack"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// TestSpectraAgree compares what is found by products with eigendecompositions:
// the worst-case ε to 1e-3 of it, the slow eigenvalues to 1e-8, the distances of spectral densities within their
// errors. NOISEPRUNE_AGREEMENT makes the networks of 3,000 neurons, pruned by
// noise-prune and all controls, with OpenBLAS where it is installed:
//
//	NOISEPRUNE_AGREEMENT=yes go test ./sim -run SpectraAgree -v -timeout 2h
//
// Scores are those of the covariance (2D)⁻¹ of the uncoupled neurons, for what is compared does not depend on them.
func TestSpectraAgree(t *testing.T) {
	if testing.Short() && !largeAgreement() {
		t.Skip("searches on nine networks")
	}
	n, slow, kinds := 100, 10, []rules.Kind{rules.NoiseKind}
	if largeAgreement() {
		library, err := lapack.Open("auto", os.Getenv("NOISEPRUNE_OPENBLAS"))
		if err != nil {
			t.Fatal(err)
		}
		library.Threads(1)
		library.Use()
		defer lapack.Gonum().Use()
		n, slow, kinds = 3000, 50, append(kinds, rules.Controls()...)
	}
	for _, c := range spectralCases() {
		t.Run(c.name, func(t *testing.T) {
			net := c.make(t, n)
			t.Logf("%s: %d neurons, %d synapses, symmetric %v", c.reason, net.Neurons(), net.Synapses(), net.Symmetric())
			checkSlow(t, "original", net, slow)
			symmetric := symmetricPart(t, net)
			density := compare.DensityByProducts(net, 2)
			for _, kind := range kinds {
				t.Run(kind.String(), func(t *testing.T) {
					pruned := prunedUncoupled(t, net, kind, 0.3)
					checkWorst(t, kind, net, pruned)
					change := density.Change(compare.DensityByProducts(pruned, 2))
					checkDistance(t, kind, change, symmetric, symmetricPart(t, pruned))
					checkSlow(t, kind.String(), pruned, slow)
				})
			}
		})
	}
}

func largeAgreement() bool { return os.Getenv("NOISEPRUNE_AGREEMENT") != "" }

// prunedUncoupled keeps that share of the edges by the rule, with C = (2D)⁻¹.
func prunedUncoupled(t *testing.T, net *network.Network, kind rules.Kind, keep float64) *network.Network {
	t.Helper()
	locals := network.NewLocalCovariance(net)
	for i, leak := range net.Leak() {
		locals.Variance[i] = 1 / (2 * leak)
	}
	plan, err := rules.NewPlan(net, locals, rules.Request{
		Rule: kind.Rule(), Selection: kind.Selection(), Budget: rules.Budget{Kind: rules.Keep, Value: keep},
	})
	if err != nil {
		t.Fatal(err)
	}
	pruned, err := plan.Sample(noise.Key{Seed: 1, Purpose: noise.Prune}, 0, kind.Sampling(rules.Sampling{MaxFactor: math.Inf(1)}))
	if err != nil {
		t.Fatal(err)
	}
	return pruned
}

// checkWorst compares the worst case with that of the Cholesky factorization.
func checkWorst(t *testing.T, kind rules.Kind, net, pruned *network.Network) {
	t.Helper()
	want, err := compare.WorstCase(net, pruned)
	got, failed := compare.DistortionByProducts(nil, net, pruned, 2)
	if errors.Is(err, compare.ErrIndefinite) && errors.Is(failed, compare.ErrIndefinite) {
		t.Logf("%s: no worst case", kind)
		return
	}
	if err != nil || failed != nil {
		t.Errorf("%s: worst case: %v, by products: %v", kind, err, failed)
		return
	}
	off := math.Abs(got.Epsilon()/want - 1)
	t.Logf("%s: worst case %.6g, off by %.1e of it, error %.1e, %d products", kind, want, off, got.Error/want, got.Products)
	if !(off <= 1e-3) || !(math.Abs(got.Epsilon()-want) <= got.Error+1e-9*want) {
		t.Errorf("%s: worst case %v ± %v, want %v", kind, got.Epsilon(), got.Error, want)
	}
}

// checkDistance compares the distance of two densities with the mean distance of the eigenvalues, paired in ascending order.
func checkDistance(t *testing.T, kind rules.Kind, got compare.DensityChange, before, after []float64) {
	t.Helper()
	want := 0.0
	for k, v := range before {
		want += math.Abs(v-after[k]) / float64(len(before))
	}
	t.Logf("%s: densities' distance %.5g ± %.2g, exactly %.5g", kind, got.Distance, got.Error, want)
	if !(math.Abs(got.Distance-want) <= got.Error) {
		t.Errorf("%s: densities' distance %v ± %v, want %v", kind, got.Distance, got.Error, want)
	}
}

// symmetricPart returns the eigenvalues of (A + Aᵀ)/2, ascending.
func symmetricPart(t *testing.T, net *network.Network) []float64 {
	t.Helper()
	values, err := compare.Eigenvalues(testnet.WithLeak(t, network.Symmetrize(net.Weights(), network.Mean), net.Leak()))
	if err != nil {
		t.Fatal(err)
	}
	reals := make([]float64, len(values))
	for k, v := range values {
		reals[k] = real(v)
	}
	return reals
}

// checkSlow compares the slow eigenvalues with those of the core: each real part with that of the same rank, each eigenvalue
// with the nearest. What LAPACK's own rounding may add, some ‖A‖ 2⁻⁵², is allowed besides 1e-8.
func checkSlow(t *testing.T, name string, net *network.Network, k int) {
	t.Helper()
	s, err := compare.FindSlowModes(nil, net, k, 2)
	if err != nil {
		t.Fatal(err)
	}
	core := net.Recurrent().Core
	if len(core) == 0 {
		t.Logf("%s: no core, %d modes", name, len(s.Values))
		return
	}
	want, err := compare.Eigenvalues(net.Induced(core))
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(want)
	worst, rounding := 0.0, 0x1p-52*net.Gershgorin().Radius()
	if missing := len(s.Values) < min(k-1, len(want)); missing || !s.Converged {
		report := t.Errorf
		if !largeAgreement() && s.Tolerance*cmplx.Abs(want[0]) < rounding {
			report = t.Logf // residuals of that share of the slowest |λ| are below rounding
		}
		report("%s: %d slow modes of %d, converged %v", name, len(s.Values), min(k, len(want)), s.Converged)
	}
	for i, v := range s.Values {
		nearest := math.Inf(1)
		for _, w := range want {
			nearest = min(nearest, cmplx.Abs(w-v))
		}
		off := max(math.Abs(real(v)-real(want[i])), nearest)
		worst = max(worst, (off-64*rounding)/cmplx.Abs(v))
	}
	t.Logf("%s: %d slow modes by %s, off by %.1e at most beyond rounding, slowest %.6g, %d products, %d beyond the core",
		name, len(s.Values), s.Method, worst, real(want[0]), s.Products, s.Excluded)
	if !(worst <= 1e-8) {
		t.Errorf("%s: slow eigenvalues are off by %.1e", name, worst)
	}
}
