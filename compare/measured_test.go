package compare

import (
	"math"
	"math/rand/v2"
	"testing"
)

// gaussian are sums of states of an original x and a pruned network x̃ that are known: pairs of neurons (2k, 2k+1) of correlation
// before, and after pruning of correlation after, with variances ratio(i) and a correlation of 0.9 between x_i and x̃_i. Means
// are added that differ between the networks. Each pruning has the same expectations.
type gaussian struct {
	pairs, runs, prunings, times int
	before, after                float64
	ratio                        func(i int) float64
	mean                         float64
}

func (g gaussian) chosen() (c Chosen) {
	for k := range g.pairs {
		c.Neurons = append(c.Neurons, 2*k, 2*k+1)
		c.On = append(c.On, Pair{2*k + 1, 2 * k})
	}
	for k := range g.pairs - 1 {
		c.Off = append(c.Off, Pair{2*k + 2, 2 * k})
	}
	return c
}

func (g gaussian) measured(t *testing.T, seed uint64) *MeasuredActivity {
	t.Helper()
	const common = 0.9
	source, chosen := rand.New(rand.NewPCG(seed, 1)), g.chosen()
	var original, pruned *RunProducts
	groups, first := make([][]int, g.prunings), 0
	n := 2 * g.pairs
	for k := range groups {
		width := g.runs / g.prunings
		a := NewRunProducts(chosen.Pairs(), width, g.mean != 0)
		b := NewRunProducts(chosen.Pairs(), width, g.mean != 0)
		x, y := make([]float64, n*width), make([]float64, n*width)
		for range g.times {
			for r := range width {
				for p := range g.pairs {
					u, v := source.NormFloat64(), source.NormFloat64()
					s, w := math.Sqrt(1-common*common)*source.NormFloat64(), math.Sqrt(1-common*common)*source.NormFloat64()
					p0, p1 := common*u+s, common*v+w
					i, j := 2*p, 2*p+1
					x[i*width+r] = g.mean + u
					x[j*width+r] = g.mean + g.before*u + math.Sqrt(1-g.before*g.before)*v
					y[i*width+r] = 2*g.mean + math.Sqrt(g.ratio(i))*p0
					y[j*width+r] = 2*g.mean + math.Sqrt(g.ratio(j))*(g.after*p0+math.Sqrt(1-g.after*g.after)*p1)
				}
			}
			a.Add(x)
			b.Add(y)
		}
		for range width {
			groups[k] = append(groups[k], first)
			first++
		}
		if k == 0 {
			original, pruned = a, b
			continue
		}
		original.Merge(a)
		pruned.Merge(b)
	}
	m, err := NewMeasuredActivity(chosen, original, pruned, groups)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestMeasuredActivity: of Gaussian states the quantiles of variance ratios, which are uniform in [0.8, 1.4], and the changes of
// correlations are the known ones to within 4 standard errors, about 0 and about the mean, with few runs of each pruning and with
// many; quantiles of 400 ratios may be off by 0.015 more, as the noise is not the same for all. Without what is subtracted the
// spread would be wrong: noise is a fiftieth of the variance at least, and nearly a half with two runs of each pruning.
func TestMeasuredActivity(t *testing.T) {
	spread := func(i int) float64 { return 0.8 + 0.6*math.Mod(float64(i)*0.6180339887, 1) }
	for _, c := range []struct {
		reason string
		g      gaussian
	}{
		{"two runs of each pruning", gaussian{200, 32, 16, 20, 0.5, 0.4, spread, 0}},
		{"one pruning", gaussian{200, 24, 1, 20, 0.5, 0.4, spread, 0}},
		{"means", gaussian{200, 64, 16, 10, 0.5, 0.4, spread, 3}},
		{"means, one pruning", gaussian{200, 24, 1, 20, 0.5, 0.4, spread, 3}},
		{"nothing changes", gaussian{200, 32, 16, 20, 0.3, 0.3, spread, 0}},
	} {
		m := c.g.measured(t, 7)
		v := m.VarianceRatios()
		if v == nil || v.NoiseShare == nil || *v.NoiseShare < 0.02 || *v.NoiseShare > 0.6 {
			t.Fatalf("%s: %+v", c.reason, v)
		}
		for _, q := range []struct{ got, se, want float64 }{
			{v.Low, v.Errors.Low, 0.83}, {v.Median, v.Errors.Median, 1.1}, {v.High, v.Errors.High, 1.37},
		} {
			if !(math.Abs(q.got-q.want) < 4*q.se+0.015) || q.se > 0.05 {
				t.Errorf("%s: quantile %.4f ± %.4f, want %v", c.reason, q.got, q.se, q.want)
			}
		}
		on, off := m.CorrelationsOn(200), m.CorrelationsOff(1e6)
		t.Logf("%s: noise %.2f of variance ratios, on %+v, off %+v", c.reason, *v.NoiseShare, *on, *off)
		check := func(what string, got, se, want float64) { // of the squares, which have no bias
			if !(math.Abs(got*got-want*want) < 4*((got+se)*(got+se)-got*got)) || se > 0.1 {
				t.Errorf("%s: %s %.4f ± %.4f, want %v", c.reason, what, got, se, want)
			}
		}
		check("change on edges", on.RMS, on.RMSError, math.Abs(c.g.before-c.g.after))
		check("correlations on edges", on.Original, on.OriginalError, c.g.before)
		check("change off edges", off.RMS, off.RMSError, 0)
		check("correlations off edges", off.Original, off.OriginalError, 0)
		if !(on.NoiseRMS > 0.01) {
			t.Errorf("%s: noise of %v", c.reason, on.NoiseRMS)
		}
	}
}

// TestMeanNeedsThreeRuns: about the mean of two runs the noise is not known, and neither are changes of correlations.
func TestMeanNeedsThreeRuns(t *testing.T) {
	m := gaussian{20, 32, 16, 5, 0.5, 0.4, func(int) float64 { return 1 }, 1}.measured(t, 1)
	if v := m.VarianceRatios(); v == nil || v.NoiseShare != nil || m.CorrelationsOn(20) != nil {
		t.Errorf("%+v, %+v", v, m.CorrelationsOn(20))
	}
}

// TestMeasuredActivityNeedsRuns: two of each of four prunings, and three of each of fewer.
func TestMeasuredActivityNeedsRuns(t *testing.T) {
	for _, c := range []struct {
		runs  []int
		known bool
	}{
		{[]int{2, 2, 2, 2}, true},
		{[]int{2, 2, 1, 2}, false},
		{[]int{3}, true},
		{[]int{2}, false},
		{[]int{3, 3, 2}, false},
	} {
		total, groups := 0, make([][]int, len(c.runs))
		for k, n := range c.runs {
			for range n {
				groups[k] = append(groups[k], total)
				total++
			}
		}
		chosen := Chosen{Neurons: []int{0}}
		p := NewRunProducts(chosen.Pairs(), total, false)
		if _, err := NewMeasuredActivity(chosen, p, p, groups); (err == nil) != c.known {
			t.Errorf("%v: %v", c.runs, err)
		}
	}
}

// TestRunProductsByHand: two neurons in two runs, x = (1, 2; 3, 5): about 0 the products are x², and about the mean twice
// (x − x̄)², and twice (x − x̄)(y − ȳ) = 2·½·1.
func TestRunProductsByHand(t *testing.T) {
	pairs := []Pair{{0, 0}, {1, 0}}
	about0, aboutMean := NewRunProducts(pairs, 2, false), NewRunProducts(pairs, 2, true)
	for _, p := range []*RunProducts{about0, aboutMean} {
		p.Add([]float64{1, 2, 3, 5})
	}
	for k, want := range []float64{1, 3, 4, 10} {
		if got := about0.of(k%2, k/2); got != want {
			t.Errorf("about 0, sum %d: %v, want %v", k, got, want)
		}
	}
	for k, want := range []float64{0.5, 1, 0.5, 1} {
		if got := aboutMean.of(k%2, k/2); got != want {
			t.Errorf("about the mean, sum %d: %v, want %v", k, got, want)
		}
	}
}
