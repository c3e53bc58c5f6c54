package compare_test

import (
	"math"
	"testing"

	"noiseprune/compare"
	"noiseprune/noise"
)

// The sleep data of Student (1908), as R's t.test(extra ~ group, paired = TRUE) evaluates them: mean −1.58, interval
// (−2.4598858, −0.7001142).
func TestPairedOfStudent(t *testing.T) {
	a := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	b := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	p, err := compare.NewPaired(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(p.Mean+1.58) > 1e-12 || math.Abs(p.Low+2.4598858) > 1e-6 || math.Abs(p.High+0.7001142) > 1e-6 {
		t.Errorf("%+v", p)
	}
	if p.Less != 9 || p.Greater != 0 || p.Pairs != 10 || !p.Separates() {
		t.Errorf("%+v: nine patients slept longer, one as long", p)
	}
}

// An interval that does not separate says how many pairs would: where it is twice as wide as the mean on each side, four
// times as many.
func TestNeededPairs(t *testing.T) {
	for _, c := range []struct {
		mean, half float64
		pairs      int
		want       float64
	}{{1, 2, 16, 64}, {-1, 2, 16, 64}, {1, math.Sqrt(10), 16, 160}, {0, 1, 16, math.Inf(1)}} {
		p := compare.Paired{Pairs: c.pairs, Mean: c.mean, Low: c.mean - c.half, High: c.mean + c.half}
		if got := p.Needed(); got != c.want || p.Separates() {
			t.Errorf("mean %v ± %v of %d pairs: %v needed, want %v", c.mean, c.half, c.pairs, got, c.want)
		}
	}
}

// Over 2,000 experiments of 16 pairs of normal differences, the interval holds the true mean in 95%: the standard error of
// that share is √(0.95·0.05/2000) = 0.5%, of which four are allowed.
func TestCoverageOfPaired(t *testing.T) {
	key, held := noise.Key{Seed: 5, Purpose: noise.Probe}, 0
	const experiments, pairs = 2000, 16
	zeros := make([]float64, pairs)
	for e := range uint64(experiments) {
		a := make([]float64, pairs)
		for k := range a {
			a[k] = 0.3 + 2*key.Normal(e, k, 0)
		}
		p, err := compare.NewPaired(a, zeros)
		if err != nil {
			t.Fatal(err)
		}
		if p.Low <= 0.3 && 0.3 <= p.High {
			held++
		}
	}
	if share := float64(held) / experiments; math.Abs(share-0.95) > 4*0.005 {
		t.Errorf("the true mean lies in %.1f%% of the intervals", 100*share)
	}
}

func TestPairedOfTooFew(t *testing.T) {
	if _, err := compare.NewPaired([]float64{1}, []float64{2}); err == nil {
		t.Error("one pair has an interval")
	}
	if _, err := compare.NewSpread([]float64{1, math.NaN()}); err == nil {
		t.Error("NaN has a spread")
	}
}
