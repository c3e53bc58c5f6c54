package timeseries_test

import (
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"noiseprune/timeseries"
)

// TestExpectedSpectrumIsTheQuadraticForm: z = w·(I − 11ᵀ/N) x has the expectation of its transform's
// products from R as a matrix, without any of the function's rearrangements.
func TestExpectedSpectrumIsTheQuadraticForm(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{4, 12, 13, 31} {
		ahead, behind := make([]float64, n), make([]float64, n)
		for k := range n {
			ahead[k], behind[k] = rng.NormFloat64(), rng.NormFloat64()
		}
		behind[0] = ahead[0]
		const interval = 0.3
		cross, auto := timeseries.WelchCrossExpected(ahead, behind, interval), timeseries.WelchExpected(ahead, interval)
		for k := range n/2 + 1 {
			want, wantAuto := expectedByMatrices(ahead, behind, k, interval), expectedByMatrices(ahead, ahead, k, interval)
			if cmplx.Abs(cross[k]-want) > 1e-12*float64(n) {
				t.Errorf("N=%d, frequency %d: cross-spectrum %v, want %v", n, k, cross[k], want)
			}
			if math.Abs(auto[k]-real(wantAuto)) > 1e-12*float64(n) {
				t.Errorf("N=%d, frequency %d: density %v, want %v", n, k, auto[k], wantAuto)
			}
		}
	}
}

func expectedByMatrices(ahead, behind []float64, k int, interval float64) complex128 {
	n := len(ahead)
	form := make([]complex128, n) // X = Σ form_m x_m
	squares := 0.0
	for m := range n {
		w := 0.5 - 0.5*math.Cos(2*math.Pi*float64(m)/float64(n))
		squares += w * w
		v := complex(w, 0) * cmplx.Exp(complex(0, -2*math.Pi*float64(k*m)/float64(n)))
		for j := range n {
			form[j] -= v / complex(float64(n), 0)
		}
		form[m] += v
	}
	var sum complex128
	for m := range n {
		for j := range n {
			r := ahead[max(0, m-j)]
			if m < j {
				r = behind[j-m]
			}
			sum += form[m] * cmplx.Conj(form[j]) * complex(r, 0)
		}
	}
	scale := 2 * interval / squares
	if k == 0 || 2*k == n {
		scale /= 2
	}
	return sum * complex(scale, 0)
}
