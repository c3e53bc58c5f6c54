package covariance_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/covariance"
)

// TestTruncatedTrapezoidOfAPair: the modes x₀ ± x₁ of a symmetric pair have the rates l ∓ w, and the Jacobi
// matrix the eigenvalues μ = ±(h/2)w/(1 + hl/2). After k Jacobi sweeps a solve multiplies a mode by
// m = (1 + μ + … + μᵏ)/(1 + hl/2), so that with a cycle of one step its variance is
// σ²h m²/(1 − (2m − 1)²) = σ²h m/(4(1 − m)).
func TestTruncatedTrapezoidOfAPair(t *testing.T) {
	const l, w, sigma = 2.0, 1.2, 0.5
	net := networkOf(t, [][]float64{{0, w}, {w, 0}}, []float64{l, l})
	for _, h := range []float64{0.3, 4} {
		for _, sweeps := range []int{0, 1, 4} {
			mode := func(w float64) float64 {
				m, mu := 0.0, h/2*w/(1+h*l/2)
				for k := range sweeps + 1 {
					m += math.Pow(mu, float64(k)) / (1 + h*l/2)
				}
				return sigma * sigma * h * m / (4 * (1 - m))
			}
			c00, c01 := (mode(w)+mode(-w))/2, (mode(w)-mode(-w))/2
			e, err := covariance.Trapezoid(net, sigma, []covariance.TrapezoidStep{{Size: h, Sweeps: sweeps}})
			if err != nil {
				t.Fatal(err)
			}
			checkAgainst(t, fmt.Sprintf("h = %v, %d sweeps", h, sweeps), e.Covariance, [][]float64{{c00, c01}, {c01, c00}}, 1e-13)
		}
	}
}

// TestTrapezoidHasNoBias: with solves to rounding the covariance is that of the differential equation, for
// a directed network and any cycle and focal square; and not where sweeps are left out.
func TestTrapezoidHasNoBias(t *testing.T) {
	const n, sigma = 20, 0.7
	random := rand.New(rand.NewPCG(1, 2))
	weights, leak := square(n), make([]float64, n)
	for i := range n {
		for j := range n {
			weights[i][j] = random.NormFloat64() * float64(1+i)
			leak[i] += 1.1 * math.Abs(weights[i][j])
		}
	}
	net := networkOf(t, weights, leak)
	want, err := covariance.Stationary(net, sigma)
	if err != nil {
		t.Fatal(err)
	}
	dense := square(n)
	largest := 0.0
	for i := range n {
		for j := range n {
			dense[i][j] = want.Covariance.At(i, j)
			largest = max(largest, math.Abs(dense[i][j]))
		}
	}
	for _, square := range []float64{0, 0.3, -0.3} {
		cycle := []covariance.TrapezoidStep{
			{Size: 0.2, Sweeps: 300, FocalSquare: square}, {Size: 0.03, Sweeps: 300, FocalSquare: square}, {Size: 0.004, Inverse: true},
		}
		got, err := covariance.Trapezoid(net, sigma, cycle)
		if err != nil {
			t.Fatal(err)
		}
		checkAgainst(t, fmt.Sprint("focal square ", square), got.Covariance, dense, 1e-11)
		cycle[0].Sweeps = 1
		if got, err = covariance.Trapezoid(net, sigma, cycle); err != nil {
			t.Fatal(err)
		}
		off := 0.0
		for i := range n {
			off = max(off, math.Abs(got.Covariance.At(i, i)-dense[i][i]))
		}
		if off < 1e-3*largest {
			t.Errorf("focal square %v: one sweep leaves a bias of %v only", square, off)
		}
	}
}
