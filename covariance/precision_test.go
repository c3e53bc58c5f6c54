package covariance_test

import (
	"math"
	"testing"

	"noiseprune/covariance"
)

// By hand: relative errors 0.1, 0.2, 0.4, 0.05, in the order of d 1, 2, 4, 3, are worth 2/0.01 =
// 200, 50, 12.5 and 800 samples, of which 300 were taken; the edge without activity does not count.
func TestPrecisionByHand(t *testing.T) {
	got := covariance.NewPrecision([]float64{1, 2, 0, 4, 3}, []float64{0.1, 0.4, 0, 1.6, 0.15}, 300, 8)
	want := covariance.Precision{
		Edges: 4, Groups: 8, Samples: 300, EffectiveSamples: 125, EffectiveLeast: 12.5, RelativeError: 0.15, LargestRelativeError: 0.4,
	}
	if got.Edges != want.Edges || got.Groups != want.Groups || got.Samples != want.Samples ||
		!closeTo(got.EffectiveSamples, want.EffectiveSamples, 1e-14) || !closeTo(got.EffectiveLeast, want.EffectiveLeast, 1e-14) ||
		!closeTo(got.RelativeError, want.RelativeError, 1e-14) || !closeTo(got.LargestRelativeError, want.LargestRelativeError, 1e-14) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// 41 edges, of which ⌈41/20⌉ = 3 count as the largest: the relative errors 0.3, 0.4 and, of the
// edges with d = 1, the largest, 0.5. The order of the edges is of no account.
func TestTheLargestTwentieth(t *testing.T) {
	d, errors := make([]float64, 41), make([]float64, 41)
	for k := range d {
		d[k], errors[k] = 1, 0.01
	}
	d[7], errors[7] = 3, 3*0.3
	d[30], errors[30] = 2, 2*0.4
	errors[12] = 0.5
	want := math.Sqrt((0.09 + 0.16 + 0.25) / 3)
	for range 2 {
		p := covariance.NewPrecision(d, errors, 1000, 8)
		if !closeTo(p.LargestRelativeError, want, 1e-14) || !closeTo(p.RelativeError, 0.01, 1e-14) {
			t.Errorf("%+v, want %v for the largest and 0.01 for the typical edge", p, want)
		}
		for k, j := 0, len(d)-1; k < j; k, j = k+1, j-1 {
			d[k], d[j] = d[j], d[k]
			errors[k], errors[j] = errors[j], errors[k]
		}
	}
}

// Without errors an edge is worth the samples that were taken, no more.
func TestPrecisionWithoutErrorsOrActivity(t *testing.T) {
	got := covariance.NewPrecision([]float64{1e-200, 1e200}, []float64{0, 0}, 300, 8)
	if want := (covariance.Precision{Edges: 2, Groups: 8, Samples: 300, EffectiveSamples: 300, EffectiveLeast: 300}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, d := range [][]float64{nil, {0, 0}} {
		if got, want := covariance.NewPrecision(d, d, 300, 8), (covariance.Precision{Groups: 8, Samples: 300}); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// S of a known process: y² of ρ = 0.6 has the autocorrelation ρ²ᵏ, so that n samples are
// equivalent to n (1 − ρ²)/(1 + ρ²). One edge's S has the relative standard error √(2/(G−1)),
// the median of E independent edges √(π/2)/√E of that, and the median of χ²_{G−1} is below its
// mean by the factor (1 − 2/(9(G−1)))³, in which S is divided by it.
func TestEffectiveSamplesOfKnownProcesses(t *testing.T) {
	const pairs = 200
	net := pairsOf(t, pairs)
	for _, rho := range []float64{0, 0.6, -0.6} {
		e := ar1{rho: rho, start: 1, blocks: []int{64, 64, 64}, times: 100}.edges(net, 5)
		p := covariance.NewPrecision(e.Local().DiffCov(net), e.DiffCovErrors(), e.Samples(), e.Groups())
		freedom := float64(e.Groups() - 1)
		median := 1 - 2/(9*freedom)
		want := float64(e.Samples()) * (1 - rho*rho) / (1 + rho*rho) / (median * median * median)
		se := math.Sqrt(2/freedom) * math.Sqrt(math.Pi/2/pairs)
		if rho == 0 {
			want = min(want, float64(e.Samples())) // each S is capped, so that their median is, too
		}
		t.Logf("ρ = %v: S = %.0f, expected %.0f ± %.0f", rho, p.EffectiveSamples, want, want*se)
		if math.Abs(p.EffectiveSamples/want-1) > 4*se || p.EffectiveSamples > float64(e.Samples()) {
			t.Errorf("ρ = %v: S = %.0f, want %.0f within 4 × %.1f %%", rho, p.EffectiveSamples, want, 100*se)
		}
	}
}

// TestTypicalErrorIsThatOfPrecision, to the bit: of odd and even numbers of edges, of which some have no activity, and where none has.
func TestTypicalErrorIsThatOfPrecision(t *testing.T) {
	for _, edges := range []int{0, 1, 2, 41, 64, 1000} {
		for _, dead := range []int{0, edges / 3, edges} {
			d, errors := normals(edges, 1), normals(edges, 2)
			for k := range d {
				d[k], errors[k] = math.Abs(d[k]), math.Abs(errors[k])
			}
			clear(d[:dead])
			want := covariance.NewPrecision(d, errors, 100, 8)
			got, known := covariance.TypicalError(d, errors)
			if known != (want.Edges > 0) || got != want.RelativeError {
				t.Errorf("%d edges, %d dead: %v, %t, want %v", edges, dead, got, known, want.RelativeError)
			}
		}
	}
	mustPanic(t, "an error too many", func() { covariance.TypicalError([]float64{1}, []float64{1, 2}) })
}
