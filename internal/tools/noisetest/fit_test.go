package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v within %v", what, got, want, tolerance)
	}
}

// TestTails compares the distributions with quantiles of Kolmogorov's by SciPy (kstwobign),
// and with the series of Anderson & Darling (1952), summed by numerical quadrature.
func TestTails(t *testing.T) {
	for _, c := range []struct{ lambda, p float64 }{
		{0, 1}, {0.5711732651063, 0.9}, {0.8275735551899077, 0.5}, // the theta series
		{1.2238478702170825, 0.10}, {1.3580986393225505, 0.05}, {1.6276236115189502, 0.01}, {1.9494746064, 0.001},
	} {
		near(t, "Kolmogorov", kolmogorovTail(c.lambda), c.p, 1e-9)
	}
	for _, c := range []struct{ z, p float64 }{
		{0.1, 0.9999719218948736}, {0.5, 0.7468143735303445}, {1, 0.35726667321401917}, {1.5, 0.17647537284204973},
		{1.999, 0.09195306134317194}, {2.4924, 0.04999801609242249}, {3, 0.027364788334026335}, {4.5, 0.004990026459872898},
	} {
		near(t, "Anderson–Darling", andersonP(c.z), c.p, 2e-5)
	}
	for _, c := range []struct{ z, p float64 }{{5.9694, 0.0010000014517607125}, {8, 0.00011381415572664366}} {
		near(t, "Anderson–Darling tail, ratio", andersonP(c.z)/c.p, 1, 0.06)
	}
	// Both meet where one series follows another.
	near(t, "Kolmogorov about 1", kolmogorovTail(1-1e-12), kolmogorovTail(1), 1e-10)
	near(t, "Anderson–Darling about 2", andersonP(2-1e-9), andersonP(2), 2e-5)
	near(t, "Anderson–Darling about 5, ratio", andersonP(5-1e-9)/andersonP(5), 1, 0.06)
}

// TestDistances compares both distances of four normals with their definitions.
func TestDistances(t *testing.T) {
	z := []float64{-1.2, -0.1, 0.3, 2}
	cdf := func(x float64) float64 { return (1 + math.Erf(x/math.Sqrt2)) / 2 }
	d, a2 := 0.0, -4.0
	for i, x := range z {
		d = max(d, cdf(x)-float64(i)/4, float64(i+1)/4-cdf(x))
		a2 -= float64(2*i+1) / 4 * (math.Log(cdf(x)) + math.Log(1-cdf(z[3-i])))
	}
	gotD, gotA2 := distances(z)
	near(t, "D", gotD, d, 1e-15)
	near(t, "A²", gotA2, a2, 1e-14)
}

// TestBinnedDistances: counts in fine bins give what the draws themselves give.
func TestBinnedDistances(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const n, fine = 5000, 1 << 20
	z, counts := make([]float64, n), make([]uint64, fine)
	for i := range z {
		z[i] = 1.03 * rng.NormFloat64()
		counts[int(math.Erfc(-z[i]/math.Sqrt2)/2*fine)]++
	}
	slices.Sort(z)
	d, a2 := distances(z)
	binnedD, binnedA2 := binnedDistances(counts)
	near(t, "D", binnedD, d, 1.0/fine)
	near(t, "A²", binnedA2, a2, 0.01*a2)
}

// TestCalibration: of good normals, the p-values of both tests are uniform. Of 2000 samples,
// the largest distance that a right distribution exceeds once in 10⁴ times is 2.23/√2000.
func TestCalibration(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var ks, ad []float64
	for range 2000 {
		z := make([]float64, 200)
		for i := range z {
			z[i] = rng.NormFloat64()
		}
		slices.Sort(z)
		d, a2 := distances(z)
		ks, ad = append(ks, kolmogorovP(d, 200)), append(ad, andersonP(a2))
	}
	mustPass(t, []statistic{uniformP("Kolmogorov–Smirnov", ks), uniformP("Anderson–Darling", ad)})
}
