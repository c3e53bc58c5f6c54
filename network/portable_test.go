package network

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const precision = 200

func exactFloat(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// exactExponential is (Σ (x/2¹⁰)ᵏ/k!)^1024, by 200-bit arithmetic.
func exactExponential(x *big.Float) *big.Float {
	small := new(big.Float).SetPrec(precision).SetMantExp(x, -10)
	sum, term := exactFloat(1), exactFloat(1)
	for k := 1.0; k < 60; k++ {
		term.Quo(term.Mul(term, small), exactFloat(k))
		sum.Add(sum, term)
	}
	for range 10 {
		sum.Mul(sum, sum)
	}
	return sum
}

// unitsOff returns |got − want| in units in the last place of got.
func unitsOff(got float64, want *big.Float) float64 {
	off, _ := exactFloat(0).Sub(exactFloat(got), want).Float64()
	return math.Abs(off) / (math.Nextafter(math.Abs(got), math.Inf(1)) - math.Abs(got))
}

func TestExponentialAccuracy(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	worst := 0.0
	for _, scale := range []float64{1e-3, 0.4, 3, 30, 690} {
		for range 500 {
			x := scale * (2*random.Float64() - 1)
			worst = max(worst, unitsOff(exponential(x), exactExponential(exactFloat(x))))
		}
	}
	t.Logf("worst: %.2f ulp", worst)
	if !(worst <= 2) || exponential(0) != 1 || !math.IsInf(exponential(1e300), 1) {
		t.Errorf("off by %.2f ulp, want at most 2; e⁰ = %v, e^1e300 = %v", worst, exponential(0), exponential(1e300))
	}
}

// The exponential of the logarithm, in exact arithmetic, is x (1+ε) where the logarithm is off by ε.
func TestLogarithmAccuracy(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	xs := []float64{0x1p-53, 0x1p-1022, 1 - 0x1p-53, 1 + 0x1p-52, 0.5, 2, math.Sqrt2 / 2}
	for range 1000 {
		xs = append(xs, random.Float64(), 1-random.Float64()*1e-6, math.Ldexp(1+random.Float64(), random.IntN(80)-60))
	}
	worst := 0.0
	for _, x := range xs {
		got := logarithm(x)
		ratio := new(big.Float).Quo(exactFloat(x), exactExponential(exactFloat(got)))
		want := new(big.Float).Add(exactFloat(got), ratio.Sub(ratio, exactFloat(1)))
		worst = max(worst, unitsOff(got, want))
	}
	t.Logf("worst: %.2f ulp", worst)
	if !(worst <= 2) || logarithm(1) != 0 {
		t.Errorf("off by %.2f ulp, want at most 2; ln 1 = %v", worst, logarithm(1))
	}
}

// The first six moments of a million normals within four standard errors, and the two of a
// pair without correlation.
func TestFillNormals(t *testing.T) {
	z := make([]float64, 1_000_001)
	fillNormals(z, seeded(1))
	moments := []float64{1, 0, 1, 0, 3, 0, 15, 0, 105, 0, 945, 0, 10395}
	n := float64(len(z))
	for k := 1; k <= 6; k++ {
		sum := 0.0
		for _, v := range z {
			sum += math.Pow(v, float64(k))
		}
		se := math.Sqrt((moments[2*k] - moments[k]*moments[k]) / n)
		if got := sum / n; math.Abs(got-moments[k]) > 4*se {
			t.Errorf("moment %d is %.4f, want %.4f ± %.4f", k, got, moments[k], 4*se)
		}
	}
	product := 0.0
	for k := 0; k+1 < len(z); k += 2 {
		product += z[k] * z[k+1]
	}
	if r := product / (n / 2); math.Abs(r) > 4/math.Sqrt(n/2) {
		t.Errorf("pairs correlate by %.5f", r)
	}
}
