package experiment_test

import (
	"math"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/noise"
)

// The jackknife of a mean is Student's interval of it, since leaving out one of n values moves a mean by its distance/(n − 1).
func TestJackknifeOfAMean(t *testing.T) {
	values := []float64{3, 1, 4, 1, 5, 9, 2, 6}
	want := experiment.MeanInterval(values)
	got := experiment.Jackknife(len(values), func(chosen []int) float64 { return experiment.MeanOf(values, chosen) })
	if math.Abs(got.Low-want.Low) > 1e-12 || math.Abs(got.High-want.High) > 1e-12 || got.Draws != len(values) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Intervals of a ratio of means of dependent draws hold the true ratio 2 in about 95 of 100 series, and those of Student's t
// the true mean: over 1,000 series the standard error of the share is 0.7%, and the jackknife is known to be a little narrow.
func TestIntervalsCover(t *testing.T) {
	const series, draws = 1000, 20
	key := noise.Key{Seed: 5, Purpose: noise.Probe}
	ratios, means := 0, 0
	for n := range series {
		a, b := make([]float64, draws), make([]float64, draws)
		for k := range draws {
			b[k] = 1 + key.Uniform(uint64(n), uint64(k), 0)
			a[k] = b[k] + 1 + key.Uniform(uint64(n), uint64(k), 1)
		}
		if i := experiment.RatioOfMeans(a, b); i.Low <= 2 && 2 <= i.High {
			ratios++
		}
		if i := experiment.MeanInterval(b); i.Low <= 1.5 && 1.5 <= i.High {
			means++
		}
	}
	for what, covered := range map[string]int{"ratios": ratios, "means": means} {
		if share := float64(covered) / series; share < 0.92 || share > 0.98 {
			t.Errorf("%s: the interval holds the truth in %.1f%% of the series", what, 100*share)
		}
	}
}

// The percentiles of the bootstrap of a mean are nearly those of the normal distribution: 1.96 standard deviations of a sample over
// the root of n, within 4 standard errors of a percentile of 2,000, which is 2.7% of the half-width, and what 40 draws have of skewness.
func TestBootstrapOfAMean(t *testing.T) {
	key := noise.Key{Seed: 7, Purpose: noise.Probe}
	values := make([]float64, 40)
	for k := range values {
		values[k] = key.Uniform(0, uint64(k), 0)
	}
	mean, se := experiment.MeanAndError(values)
	i := experiment.Bootstrap(1, len(values), func(chosen []int) float64 { return experiment.MeanOf(values, chosen) })
	if math.Abs(i.Low-(mean-1.96*se)) > 0.2*se*1.96 || math.Abs(i.High-(mean+1.96*se)) > 0.2*se*1.96 {
		t.Errorf("%+v, want %v ± %v", i, mean, 1.96*se)
	}
	if again := experiment.Bootstrap(1, len(values), func(chosen []int) float64 { return experiment.MeanOf(values, chosen) }); again != i {
		t.Errorf("the same seed gives %+v and %+v", i, again)
	}
	none := experiment.Bootstrap(1, 3, func([]int) float64 { return math.NaN() })
	if !math.IsNaN(none.Low) || none.Above(0.5).Met != 0 {
		t.Errorf("a statistic that is not defined has %+v", none)
	}
}

// The bounds of Clopper and Pearson: of nothing in n draws 1 − 0.05^(1/n); else where the binomial tail is 5%.
func TestFrequencyBounds(t *testing.T) {
	tail := func(p float64, from, to, n int) (sum float64) { // of the binomial distribution
		for k := from; k <= to; k++ {
			up, _ := math.Lgamma(float64(n + 1))
			a, _ := math.Lgamma(float64(k + 1))
			b, _ := math.Lgamma(float64(n - k + 1))
			sum += math.Exp(up - a - b + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
		}
		return sum
	}
	if i := (experiment.Frequency{Draws: 48}).Interval(); math.Abs(i.High-(1-math.Pow(0.05, 1.0/48))) > 1e-8 || i.Low != 0 {
		t.Errorf("0 of 48: %+v", i)
	}
	if i := (experiment.Frequency{Count: 5, Draws: 5}).Interval(); math.Abs(i.Low-math.Pow(0.05, 0.2)) > 1e-8 || i.High != 1 {
		t.Errorf("5 of 5: %+v", i)
	}
	i := experiment.FrequencyAbove([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 7).Interval()
	if i.Value != 0.3 || math.Abs(tail(i.High, 0, 3, 10)-0.05) > 1e-7 || math.Abs(tail(i.Low, 3, 10, 10)-0.05) > 1e-7 {
		t.Errorf("3 of 10: %+v", i)
	}
}

// A rule that prunes as another, but for rounding, is not ahead of it, however often its errors are smaller.
func TestAlikeRulesAreNotAhead(t *testing.T) {
	other := []float64{1, 2, 3}
	alike := []float64{1 - 1e-15, 2 - 1e-15, 3 - 1e-15}
	if l := experiment.NewLead(alike, other); l.Ahead().Met != 0 {
		t.Errorf("%+v is ahead", l)
	}
	if l := experiment.NewLead([]float64{0.5, 1.4, 2.45}, other); l.Ahead().Met == 0 || l.Won != 3 {
		t.Errorf("%+v is not ahead", l)
	}
}
