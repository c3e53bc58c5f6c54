package covariance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/covariance"
	"noiseprune/network"
)

// ar1 is x ← ρx + √(1−ρ²)ζ, independent in every neuron and replica, whose stationary
// variance is 1.
type ar1 struct {
	rho    float64
	start  float64 // standard deviation of the first sample; 1 if stationary
	blocks []int   // widths
	times  int
	change func(time int, x []float64, width int) // of the states that are added; nil for none
}

// edges returns the merged sums of the blocks, of which the i-th is seeded with (seed, i).
func (p ar1) edges(net *network.Network, seed uint64) *covariance.Edges {
	n := net.Neurons()
	var all *covariance.Edges
	for b, width := range p.blocks {
		rng := rand.New(rand.NewPCG(seed, uint64(b)))
		e := covariance.NewEdges(net, width, make([]float64, n), p.times)
		x, added := make([]float64, n*width), make([]float64, n*width)
		for k := range x {
			x[k] = p.start * rng.NormFloat64()
		}
		for time := range p.times {
			copy(added, x)
			if p.change != nil {
				p.change(time, added, width)
			}
			e.Add(added)
			for k := range x {
				x[k] = p.rho*x[k] + math.Sqrt(1-p.rho*p.rho)*rng.NormFloat64()
			}
		}
		if all == nil {
			all = e
			continue
		}
		all.Merge(e)
	}
	return all
}

// groupMeans returns q_g, the means of the squares of y(x, r), and n_g for each group of each
// block: states[b] are the samples of block b, of widths[b] replicas.
func groupMeans(states [][][]float64, widths []int, y func(x []float64, width, r int) float64) (q, count []float64) {
	for b, width := range widths {
		for g := range min(8, width) {
			sum, n := 0.0, 0.0
			for _, x := range states[b] {
				for r := g; r < width; r += 8 {
					sum += y(x, width, r) * y(x, width, r)
					n++
				}
			}
			q = append(q, sum/n)
			count = append(count, n/float64(len(states[b])))
		}
	}
	return q, count
}

// standardError is √(V/R), V = Σ n_g (q_g − d')²/(G − 1), literally.
func standardError(q, count []float64) float64 {
	replicas, mean, v := 0.0, 0.0, 0.0
	for g, n := range count {
		replicas += n
		mean += n * q[g]
	}
	mean /= replicas
	for g, n := range count {
		v += n * (q[g] - mean) * (q[g] - mean)
	}
	return math.Sqrt(v / float64(len(q)-1) / replicas)
}

// The standard errors equal those computed from the samples of each group, for blocks of any
// widths.
func TestStandardErrorsFromTheGroups(t *testing.T) {
	const n, times = 9, 5
	for _, symmetric := range []bool{true, false} {
		net := withSelfConnection(t, randomNetwork(t, n, 0.5, symmetric, 1, 31))
		reference := normals(n, 32)
		for _, widths := range [][]int{{2}, {16}, {16, 16, 5}, {1, 1}, {9, 9, 3}} {
			var all *covariance.Edges
			var states [][][]float64
			for b, width := range widths {
				e := covariance.NewEdges(net, width, reference, times)
				states = append(states, nil)
				for k := range times {
					x := normals(n*width, uint64(100*b+k))
					states[b] = append(states[b], x)
					e.Add(x)
				}
				if all == nil {
					all = e
				} else {
					all.Merge(e)
				}
			}
			deviation := func(i int, x []float64, width, r int) float64 { return x[i*width+r] - reference[i] }
			got := all.DiffCovErrors()
			groups := 0
			for k, entry := range net.Weights().Entries() {
				q, count := groupMeans(states, widths, func(x []float64, width, r int) float64 {
					return deviation(entry.Target, x, width, r) - math.Copysign(1, entry.Weight)*deviation(entry.Source, x, width, r)
				})
				want := standardError(q, count)
				if groups = len(q); entry.Target == entry.Source {
					want = 0
				}
				if !closeTo(got[k], want, 1e-12) {
					t.Errorf("blocks %v: standard error of d_%d,%d is %v, want %v", widths, entry.Target, entry.Source, got[k], want)
				}
			}
			for i, got := range all.VarianceErrors() {
				q, count := groupMeans(states, widths, func(x []float64, width, r int) float64 { return deviation(i, x, width, r) })
				if want := standardError(q, count); !closeTo(got, want, 1e-12) {
					t.Errorf("blocks %v: standard error of variance %d is %v, want %v", widths, i, got, want)
				}
			}
			if all.Groups() != groups {
				t.Errorf("blocks %v: %d groups, want %d", widths, all.Groups(), groups)
			}
		}
	}
}

func TestNoStandardErrorsOfOneGroup(t *testing.T) {
	e := ar1{start: 1, blocks: []int{1}, times: 4}.edges(pairsOf(t, 2), 1)
	if d, v := e.DiffCovErrors(), e.VarianceErrors(); d != nil || v != nil || e.Groups() != 1 {
		t.Errorf("one replica has the standard errors %v and %v, %d groups", d, v, e.Groups())
	}
	if _, ok := e.Stationarity(); ok {
		t.Error("one replica has a test of stationarity")
	}
}

// Completing a block changes no result, nor does completing it again.
func TestCompleteChangesNoResult(t *testing.T) {
	net := randomNetwork(t, 9, 0.5, true, 1, 31)
	e := ar1{rho: 0.5, start: 1, blocks: []int{20}, times: 7}.edges(net, 1)
	test := func() (results []float64) {
		s, ok := e.Stationarity()
		if !ok || e.Groups() != 8 || e.Samples() != 140 {
			t.Errorf("%v, %d groups, %d samples", ok, e.Groups(), e.Samples())
		}
		l := e.Local()
		results = append(results, s.PValue, s.Change)
		for _, values := range [][]float64{l.Variance, l.Covariance, e.DiffCovErrors(), e.VarianceErrors()} {
			results = append(results, values...)
		}
		return results
	}
	before := test()
	for range 2 {
		e.Complete()
		for k, v := range test() {
			if math.Float64bits(v) != math.Float64bits(before[k]) {
				t.Errorf("result %d is %v, before completion %v", k, v, before[k])
			}
		}
	}
}

// z = (d − 2)/se over the independent pairs of many runs, correlated in time: of standard
// deviation √((G−1)/(G−3)), that of Student's distribution; likewise for the variances, of
// which 1 is exact. Of M independent z, the standard deviation has the relative standard error
// √((κ−1)/4M), κ = 3 + 6/(G−5).
func TestStandardErrorsAreCalibrated(t *testing.T) {
	const pairs, seeds = 48, 24
	net := pairsOf(t, pairs)
	for _, p := range []ar1{
		{rho: 0, start: 1, blocks: []int{64, 64, 64}, times: 10},
		{rho: 0.9, start: 1, blocks: []int{16, 16, 16, 16}, times: 200},
		{rho: -0.6, start: 1, blocks: []int{20, 20, 20}, times: 50},
	} {
		var d, v []float64
		groups := 8 * len(p.blocks)
		for seed := range uint64(seeds) {
			e := p.edges(net, seed)
			l, errors := e.Local(), e.DiffCovErrors()
			for k, x := range l.DiffCov(net) {
				d = append(d, (x-2)/errors[k])
			}
			for i, se := range e.VarianceErrors() {
				v = append(v, (l.Variance[i]-1)/se)
			}
		}
		for what, z := range map[string][]float64{"diff-cov": d, "variance": v} {
			sum := 0.0
			for _, x := range z {
				sum += x * x
			}
			sd, g := math.Sqrt(sum/float64(len(z))), float64(groups)
			want := math.Sqrt((g - 1) / (g - 3))
			se := want * math.Sqrt((2+6/(g-5))/4/float64(len(z)))
			t.Logf("%s, ρ = %v: s.d. of %d z-scores %.3f, expected %.3f ± %.3f", what, p.rho, len(z), sd, want, se)
			if math.Abs(sd-want) > 4*se {
				t.Errorf("%s, ρ = %v: s.d. of z-scores %.3f, want %.3f ± 4 × %.3f", what, p.rho, sd, want, se)
			}
		}
	}
}
