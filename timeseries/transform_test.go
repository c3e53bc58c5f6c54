package timeseries

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/dsp/fourier"
	"gonum.org/v1/gonum/floats"
)

// TestTransformIsTheSum: of all lengths, odd powers of two and even ones, and others, which are gonum's. Against the sum itself, whose
// angles are reduced exactly: within 4 roundings of the norm of x √N for each of the log₂ N steps.
func TestTransformIsTheSum(t *testing.T) {
	for _, n := range []int{4, 8, 16, 32, 64, 100, 128, 256, 512} {
		x, got := someValues(n), make([]complex128, n/2+1)
		newTransform(n).coefficients(got, x)
		bound := 4 * 0x1p-53 * math.Log2(float64(n)) * floats.Norm(x, 2)
		for k, v := range got {
			var want complex128
			for m, value := range x {
				want += complex(value, 0) * cmplx.Rect(1, -2*math.Pi*float64(k*m%n)/float64(n))
			}
			if off := cmplx.Abs(v - want); off > bound+0x1p-52*floats.Norm(x, 1) { // the sum's own roundings too
				t.Errorf("%d values: X_%d is %g off", n, k, off)
			}
		}
	}
}

// TestTransformIsGonums: at lengths of which the sum takes long, to 1e-15 of the norm for each of the log₂ N steps.
func TestTransformIsGonums(t *testing.T) {
	for _, n := range []int{1024, 2048, 1 << 16} {
		x, got := someValues(n), make([]complex128, n/2+1)
		newTransform(n).coefficients(got, x)
		bound := 1e-15 * math.Log2(float64(n)) * floats.Norm(x, 2)
		for k, want := range fourier.NewFFT(n).Coefficients(nil, x) {
			if off := cmplx.Abs(got[k] - want); off > bound {
				t.Fatalf("%d values: X_%d is %g off, more than %g", n, k, off, bound)
			}
		}
	}
}

// TestTransformOfImpulsesAndWaves, which are known: of a value 1 at m, exp(−2πi km/N), and of cos(2πkn/N) N/2 at k alone.
func TestTransformOfImpulsesAndWaves(t *testing.T) {
	const n = 32
	transform := newTransform(n)
	for m := range n {
		x, got := make([]float64, n), make([]complex128, n/2+1)
		x[m] = 1
		transform.coefficients(got, x)
		for k, v := range got {
			if want := cmplx.Rect(1, -2*math.Pi*float64(k*m%n)/n); cmplx.Abs(v-want) > 1e-15 {
				t.Errorf("an impulse at %d: X_%d = %v, want %v", m, k, v, want)
			}
		}
	}
	for wave := 1; wave < n/2; wave++ {
		x, got := make([]float64, n), make([]complex128, n/2+1)
		for k := range x {
			x[k] = math.Cos(2 * math.Pi * float64(wave*k%n) / n)
		}
		transform.coefficients(got, x)
		for k, v := range got {
			want := 0.0
			if k == wave {
				want = n / 2
			}
			if cmplx.Abs(v-complex(want, 0)) > 1e-14 {
				t.Errorf("a wave of %d periods: X_%d = %v", wave, k, v)
			}
		}
	}
}

func someValues(n int) []float64 {
	rng := rand.New(rand.NewPCG(7, uint64(n)))
	x := make([]float64, n)
	for k := range x {
		x[k] = rng.NormFloat64()
	}
	return x
}

// BenchmarkTransform is of a segment of the default length and, as gonum's, of one beside it.
func BenchmarkTransform(b *testing.B) {
	for _, n := range []int{1024, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x, dst, transform := someValues(n), make([]complex128, n/2+1), newTransform(n)
			for b.Loop() {
				transform.coefficients(dst, x)
			}
		})
	}
}
