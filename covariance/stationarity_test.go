package covariance_test

import (
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// alarms returns in how many runs the test gives p < 0.01.
func (p ar1) alarms(t *testing.T, net *network.Network, runs int) int {
	t.Helper()
	count := 0
	for seed := range uint64(runs) {
		s, ok := p.edges(net, 100_000+seed).Stationarity()
		if !ok || !(s.PValue >= 0 && s.PValue <= 1) || math.IsNaN(s.Change) || math.IsInf(s.Change, 0) {
			t.Fatalf("no test of stationarity: %+v, %v", s, ok)
		}
		if s.PValue < 0.01 {
			count++
		}
	}
	return count
}

// A stationary process alarms at p < 0.01 in at most 1 % of runs, within two standard errors:
// for few samples of one replica each, whose estimates are far from normal, for an odd number
// of them, and for halves that are correlated. The first case attains the nominal rate: 12,000
// runs alarmed 129 times, 1.08 ± 0.09 %.
func TestStationaryRunsRarelyAlarm(t *testing.T) {
	const runs = 1500
	most := runs*0.01 + 2*math.Sqrt(runs*0.01*0.99)
	for _, row := range []struct {
		why   string
		pairs int
		p     ar1
	}{
		{"independent samples", 10, ar1{rho: 0, start: 1, blocks: []int{64}, times: 20}},
		{"correlated samples", 10, ar1{rho: 0.9, start: 1, blocks: []int{16, 16}, times: 40}},
		{"three samples of one replica in each group", 100, ar1{rho: 0, start: 1, blocks: []int{8, 8, 8}, times: 3}},
		{"two samples", 30, ar1{rho: 0.5, start: 1, blocks: []int{8, 8, 3}, times: 2}},
		{"activity seldom above a threshold", 10, ar1{rho: 0.5, start: 1, blocks: []int{32}, times: 30,
			change: func(_ int, x []float64, _ int) {
				for k, v := range x {
					x[k] = max(0, v-2)
				}
			}}},
	} {
		alarms := row.p.alarms(t, pairsOf(t, row.pairs), runs)
		t.Logf("%s: %d of %d runs alarm, nominally %.0f", row.why, alarms, runs, runs*0.01)
		if float64(alarms) > most {
			t.Errorf("%s: %d of %d stationary runs alarm, more than %.1f", row.why, alarms, runs, most)
		}
	}
}

// A start from zero without burn-in alarms in every run.
func TestStartsFromZeroAlarm(t *testing.T) {
	const runs = 100
	for _, p := range []ar1{
		{rho: 0.95, start: 0, blocks: []int{32, 32}, times: 60},
		{rho: 0.99, start: 0.1, blocks: []int{64}, times: 61},
		{rho: 0.9, start: 0, blocks: []int{16, 16}, times: 20},
	} {
		if alarms := p.alarms(t, pairsOf(t, 20), runs); alarms != runs {
			t.Errorf("%+v: %d of %d runs alarm", p, alarms, runs)
		}
	}
}

// changed returns a process that is stationary but for what change does from its second half on.
func changed(change func(x []float64, width int)) ar1 {
	p := ar1{rho: 0.3, start: 1, blocks: []int{64, 64}, times: 100}
	p.change = func(time int, x []float64, width int) {
		if time >= 50 {
			change(x, width)
		}
	}
	return p
}

// The test names what has changed, and by how much. Relative changes have a standard error of
// √(2/S) in each half, S about 0.84 · 128 · 50 = 5,300, together 0.027 (1 + change).
func TestTheChangeIsNamed(t *testing.T) {
	const pairs = 20
	net := pairsOf(t, pairs) // pair k is 2k ← 2k+1; even k are excitatory
	for _, row := range []struct {
		what            string
		p               ar1
		statistic       covariance.Statistic
		neuron, source  int
		change, allowed float64
	}{
		{"one neuron's mean", changed(func(x []float64, width int) {
			for r := range width {
				x[7*width+r] += 0.5
			}
		}), covariance.Mean, 7, -1, 0.485, 0.1}, // 1/2 in units of √(1 + 1/16)
		{"one neuron's variance", changed(func(x []float64, width int) {
			for r := range width {
				x[5*width+r] *= 1.5
			}
		}), covariance.Variance, 5, -1, 1.25, 0.2},
		{"the correlation of a pair", changed(func(x []float64, width int) {
			for r := range width {
				x[8*width+r] = 0.6*x[9*width+r] + 0.8*x[8*width+r]
			}
		}), covariance.DiffCov, 8, 9, -0.6, 0.1},
		{"all variances by 7 %", changed(func(x []float64, width int) {
			for k := range x {
				x[k] *= math.Sqrt(1.07)
			}
		}), covariance.Overall, -1, -1, 0.07, 0.025},
	} {
		s, ok := row.p.edges(net, 1).Stationarity()
		if !ok || !(s.PValue < 1e-4) || s.Statistic != row.statistic || s.Neuron != row.neuron || s.Source != row.source ||
			math.Abs(s.Change-row.change) > row.allowed {
			t.Errorf("%s: %+v (%v), want a change of %v by %v ± %v", row.what, s, ok, row.statistic, row.change, row.allowed)
		}
		if s.Groups != 16 || s.Tests != 5*pairs+1 {
			t.Errorf("%s: %d groups and %d tests, want 16 and %d", row.what, s.Groups, s.Tests, 5*pairs+1)
		}
	}
}

// Scaling by a power of two changes no statistic, up to states whose squares almost overflow
// and fourth powers do.
func TestStationarityOfAnyMagnitude(t *testing.T) {
	net := pairsOf(t, 5)
	scaled := func(scale float64) ar1 {
		return ar1{rho: 0.5, start: 1, blocks: []int{16, 16}, times: 21, change: func(_ int, x []float64, _ int) {
			for k := range x {
				x[k] *= scale
			}
		}}
	}
	e := scaled(1).edges(net, 3)
	want, ok := e.Stationarity()
	if !ok {
		t.Fatal("no test")
	}
	for _, scale := range []float64{0x1p-480, 0x1p-200, 0x1p+200, 0x1p+490} {
		large := scaled(scale).edges(net, 3)
		if got, ok := large.Stationarity(); !ok || got != want {
			t.Errorf("scaled by %v: %+v, %v, want %+v", scale, got, ok, want)
		}
		for k, se := range large.DiffCovErrors() {
			if want := e.DiffCovErrors()[k] * scale * scale; !closeTo(se, want, 1e-13) {
				t.Errorf("scaled by %v: standard error %v, want %v", scale, se, want)
			}
		}
	}
	if s, ok := scaled(1e160).edges(net, 3).Stationarity(); ok {
		t.Errorf("sums that overflow have a test: %+v", s)
	}
}

// What does not vary is not tested; a neuron that starts to vary is.
func TestStationarityOfConstantNeurons(t *testing.T) {
	net := pairsOf(t, 5)
	constant := func(neurons int, value float64, until int) ar1 {
		return ar1{rho: 0.5, start: 1, blocks: []int{16, 11}, times: 30, change: func(time int, x []float64, width int) {
			if time < until {
				for k := range neurons * width {
					x[k] = value
				}
			}
		}}
	}
	for _, value := range []float64{0, 0.3} {
		if s, ok := constant(10, value, 30).edges(net, 1).Stationarity(); ok {
			t.Errorf("constant states %v have a test: %+v", value, s)
		}
		// Four constant neurons of ten, two pairs of five: 2·6 + 3 tests and Overall.
		if s, ok := constant(4, value, 30).edges(net, 1).Stationarity(); !ok || s.Tests != 2*6+3+1 || s.PValue < 0.01 || s.Groups != 16 {
			t.Errorf("with constant neurons %v: %+v, %v", value, s, ok)
		}
	}
	s, ok := constant(2, 0, 16).edges(net, 1).Stationarity()
	if !ok || s.PValue > 1e-6 || s.Statistic != covariance.DiffCov || s.Neuron != 0 || s.Source != 1 || s.Change != math.MaxFloat64 {
		t.Errorf("a pair without activity in the first half: %+v, %v", s, ok)
	}
	same := ar1{start: 1, blocks: []int{16}, times: 4, change: func(time int, x []float64, _ int) {
		for k := range x {
			x[k] = float64(time)
		}
	}}
	if s, ok := same.edges(net, 1).Stationarity(); !ok || s.PValue != 0 {
		t.Errorf("replicas that all move alike: %+v, %v", s, ok)
	}
}

func TestNoStationarityBeforeTheEnd(t *testing.T) {
	net := pairsOf(t, 2)
	for _, times := range []int{1, 2, 3} {
		e := covariance.NewEdges(net, 8, make([]float64, 4), times)
		for k := range times {
			if s, ok := e.Stationarity(); ok {
				t.Errorf("%d of %d samples have a test: %+v", k, times, s)
			}
			e.Add(normals(32, uint64(k)))
		}
		if _, ok := e.Stationarity(); ok != (times > 1) {
			t.Errorf("%d samples have a test: %v", times, ok)
		}
	}
}
