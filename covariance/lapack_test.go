package covariance_test

import (
	"math"
	"testing"

	xrand "golang.org/x/exp/rand"
	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// TestRingByModes: each neuron drives the next with weight 1 against a leak of 2, which
// makes A normal with λ_k = −2 + exp(2πik/n). Its modes are uncorrelated, so that
//
//	C_ij = σ²/n Σ_k cos(2πk(i−j)/n) / (−2 Re λ_k)              the differential equation's
//	C_ij = σ²/n Σ_k cos(2πk(i−j)/n) / (−2 Re λ_k − h |λ_k|²)   Euler–Maruyama's
func TestRingByModes(t *testing.T) {
	const n, sigma, h = 130, 0.7, 0.2
	weights, leak := square(n), make([]float64, n)
	for i := range n {
		weights[(i+1)%n][i], leak[i] = 1, 2
	}
	net := networkOf(t, weights, leak)
	modes := func(h float64) [][]float64 {
		c := square(n)
		for i := range n {
			for j := range n {
				for k := range n {
					angle := 2 * math.Pi * float64(k) / n
					re, im := -2+math.Cos(angle), math.Sin(angle)
					c[i][j] += sigma * sigma / n * math.Cos(angle*float64(i-j)) / (-2*re - h*(re*re+im*im))
				}
			}
		}
		return c
	}
	equation, euler := modes(0), modes(h)
	testutil.EachLAPACK(t, func(t *testing.T) {
		e, err := covariance.Stationary(net, sigma)
		checkAgainst(t, "equation", solved(t, e, err).Covariance, equation, 1e-12)
		e, err = covariance.EulerMaruyama(net, sigma, h)
		checkAgainst(t, "Euler–Maruyama", solved(t, e, err).Covariance, euler, 1e-12)
	})
}

// TestLibrariesAgree on clustered networks, symmetric and not, for all equations.
func TestLibrariesAgree(t *testing.T) {
	const h = 0.002
	for _, symmetric := range []bool{true, false} {
		w, err := network.Clustered{Sizes: []int{100, 20, 80}, Density: 0.6, LongRange: 250, Symmetric: symmetric}.Generate(xrand.NewSource(1))
		if err != nil {
			t.Fatal(err)
		}
		net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 1)})
		if err != nil {
			t.Fatal(err)
		}
		var first []*mat.SymDense
		testutil.EachLAPACK(t, func(t *testing.T) {
			var all []*mat.SymDense
			for _, solve := range []func() (*covariance.Exact, error){
				func() (*covariance.Exact, error) { return covariance.Stationary(net, 1) },
				func() (*covariance.Exact, error) { return covariance.EulerMaruyama(net, 1, h) },
				func() (*covariance.Exact, error) { return covariance.LeimkuhlerMatthews(net, 1, h) },
			} {
				e, err := solve()
				all = append(all, solved(t, e, err).Covariance)
				if e.Residual > 1e-10 {
					t.Errorf("symmetric=%v: residual %.1e", symmetric, e.Residual)
				}
			}
			if first == nil {
				first = all
			}
			for k, c := range all {
				var d mat.Dense
				d.Sub(c, first[k])
				if difference := mat.Max(&d) - mat.Min(&d); difference > 1e-12*mat.Max(first[k]) {
					t.Errorf("symmetric=%v: equation %d differs from gonum's by %.1e", symmetric, k, difference)
				}
			}
		})
	}
}
