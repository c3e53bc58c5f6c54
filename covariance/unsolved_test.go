package covariance_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// chain is a feed-forward chain: every eigenvalue is −leak, and e^{At} grows by (weight/leak)ⁿ⁻¹
// before it decays.
func chain(t *testing.T, n int, weight, leak float64) *network.Network {
	t.Helper()
	weights, leaks := square(n), make([]float64, n)
	for i := range n {
		leaks[i] = leak
		if i > 0 {
			weights[i][i-1] = weight
		}
	}
	return networkOf(t, weights, leaks)
}

// TestIllConditionedIsNotUnstable: a stable network whose covariance double precision does not give
// is not said to be unstable, or near it, and one that is unstable or near it is.
func TestIllConditionedIsNotUnstable(t *testing.T) {
	pair := func(leak float64) *network.Network {
		return networkOf(t, [][]float64{{0, 2}, {0.5, 0}}, []float64{leak, leak})
	}
	symmetric := func(leak float64) *network.Network {
		return networkOf(t, [][]float64{{0, 1}, {1, 0}}, []float64{leak, leak})
	}
	spread := chain(t, 14, 10, 1).Parts() // and its last neuron is much faster than the others
	spread.Leak = append(spread.Leak[:13:13], 1e10)
	fast, err := network.New(spread)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why    string
		net    *network.Network
		stable bool // by its eigenvalues
		step   float64
		want   string
	}{
		{"a chain of 20 with weight 10", chain(t, 20, 10, 1), true, 0.2, "is stable, with a slowest rate of 1, but its stationary covariance"},
		{"a chain whose powers overflow", chain(t, 200, 1e3, 1), true, 0.2, "slowest rate of 1, but"},
		{"leaks of different orders", fast, true, 1e-11, "the slowest rate is 1.0e-10 of the fastest, so take larger leaks where they are smallest"},
		{"directed, near instability", pair(1 + 1e-13), false, 0.1, "eigenvalue of A = W − D has a real part of -1e-13"},
		{"directed, on the limit", pair(1), false, 0.1, "not negative by more than rounding"},
		{"directed, unstable", pair(0.5), false, 0.1, "has a real part of 0.5"},
		{"symmetric, near instability", symmetric(1 + 1e-13), false, 0.1, "has a real part of -9.99e-14"},
		{"symmetric, unstable", symmetric(0.5), false, 0.1, "has a real part of 0.5"},
	} {
		for _, solve := range []func() (*covariance.Exact, error){
			func() (*covariance.Exact, error) { return covariance.Stationary(row.net, 1) },
			func() (*covariance.Exact, error) { return covariance.EulerMaruyama(row.net, 1, row.step) },
			func() (*covariance.Exact, error) { return covariance.LeimkuhlerMatthews(row.net, 1, row.step) },
		} {
			e, err := solve()
			var unstable *covariance.NotStationaryError
			var conditioned *covariance.IllConditionedError
			switch {
			case e != nil || err == nil || !strings.Contains(err.Error(), row.want):
				t.Errorf("%s: got %v, %v, want %s", row.why, e, err, row.want)
			case row.stable != errors.As(err, &conditioned) || row.stable == errors.As(err, &unstable):
				t.Errorf("%s: the error is %T: %v", row.why, err, err)
			}
		}
	}
}

// TestShortChainsAreSolved: a shorter chain has a covariance, which follows for its first two neurons
// by hand.
func TestShortChainsAreSolved(t *testing.T) {
	e, err := covariance.Stationary(chain(t, 5, 10, 1), 1)
	if err != nil {
		t.Fatal(err)
	}
	// C₁₁ = 1/2, C₂₁ = 10 C₁₁/2, C₂₂ = 1/2 + 10 C₂₁.
	for _, c := range []struct{ got, want float64 }{
		{e.Covariance.At(0, 0), 0.5}, {e.Covariance.At(1, 0), 2.5}, {e.Covariance.At(1, 1), 25.5},
	} {
		if math.Abs(c.got-c.want) > 1e-6*c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}
